//! Deleted keys: kept for as long as the vault says, recovered or purged.
//!
//! Source: azure-security-docs, `soft-delete-overview.md`, read 21 Aug 2026; the sentences from
//! Azure/azure-rest-api-specs#9222, Azure/azure-sdk-for-net#31581 and microsoft/AzureTRE#1760,
//! read 27 Nov 2026. That deleting and recovering take some seconds is in those reports, how many
//! is assumed.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::entry::{self, Found, enter, not_found, place};
use super::{DELETE, DELETED_KEYS, GET, PURGE, RECOVER, bundle};
use crate::arm::{ResourceId, Response, Timestamp};
use crate::resources::key_vault::sandbox::keys::{Key, address};
use crate::resources::key_vault::sandbox::rotation;
use crate::resources::simulated::{Document, Exchange, Outcome, Refusal, World};

/// A key that was deleted.
#[derive(Clone, Serialize, Deserialize)]
struct Remains {
    key: Document,
    deleted: Timestamp,
    /// From when on it can be seen among the deleted.
    ready: Timestamp,
    purge: Timestamp,
    /// Whether it is on its way back.
    recovering: bool,
}

fn remains(document: &Document) -> Option<Remains> {
    serde_json::from_value(document.inner.clone()).ok()
}

fn id(vault: &Document, name: &str) -> ResourceId {
    vault.id.provider(DELETED_KEYS, name)
}

fn keep(world: &mut dyn World, id: ResourceId, remains: &Remains) {
    let inner = serde_json::to_value(remains).unwrap_or_default();
    let body = json!({});
    world.put(Document { id, body, inner });
}

/// Refuses a name that a deleted key still holds.
pub(in crate::resources::key_vault::sandbox) fn check_free(
    world: &dyn World,
    vault: &Document,
    name: &str,
) -> Result<(), Refusal> {
    let Some(remains) = world.document(&id(vault, name)).and_then(remains) else {
        return Ok(());
    };
    let (what, inner) = if remains.recovering {
        (
            "being recovered and cannot be re-created; retry later.",
            "ObjectIsBeingRecovered",
        )
    } else if world.now() < remains.ready {
        (
            "being deleted and cannot be re-created; retry later.",
            "ObjectIsBeingDeleted",
        )
    } else {
        (
            "in a deleted but recoverable state, and its name cannot be reused; in this state, the key can only be recovered or purged.",
            "ObjectIsDeletedButRecoverable",
        )
    };
    let message = format!("Key {name} is currently {what}");
    Err(Refusal::new(409, "Conflict", message).inner(inner))
}

pub(super) fn delete(exchange: &mut Exchange<'_>) -> Outcome {
    let Found {
        vault, document, ..
    } = entry::key(exchange, &DELETE)?;
    let world = &mut *exchange.world;
    let now = world.now();
    let days = vault.body["properties"]["softDeleteRetentionInDays"].as_u64();
    let seconds = world.spread(&format!("deletion of {}", document.id.lower()), 2..=8);
    let remains = Remains {
        deleted: now,
        ready: now + Duration::from_secs(seconds),
        purge: now + Duration::from_secs(days.unwrap_or(90) * 86_400),
        recovering: false,
        key: document.clone(),
    };
    world.remove(&document.id);
    let gone = id(&vault, document.id.name());
    keep(world, gone.clone(), &remains);
    world.schedule(&gone, remains.purge);
    world.key_changed(&document.id);
    let shown = shown(exchange, &vault, &remains);
    Ok(Response::json(200, shown.unwrap_or_default()))
}

fn shown(exchange: &Exchange<'_>, vault: &Document, remains: &Remains) -> Option<Value> {
    let document = remains.key.clone();
    let key = Key::of(&document)?;
    let newest = key.newest()?.clone();
    let found = Found {
        vault: vault.clone(),
        document,
        key,
    };
    let mut shown = bundle::shown(exchange.world, &found, &newest);
    add_dates(exchange, &mut shown, remains);
    Some(shown)
}

fn add_dates(exchange: &Exchange<'_>, shown: &mut Value, remains: &Remains) {
    let address = address(exchange.world, &remains.key.id);
    shown["recoveryId"] = json!(address.replacen("/keys/", "/deletedkeys/", 1));
    shown["deletedDate"] = json!(remains.deleted.seconds());
    shown["scheduledPurgeDate"] = json!(remains.purge.seconds());
}

/// A row of the list; none while the key is still being deleted.
pub(super) fn row(exchange: &Exchange<'_>, vault: &Document, document: &Document) -> Option<Value> {
    let remains = remains(document).filter(|it| it.ready <= exchange.world.now())?;
    let whole = shown(exchange, vault, &remains)?;
    let mut row = json!({
        "kid": address(exchange.world, &remains.key.id),
        "attributes": whole["attributes"],
        "tags": whole["tags"],
    });
    add_dates(exchange, &mut row, &remains);
    Some(row)
}

/// The deleted key of the path, once it is one.
fn find(
    exchange: &Exchange<'_>,
    permission: &super::Permission,
) -> Result<(Document, ResourceId, Remains), Refusal> {
    let name = exchange.param("key");
    let vault = enter(exchange, permission, Some(name))?;
    let id = id(&vault, name);
    let found = exchange.world.document(&id).and_then(remains);
    let found = found.filter(|it| it.ready <= exchange.world.now());
    let found = found.ok_or_else(|| not_found(name))?;
    Ok((vault, id, found))
}

pub(super) fn one(exchange: &mut Exchange<'_>) -> Outcome {
    let (vault, _, remains) = find(exchange, &GET)?;
    let shown = shown(exchange, &vault, &remains);
    Ok(Response::json(200, shown.unwrap_or_default()))
}

pub(super) fn recover(exchange: &mut Exchange<'_>) -> Outcome {
    let (vault, id, mut remains) = find(exchange, &RECOVER)?;
    let mut shown = shown(exchange, &vault, &remains).unwrap_or_default();
    if let Some(shown) = shown.as_object_mut() {
        shown.retain(|name, _| ["key", "attributes", "tags"].contains(&name.as_str()));
    }
    let world = &mut *exchange.world;
    let seconds = world.spread(&format!("recovery of {}", id.lower()), 2..=8);
    remains.recovering = true;
    keep(world, id.clone(), &remains);
    let back = world.now() + Duration::from_secs(seconds);
    world.schedule(&id, back);
    Ok(Response::json(200, shown))
}

pub(super) fn purge(exchange: &mut Exchange<'_>) -> Outcome {
    let (vault, id, _) = find(exchange, &PURGE)?;
    if vault.body["properties"]["enablePurgeProtection"] == true {
        let message = format!(
            "Operation \"purge\" is not allowed because purge protection is enabled for this vault. Key Vault service will automatically purge it after the retention period has passed.\r\n{}",
            place(&vault)
        );
        return Err(Refusal::new(403, "Forbidden", message).inner("ForbiddenByPolicy"));
    }
    exchange.world.remove(&id);
    Ok(Response::empty(204))
}

/// The key comes back, or its time is over.
pub(in crate::resources::key_vault::sandbox) fn due(world: &mut dyn World, id: &ResourceId) {
    let Some(gone) = world.remove(id) else {
        return;
    };
    let Some(remains) = remains(&gone).filter(|it| it.recovering) else {
        return;
    };
    let key = remains.key.id.clone();
    world.put(remains.key);
    rotation::schedule(world, &key);
    world.key_changed(&key);
}

/// When a deleted key is purged by itself, for a vault that comes back with it.
pub(in crate::resources::key_vault::sandbox) fn purge_date(
    document: &Document,
) -> Option<Timestamp> {
    remains(document).map(|it| it.purge)
}
