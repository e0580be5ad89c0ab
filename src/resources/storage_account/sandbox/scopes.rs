//! Encryption scopes in the sandbox: parts of an account with keys of their own.
//!
//! Source: Azure/bicep-types-az @ 1f896de2, `microsoft.storage/2025-08-01`, read 21 Aug 2026. That
//! the identity which opens the account's vault opens the scope's too is assumed, and so is the
//! refusal of a key that cannot be used, which is the account's.

use serde_json::{Value, json};

use super::ACCOUNTS;
use super::key_errors::{refusal, value_not_allowed};
use super::opener::Opener;
use crate::arm::{ResourceId, Response};
use crate::resources::key_vault::sandbox::opening::{Wish, open};
use crate::resources::simulated::place::{named, neutral};
use crate::resources::simulated::{Document, Exchange, Outcome, Refusal, World, page, text};

/// The ARM type of encryption scopes.
pub(super) const SCOPES: &str = "Microsoft.Storage/storageAccounts/encryptionScopes";

const OWN: &str = "Microsoft.KeyVault";
const MICROSOFTS: &str = "Microsoft.Storage";

fn account(exchange: &Exchange<'_>) -> Result<Document, Refusal> {
    let id = exchange
        .container()
        .provider(ACCOUNTS, exchange.param("name"));
    let found = exchange.world.document(&id).cloned();
    found.ok_or_else(|| Refusal::not_found(&id))
}

pub(super) fn list(exchange: &mut Exchange<'_>) -> Outcome {
    let account = account(exchange)?;
    let world = &*exchange.world;
    let own = world
        .documents(SCOPES)
        .filter(|it| account.id.contains(&it.id));
    let rows = own.map(|it| world.show(it)).collect();
    page(exchange, rows)
}

pub(super) fn get(exchange: &mut Exchange<'_>) -> Outcome {
    let id = id(&account(exchange)?, exchange);
    let found = exchange
        .world
        .document(&id)
        .ok_or_else(|| Refusal::not_found(&id))?;
    Ok(Response::json(200, exchange.world.show(found)))
}

/// A PUT and a PATCH do the same: what is not said stays as it is.
pub(super) fn write(exchange: &mut Exchange<'_>) -> Outcome {
    let account = account(exchange)?;
    let id = id(&account, exchange);
    let before = exchange.world.document(&id).cloned();
    let asked = exchange.body["properties"].clone();
    let held = before.as_ref().map(|it| it.body["properties"].clone());
    let properties = changed(exchange, &account, held.as_ref(), &asked)?;
    let status = if before.is_some() { 200 } else { 201 };
    let document = Document::new(id, json!({ "properties": properties }));
    exchange.world.put(document.clone());
    Ok(Response::json(status, exchange.world.show(&document)))
}

fn id(account: &Document, exchange: &Exchange<'_>) -> ResourceId {
    account
        .id
        .child("encryptionScopes", exchange.param("scope"))
}

fn changed(
    exchange: &Exchange<'_>,
    account: &Document,
    held: Option<&Value>,
    asked: &Value,
) -> Result<Value, Refusal> {
    let part = |name: &str| {
        let given = text(asked, name);
        let held = held.map(|it| text(it, name)).unwrap_or_default();
        if given.is_empty() { held } else { given }.to_owned()
    };
    let source = match part("/source") {
        it if it.eq_ignore_ascii_case(OWN) => OWN,
        it if it.is_empty() || it.eq_ignore_ascii_case(MICROSOFTS) => MICROSOFTS,
        other => return Err(value_not_allowed("source", &other)),
    };
    let state = match part("/state") {
        it if it.is_empty() => "Enabled".to_owned(),
        it => it,
    };
    let mut properties = json!({ "source": source, "state": state });
    if source == OWN {
        properties["keyVaultProperties"] =
            key(exchange, account, &part("/keyVaultProperties/keyUri"))?;
    }
    Ok(properties)
}

fn key(exchange: &Exchange<'_>, account: &Document, uri: &str) -> Result<Value, Refusal> {
    let invalid = || {
        let message = "Values for request parameters are invalid: keyVaultProperties.keyUri.";
        Refusal::bad("InvalidValuesForRequestParameters", message)
    };
    let world = &*exchange.world;
    let (base, rest) = uri.split_once("/keys/").ok_or_else(invalid)?;
    let (name, version) = rest
        .trim_end_matches('/')
        .split_once('/')
        .unwrap_or((rest, ""));
    let address = neutral(base, world.names());
    let tenant = world.tenant_of(&account.id).unwrap_or_default();
    let encryption = &account.body["properties"]["encryption"];
    let place = (tenant, &account.body["identity"]);
    let user = Opener::of(encryption).key_user(world, place, &address)?;
    let wish = Wish {
        address: &address,
        key: name,
        version,
        principal: &user.principal,
        tenant: &user.tenant,
    };
    let opened = open(world, &wish).map_err(refusal)?;
    let base = address.trim_end_matches('/');
    let suffix = if version.is_empty() {
        String::new()
    } else {
        format!("/{version}")
    };
    Ok(json!({
        "keyUri": format!("{base}/keys/{name}{suffix}"),
        "currentVersionedKeyIdentifier": format!("{base}/keys/{name}/{}", opened.version.id),
        "lastKeyRotationTimestamp": world.now().rfc3339(),
    }))
}

/// The scopes go with their account.
pub(super) fn gone(world: &mut dyn World, account: &ResourceId) {
    let own = world
        .documents(SCOPES)
        .filter(|it| account.contains(&it.id));
    let own: Vec<ResourceId> = own.map(|it| it.id.clone()).collect();
    for id in own {
        world.remove(&id);
    }
}

pub(super) fn show(world: &dyn World, document: &Document) -> Value {
    let mut shown = document.envelope();
    let key = &mut shown["properties"]["keyVaultProperties"];
    if key.is_null() {
        if let Some(properties) = shown["properties"].as_object_mut() {
            properties.remove("keyVaultProperties");
        }
        return shown;
    }
    for member in ["keyUri", "currentVersionedKeyIdentifier"] {
        let address = text(key, &format!("/{member}")).to_owned();
        key[member] = json!(named(&address, world.names()));
    }
    shown
}
