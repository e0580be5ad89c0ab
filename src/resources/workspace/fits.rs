//! Whether a cluster will do for a workspace: ready, near, with room.

use super::linked::{RULES, WRITE_CLUSTER};
use crate::arm::access::providers::normal_location;
use crate::arm::{Known, Read, Request, Resource, ResourceId, versions};
use crate::plan::{Check, Claim, Finding, preflight};
use crate::resources::Ask;

/// Workspaces that a cluster may have.
const MOST: usize = 1000;

/// Asks for the cluster.
pub(super) fn read(id: &ResourceId) -> Read {
    Read::one(Request::get(id, versions::OPERATIONAL_INSIGHTS))
}

/// Everything worth knowing about the cluster before a workspace is linked to it.
pub(super) fn checks(workspace: &Resource, id: &ResourceId, ask: &Ask<'_>) -> Vec<Check> {
    let name = id.name();
    let asked = read(id);
    let shown = match ask.facts.known(&asked) {
        Known::Present(shown) => Resource::read(shown).ok(),
        _ => None,
    };
    let Some(cluster) = shown else {
        let check = Check::new(
            "cluster",
            Finding::Failed,
            format!("{name} could not be read."),
        )
        .reason(
            "Whether it is ready is not known, and what is ingested before it is would be lost. It may be in another directory, where it cannot be linked to.",
        );
        return vec![check.source(&RULES)];
    };
    vec![
        ready(&cluster),
        same_region(workspace, &cluster),
        // A token opens one directory, and the cluster was read with that of the workspace.
        Check::new(
            "tenant",
            Finding::Passed,
            "Workspace and cluster are in one directory.",
        )
        .source(&RULES),
        room(&cluster),
        preflight::right("right-cluster", WRITE_CLUSTER, id, name, ask.facts),
    ]
}

fn ready(cluster: &Resource) -> Check {
    let (name, state) = (&cluster.name, cluster.text("/provisioningState"));
    let check = if state.eq_ignore_ascii_case("Succeeded") {
        Check::new("cluster", Finding::Passed, format!("{name} is ready."))
            .settles(Claim::Idle(cluster.id.clone()))
    } else {
        Check::new("cluster", Finding::Failed, format!("{name} is not ready.")).reason(
            "What a workspace ingests before its cluster is ready is lost. Wait for the cluster.",
        )
    };
    check
        .evidence(format!("provisioningState {state}"))
        .source(&RULES)
}

fn same_region(workspace: &Resource, cluster: &Resource) -> Check {
    let (here, there) = (&workspace.location, &cluster.location);
    let check = if normal_location(here) == normal_location(there) {
        Check::new(
            "region",
            Finding::Passed,
            "Workspace and cluster are in one region.",
        )
    } else {
        Check::new(
            "region",
            Finding::Failed,
            format!("The workspace is in {here}, and the cluster in {there}."),
        )
        .reason(
            "Vault, cluster and workspaces must be in one region; their subscriptions may differ.",
        )
    };
    check.source(&RULES)
}

fn room(cluster: &Resource) -> Check {
    let rows = cluster.properties.get("associatedWorkspaces");
    let there = rows
        .and_then(serde_json::Value::as_array)
        .map_or(0, Vec::len);
    let finding = if there < MOST {
        Finding::Passed
    } else {
        Finding::Failed
    };
    let headline = format!("{} has {there} of at most 1,000 workspaces.", cluster.name);
    Check::new("room", finding, headline).source(&RULES)
}
