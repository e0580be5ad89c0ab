//! *Unlink from its cluster*: what is ingested afterwards is under Microsoft's key.

use super::linked::{self, RULES, WRITE_CLUSTER, link_of, shows, workspace};
use crate::arm::access::{Permission, Place};
use crate::arm::{Read, Request, Resource, versions};
use crate::form::{Form, Invalid};
use crate::plan::{Check, Condition, Finding, Plan, Step};
use crate::resources::{Action, Ask};

const DELETE: &str = "Microsoft.OperationalInsights/workspaces/linkedServices/delete";

/// Unlinks a workspace.
pub(super) struct Unlink;

impl Action for Unlink {
    fn id(&self) -> &'static str {
        "unlink"
    }

    fn label(&self) -> &'static str {
        "Unlink from its cluster"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &[Permission::control(DELETE, Place::Resource)] }
    }

    fn applies(&self, resource: &Resource) -> Result<(), String> {
        match resource.text("/features/clusterResourceId") {
            "" => Err("It is linked to no cluster.".into()),
            _ => Ok(()),
        }
    }

    fn form(&self, _: Option<&Resource>) -> Form {
        Form::default()
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        linked::reads(ask)
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let workspace = workspace(ask)?;
        let name = &workspace.name;
        let seen = shows(&workspace, "");
        let title = format!("Unlink {name}");
        let mut plan = Plan::new(title, self.id(), workspace.id.clone(), seen.clone());
        plan.proof = linked::proof(seen);
        plan.checks = linked::checks(self, DELETE, &workspace, ask);
        plan.checks.push(
            Check::new("new-data", Finding::Warning, format!("What {name} ingests from then on is under Microsoft's key."))
                .reason("Older data keeps its key; queries find all of it. Linking it again counts among two links in 30 days.")
                .source(&RULES),
        );
        let request = Request::delete(link_of(&workspace), versions::OPERATIONAL_INSIGHTS);
        let gone = linked::link_watch(&workspace, Condition::Gone);
        plan.steps.push(
            Step::send("unlink", "Unlink the workspace", request, gone)
                .why("Takes up to ninety minutes, or more.")
                .needs(DELETE)
                .needs(WRITE_CLUSTER)
                .expected(60)
                .undo("Link it again, twice in 30 days at most."),
        );
        Ok(plan.finish(ask.tenant))
    }
}
