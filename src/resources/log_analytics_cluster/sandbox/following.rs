//! Clusters that follow the latest version take it within the hour.
//!
//! Source: azure-monitor-docs, `articles/azure-monitor/logs/customer-managed-keys.md`: changes in
//! the key are respected "within an hour or sooner", read 21 Aug 2026. When within the hour is
//! assumed.

use std::time::Duration;

use super::CLUSTERS;
use super::key::{Named, Opener, opened};
use super::state::{Doing, Inner, doing};
use crate::arm::ResourceId;
use crate::resources::simulated::{Document, World};

const HOUR: u64 = 3600;

pub(super) fn key_changed(world: &mut dyn World, key: &ResourceId) {
    let follows = |it: &Document| {
        let held = Inner::of(it).key.is_some_and(|it| it.follows);
        held && Named::of(&it.body)
            .and_then(|it| it.id(world))
            .is_some_and(|it| it == *key)
    };
    let followers: Vec<ResourceId> = world
        .documents(CLUSTERS)
        .filter(|it| follows(it) && doing(world, it) != Some(Doing::Deleting))
        .map(|it| it.id.clone())
        .collect();
    for cluster in followers {
        let seconds = world.spread(&format!("look of {}", cluster.lower()), 60..=HOUR);
        let at = world.now() + Duration::from_secs(seconds);
        world.schedule(&cluster, at);
    }
}

/// Takes the newest version, if it can be used; if not, tries again an hour later.
pub(super) fn look(world: &mut dyn World, id: &ResourceId) {
    let Some(mut cluster) = world.document(id).cloned() else {
        return;
    };
    let mut inner = Inner::of(&cluster);
    let (Some(key), Some(held)) = (Named::of(&cluster.body), inner.key.as_mut()) else {
        return;
    };
    if !held.follows {
        return;
    }
    let opener = Opener {
        id,
        region: cluster.text("/location"),
        identity: &cluster.body["identity"],
    };
    match opened(world, &opener, &key) {
        Ok(opened) => {
            held.version = opened.version.id;
            inner.keep(&mut cluster);
            world.put(cluster);
        }
        Err(_) => {
            let later = world.now() + Duration::from_secs(HOUR);
            world.schedule(id, later);
        }
    }
}
