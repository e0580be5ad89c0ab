//! Deletion: work in the background, and a name that stays reserved for a while.
//!
//! Source: azure-monitor-docs, `articles/azure-monitor/logs/logs-dedicated-clusters.md`, read 21
//! Aug 2026. That the links of workspaces go with the cluster is assumed.

use std::time::Duration;

use serde_json::json;

use super::state::{Doing, Inner, UnderWay, check_idle};
use super::{LINKS, work};
use crate::arm::{ResourceId, Response};
use crate::resources::simulated::{Document, Exchange, Outcome, World};

/// For how long the name of a deleted cluster cannot be used.
const RESERVED_FOR: Duration = Duration::from_secs(14 * 86_400);

pub(super) fn delete(exchange: &mut Exchange<'_>) -> Outcome {
    let id = exchange.id()?;
    let Some(mut document) = exchange.world.document(&id).cloned() else {
        return Ok(Response::empty(204));
    };
    check_idle(exchange.world, &document)?;
    // How long it takes is assumed.
    let seconds = exchange
        .world
        .spread(&format!("deletion of {}", id.lower()), 600..=1800);
    let takes = Duration::from_secs(seconds);
    let work = work::work(exchange, document.text("/location"), takes, None);
    let (until, answer) = work.begin(exchange.world, Response::empty(202));
    let mut inner = Inner::of(&document);
    inner.work = Some(UnderWay {
        what: Doing::Deleting,
        until,
    });
    inner.keep(&mut document);
    exchange.world.put(document);
    exchange.world.schedule(&id, until);
    Ok(answer)
}

/// Ends a deletion whose time has come; says whether there was one.
pub(super) fn finish(world: &mut dyn World, id: &ResourceId) -> bool {
    let Some(document) = world.document(id).cloned() else {
        return true;
    };
    let work = Inner::of(&document).work;
    if work.is_none_or(|it| it.what != Doing::Deleting) {
        return false;
    }
    let linked = |it: &&Document| {
        let cluster = it.text("/properties/writeAccessResourceId");
        cluster.eq_ignore_ascii_case(id.as_str())
    };
    let links: Vec<ResourceId> = world
        .documents(LINKS)
        .filter(linked)
        .map(|it| it.id.clone())
        .collect();
    for gone in links.iter().chain([id]) {
        world.remove(gone);
    }
    let own = document.text("/identity/principalId");
    if !own.is_empty() {
        world.set_principal(own, None);
    }
    reserve(world, &document);
    true
}

fn reserve(world: &mut dyn World, document: &Document) {
    let subscription = document.id.subscription().unwrap_or_default();
    let (location, name) = (document.text("/location"), document.id.name());
    let path = format!(
        "/subscriptions/{subscription}/providers/Microsoft.OperationalInsights/locations/{location}/reservedClusters/{name}"
    );
    if let Ok(id) = ResourceId::parse(&path) {
        let until = world.now() + RESERVED_FOR;
        world.put(Document::new(id.clone(), json!({ "location": location })));
        world.schedule(&id, until);
    }
}
