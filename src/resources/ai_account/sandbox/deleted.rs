//! Deletion: an account is kept for 48 hours, and recovered or purged.
//!
//! Source: azure-ai-docs, `articles/ai-services/recover-purge-resources.md`, read 27 Nov 2026.

use std::time::Duration;

use serde_json::{Value, json};

use super::state::{Doing, UnderWay, check_idle};
use super::{DELETED, PROJECTS, errors, key, work};
use crate::arm::{ResourceId, Response};
use crate::resources::simulated::{
    Document, Exchange, Outcome, Refusal, World, identity, page, text,
};

/// For how long a deleted account can be recovered, and its name cannot be used.
const KEPT: Duration = Duration::from_secs(48 * 3600);

/// Where a deleted account is filed.
fn place(id: &ResourceId, region: &str) -> Option<ResourceId> {
    let (subscription, group) = (id.subscription()?, id.resource_group()?);
    let name = id.name();
    ResourceId::parse(&format!(
        "/subscriptions/{subscription}/providers/Microsoft.CognitiveServices/locations/{region}/resourceGroups/{group}/deletedAccounts/{name}"
    ))
    .ok()
}

/// What is left of an account, whatever its region.
fn remains(world: &dyn World, id: &ResourceId) -> Option<Document> {
    let was = |it: &&Document| text(&it.inner, "/id").eq_ignore_ascii_case(id.as_str());
    world.documents(DELETED).find(was).cloned()
}

/// Refuses the name of an account that can still be recovered.
pub(super) fn check_new(world: &dyn World, id: &ResourceId) -> Result<(), Refusal> {
    match remains(world, id) {
        Some(_) => Err(errors::soft_deleted(id)),
        None => Ok(()),
    }
}

pub(super) fn delete(exchange: &mut Exchange<'_>) -> Outcome {
    let id = exchange.id()?;
    let Some(mut document) = exchange.world.document(&id).cloned() else {
        return Ok(Response::empty(204));
    };
    check_idle(exchange.world, &document)?;
    let nested: Vec<String> = exchange
        .world
        .documents(PROJECTS)
        .filter(|it| id.contains(&it.id))
        .map(|it| {
            format!(
                "{}/{}/projects/{}",
                super::ACCOUNTS,
                id.name(),
                it.id.name()
            )
        })
        .collect();
    if !nested.is_empty() {
        return Err(errors::nested(&nested));
    }
    // How long it takes is assumed.
    let takes = work::spread(
        exchange.world,
        &format!("deletion of {}", id.lower()),
        15..=60,
    );
    let region = document.text("/location").to_owned();
    let (until, answer) = work::begin(exchange, &region, takes, (None, Response::empty(202)));
    let what = Doing::Deleting;
    UnderWay { what, until }.keep(&mut document);
    exchange.world.put(document);
    exchange.world.schedule(&id, until);
    Ok(answer)
}

/// The time of a deletion has come. Its own identity goes with the account.
pub(super) fn finish(world: &mut dyn World, id: &ResourceId) {
    let Some(document) = world.remove(id) else {
        return;
    };
    let own = document.text("/identity/principalId");
    if !own.is_empty() {
        world.set_principal(own, None);
    }
    let now = world.now();
    let (purge, region) = (now + KEPT, document.text("/location"));
    let Some(place) = place(id, region) else {
        return;
    };
    let mut body = document.body.clone();
    body["properties"]["deletionDate"] = json!(now.rfc3339());
    body["properties"]["scheduledPurgeDate"] = json!(purge.rfc3339());
    body["properties"]["provisioningState"] = json!("Succeeded");
    let inner = serde_json::to_value(&document).unwrap_or_default();
    world.put(Document {
        id: place.clone(),
        body,
        inner,
    });
    world.schedule(&place, purge);
}

pub(super) fn list(exchange: &mut Exchange<'_>) -> Outcome {
    let container = exchange.container();
    let world = &*exchange.world;
    let rows = world.documents(DELETED);
    let rows = rows.filter(|it| container.contains(&it.id));
    page(exchange, rows.map(|it| world.show(it)).collect())
}

pub(super) fn one(exchange: &mut Exchange<'_>) -> Outcome {
    exchange.shown()
}

/// Brings an account back as it was. Where its own identity opened the vault, that one is another
/// one now; whether Azure brings the old one back is not known, so it does not.
pub(super) fn restore(exchange: &mut Exchange<'_>, id: &ResourceId, region: &str) -> Outcome {
    let world = &mut *exchange.world;
    let remains = remains(world, id).filter(|it| it.text("/location") == region);
    let remains = remains.ok_or_else(|| errors::nothing_to_restore(id.name()))?;
    if remains.body["properties"]["provisioningState"] == "Deleting" {
        return Err(errors::busy(&remains.id));
    }
    let mut account: Document = serde_json::from_value(remains.inner.clone())
        .map_err(|why| Refusal::new(500, "InternalServerError", why.to_string()))?;
    let address = account.text("/properties/encryption/keyVaultProperties/keyVaultUri");
    if !address.is_empty() && key::vault(world, address).is_none() {
        return Err(errors::no_key_store());
    }
    world.remove(&remains.id);
    if !account.text("/identity/principalId").is_empty() {
        let tenant = world.tenant_of(id).unwrap_or_default();
        let principal = identity::new_principal(world, id, &tenant);
        account.body["identity"]["principalId"] = json!(principal);
    }
    account.inner = Value::Null;
    // "A couple of minutes".
    let takes = work::spread(world, &format!("recovery of {}", id.lower()), 60..=180);
    work::keep(exchange, account, (201, Doing::Creating, takes))
}

pub(super) fn purge(exchange: &mut Exchange<'_>) -> Outcome {
    let id = exchange.id()?;
    let Some(mut document) = exchange.world.document(&id).cloned() else {
        return Ok(Response::empty(204));
    };
    if document.body["properties"]["provisioningState"] == "Deleting" {
        return Err(errors::busy(&id));
    }
    // How long it takes, and what is shown meanwhile, is assumed.
    let takes = work::spread(exchange.world, &format!("purge of {}", id.lower()), 15..=60);
    let region = document.text("/location").to_owned();
    let (until, answer) = work::begin(exchange, &region, takes, (None, Response::empty(202)));
    document.body["properties"]["provisioningState"] = json!("Deleting");
    exchange.world.put(document);
    exchange.world.schedule(&id, until);
    Ok(answer)
}
