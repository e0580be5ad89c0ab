//! Deleted vaults: kept for a while, recovered or purged.
//!
//! Source: azure-security-docs, `soft-delete-overview.md`, read 21 Aug 2026.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{DELETED, DELETED_KEYS, data_plane};
use crate::arm::{ResourceId, Response};
use crate::resources::simulated::{Document, Exchange, Monitor, Outcome, Refusal, Work, page};

/// What a deleted vault is made of again when it is recovered.
#[derive(Serialize, Deserialize)]
struct Remains {
    vault: Document,
    /// Its keys, the deleted ones among them.
    keys: Vec<Document>,
}

const ASSIGNMENTS: &str = "Microsoft.Authorization/roleAssignments";

fn place(vault: &Document) -> Option<ResourceId> {
    let subscription = vault.id.subscription()?;
    let location = vault.text("/location");
    let name = vault.id.name();
    ResourceId::parse(&format!(
        "/subscriptions/{subscription}/providers/Microsoft.KeyVault/locations/{location}/deletedVaults/{name}"
    ))
    .ok()
}

/// Role assignments on the vault and its keys go with it, and do not come back.
pub(super) fn delete(exchange: &mut Exchange<'_>) -> Outcome {
    let id = exchange.id()?;
    let world = &mut *exchange.world;
    let Some(vault) = world.remove(&id) else {
        return Ok(Response::empty(204));
    };
    let within = |it: &&Document| id.contains(&it.id) && it.id != id;
    let keys: Vec<Document> = world
        .documents(super::keys::OF_VAULTS)
        .chain(world.documents(DELETED_KEYS))
        .filter(within)
        .cloned()
        .collect();
    let grants: Vec<ResourceId> = world
        .documents(ASSIGNMENTS)
        .filter(within)
        .map(|it| it.id.clone())
        .collect();
    for gone in keys.iter().map(|it| &it.id).chain(&grants) {
        world.remove(gone);
    }
    let now = world.now();
    let days = vault.body["properties"]["softDeleteRetentionInDays"]
        .as_u64()
        .unwrap_or(90);
    let purge = now + Duration::from_secs(days * 86_400);
    let body = json!({ "properties": {
        "vaultId": vault.id.as_str(),
        "location": vault.text("/location"),
        "tags": vault.body.get("tags"),
        "deletionDate": now.rfc3339(),
        "scheduledPurgeDate": purge.rfc3339(),
        "purgeProtectionEnabled": vault.body["properties"]["enablePurgeProtection"] == true,
    }});
    if let Some(deleted) = place(&vault) {
        let inner = serde_json::to_value(Remains { vault, keys }).unwrap_or_default();
        world.put(Document {
            id: deleted.clone(),
            body,
            inner,
        });
        world.schedule(&deleted, purge);
    }
    Ok(Response::empty(200))
}

pub(super) fn show(document: &Document) -> Value {
    let mut shown = document.envelope();
    shown["type"] = json!("Microsoft.KeyVault/deletedVaults");
    shown
}

pub(super) fn list(exchange: &mut Exchange<'_>) -> Outcome {
    let container = exchange.container();
    let rows = exchange.world.documents(DELETED);
    let rows = rows.filter(|it| container.contains(&it.id)).map(show);
    page(exchange, rows.collect())
}

fn find(exchange: &Exchange<'_>) -> Result<Document, Refusal> {
    let (location, name) = (exchange.param("location"), exchange.param("name"));
    let subscription = exchange.container();
    let id = format!(
        "{subscription}/providers/Microsoft.KeyVault/locations/{location}/deletedVaults/{name}"
    );
    let id = ResourceId::parse(&id).ok();
    let found = id.and_then(|it| exchange.world.document(&it).cloned());
    found.ok_or_else(|| {
        let message = format!("The specified deleted vault '{name}' does not exist.");
        Refusal::new(404, "DeletedVaultNotFound", message)
    })
}

pub(super) fn one(exchange: &mut Exchange<'_>) -> Outcome {
    Ok(Response::json(200, show(&find(exchange)?)))
}

pub(super) fn recover(exchange: &mut Exchange<'_>, id: &ResourceId) -> Outcome {
    let world = &mut *exchange.world;
    let same = |it: &&Document| {
        it.text("/properties/vaultId")
            .eq_ignore_ascii_case(id.as_str())
    };
    let deleted = world.documents(DELETED).find(same).cloned();
    let deleted = deleted.ok_or_else(|| {
        let message = format!(
            "A deleted vault '{}' that could be recovered does not exist in this resource group.",
            id.name()
        );
        Refusal::new(404, "DeletedVaultNotFound", message)
    })?;
    let remains: Remains = serde_json::from_value(deleted.inner.clone())
        .map_err(|why| Refusal::new(500, "InternalServerError", why.to_string()))?;
    world.remove(&deleted.id);
    let vault = remains.vault.clone();
    world.put(remains.vault);
    for key in remains.keys {
        let id = key.id.clone();
        let purge = data_plane::purge_date(&key);
        world.put(key);
        match purge {
            Some(at) => world.schedule(&id, at),
            None => super::rotation::schedule(world, &id),
        }
    }
    Ok(Response::json(200, world.show(&vault)))
}

pub(super) fn purge(exchange: &mut Exchange<'_>) -> Outcome {
    let deleted = find(exchange)?;
    if deleted.body["properties"]["purgeProtectionEnabled"] == true {
        let message = format!(
            "Operation \"DeletedVaultPurge\" is not allowed because purge protection is enabled for this vault. Key Vault service will automatically purge it after the retention period has passed. Vault: {}",
            deleted.id.name()
        );
        return Err(Refusal::new(405, "MethodNotAllowed", message));
    }
    let work = Work {
        monitor: Monitor::Location,
        below: format!(
            "{}/providers/Microsoft.KeyVault/locations/{}/operationResults",
            exchange.container(),
            exchange.param("location")
        ),
        api_version: exchange.api_version.clone(),
        takes: Duration::from_secs(40),
        retry_after: 10,
        result: None,
    };
    let (until, answer) = work.begin(exchange.world, Response::empty(202));
    exchange.world.schedule(&deleted.id, until);
    Ok(answer)
}
