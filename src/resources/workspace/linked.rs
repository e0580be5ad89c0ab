//! A workspace that is there, and what linking and unlinking it share.

use super::{CLUSTER, Workspace};
use crate::arm::access::{activity, locks, rights};
use crate::arm::{Read, Request, Resource, ResourceId, Source, versions};
use crate::form::Invalid;
use crate::plan::{Check, Condition, Finding, Step, Watch, preflight};
use crate::resources::{Action, Ask, ResourceType};

pub(super) const WRITE_CLUSTER: &str = "Microsoft.OperationalInsights/clusters/write";

pub(super) const RULES: Source = Source::new(
    "Azure Monitor customer-managed keys: limitations and constraints",
    "https://learn.microsoft.com/azure/azure-monitor/logs/customer-managed-keys",
    "2026-08-21",
);

/// Seconds between looks: linking and unlinking take up to ninety minutes.
const PACE: u32 = 300;

/// Seconds after which it has not come about.
const LIMIT: u32 = 4 * 3600;

/// The workspace an action is about.
pub(super) fn workspace(ask: &Ask<'_>) -> Result<Resource, Invalid> {
    let target = ask
        .target
        .ok_or_else(|| Invalid::new("target", "Choose a workspace."))?;
    let shown = ask.facts.value(&read_of(target));
    let resource = shown.and_then(|it| Resource::read(it).ok());
    resource.ok_or_else(|| Invalid::new("target", "The workspace could not be read."))
}

/// What must be read of the workspace.
pub(super) fn reads(ask: &Ask<'_>) -> Vec<Read> {
    let Some(target) = ask.target else {
        return Vec::new();
    };
    let mut reads = vec![read_of(target), rights::read(target)];
    reads.extend(locks::reads(target));
    reads
}

/// What was changed in Azure Monitor lately, which tells how often a workspace was linked.
pub(super) fn log_read(ask: &Ask<'_>) -> Option<Read> {
    let subscription = ask.target?.subscription()?;
    let provider = "Microsoft.OperationalInsights";
    Some(activity::read(subscription, provider, 30, ask.now))
}

/// What both check; `action` is the permission on the link.
pub(super) fn checks(
    of: &dyn Action,
    action: &str,
    workspace: &Resource,
    ask: &Ask<'_>,
) -> Vec<Check> {
    let (id, name) = (&workspace.id, &workspace.name);
    let applies = match of.applies(workspace) {
        Ok(()) => Check::new(
            "applies",
            Finding::Passed,
            format!("{name} can be changed so."),
        ),
        Err(why) => Check::new("applies", Finding::Failed, why),
    };
    vec![
        applies,
        preflight::idle(workspace),
        preflight::right("right-workspace", action, id, name, ask.facts),
        preflight::locks("locks", id, name, ask.facts),
    ]
}

/// The address of the link. Its name is always the same.
pub(super) fn link_of(workspace: &Resource) -> ResourceId {
    workspace.id.child("linkedServices", "Cluster")
}

/// Looks at the workspace until it shows the cluster, or none where that is empty.
pub(super) fn shows(workspace: &Resource, cluster: &str) -> Watch {
    let read = Request::get(&workspace.id, versions::OPERATIONAL_INSIGHTS);
    Watch::new(read, Condition::Is(CLUSTER.into(), cluster.into())).paced(PACE, LIMIT)
}

/// Looks at the link itself, which says that it is on its way.
pub(super) fn link_watch(workspace: &Resource, until: Condition) -> Watch {
    let read = Request::get(link_of(workspace), versions::OPERATIONAL_INSIGHTS);
    Watch::new(read, until).paced(PACE, LIMIT)
}

/// The read that proves it.
pub(super) fn proof(watch: Watch) -> Step {
    Step::watch("prove", "Prove it by reading back", watch)
        .why("Done only when features.clusterResourceId of the workspace says so.")
        .needs("Microsoft.OperationalInsights/workspaces/read")
        .expected(1800)
}

fn read_of(id: &ResourceId) -> Read {
    (&Workspace as &dyn ResourceType).read(id)
}
