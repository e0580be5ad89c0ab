//! Clusters look after their key: they take a new version within the hour where they follow the
//! latest, and stop serving while they cannot use the one they have.
//!
//! Source: azure-monitor-docs, `articles/azure-monitor/logs/customer-managed-keys.md`, "Key
//! revocation": changes are respected "within an hour or sooner", and ingestion and queries are
//! back within 30 minutes of the key, read 21 Aug 2026. When within those times is assumed.

use std::time::Duration;

use super::CLUSTERS;
use super::key::{Named, Opener, opened, unwraps};
use super::state::{Doing, Inner, doing};
use crate::arm::{ResourceId, Timestamp};
use crate::resources::simulated::{Document, World};

const HOUR: u64 = 3600;

/// Between two looks of a cluster that serves, and of one that does not.
const LOOK: [Duration; 2] = [Duration::from_secs(HOUR), Duration::from_secs(HOUR / 2)];

pub(super) fn key_changed(world: &mut dyn World, key: &ResourceId) {
    let uses = |it: &Document| {
        let named = Named::of(&it.body).and_then(|it| it.id(world));
        named.is_some_and(|it| it == *key)
    };
    let users: Vec<ResourceId> = world
        .documents(CLUSTERS)
        .filter(|it| uses(it) && doing(world, it) != Some(Doing::Deleting))
        .map(|it| it.id.clone())
        .collect();
    for cluster in users {
        let most = match world.document(&cluster).map(Inner::of) {
            Some(inner) if inner.without_key.is_some() => HOUR / 2,
            _ => HOUR,
        };
        let seconds = world.spread(&format!("look of {}", cluster.lower()), 60..=most);
        let at = world.now() + Duration::from_secs(seconds);
        world.schedule(&cluster, at);
    }
}

/// The next look of a cluster that has just been given a key.
pub(super) fn begin(world: &mut dyn World, id: &ResourceId, after: Timestamp) {
    world.schedule(id, after + LOOK[0]);
}

/// Takes the newest version, if it is followed and can be used, and finds out whether the one that
/// is held can still unwrap.
pub(super) fn look(world: &mut dyn World, id: &ResourceId) {
    let Some(mut cluster) = world.document(id).cloned() else {
        return;
    };
    let mut inner = Inner::of(&cluster);
    let (Some(mut key), Some(held)) = (Named::of(&cluster.body), inner.key.as_mut()) else {
        return;
    };
    let opener = Opener {
        id,
        region: cluster.text("/location"),
        identity: &cluster.body["identity"],
    };
    if held.follows
        && let Ok(opened) = opened(world, &opener, &key)
        && opened.version.id != held.seen
    {
        held.version.clone_from(&opened.version.id);
        held.seen = opened.version.id;
    }
    key.version.clone_from(&held.version);
    inner.without_key = match (unwraps(world, &opener, &key), inner.without_key) {
        (true, _) => None,
        (false, since) => since.or(Some(world.now())),
    };
    let next = LOOK[usize::from(inner.without_key.is_some())];
    inner.keep(&mut cluster);
    world.put(cluster);
    let at = world.now() + next;
    world.schedule(id, at);
}

/// Whether what is linked to a cluster can be asked and takes in data: its key can be used, and its
/// identity was not taken away.
pub fn serves(world: &dyn World, id: &ResourceId) -> bool {
    let inner = world.document(id).map(Inner::of);
    inner.is_none_or(|it| it.without_key.is_none() && !it.is_cut_off)
}
