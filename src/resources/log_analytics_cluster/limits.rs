//! How many clusters there may be, and which names are taken by clusters that were deleted.
//!
//! Source: azure-monitor-docs, `logs/customer-managed-keys.md`, "Limitations and constraints", read
//! 21 Aug 2026. No list shows deleted clusters; the activity log tells of their deletion.

use std::time::Duration;

use super::LogAnalyticsCluster;
use super::only_now::LIMITS;
use crate::arm::access::activity::{self, Changed};
use crate::arm::access::providers::normal_location;
use crate::arm::{Facts, Known, Read, Reading, Resource, ResourceId, Timestamp};
use crate::plan::{Check, Finding};
use crate::resources::place::Place;
use crate::resources::{Ask, ResourceType};

/// Clusters in a region of a subscription.
pub(super) const ACTIVE: usize = 5;

/// The same with those that were deleted a short while ago.
pub(super) const WITH_DELETED: usize = 7;

/// For how long a deleted cluster keeps its name and counts: 14 days, and the hours that the
/// deletion itself may take, which are assumed.
const KEPT: Duration = Duration::from_secs(14 * 86_400 + 4 * 3600);

const DELETE: &str = "Microsoft.OperationalInsights/clusters/delete";

/// A cluster that was deleted and still counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Deleted {
    pub(super) name: String,
    /// From when on its name can be used.
    pub(super) free: Timestamp,
}

/// What must be read to know them.
pub(super) fn reads(place: &Place, ask: &Ask<'_>) -> Vec<Read> {
    vec![
        clusters_read(&place.subscription),
        log_read(&place.subscription, ask.now),
    ]
}

/// The clusters of a subscription.
pub(super) fn clusters_read(subscription: &str) -> Read {
    let subscription = ResourceId::of_subscription(subscription);
    (&LogAnalyticsCluster as &dyn ResourceType).list(&subscription)
}

/// The changes to Azure Monitor in a subscription.
pub(super) fn log_read(subscription: &str, now: Timestamp) -> Read {
    activity::read(subscription, "Microsoft.OperationalInsights", 30, now)
}

/// The deleted clusters of a subscription that still count.
pub(super) fn deleted(subscription: &str, facts: &Facts, now: Timestamp) -> Reading<Vec<Deleted>> {
    let read = log_read(subscription, now);
    let one = |it: Changed| Deleted {
        name: it
            .resource
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .to_owned(),
        free: it.at + KEPT,
    };
    activity::changes(&read, DELETE, facts).map(|all| {
        let recent = all.into_iter().filter(|it| now.since(it.at) < KEPT);
        recent.map(one).collect()
    })
}

/// How many clusters of a subscription lie in a region; `None` where they could not be listed.
pub(super) fn active(subscription: &str, region: &str, facts: &Facts) -> Option<usize> {
    let read = clusters_read(subscription);
    let Known::Present(_) = facts.known(&read) else {
        return None;
    };
    let here = |it: &Resource| normal_location(&it.location) == normal_location(region);
    let rows = facts.rows(&read).filter_map(|it| Resource::read(it).ok());
    Some(rows.filter(here).count())
}

/// Whether there may be one more cluster in the region, and whether the name is free.
pub(super) fn checks(place: &Place, ask: &Ask<'_>) -> Vec<Check> {
    let reads = reads(place, ask);
    let gone = deleted(&place.subscription, ask.facts, ask.now);
    let checks = [limit(place, &gone, ask), reserved(place, &gone)];
    let finish = |it: Check| it.source(&LIMITS).as_of(ask.facts.as_of(&reads));
    checks.into_iter().map(finish).collect()
}

fn limit(place: &Place, gone: &Reading<Vec<Deleted>>, ask: &Ask<'_>) -> Check {
    let region = &place.location;
    let Some(there) = active(&place.subscription, region, ask.facts) else {
        let words = format!("How many clusters there are in {region} is not known.");
        return Check::new("limit", Finding::Unknown, words);
    };
    if there >= ACTIVE {
        let words = format!(
            "There are {there} clusters in {region} already, which is as many as there may be."
        );
        return Check::new("limit", Finding::Failed, words)
            .reason("Delete one, or choose another region or subscription.");
    }
    let gone = gone.found().cloned().unwrap_or_default();
    let said = format!("There are {there} of at most {ACTIVE} clusters in {region}.");
    if there + gone.len() >= WITH_DELETED {
        let first = gone.iter().map(|it| it.free).min();
        let first = first.map_or(String::new(), |it| format!(" from {}", it.day_and_clock()));
        return Check::new("limit", Finding::Warning, said).reason(format!(
            "With the {} deleted in the last 14 days there are {} of at most {WITH_DELETED}, if those were in this region, which Azure does not say. There is room again{first}.",
            gone.len(),
            there + gone.len()
        ));
    }
    Check::new("limit", Finding::Passed, said).reason(format!(
        "With those that were deleted in the last 14 days there may be {WITH_DELETED}."
    ))
}

fn reserved(place: &Place, gone: &Reading<Vec<Deleted>>) -> Check {
    const ID: &str = "reserved";
    let name = place.target.name();
    let Reading::Found(gone) = gone else {
        let words = format!("Whether {name} was the name of a deleted cluster is not known.");
        return Check::new(ID, Finding::Unknown, words)
            .reason("Azure keeps such a name for 14 days, and only the activity log tells.");
    };
    match gone.iter().find(|it| it.name.eq_ignore_ascii_case(name)) {
        Some(taken) => Check::new(
            ID,
            Finding::Failed,
            format!(
                "The name {name} is reserved until {}.",
                taken.free.day_and_clock()
            ),
        )
        .reason("A cluster of this name was deleted in the last 14 days. Choose another name."),
        None => Check::new(
            ID,
            Finding::Passed,
            format!("No cluster {name} was deleted in the last 14 days."),
        ),
    }
}
