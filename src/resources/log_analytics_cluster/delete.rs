//! *Delete*: a name that stays reserved, and workspaces that lose their cluster.

use super::cluster::{Cluster, first_reads};
use super::model;
use crate::arm::access::{Permission, Place};
use crate::arm::{Read, Request, Resource, Source, versions};
use crate::form::{Form, Invalid};
use crate::plan::{Check, Condition, Finding, Plan, Step, Watch, preflight};
use crate::resources::{Action, Ask};

const DELETE: &str = "Microsoft.OperationalInsights/clusters/delete";

const RESERVED: Source = Source::new(
    "Azure Monitor customer-managed keys: troubleshooting",
    "https://learn.microsoft.com/azure/azure-monitor/logs/customer-managed-keys",
    "2026-08-21",
);

/// Deletes a cluster.
pub(super) struct DeleteCluster;

impl Action for DeleteCluster {
    fn id(&self) -> &'static str {
        "delete"
    }

    fn label(&self) -> &'static str {
        "Delete"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &[Permission::control(DELETE, Place::Resource)] }
    }

    fn applies(&self, _: &Resource) -> Result<(), String> {
        Ok(())
    }

    fn form(&self, _: Option<&Resource>) -> Form {
        Form::default()
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        first_reads(ask)
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let cluster = Cluster::of(ask)?;
        let (id, name) = (cluster.id(), &cluster.resource.name);
        let read = Request::get(id, versions::OPERATIONAL_INSIGHTS);
        let gone = Watch::new(read, Condition::Gone).paced(120, 4 * 3600);
        let title = format!("Delete {name}");
        let mut plan = Plan::new(title, self.id(), id.clone(), gone.clone());
        plan.checks = vec![
            preflight::idle(&cluster.resource),
            preflight::right("right-cluster", DELETE, id, name, ask.facts),
            preflight::delete_locks("locks", id, name, ask.facts),
            linked(&cluster.resource),
            Check::new("reserved", Finding::Warning, format!("The name {name} stays reserved for 14 days."))
                .reason("It also counts among the seven clusters that a region of a subscription may have, the deleted ones included.")
                .source(&RESERVED),
        ];
        let request = Request::delete(id, versions::OPERATIONAL_INSIGHTS);
        plan.steps.push(
            Step::send("delete", "Delete the cluster", request, gone)
                .needs(DELETE)
                .expected(1800)
                .one_way_door("A deleted cluster cannot be recovered, and its name is free again only after 14 days."),
        );
        Ok(plan.finish(ask.tenant))
    }
}

/// Linked workspaces are named before they lose their cluster.
fn linked(cluster: &Resource) -> Check {
    let names = model::workspaces(cluster);
    if names.is_empty() {
        return Check::new(
            "linked",
            Finding::Passed,
            format!("No workspace is linked to {}.", cluster.name),
        );
    }
    Check::new(
        "linked",
        Finding::Failed,
        format!("Workspaces are linked to {}: {}.", cluster.name, names.join(", ")),
    )
    .reason("What they ingested under its key is kept only as long as the cluster is there. Unlink them first, knowing that.")
    .source(&RESERVED)
}
