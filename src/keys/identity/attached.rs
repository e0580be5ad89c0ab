//! The identities attached to a resource, and the bodies that attach another without losing one.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::arm::ResourceId;

/// The identities a resource has, from its `identity` envelope.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Attached {
    /// The object ID of the system-assigned identity, where there is one.
    pub system: Option<String>,
    /// The user-assigned identities.
    pub user: Vec<AttachedUser>,
    /// The directory of the system-assigned identity.
    pub tenant: Option<String>,
}

/// One user-assigned identity of a resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AttachedUser {
    /// Where it is.
    pub id: ResourceId,
    /// Its object ID, where the envelope gave it.
    pub principal_id: Option<String>,
    /// Its application ID, where the envelope gave it.
    pub client_id: Option<String>,
}

/// How a service spells the type when a resource has both kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// `SystemAssigned,UserAssigned`: storage, Log Analytics.
    Compact,
    /// `SystemAssigned, UserAssigned`: Cognitive Services.
    Spaced,
}

impl Attached {
    /// Reads the `identity` envelope of a resource; `null` where it has no identity.
    #[must_use]
    pub fn parse(envelope: &Value) -> Self {
        let text = |value: &Value, name: &str| {
            let text = value.get(name).and_then(Value::as_str);
            text.filter(|it| !it.is_empty()).map(str::to_owned)
        };
        // Spelled with and without a blank, and in any casing.
        let kinds = text(envelope, "type")
            .unwrap_or_default()
            .to_ascii_lowercase();
        let has = |kind: &str| kinds.split(',').any(|it| it.trim() == kind);
        let users = envelope
            .get("userAssignedIdentities")
            .and_then(Value::as_object)
            .filter(|_| has("userassigned"));
        let users = users.into_iter().flatten().filter_map(|(id, value)| {
            Some(AttachedUser {
                id: ResourceId::parse(id).ok()?,
                principal_id: text(value, "principalId"),
                client_id: text(value, "clientId"),
            })
        });
        let system = has("systemassigned");
        Self {
            system: system.then(|| text(envelope, "principalId")).flatten(),
            tenant: system.then(|| text(envelope, "tenantId")).flatten(),
            user: users.collect(),
        }
    }

    /// The attached identity with this ID.
    #[must_use]
    pub fn user(&self, id: &ResourceId) -> Option<&AttachedUser> {
        self.user.iter().find(|it| it.id == *id)
    }

    /// The `identity` envelope that adds a system-assigned identity and keeps the others.
    #[must_use]
    pub fn with_system(&self, spelling: Spelling) -> Value {
        envelope(true, self.user.iter().map(|it| &it.id), spelling)
    }

    /// The `identity` envelope that adds a user-assigned identity and keeps the others.
    #[must_use]
    pub fn with_user(&self, id: &ResourceId, spelling: Spelling) -> Value {
        let others = self.user.iter().map(|it| &it.id).filter(|it| *it != id);
        envelope(self.system.is_some(), others.chain([id]), spelling)
    }

    /// The `identity` envelope with exactly one user-assigned identity, for services that take no
    /// more than one; a system-assigned one is kept.
    #[must_use]
    pub fn with_only_user(&self, id: &ResourceId, spelling: Spelling) -> Value {
        envelope(self.system.is_some(), [id], spelling)
    }
}

fn envelope<'a>(
    system: bool,
    users: impl IntoIterator<Item = &'a ResourceId>,
    spelling: Spelling,
) -> Value {
    let users: Map<String, Value> = users
        .into_iter()
        .map(|it| (it.to_string(), json!({})))
        .collect();
    let kind = match (system, users.is_empty(), spelling) {
        (true, true, _) => "SystemAssigned",
        (true, false, Spelling::Compact) => "SystemAssigned,UserAssigned",
        (true, false, Spelling::Spaced) => "SystemAssigned, UserAssigned",
        (false, false, _) => "UserAssigned",
        (false, true, _) => "None",
    };
    let mut envelope = json!({ "type": kind });
    if !users.is_empty() {
        envelope["userAssignedIdentities"] = Value::Object(users);
    }
    envelope
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::identity::ARM_TYPE;

    fn id(name: &str) -> ResourceId {
        ResourceId::of_group("s", "rg").provider(ARM_TYPE, name)
    }

    #[test]
    fn both_spellings_of_the_type_are_read() {
        for spelled in [
            "SystemAssigned,UserAssigned",
            "systemAssigned, userAssigned",
        ] {
            let attached = Attached::parse(&json!({
                "type": spelled, "principalId": "p", "tenantId": "t",
                "userAssignedIdentities": {id("a").as_str(): {"principalId": "q", "clientId": "c"}},
            }));
            assert_eq!(attached.system.as_deref(), Some("p"), "{spelled}");
            let user = attached.user(&id("A")).expect("attached");
            assert_eq!(user.principal_id.as_deref(), Some("q"), "{spelled}");
        }
        for none in [Value::Null, json!({}), json!({"type": "None"})] {
            assert_eq!(Attached::parse(&none), Attached::default(), "{none}");
        }
    }

    #[test]
    fn attaching_loses_nothing() {
        let attached = Attached {
            system: Some("p".into()),
            tenant: None,
            user: vec![AttachedUser {
                id: id("a"),
                principal_id: None,
                client_id: None,
            }],
        };
        let both = attached.with_user(&id("b"), Spelling::Spaced);
        assert_eq!(both["type"], "SystemAssigned, UserAssigned");
        let users = both["userAssignedIdentities"].as_object().map(Map::len);
        assert_eq!(users, Some(2));
        assert_eq!(
            attached.with_user(&id("A"), Spelling::Compact)["userAssignedIdentities"]
                .as_object()
                .map(Map::len),
            Some(1)
        );
        assert_eq!(
            Attached::default().with_system(Spelling::Compact),
            json!({"type": "SystemAssigned"})
        );
        assert_eq!(
            Attached::default().with_only_user(&id("a"), Spelling::Compact),
            json!({"type": "UserAssigned", "userAssignedIdentities": {id("a").as_str(): {}}})
        );
    }
}
