//! *Link to a cluster*: only to one that is ready, in the same region and directory.

use serde_json::json;

use super::linked::{self, WRITE_CLUSTER, link_of, shows, workspace};
use super::{WRITE_WORKSPACE, counted, fits};
use crate::arm::access::{Permission, Place, rights};
use crate::arm::{Read, Request, Resource, ResourceId, versions};
use crate::form::{Field, Form, Input, Invalid, Keep, Pick};
use crate::plan::{Condition, Plan, Step, preflight};
use crate::resources::{Action, Ask, place};

pub(super) const WRITE: &str = "Microsoft.OperationalInsights/workspaces/linkedServices/write";

/// As ARM spells the type of clusters.
const CLUSTERS: &str = "Microsoft.OperationalInsights/clusters";

/// Links a workspace to a cluster.
pub(super) struct Link;

impl Action for Link {
    fn id(&self) -> &'static str {
        "link"
    }

    fn label(&self) -> &'static str {
        "Link to a cluster"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &[Permission::control(WRITE, Place::Resource)] }
    }

    fn applies(&self, resource: &Resource) -> Result<(), String> {
        match resource.text("/features/clusterResourceId") {
            "" => Ok(()),
            cluster => Err(format!(
                "It is linked to {} already. Unlink it first.",
                cluster.rsplit('/').next().unwrap_or_default()
            )),
        }
    }

    fn form(&self, resource: Option<&Resource>) -> Form {
        let own = resource.and_then(|it| it.id.subscription());
        let list = format!("/subscriptions/{{{{subscription}}}}/providers/{CLUSTERS}");
        let pick = Pick {
            read: Read::list(Request::get(list, versions::OPERATIONAL_INSIGHTS)),
            value: "/id",
            label: "/name",
            hint: "/location",
            keep: vec![Keep {
                at: "/properties/provisioningState",
                is: "Succeeded",
            }],
            create: None,
            empty: "This subscription has no cluster that is ready.",
        };
        let field = Field::new("cluster", "Cluster", Input::Pick(pick))
            .help("One that is ready, in the region of the workspace.")
            .example("/subscriptions/…/resourceGroups/…/providers/Microsoft.OperationalInsights/clusters/law-hub-weu");
        let subscription = place::subscription_question()
            .help("That of the cluster, which may be another than the workspace's.")
            .initial(own.unwrap_or_default());
        Form::new(vec![subscription, field])
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let mut reads = linked::reads(ask);
        if let Ok(cluster) = chosen(ask) {
            reads.push(fits::read(&cluster));
            reads.push(rights::read(&cluster));
            reads.extend(linked::log_read(ask));
        }
        reads
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let workspace = workspace(ask)?;
        let cluster = chosen(ask)?;
        let seen = shows(&workspace, cluster.as_str());
        let title = format!("Link {} to {}", workspace.name, cluster.name());
        let mut plan = Plan::new(title, self.id(), workspace.id.clone(), seen.clone());
        plan.proof = linked::proof(seen);
        plan.checks = linked::checks(self, WRITE, &workspace, ask);
        plan.checks.push(preflight::right(
            "right-workspace-write",
            WRITE_WORKSPACE,
            &workspace.id,
            &workspace.name,
            ask.facts,
        ));
        plan.checks.extend(fits::checks(&workspace, &cluster, ask));
        plan.checks.push(counted::check(&workspace, ask));
        let body = json!({ "properties": { "writeAccessResourceId": cluster.as_str() } });
        let request = Request::put(link_of(&workspace), versions::OPERATIONAL_INSIGHTS, body);
        let there = Condition::All(vec![
            Condition::Is(
                "/properties/writeAccessResourceId".into(),
                cluster.to_string(),
            ),
            Condition::Is("/properties/provisioningState".into(), "Succeeded".into()),
        ]);
        let shown_by = linked::link_watch(&workspace, there);
        plan.steps.push(
            Step::send("link", "Link the workspace", request, shown_by)
                .why("Takes up to ninety minutes. What is ingested afterwards is under the cluster's key.")
                .needs(WRITE)
                .needs(WRITE_WORKSPACE)
                .needs(WRITE_CLUSTER)
                .expected(3600)
                .undo("Unlink it; a workspace can be linked twice in 30 days."),
        );
        Ok(plan.finish(ask.tenant))
    }
}

fn chosen(ask: &Ask<'_>) -> Result<ResourceId, Invalid> {
    let id = ask.answers.id("cluster")?;
    if id.is(CLUSTERS) {
        return Ok(id);
    }
    Err(Invalid::new("cluster", "This is no Log Analytics cluster."))
}
