//! The key that a body asks for, or why there can be none such.
//!
//! The rules are those of the specification and of `keys/about-keys.md`, read 21 Aug 2026; the
//! sentences are assumed.

use serde_json::Value;

use super::{Key, Version, is_premium, new_version};
use crate::arm::{ResourceId, Timestamp};
use crate::resources::simulated::{Document, Exchange, Refusal, text};

const OPERATIONS: [&str; 10] = [
    "encrypt",
    "decrypt",
    "sign",
    "verify",
    "wrapKey",
    "unwrapKey",
    "import",
    "release",
    "export",
    "deriveKey",
];

const CURVES: [&str; 4] = ["P-256", "P-384", "P-521", "P-256K"];

pub(in crate::resources::key_vault::sandbox) fn key(
    exchange: &mut Exchange<'_>,
    container: &Document,
    id: &ResourceId,
) -> Result<Key, Refusal> {
    check_name(id.name())?;
    let asked = exchange.body.get("properties").cloned().unwrap_or_default();
    let kty = text(&asked, "/kty").to_owned();
    let hardware = kty.ends_with("-HSM");
    let family = kty.trim_end_matches("-HSM");
    if !["RSA", "EC"].contains(&family) {
        return Err(bad(&format!("The key type '{kty}' is not supported.")));
    }
    if hardware && !is_premium(container) {
        return Err(Refusal::bad(
            "SkuNotSupported",
            "HSM-protected keys need a vault of the premium tier.",
        ));
    }
    if !hardware && container.id.is(super::HSMS) {
        return Err(bad("A Managed HSM holds HSM-protected keys only."));
    }
    let (size, curve) = if family == "RSA" {
        (Some(size(&asked)?), None)
    } else {
        (None, Some(curve(&asked)?))
    };
    let policy = asked.get("rotationPolicy").cloned().unwrap_or_default();
    super::rotation::check(&policy)?;
    let mut version = new_version(exchange.world, id);
    attributes(&asked, &mut version)?;
    super::rotation::set_expiry(&policy, &mut version);
    Ok(Key {
        operations: operations(&asked, family)?,
        kty,
        size,
        curve,
        policy,
        versions: vec![version],
    })
}

fn bad(message: &str) -> Refusal {
    Refusal::bad_request(message)
}

fn check_name(name: &str) -> Result<(), Refusal> {
    let good = |it: char| it.is_ascii_alphanumeric() || it == '-';
    if (1..=127).contains(&name.len()) && name.chars().all(good) {
        return Ok(());
    }
    Err(bad(&format!(
        "The key name '{name}' is invalid. It holds 1 to 127 letters, digits and '-'."
    )))
}

fn size(asked: &Value) -> Result<u64, Refusal> {
    match asked.get("keySize") {
        None | Some(Value::Null) => Ok(2048),
        Some(size) => match size.as_u64() {
            Some(size @ (2048 | 3072 | 4096)) => Ok(size),
            _ => Err(bad("The key size has to be 2048, 3072 or 4096.")),
        },
    }
}

fn curve(asked: &Value) -> Result<String, Refusal> {
    let curve = match text(asked, "/curveName") {
        "" => "P-256",
        given => given,
    };
    if CURVES.contains(&curve) {
        return Ok(curve.to_owned());
    }
    Err(bad(&format!("The curve '{curve}' is not supported.")))
}

pub(in crate::resources::key_vault::sandbox) fn operations(
    asked: &Value,
    family: &str,
) -> Result<Vec<String>, Refusal> {
    let given = asked.get("keyOps").and_then(Value::as_array);
    let given: Vec<String> = given
        .into_iter()
        .flatten()
        .map(|it| it.as_str().unwrap_or_default().to_owned())
        .collect();
    if let Some(unknown) = given.iter().find(|it| !OPERATIONS.contains(&it.as_str())) {
        return Err(bad(&format!(
            "The key operation '{unknown}' is not supported."
        )));
    }
    if !given.is_empty() {
        return Ok(given);
    }
    let usual: &[&str] = if family == "RSA" {
        &OPERATIONS[..6]
    } else {
        &OPERATIONS[2..4]
    };
    Ok(usual.iter().map(|it| (*it).to_owned()).collect())
}

fn attributes(asked: &Value, version: &mut Version) -> Result<(), Refusal> {
    let Some(given) = asked.get("attributes").filter(|it| !it.is_null()) else {
        return Ok(());
    };
    let seconds = |name: &str| match given.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => value
            .as_i64()
            .map(|it| Some(Timestamp::of_seconds(it)))
            .ok_or_else(|| {
                bad(&format!(
                    "The attribute '{name}' is not a number of seconds."
                ))
            }),
    };
    version.enabled = given
        .get("enabled")
        .and_then(Value::as_bool)
        .unwrap_or(true);
    version.not_before = seconds("nbf")?;
    version.expires = seconds("exp")?;
    if let (Some(from), Some(until)) = (version.not_before, version.expires)
        && from >= until
    {
        return Err(bad(
            "The activation date has to be before the expiration date.",
        ));
    }
    Ok(())
}
