//! The key a request body names, whatever the service calls it.

use std::fmt;

use serde_json::Value;

use crate::arm::Request;

/// A key as a request body names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedKey {
    /// The vault's host; its name alone where the body names the vault by its resource ID.
    pub host: String,
    /// The key's name.
    pub name: String,
    /// Its version; empty where none is named and the latest is followed.
    pub version: String,
}

impl NamedKey {
    /// The key an identifier names: `https://kv.vault.azure.net/keys/orders/…`.
    #[must_use]
    pub fn of_identifier(identifier: &str) -> Option<Self> {
        let lower = identifier.trim().to_ascii_lowercase();
        let mut parts = lower.strip_prefix("https://")?.split('/');
        let host = parts.next()?.trim_end_matches(":443").to_owned();
        let name = parts.nth(1).filter(|it| !it.is_empty())?.to_owned();
        let version = parts.next().unwrap_or_default().to_owned();
        Some(Self {
            host,
            name,
            version,
        })
    }

    /// The key that a block names by its parts, whatever the service's spelling: `keyVaultUri`,
    /// `keyName`, `keyVersion`. An empty name is none.
    #[must_use]
    pub fn of_parts(block: &Value) -> Option<Self> {
        named_key(block)
    }

    /// Whether both are the same key, whatever their versions.
    #[must_use]
    pub fn is_same_key(&self, other: &Self) -> bool {
        (self.is_in(&other.host) || other.is_in(&self.host))
            && self.name.eq_ignore_ascii_case(&other.name)
    }

    /// Whether its vault has this host. The names of vaults are unique in a cloud.
    #[must_use]
    pub fn is_in(&self, host: &str) -> bool {
        let label = host.split('.').next().unwrap_or_default();
        let known = if self.host.contains('.') { host } else { label };
        self.host.eq_ignore_ascii_case(known)
    }

    /// Whether seeing this key in use proves that `sent` is: the same key, and where a version was
    /// sent, that version.
    #[must_use]
    pub fn proves(&self, sent: &Self) -> bool {
        self.is_same_key(sent)
            && (sent.version.is_empty() || self.version.eq_ignore_ascii_case(&sent.version))
    }
}

impl fmt::Display for NamedKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/keys/{}", self.host, self.name)?;
        if self.version.is_empty() {
            return Ok(());
        }
        write!(out, "/{}", self.version)
    }
}

/// The key a request would set; an empty name is none.
#[must_use]
pub fn key_set_by(request: &Request) -> Option<NamedKey> {
    request.body.as_ref().and_then(find_key)
}

/// Services spell the block differently: `keyvaultproperties`, `keyVaultProperties`,
/// `encryptionKeyReference`; members too. The last names the vault by its resource ID.
fn find_key(body: &Value) -> Option<NamedKey> {
    let fields = body.as_object()?;
    for (name, value) in fields {
        let block =
            name.eq_ignore_ascii_case("keyvaultproperties") || name == "encryptionKeyReference";
        if block && let Some(key) = named_key(value) {
            return Some(key);
        }
        if let Some(key) = find_key(value) {
            return Some(key);
        }
    }
    None
}

fn named_key(block: &Value) -> Option<NamedKey> {
    let name = member(block, "keyname")?
        .as_str()
        .filter(|it| !it.is_empty())?;
    let text = |name: &str| {
        member(block, name)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    let vault = text("keyvaulturi");
    let by_id = member(block, "keyvault").and_then(|it| member(it, "id"));
    let by_id = by_id.and_then(Value::as_str).unwrap_or_default();
    let host = match vault {
        "" => by_id.rsplit('/').next().unwrap_or_default(),
        vault => vault
            .trim_start_matches("https://")
            .trim_end_matches('/')
            .trim_end_matches(":443"),
    };
    Some(NamedKey {
        host: host.to_ascii_lowercase(),
        name: name.into(),
        version: text("keyversion").into(),
    })
}

pub(super) fn member<'a>(object: &'a Value, name: &str) -> Option<&'a Value> {
    object
        .as_object()?
        .iter()
        .find(|(it, _)| it.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
}
