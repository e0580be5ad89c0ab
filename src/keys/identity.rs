//! Managed identities: the principals that open a vault for a resource.
//!
//! Sources: Azure/bicep-types-az @ 1f896de2, `microsoft.managedidentity/2024-11-30`, and the
//! `identity` envelopes of the services, read 21 Aug 2026.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::arm::{Facts, Read, Reading, Request, ResourceId, versions};

/// As ARM spells the type.
pub const ARM_TYPE: &str = "Microsoft.ManagedIdentity/userAssignedIdentities";

/// The action needed on an identity to attach it to a resource.
pub const ASSIGN: &str = "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action";

/// A user-assigned identity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Identity {
    /// Where it is; what resources are told to use.
    pub id: ResourceId,
    /// Its region.
    pub location: String,
    /// Its object ID: what role assignments and access policies name.
    pub principal_id: String,
    /// Its application ID: what Foundry wants.
    pub client_id: String,
    /// Its directory.
    pub tenant: String,
}

/// Which of the two kinds of identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum IdentityKind {
    /// Made with the resource and gone with it.
    System,
    /// A resource of its own.
    User,
}

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

/// Asks for one user-assigned identity.
#[must_use]
pub fn read(id: &ResourceId) -> Read {
    Read::one(Request::get(id, versions::MANAGED_IDENTITY))
}

/// One user-assigned identity.
#[must_use]
pub fn one(id: &ResourceId, facts: &Facts) -> Reading<Identity> {
    facts.one(&read(id), Identity::parse)
}

/// Asks for the user-assigned identities of a subscription.
#[must_use]
pub fn list_read(subscription: &str) -> Read {
    let path = format!("/subscriptions/{subscription}/providers/{ARM_TYPE}");
    Read::list(Request::get(path, versions::MANAGED_IDENTITY))
}

/// The user-assigned identities of a subscription, in order of their IDs.
#[must_use]
pub fn list(subscription: &str, facts: &Facts) -> Reading<Vec<Identity>> {
    facts
        .all(&list_read(subscription), Identity::parse)
        .map(|mut rows| {
            rows.sort_by(|a, b| a.id.cmp(&b.id));
            rows
        })
}

/// Creates a user-assigned identity; doing so again changes nothing.
#[must_use]
pub fn create(id: &ResourceId, location: &str) -> Request {
    let body = json!({"location": location});
    Request::put(id, versions::MANAGED_IDENTITY, body)
}

impl Identity {
    /// Reads the answer of a GET or an entry of a list.
    #[must_use]
    pub fn parse(value: &Value) -> Option<Self> {
        let text = |path: &str| {
            value
                .pointer(path)
                .and_then(Value::as_str)
                .map(str::to_owned)
        };
        Some(Self {
            id: ResourceId::parse(&text("/id")?).ok()?,
            location: text("/location").unwrap_or_default(),
            principal_id: text("/properties/principalId")?,
            client_id: text("/properties/clientId")?,
            tenant: text("/properties/tenantId").unwrap_or_default(),
        })
    }
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
