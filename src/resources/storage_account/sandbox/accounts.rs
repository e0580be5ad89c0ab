//! Storage accounts: created in the background, changed at once.

use std::time::Duration;

use serde_json::{Value, json};

use super::encryption::{self, Account};
use super::names;
use super::scopes;
use super::shown::check_idle;
use crate::arm::{ResourceId, Response};
use crate::resources::simulated::place::{check_shape, location};
use crate::resources::simulated::{
    Document, Exchange, Monitor, Outcome, Refusal, Work, identity, merge, text,
};

const WRITE: &str = super::WRITE;

/// Properties that a client may set besides the encryption; everything else is ignored.
const KNOWN: [&str; 10] = [
    "accessTier",
    "allowBlobPublicAccess",
    "allowCrossTenantReplication",
    "allowSharedKeyAccess",
    "defaultToOAuthAuthentication",
    "minimumTlsVersion",
    "networkAcls",
    "publicNetworkAccess",
    "supportsHttpsTrafficOnly",
    "isHnsEnabled",
];

const KINDS: [&str; 5] = [
    "StorageV2",
    "BlobStorage",
    "BlockBlobStorage",
    "FileStorage",
    "Storage",
];

const SKUS: [&str; 8] = [
    "Standard_LRS",
    "Standard_GRS",
    "Standard_RAGRS",
    "Standard_ZRS",
    "Standard_GZRS",
    "Standard_RAGZRS",
    "Premium_LRS",
    "Premium_ZRS",
];

pub(super) fn put(exchange: &mut Exchange<'_>) -> Outcome {
    let id = exchange.id()?;
    check_shape(exchange)?;
    let place = location(exchange, &id)?;
    if let Some(before) = exchange.world.document(&id).cloned() {
        return change(exchange, before);
    }
    names::check_new(exchange.world, &id)?;
    check_required(&exchange.body)?;
    let identity = identity::changed(exchange, &id, &Value::Null, WRITE)?;
    check_single(&identity)?;
    let kind = text(&exchange.body, "/kind").to_owned();
    let account = Account {
        id: &id,
        kind: &kind,
        identity: &identity,
        identity_changes: false,
        before: None,
    };
    let asked = exchange.body.pointer("/properties/encryption").cloned();
    let encryption = encryption::changed(exchange, &account, asked.as_ref())?;
    let now = exchange.world.now();
    let sku = text(&exchange.body, "/sku/name").to_owned();
    let tier = sku.split('_').next().unwrap_or_default();
    let mut properties = json!({
        "accessTier": "Hot",
        "allowBlobPublicAccess": false,
        "minimumTlsVersion": "TLS1_0",
        "supportsHttpsTrafficOnly": true,
        "networkAcls": { "bypass": "AzureServices", "virtualNetworkRules": [], "ipRules": [], "defaultAction": "Allow" },
        "privateEndpointConnections": [],
        "creationTime": now.rfc3339(),
        "primaryLocation": place,
        "encryption": encryption,
    });
    merge(&mut properties, &known(&exchange.body["properties"]));
    let body = json!({
        "location": place,
        "kind": kind,
        "sku": { "name": sku, "tier": tier },
        "identity": identity,
        "tags": exchange.body.get("tags").cloned().unwrap_or(json!({})),
        "properties": properties,
    });
    begin(exchange, id, body)
}

/// Answers 202 and lets the account come about. Half a minute is usual; how long is assumed.
fn begin(exchange: &mut Exchange<'_>, id: ResourceId, body: Value) -> Outcome {
    let seconds = exchange.world.spread(&id.lower(), 18..=45);
    let work = Work {
        monitor: Monitor::Location,
        below: format!(
            "/subscriptions/{}/providers/Microsoft.Storage/locations/{}/asyncoperations",
            exchange.param("subscription"),
            text(&body, "/location")
        ),
        api_version: exchange.api_version.clone(),
        takes: Duration::from_secs(seconds),
        retry_after: 17,
        result: Some(id.clone()),
    };
    let began = exchange.world.now();
    let (until, answer) = work.begin(exchange.world, Response::empty(202));
    let inner = json!({ "began": began, "ready": until });
    exchange.world.put(Document { id, body, inner });
    Ok(answer)
}

pub(super) fn patch(exchange: &mut Exchange<'_>) -> Outcome {
    check_shape(exchange)?;
    let before = exchange.document()?;
    change(exchange, before)
}

fn change(exchange: &mut Exchange<'_>, before: Document) -> Outcome {
    check_idle(exchange.world, &before)?;
    check_fixed(&exchange.body, &before)?;
    let old = before.body["identity"].clone();
    let identity = identity::changed(exchange, &before.id, &old, WRITE)?;
    check_single(&identity)?;
    let asked = exchange.body.pointer("/properties/encryption").cloned();
    let kind = before.text("/kind").to_owned();
    let account = Account {
        id: &before.id,
        kind: &kind,
        identity: &identity,
        identity_changes: is_other(&identity, &old),
        before: Some(&before.body["properties"]["encryption"]),
    };
    let encryption = encryption::changed(exchange, &account, asked.as_ref())?;
    let mut document = before.clone();
    merge(
        &mut document.body["properties"],
        &known(&exchange.body["properties"]),
    );
    document.body["properties"]["encryption"] = encryption;
    document.body["identity"] = identity;
    if let Some(tags) = exchange.body.get("tags").filter(|it| !it.is_null()) {
        document.body["tags"] = tags.clone();
    }
    if let Some(sku) = exchange.body.pointer("/sku/name").and_then(Value::as_str) {
        document.body["sku"]["name"] = json!(sku);
    }
    exchange.world.put(document.clone());
    super::following::schedule(exchange.world, &document.id);
    Ok(Response::json(200, exchange.world.show(&document)))
}

fn is_other(new: &Value, old: &Value) -> bool {
    let parts = |it: &Value| {
        let mut users: Vec<String> = identity::users(it)
            .map(|it| it.to_ascii_lowercase())
            .collect();
        users.sort_unstable();
        (text(it, "/principalId").to_owned(), users)
    };
    parts(new) != parts(old)
}

fn known(asked: &Value) -> Value {
    let mut kept = json!({});
    for name in KNOWN {
        if let Some(value) = asked.get(name).filter(|it| !it.is_null()) {
            kept[name] = value.clone();
        }
    }
    kept
}

/// Only one user-assigned identity is accepted per account; code and sentence are assumed.
fn check_single(block: &Value) -> Result<(), Refusal> {
    if identity::users(block).count() <= 1 {
        return Ok(());
    }
    let message = "Values for request parameters are invalid: identity.userAssignedIdentities. Only one user-assigned identity is supported.";
    Err(Refusal::bad("InvalidValuesForRequestParameters", message))
}

fn check_required(body: &Value) -> Result<(), Refusal> {
    let rows: [(&str, &str, &[&str]); 2] =
        [("kind", "/kind", &KINDS), ("sku.name", "/sku/name", &SKUS)];
    for (name, pointer, allowed) in rows {
        let given = text(body, pointer);
        if !allowed.contains(&given) {
            let message = format!("Values for request parameters are invalid: {name}.");
            return Err(Refusal::bad("InvalidValuesForRequestParameters", message));
        }
    }
    Ok(())
}

/// Source of the sentence: microsoft/finops-toolkit, troubleshooting, read 24 Nov 2026.
pub(super) fn fixed(name: &str) -> Refusal {
    let message = format!(
        "The property '{name}' was specified in the input, but it cannot be updated as it is read-only."
    );
    Refusal::new(409, "AccountPropertyCannotBeUpdated", message)
}

fn check_fixed(body: &Value, before: &Document) -> Result<(), Refusal> {
    let rows = [
        ("kind", "/kind"),
        ("isHnsEnabled", "/properties/isHnsEnabled"),
    ];
    for (name, pointer) in rows {
        let given = body.pointer(pointer).filter(|it| !it.is_null());
        let there = before
            .body
            .pointer(pointer)
            .cloned()
            .unwrap_or(json!(false));
        if given.is_some_and(|it| *it != there) {
            return Err(fixed(name));
        }
    }
    Ok(())
}

pub(super) fn delete(exchange: &mut Exchange<'_>) -> Outcome {
    let id = exchange.id()?;
    let Some(there) = exchange.world.document(&id).cloned() else {
        return Ok(Response::empty(204));
    };
    check_idle(exchange.world, &there)?;
    exchange.world.remove(&id);
    scopes::gone(exchange.world, &id);
    let own = there.text("/identity/principalId");
    if !own.is_empty() {
        exchange.world.set_principal(own, None);
    }
    Ok(Response::empty(200))
}
