//! The key a request body names, whatever the service calls it.

use serde_json::Value;

use crate::arm::Request;

/// A key as a request body names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedKey {
    /// The vault's host.
    pub host: String,
    /// The key's name.
    pub name: String,
}

/// The key a request would set; an empty name or version text is none.
#[must_use]
pub fn key_set_by(request: &Request) -> Option<NamedKey> {
    request.body.as_ref().and_then(find_key)
}

/// Services spell the block differently: `keyvaultproperties`, `keyVaultProperties`,
/// `encryptionKeyReference`; members too.
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
    let vault = member(block, "keyvaulturi")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let host = vault
        .trim_start_matches("https://")
        .trim_end_matches('/')
        .trim_end_matches(":443");
    Some(NamedKey {
        host: host.to_ascii_lowercase(),
        name: name.into(),
    })
}

pub(super) fn member<'a>(object: &'a Value, name: &str) -> Option<&'a Value> {
    object
        .as_object()?
        .iter()
        .find(|(it, _)| it.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
}
