//! Keys created, changed and rotated.

use serde_json::{Value, json};

use super::entry::{self, Found, enter, not_found};
use super::{CREATE, ROTATE, UPDATE, bundle, check_free, in_its_words};
use crate::arm::{ResourceId, Response, Timestamp};
use crate::resources::key_vault::sandbox::keys::{Key, Version, asked};
use crate::resources::key_vault::sandbox::rotation;
use crate::resources::simulated::{Document, Exchange, Outcome, Refusal};

/// Creates a key, or one more version of it.
pub(super) fn create(exchange: &mut Exchange<'_>) -> Outcome {
    let name = exchange.param("key").to_owned();
    let vault = enter(exchange, &CREATE, Some(&name))?;
    let id = vault.id.child("keys", &name);
    check_free(exchange.world, &vault, &name)?;
    let tags = exchange.body.get("tags").cloned().unwrap_or(json!({}));
    exchange.body = as_resource_manager_says(&exchange.body)?;
    let new = asked::key(exchange, &vault, &id).map_err(in_its_words)?;
    let there = exchange.world.document(&id).cloned();
    let there = there.and_then(|it| Some((Key::of(&it)?, it)));
    let (key, mut document) = match there {
        Some((old, document)) => (one_more(old, new)?, document),
        None => {
            let body = json!({ "location": vault.text("/location"), "tags": {} });
            (new, Document::new(id.clone(), body))
        }
    };
    document.body["tags"] = tags;
    key.keep(exchange.world, document);
    rotation::schedule(exchange.world, &id);
    exchange.world.key_changed(&id);
    newest(exchange, vault, &id)
}

/// The same body in Resource Manager's words, in which the rules are written.
fn as_resource_manager_says(body: &Value) -> Result<Value, Refusal> {
    if !body.is_object() {
        return Err(Refusal::bad(
            "BadParameter",
            "The request body has to be a JSON object.",
        ));
    }
    Ok(json!({ "properties": {
        "kty": body["kty"],
        "keySize": body["key_size"],
        "keyOps": body["key_ops"],
        "curveName": body["crv"],
        "attributes": body["attributes"],
    }}))
}

/// Azure lets a version differ from the one before; here all versions of a key are alike.
fn one_more(mut old: Key, new: Key) -> Result<Key, Refusal> {
    if (&old.kty, old.size, &old.curve) != (&new.kty, new.size, &new.curve) {
        return Err(Refusal::not_simulated(
            "a version of another type or size than the key's",
        ));
    }
    old.operations = new.operations;
    for mut version in new.versions {
        rotation::set_expiry(&old.policy, &mut version);
        old.versions.push(version);
    }
    Ok(old)
}

fn newest(exchange: &Exchange<'_>, vault: Document, id: &ResourceId) -> Outcome {
    let missing = || not_found(id.name());
    let document = exchange.world.document(id).cloned().ok_or_else(missing)?;
    let key = Key::of(&document).ok_or_else(missing)?;
    let version = key.newest().cloned().ok_or_else(missing)?;
    let found = Found {
        vault,
        document,
        key,
    };
    Ok(Response::json(
        200,
        bundle::shown(exchange.world, &found, &version),
    ))
}

pub(super) fn rotate(exchange: &mut Exchange<'_>) -> Outcome {
    let found = entry::key(exchange, &ROTATE)?;
    rotation::rotate(exchange.world, &found.document.id);
    newest(exchange, found.vault, &found.document.id)
}

/// Changes attributes, operations and tags; what is not named stays.
pub(super) fn update(exchange: &mut Exchange<'_>) -> Outcome {
    let mut found = entry::key(exchange, &UPDATE)?;
    let id = exchange.param("version").to_owned();
    let name = found.document.id.name().to_owned();
    let position = found
        .key
        .versions
        .iter()
        .rposition(|it| id.is_empty() || it.id.eq_ignore_ascii_case(&id));
    let position = position.ok_or_else(|| not_found(&format!("{name}/{id}")))?;
    let version = &mut found.key.versions[position];
    change(version, &exchange.body)?;
    version.updated = Timestamp::of_seconds(exchange.world.now().seconds());
    let version = version.clone();
    if let Some(given) = exchange.body.get("key_ops").filter(|it| !it.is_null()) {
        let family = found.key.kty.trim_end_matches("-HSM");
        let given = json!({ "keyOps": given });
        found.key.operations = asked::operations(&given, family).map_err(in_its_words)?;
    }
    if let Some(tags) = exchange.body.get("tags").filter(|it| it.is_object()) {
        found.document.body["tags"] = tags.clone();
    }
    found.key.keep(exchange.world, found.document.clone());
    rotation::schedule(exchange.world, &found.document.id);
    exchange.world.key_changed(&found.document.id);
    Ok(Response::json(
        200,
        bundle::shown(exchange.world, &found, &version),
    ))
}

fn change(version: &mut Version, body: &Value) -> Result<(), Refusal> {
    let attributes = &body["attributes"];
    let bad = |message: &str| Err(Refusal::bad("BadParameter", message));
    match &attributes["enabled"] {
        Value::Null => {}
        Value::Bool(enabled) => version.enabled = *enabled,
        _ => return bad("The attribute 'enabled' is neither true nor false."),
    }
    for (name, time) in [
        ("nbf", &mut version.not_before),
        ("exp", &mut version.expires),
    ] {
        match &attributes[name] {
            Value::Null => {}
            value => match value.as_i64() {
                Some(seconds) => *time = Some(Timestamp::of_seconds(seconds)),
                None => return bad("A date is not a number of seconds."),
            },
        }
    }
    if let (Some(from), Some(until)) = (version.not_before, version.expires)
        && from >= until
    {
        return bad("The activation date has to be before the expiration date.");
    }
    Ok(())
}
