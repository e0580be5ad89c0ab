//! Keys and their versions, as Resource Manager shows them.
//!
//! Resource Manager can create a key and read it; it cannot add a version, disable one or delete
//! one. A Managed HSM answers only where its setting allows key management through Resource
//! Manager, so a refusal there is no proof that a key is missing.
//!
//! Sources: Azure/bicep-types-az @ 1f896de2, `microsoft.keyvault/2026-02-01`, and
//! MicrosoftDocs/azure-security-docs @ 1c4310be, `key-vault/keys/`, read 21 Aug 2026.

mod create;
mod fitness;

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use create::{KeyType, NewKey, RotationPolicy, create};
pub use fitness::{Needs, Problem};

use super::key_uri::{KeyUri, KeyVersion};
use crate::arm::{Facts, Read, Reading, Request, ResourceId, Timestamp, versions};

/// A key with its newest version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Key {
    /// Where it is.
    pub id: ResourceId,
    /// The newest version.
    pub newest: KeyVersionInfo,
    /// How it renews itself, where Azure says.
    pub rotation: Option<RotationPolicy>,
}

/// One version of a key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KeyVersionInfo {
    /// Its identifier, with the version.
    pub uri: KeyUri,
    /// `RSA`, `RSA-HSM`, `EC`, `EC-HSM`.
    pub kind: String,
    /// Bits, for RSA.
    pub size: Option<u32>,
    /// The operations it allows; empty where Azure does not say, which means all.
    pub operations: Vec<String>,
    /// Whether it may be used.
    pub enabled: bool,
    /// Not before.
    pub not_before: Option<Timestamp>,
    /// Not after.
    pub expires: Option<Timestamp>,
    /// When it was made.
    pub created: Option<Timestamp>,
    /// `Recoverable`, `Purgeable`, …; empty where Azure does not say.
    pub recovery_level: String,
}

/// Asks for a key with its newest version. `vault` is a vault or a Managed HSM.
#[must_use]
pub fn read(vault: &ResourceId, name: &str) -> Read {
    Read::one(Request::get(vault.child("keys", name), versions::KEY_VAULT))
}

/// A key with its newest version.
#[must_use]
pub fn one(vault: &ResourceId, name: &str, facts: &Facts) -> Reading<Key> {
    facts.one(&read(vault, name), Key::parse)
}

/// Asks for one version.
#[must_use]
pub fn version_read(vault: &ResourceId, name: &str, version: &KeyVersion) -> Read {
    let id = vault
        .child("keys", name)
        .child("versions", version.as_str());
    Read::one(Request::get(id, versions::KEY_VAULT))
}

/// One version. The newest is taken from the key itself where that was read and this was not.
#[must_use]
pub fn version(
    vault: &ResourceId,
    name: &str,
    version: &KeyVersion,
    facts: &Facts,
) -> Reading<KeyVersionInfo> {
    let reading = facts.one(&version_read(vault, name, version), KeyVersionInfo::parse);
    if reading != Reading::NotRead {
        return reading;
    }
    match one(vault, name, facts) {
        Reading::Found(key) if key.newest.uri.version() == Some(version) => {
            Reading::Found(key.newest)
        }
        _ => Reading::NotRead,
    }
}

/// Asks for the keys of a vault.
#[must_use]
pub fn list_read(vault: &ResourceId) -> Read {
    Read::list(Request::get(format!("{vault}/keys"), versions::KEY_VAULT))
}

/// The names of the keys of a vault, in order. Names only: a list leaves out what a key is.
#[must_use]
pub fn list(vault: &ResourceId, facts: &Facts) -> Reading<Vec<String>> {
    let name = |row: &Value| {
        let id = row.get("id")?.as_str()?;
        Some(ResourceId::parse(id).ok()?.name().to_owned())
    };
    facts.all(&list_read(vault), name).map(|mut rows| {
        rows.sort_by_key(|it| it.to_lowercase());
        rows
    })
}

/// Asks for the versions of a key.
#[must_use]
pub fn versions_read(vault: &ResourceId, name: &str) -> Read {
    let path = format!("{}/versions", vault.child("keys", name));
    Read::list(Request::get(path, versions::KEY_VAULT))
}

/// The versions of a key, the newest first.
#[must_use]
pub fn versions(vault: &ResourceId, name: &str, facts: &Facts) -> Reading<Vec<KeyVersionInfo>> {
    facts
        .all(&versions_read(vault, name), KeyVersionInfo::parse)
        .map(|mut rows| {
            rows.sort_by_key(|it| std::cmp::Reverse(it.created));
            rows
        })
}

impl Key {
    /// Reads the answer of a GET or a PUT.
    #[must_use]
    pub fn parse(value: &Value) -> Option<Self> {
        Some(Self {
            id: ResourceId::parse(value.get("id")?.as_str()?).ok()?,
            newest: KeyVersionInfo::parse(value)?,
            rotation: value
                .pointer("/properties/rotationPolicy")
                .and_then(RotationPolicy::parse),
        })
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.id.name()
    }
}

impl KeyVersionInfo {
    /// Reads a key, or a version of one; both look alike.
    #[must_use]
    pub fn parse(value: &Value) -> Option<Self> {
        let properties = value.get("properties")?;
        let text = |path: &str| properties.pointer(path).and_then(Value::as_str);
        let seconds = |path: &str| {
            let seconds = properties.pointer(path).and_then(Value::as_i64);
            seconds.map(Timestamp::of_seconds)
        };
        let uri = KeyUri::read(text("/keyUriWithVersion")?).ok()?;
        uri.version()?;
        let size = properties.get("keySize").and_then(Value::as_u64);
        let operations = properties.get("keyOps").and_then(Value::as_array);
        let operations = operations.into_iter().flatten().filter_map(Value::as_str);
        Some(Self {
            uri,
            kind: text("/kty").unwrap_or_default().to_owned(),
            size: size.and_then(|it| u32::try_from(it).ok()),
            operations: operations.map(str::to_owned).collect(),
            enabled: properties
                .pointer("/attributes/enabled")
                .and_then(Value::as_bool)
                .unwrap_or(true),
            not_before: seconds("/attributes/nbf"),
            expires: seconds("/attributes/exp"),
            created: seconds("/attributes/created"),
            recovery_level: text("/attributes/recoveryLevel")
                .unwrap_or_default()
                .to_owned(),
        })
    }

    /// The version.
    #[must_use]
    pub fn version(&self) -> Option<&KeyVersion> {
        self.uri.version()
    }
}

#[cfg(test)]
pub(crate) mod tests;
