//! Keys as the data plane shows them.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::entry::Found;
use crate::resources::key_vault::sandbox::keys::{Key, Version, address};
use crate::resources::simulated::{Document, World};

/// A version with its public half.
pub(super) fn shown(world: &dyn World, found: &Found, version: &Version) -> Value {
    let address = address(world, &found.document.id);
    let mut key = json!({
        "kid": format!("{address}/{}", version.id),
        "kty": found.key.kty,
        "key_ops": found.key.operations,
    });
    public_half(&mut key, &found.key, version);
    json!({
        "key": key,
        "attributes": attributes(&found.vault, version),
        "tags": tags(&found.document),
    })
}

/// A row of a list, which names the key or one of its versions.
pub(super) fn row(kid: String, found: &Found, version: &Version) -> Value {
    json!({
        "kid": kid,
        "attributes": attributes(&found.vault, version),
        "tags": tags(&found.document),
    })
}

/// Tags belong to a key here; Key Vault keeps them with each version.
fn tags(document: &Document) -> Value {
    document.body.get("tags").cloned().unwrap_or(json!({}))
}

fn attributes(vault: &Document, version: &Version) -> Value {
    let properties = &vault.body["properties"];
    let days = properties["softDeleteRetentionInDays"].as_u64();
    let days = days.unwrap_or(90);
    let custom = if days < 90 { "Customized" } else { "" };
    let purgeable = if properties["enablePurgeProtection"] == true {
        ""
    } else {
        "+Purgeable"
    };
    let mut attributes = json!({
        "enabled": version.enabled,
        "created": version.created.seconds(),
        "updated": version.updated.seconds(),
        "recoveryLevel": format!("{custom}Recoverable{purgeable}"),
        "recoverableDays": days,
        "exportable": false,
    });
    for (name, time) in [("nbf", version.not_before), ("exp", version.expires)] {
        if let Some(time) = time {
            attributes[name] = json!(time.seconds());
        }
    }
    attributes
}

/// Random bytes as long as the key says. No private half belongs to them.
fn public_half(shown: &mut Value, key: &Key, version: &Version) {
    if let Some(size) = key.size {
        let length = usize::try_from(size / 8).unwrap_or(0);
        shown["n"] = json!(bytes(version, "n", length));
        shown["e"] = json!("AQAB");
    }
    if let Some(curve) = &key.curve {
        let length = match curve.as_str() {
            "P-384" => 48,
            "P-521" => 66,
            _ => 32,
        };
        shown["crv"] = json!(curve);
        shown["x"] = json!(bytes(version, "x", length));
        shown["y"] = json!(bytes(version, "y", length));
    }
}

fn bytes(version: &Version, what: &str, length: usize) -> String {
    let mut bytes: Vec<u8> = (0..length.div_ceil(32))
        .flat_map(|it| hmac_sha256::Hash::hash(format!("{} {what} {it}", version.id).as_bytes()))
        .take(length)
        .collect();
    // A modulus is odd and as long as it claims to be.
    if let (Some(first), true) = (bytes.first_mut(), what == "n") {
        *first |= 0x80;
    }
    if let Some(last) = bytes.last_mut() {
        *last |= 1;
    }
    URL_SAFE_NO_PAD.encode(bytes)
}
