//! Deletion: answered at once, done in the background, with subnets that stay taken.

use std::time::Duration;

use super::state::{Inner, Phase, phase, subnets};
use super::{CONNECTORS, errors};
use crate::arm::{ResourceId, Response};
use crate::resources::simulated::{Document, Exchange, Outcome, World};
use crate::resources::virtual_network::sandbox::release;

/// The operation has no address to follow: the specification does not mark it as long-running. How
/// long it takes is assumed.
///
/// Source: azure-rest-api-specs, `logic.json`, read 21 Aug 2026.
pub(super) fn delete(exchange: &mut Exchange<'_>) -> Outcome {
    let id = exchange.id()?;
    let Some(mut document) = exchange.world.document(&id).cloned() else {
        return Ok(Response::empty(204));
    };
    match phase(&document) {
        Phase::Creating { .. } => return Err(errors::at_work(&id, "Creating")),
        Phase::Deleting { .. } => return Ok(Response::empty(200)),
        Phase::Running | Phase::Failed => {}
    }
    let about = format!("deletion of {}", id.lower());
    let takes = Duration::from_secs(exchange.world.spread(&about, 1200..=3600));
    let until = exchange.world.now() + exchange.world.stretch(takes);
    let mut inner = Inner::of(&document).unwrap_or(Inner {
        phase: Phase::Running,
        identity_from: exchange.world.now(),
    });
    inner.phase = Phase::Deleting { until };
    inner.keep(&mut document);
    exchange.world.put(document);
    exchange.world.schedule(&id, until);
    Ok(Response::empty(200))
}

/// Ends a deletion whose time has come; says whether there was one.
pub(super) fn finish(world: &mut dyn World, id: &ResourceId) -> bool {
    let Some(document) = world.document(id).cloned() else {
        return true;
    };
    if !matches!(phase(&document), Phase::Deleting { .. }) {
        return false;
    }
    leave(world, &document);
    let inside = world.documents(CONNECTORS).filter(|it| id.contains(&it.id));
    let inside: Vec<ResourceId> = inside.map(|it| it.id.clone()).collect();
    for gone in inside.iter().chain([id]) {
        world.remove(gone);
    }
    let own = document.text("/identity/principalId");
    if !own.is_empty() {
        world.set_principal(own, None);
    }
    true
}

/// Moves out. The subnets stay taken for up to an hour; for how much of it is assumed.
///
/// Source: azure-docs, `customer-managed-keys-integration-service-environment.md`, edition for
/// 2019-05-01, read 21 Aug 2026.
pub(super) fn leave(world: &mut dyn World, document: &Document) {
    let about = format!("release of {}", document.id.lower());
    let until = world.now() + Duration::from_secs(world.spread(&about, 1800..=3600));
    for home in subnets(&document.body) {
        release(world, &home, until);
    }
}
