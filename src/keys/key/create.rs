//! Creating a key through Resource Manager, which answers 200 for one that was there already and
//! leaves it as it was.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::Key;
use crate::arm::{Request, ResourceId, Timestamp, versions};

/// A key to be created, if no key has its name.
#[derive(Clone, Debug, PartialEq)]
pub struct NewKey {
    /// Its name.
    pub name: String,
    /// Software or hardware.
    pub kind: KeyType,
    /// Bits: 2048, 3072 or 4096.
    pub size: u32,
    /// Not to be used before this.
    pub not_before: Option<Timestamp>,
    /// Not to be used after this.
    pub expires: Option<Timestamp>,
    /// How it renews itself. Can be set only now: Resource Manager changes no existing key.
    pub rotation: Option<RotationPolicy>,
}

/// The types of key that encrypt a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeyType {
    /// Protected by software; any vault.
    #[serde(rename = "RSA")]
    Rsa,
    /// In hardware; a premium vault or a Managed HSM.
    #[serde(rename = "RSA-HSM")]
    RsaHsm,
}

/// How a key renews itself. Durations are ISO 8601: `P1Y`, `P90D`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RotationPolicy {
    /// A new version this long after the last one was made.
    pub rotate_after: Option<String>,
    /// A new version this long before the last one expires.
    pub rotate_before_expiry: Option<String>,
    /// How long each new version is good for.
    pub expires_after: Option<String>,
    /// When notice of the expiry is given.
    pub notify_before_expiry: Option<String>,
}

/// Creates a key in a vault or a Managed HSM; needs `…/keys/write`, which Key Vault Contributor
/// has, on vaults with roles too. Compare the answer with [`NewKey::differences`].
#[must_use]
pub fn create(vault: &ResourceId, key: &NewKey) -> Request {
    let mut attributes = json!({"enabled": true});
    if let Some(from) = key.not_before {
        attributes["nbf"] = from.seconds().into();
    }
    if let Some(at) = key.expires {
        attributes["exp"] = at.seconds().into();
    }
    let mut properties = json!({
        "kty": key.kind.as_str(),
        "keySize": key.size,
        "keyOps": ["wrapKey", "unwrapKey"],
        "attributes": attributes,
    });
    if let Some(rotation) = &key.rotation {
        properties["rotationPolicy"] = rotation.body();
    }
    let body = json!({"properties": properties});
    Request::put(vault.child("keys", &key.name), versions::KEY_VAULT, body)
}

impl NewKey {
    /// How a key that was read differs from the one that was asked for, as sentences. Empty when
    /// it is as asked; otherwise a key of this name was there before.
    #[must_use]
    pub fn differences(&self, found: &Key) -> Vec<String> {
        let newest = &found.newest;
        let mut differences = Vec::new();
        let mut compare = |what: &str, wanted: String, is: String| {
            if !wanted.eq_ignore_ascii_case(&is) {
                differences.push(format!("{what} is {is}, not {wanted}."));
            }
        };
        let size = newest.size.map_or("unknown".into(), |it| it.to_string());
        compare("The type", self.kind.as_str().into(), newest.kind.clone());
        compare("The size", self.size.to_string(), size);
        compare("Active from", day(self.not_before), day(newest.not_before));
        // With a rotation policy Azure may set the expiry itself.
        if self.expires.is_some() || self.rotation.is_none() {
            compare("The expiry", day(self.expires), day(newest.expires));
        }
        if !newest.enabled {
            differences.push("It is disabled.".into());
        }
        // What Azure leaves out of its answer proves nothing.
        if let Some(found) = &found.rotation
            && Some(found) != self.rotation.as_ref()
        {
            differences.push("Its rotation policy is another one.".into());
        }
        differences
    }
}

impl KeyType {
    /// As Azure spells it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rsa => "RSA",
            Self::RsaHsm => "RSA-HSM",
        }
    }
}

impl RotationPolicy {
    /// Whether it makes new versions, rather than only giving notice.
    #[must_use]
    pub fn rotates(&self) -> bool {
        self.rotate_after.is_some() || self.rotate_before_expiry.is_some()
    }

    /// The body as Resource Manager wants it; the data plane spells the actions with a capital.
    #[must_use]
    pub fn body(&self) -> Value {
        let action = |trigger: &str, after: &Option<String>, kind: &str| {
            after
                .as_ref()
                .map(|it| json!({"trigger": {trigger: it}, "action": {"type": kind}}))
        };
        let actions: Vec<Value> = [
            action("timeAfterCreate", &self.rotate_after, "rotate"),
            action("timeBeforeExpiry", &self.rotate_before_expiry, "rotate"),
            action("timeBeforeExpiry", &self.notify_before_expiry, "notify"),
        ]
        .into_iter()
        .flatten()
        .collect();
        let mut body = json!({"lifetimeActions": actions});
        if let Some(expires) = &self.expires_after {
            body["attributes"] = json!({"expiryTime": expires});
        }
        body
    }

    /// Reads a policy as Azure wrote it.
    #[must_use]
    pub fn parse(value: &Value) -> Option<Self> {
        let text = |value: &Value, path: &str| {
            let text = value.pointer(path).and_then(Value::as_str);
            text.map(str::to_owned)
        };
        let mut policy = Self {
            expires_after: text(value, "/attributes/expiryTime"),
            ..Self::default()
        };
        for action in value.get("lifetimeActions")?.as_array()? {
            let kind = text(action, "/action/type")?.to_ascii_lowercase();
            let after = text(action, "/trigger/timeAfterCreate");
            let before = text(action, "/trigger/timeBeforeExpiry");
            match kind.as_str() {
                "rotate" => {
                    policy.rotate_after = policy.rotate_after.or(after);
                    policy.rotate_before_expiry = policy.rotate_before_expiry.or(before);
                }
                _ => policy.notify_before_expiry = policy.notify_before_expiry.or(before),
            }
        }
        Some(policy)
    }
}

fn day(at: Option<Timestamp>) -> String {
    at.map_or("never".into(), |it| {
        Timestamp::of_seconds(it.seconds()).rfc3339()
    })
}
