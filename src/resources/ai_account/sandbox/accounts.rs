//! Accounts: created and put under a key in the background, one write at a time.

use serde_json::{Value, json};

use super::state::{Doing, check_idle};
use super::{WRITE, body, deleted, errors, key, work};
use crate::arm::Response;
use crate::resources::simulated::place::{check_shape, location};
use crate::resources::simulated::{Document, Exchange, Outcome, Refusal, identity, text};

pub(super) fn put(exchange: &mut Exchange<'_>) -> Outcome {
    let id = exchange.id()?;
    check_shape(exchange)?;
    let region = location(exchange, &id)?;
    if let Some(before) = exchange.world.document(&id).cloned() {
        return change(exchange, before, true);
    }
    if exchange.body.pointer("/properties/restore") == Some(&Value::Bool(true)) {
        return deleted::restore(exchange, &id, &region);
    }
    deleted::check_new(exchange.world, &id)?;
    let (kind, sku) = body::new(exchange, &id)?;
    let identity = identity::changed(exchange, &id, &Value::Null, WRITE)?;
    let mut properties = body::properties(exchange, (&id, &kind), (None, true))?;
    check_identity(&identity, &properties)?;
    let account = key::Account {
        id: &id,
        kind: &kind,
        region: &region,
        identity: &identity,
        properties: &properties,
        before: &Value::Null,
    };
    properties["encryption"] = key::changed(exchange, &account)?;
    let body = json!({
        "location": region,
        "kind": kind,
        "sku": { "name": sku },
        "identity": identity,
        "tags": exchange.body.get("tags").cloned().unwrap_or(json!({})),
        "properties": properties,
    });
    // Sample 32 of microsoft-foundry/foundry-samples counts 20 to 30 minutes for a whole setup; how
    // long the account alone takes is assumed.
    let takes = work::spread(exchange.world, &id.lower(), 60..=240);
    let document = Document::new(id, body);
    work::keep(exchange, document, (201, Doing::Creating, takes))
}

pub(super) fn patch(exchange: &mut Exchange<'_>) -> Outcome {
    check_shape(exchange)?;
    let before = exchange.document()?;
    change(exchange, before, false)
}

fn change(exchange: &mut Exchange<'_>, before: Document, replaces: bool) -> Outcome {
    check_idle(exchange.world, &before)?;
    check_fixed(&exchange.body, &before)?;
    let old = before.body["identity"].clone();
    let identity = identity::changed(exchange, &before.id, &old, WRITE)?;
    let kind = before.text("/kind");
    let seen = (Some(&before), replaces);
    let mut properties = body::properties(exchange, (&before.id, kind), seen)?;
    check_identity(&identity, &properties)?;
    let held = &before.body["properties"]["encryption"];
    let account = key::Account {
        id: &before.id,
        kind,
        region: before.text("/location"),
        identity: &identity,
        properties: &properties,
        before: held,
    };
    let encryption = key::changed(exchange, &account)?;
    let new_key = encryption != *held;
    if new_key && is_other(&identity, &old) {
        return Err(Refusal::not_simulated(
            "a change of identity and key of an account in one request",
        ));
    }
    check_opener(&identity, &encryption)?;
    properties["encryption"] = encryption;
    let mut document = before.clone();
    document.body["properties"] = properties;
    document.body["identity"] = identity;
    if let Some(tags) = exchange.body.get("tags").filter(|it| !it.is_null()) {
        document.body["tags"] = tags.clone();
    }
    if new_key {
        // How long it takes is assumed; 202 and its headers are Azure/azure-sdk-for-net#26526.
        let about = format!(
            "key of {} at {}",
            before.id.lower(),
            exchange.world.now().rfc3339()
        );
        let takes = work::spread(exchange.world, &about, 60..=300);
        return work::keep(exchange, document, (202, Doing::Accepted, takes));
    }
    document.body["etag"] = json!(format!("\"{}\"", exchange.world.guid("etag")));
    exchange.world.put(document.clone());
    Ok(Response::json(200, exchange.world.show(&document)))
}

fn check_fixed(body: &Value, before: &Document) -> Result<(), Refusal> {
    let kind = text(body, "/kind");
    if !kind.is_empty() && !kind.eq_ignore_ascii_case(before.text("/kind")) {
        return Err(errors::fixed("kind"));
    }
    Ok(())
}

/// Projects live by the identity of their account.
fn check_identity(identity: &Value, properties: &Value) -> Result<(), Refusal> {
    let has_none = matches!(text(identity, "/type"), "" | "None");
    if has_none && properties["allowProjectManagement"] == true {
        return Err(errors::projects_need("a managed identity"));
    }
    Ok(())
}

/// The identity that opens the vault cannot be taken away; that Azure sees to it is assumed.
fn check_opener(identity: &Value, encryption: &Value) -> Result<(), Refusal> {
    if encryption.is_null() {
        return Ok(());
    }
    let client = text(encryption, "/keyVaultProperties/identityClientId");
    let users = identity
        .get("userAssignedIdentities")
        .and_then(Value::as_object);
    let mut users = users.into_iter().flatten();
    let is_there = match client {
        "" => !text(identity, "/principalId").is_empty(),
        client => users.any(|(_, it)| text(it, "/clientId") == client),
    };
    is_there.then_some(()).ok_or_else(errors::no_identity)
}

fn is_other(new: &Value, old: &Value) -> bool {
    let users = |it: &Value| -> Vec<String> {
        let mut users: Vec<String> = identity::users(it)
            .map(|it| it.to_ascii_lowercase())
            .collect();
        users.sort_unstable();
        users
    };
    text(new, "/principalId") != text(old, "/principalId") || users(new) != users(old)
}
