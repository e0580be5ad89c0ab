//! What the lists of the registry hold, in every subscription in sight.

use super::{ALL, ResourceType};
use crate::arm::access::subscriptions;
use crate::arm::{Facts, Read, Resource, ResourceId, Timestamp, Unreadable};
use crate::keys::Configuration;

/// An entry of a list, with what it says of its key.
#[derive(Clone)]
pub struct Entry {
    /// Its row in the registry.
    pub kind: &'static dyn ResourceType,
    /// The entry.
    pub resource: Resource,
    /// What it says of its key, where that can be understood.
    pub configuration: Result<Configuration, Unreadable>,
    /// When the list was read.
    pub at: Option<Timestamp>,
}

/// Asks for the subscriptions, and for each list in each of them.
#[must_use]
pub fn reads(facts: &Facts) -> Vec<Read> {
    let lists = lists(facts).into_iter().map(|it| it.1);
    std::iter::once(subscriptions::read())
        .chain(lists)
        .collect()
}

/// Every entry that is known by now, in the order of the registry.
#[must_use]
pub fn entries(facts: &Facts) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (kind, list) in lists(facts) {
        let at = facts.get(&list).map(|it| it.at);
        let resources = facts.rows(&list).filter_map(|it| Resource::read(it).ok());
        entries.extend(resources.map(|resource| Entry {
            kind,
            configuration: kind.configuration(&resource),
            resource,
            at,
        }));
    }
    entries
}

fn lists(facts: &Facts) -> Vec<(&'static dyn ResourceType, Read)> {
    let all = subscriptions::all(facts).into_found().unwrap_or_default();
    let scopes: Vec<ResourceId> = all
        .iter()
        .map(|it| ResourceId::of_subscription(&it.id))
        .collect();
    let of_kind = |kind: &&'static dyn ResourceType| {
        let kind = *kind;
        let reads = scopes.iter().map(move |it| (kind, kind.list(it)));
        reads.collect::<Vec<_>>()
    };
    ALL.iter().flat_map(of_kind).collect()
}
