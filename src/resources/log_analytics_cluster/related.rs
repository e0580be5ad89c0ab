//! What stands beside a cluster: its workspaces, how many clusters there may be, its vault, Lockbox.

use serde_json::Value;

use super::limits::{self, ACTIVE, WITH_DELETED};
use super::model;
use crate::arm::access::lockbox;
use crate::arm::access::providers::normal_location;
use crate::arm::{Facts, Read, Reading, Request, Resource, ResourceId, Timestamp, versions};
use crate::keys::vault::{self, Sought};
use crate::resources::Detail;

const WORKSPACES: &str = "Microsoft.OperationalInsights/workspaces";
const DELETED: &str = "Microsoft.OperationalInsights/deletedWorkspaces";

/// Workspaces that a cluster may have.
const MOST: usize = 1000;

/// What must be read for the facts.
pub(super) fn reads(cluster: &Resource, facts: &Facts, now: Timestamp) -> Vec<Read> {
    let subscription = cluster.id.subscription().unwrap_or_default();
    let mut reads = vec![
        list(cluster, WORKSPACES),
        list(cluster, DELETED),
        limits::clusters_read(subscription),
        limits::log_read(subscription, now),
    ];
    reads.extend(lockbox::reads(subscription, facts));
    reads
}

/// The facts.
pub(super) fn facts(cluster: &Resource, facts: &Facts, now: Timestamp) -> Vec<Detail> {
    let row = |label, value, at| Detail { label, value, at };
    let subscription = cluster.id.subscription().unwrap_or_default();
    let gone = limits::deleted(subscription, facts, now);
    let linked = model::workspaces(cluster).len();
    vec![
        row(
            "Linked workspaces",
            workspaces(cluster, facts),
            "properties.associatedWorkspaces, workspaces, deletedWorkspaces",
        ),
        row(
            "Workspaces, of at most 1,000",
            format!("{linked} linked, room for {}", MOST.saturating_sub(linked)),
            "properties.associatedWorkspaces",
        ),
        row(
            "Clusters in this region",
            region(cluster, facts, &gone),
            "clusters of the subscription, activity log",
        ),
        row("Names that get free again", names(&gone), "activity log"),
        row("Vault", vault(cluster, facts), "vaults"),
        row(
            "Customer Lockbox",
            lockbox_of(subscription, facts),
            "tenantOptedIn; Azure Monitor customer-managed keys, 21 Aug 2026",
        ),
    ]
}

/// Whether Microsoft's engineers have to ask before they look at data.
fn lockbox_of(subscription: &str, facts: &Facts) -> String {
    let state = match lockbox::is_on(subscription, facts) {
        Reading::Found(true) => "turned on in this directory",
        Reading::Found(false) => "comes with the cluster, and is not turned on in this directory",
        _ => "whether it is turned on is not known",
    };
    format!("{state}; not in China, and not for tables with the Auxiliary plan")
}

fn list(cluster: &Resource, kind: &str) -> Read {
    let subscription = cluster.id.subscription().unwrap_or_default();
    let path = format!("/subscriptions/{subscription}/providers/{kind}");
    Read::list(Request::get(path, versions::OPERATIONAL_INSIGHTS))
}

/// Each with its state; those that were deleted while they were linked come back linked.
fn workspaces(cluster: &Resource, facts: &Facts) -> String {
    let there = facts.all(&list(cluster, WORKSPACES), |it| Resource::read(it).ok());
    let rows = cluster.properties.get("associatedWorkspaces");
    let rows = rows.and_then(Value::as_array).into_iter().flatten();
    let state = |id: &ResourceId| match &there {
        Reading::Found(all) => match all.iter().find(|it| it.id == *id) {
            Some(found) => found.provisioning_state().to_owned(),
            None => "not in this subscription, or hidden".to_owned(),
        },
        _ => "state not known".to_owned(),
    };
    let named = rows.filter_map(|it| {
        let id = ResourceId::parse(it.get("resourceId")?.as_str()?).ok()?;
        Some(format!("{} ({})", id.name(), state(&id)))
    });
    let was_linked = |it: &Resource| {
        let to = it.text("/features/clusterResourceId");
        to.eq_ignore_ascii_case(cluster.id.as_str())
    };
    let graves = list(cluster, DELETED);
    let deleted = facts.rows(&graves);
    let deleted = deleted.filter_map(|it| Resource::read(it).ok());
    let deleted = deleted
        .filter(was_linked)
        .map(|it| format!("{} (deleted, would return linked)", it.name));
    let all: Vec<String> = named.chain(deleted).collect();
    match all.as_slice() {
        [] => "none".to_owned(),
        all => all.join(", "),
    }
}

fn region(cluster: &Resource, facts: &Facts, gone: &Reading<Vec<limits::Deleted>>) -> String {
    let subscription = cluster.id.subscription().unwrap_or_default();
    let Some(active) = limits::active(subscription, &cluster.location, facts) else {
        return String::new();
    };
    match gone {
        Reading::Found(gone) => format!(
            "{active} of at most {ACTIVE}; of at most {WITH_DELETED} with the {} deleted in the last 14 days",
            gone.len()
        ),
        _ => format!("{active} of at most {ACTIVE}; how many were deleted lately is not known"),
    }
}

fn names(gone: &Reading<Vec<limits::Deleted>>) -> String {
    let Reading::Found(gone) = gone else {
        return String::new();
    };
    let words = |it: &limits::Deleted| format!("{} from {}", it.name, it.free.day_and_clock());
    match gone.as_slice() {
        [] => "none was deleted in the last 14 days".to_owned(),
        all => all.iter().map(words).collect::<Vec<_>>().join(", "),
    }
}

/// Where the vault of its key is, and whether the key could be lost.
fn vault(cluster: &Resource, facts: &Facts) -> String {
    let configuration = model::configuration(cluster).ok();
    let Some(key) = configuration.as_ref().and_then(|it| it.key()) else {
        return "no key of yours".to_owned();
    };
    let Sought::Found(vault) = vault::find(&key.key, None, cluster.id.subscription(), facts) else {
        return String::new();
    };
    let near = match vault.location == normal_location(&cluster.location) {
        true => "in the region of the cluster",
        false => "in another region than the cluster",
    };
    let safe = match vault.is_recoverable() {
        true => "recoverable",
        false => "not recoverable",
    };
    format!("{}, {near}, {safe}", vault.name())
}
