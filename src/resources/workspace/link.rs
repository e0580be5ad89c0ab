//! *Link to a cluster*: only to one that is ready, in the same region and directory.

use serde_json::json;

use super::linked::{self, RULES, WRITE_CLUSTER, link_of, shows, workspace};
use crate::arm::access::providers::normal_location;
use crate::arm::access::{Permission, Place, rights};
use crate::arm::{Known, Read, Request, Resource, ResourceId, versions};
use crate::form::{Field, Form, Input, Invalid, Keep, Pick};
use crate::plan::{Check, Condition, Finding, Plan, Step, preflight};
use crate::resources::{Action, Ask};

const WRITE: &str = "Microsoft.OperationalInsights/workspaces/linkedServices/write";

/// As ARM spells the type of clusters.
const CLUSTERS: &str = "Microsoft.OperationalInsights/clusters";

/// Workspaces that a cluster may have.
const MOST: usize = 1000;

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
        let subscription = resource.and_then(|it| it.id.subscription_id());
        let scope = subscription.map_or(String::new(), |it| it.to_string());
        let list = format!("{scope}/providers/{CLUSTERS}");
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
            .help("One that is ready, in the region of the workspace; its subscription may be another.")
            .example("/subscriptions/…/resourceGroups/…/providers/Microsoft.OperationalInsights/clusters/law-hub-weu");
        Form::new(vec![field])
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let mut reads = linked::reads(ask);
        if let Ok(cluster) = chosen(ask) {
            reads.push(cluster_read(&cluster));
            reads.push(rights::read(&cluster));
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
        plan.checks
            .extend(cluster_checks(&workspace, &cluster, ask));
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

fn cluster_read(id: &ResourceId) -> Read {
    Read::one(Request::get(id, versions::OPERATIONAL_INSIGHTS))
}

fn cluster_checks(workspace: &Resource, id: &ResourceId, ask: &Ask<'_>) -> Vec<Check> {
    let name = id.name();
    let read = cluster_read(id);
    let shown = match ask.facts.known(&read) {
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
            "Whether it is ready is not known, and what is ingested before it is would be lost.",
        );
        return vec![check.source(&RULES)];
    };
    vec![
        ready(&cluster),
        same_region(workspace, &cluster),
        room(&cluster),
        preflight::right("right-cluster", WRITE_CLUSTER, id, name, ask.facts),
        Check::new(
            "twice",
            Finding::Warning,
            "A workspace can be linked twice in 30 days.",
        )
        .reason("Azure does not say how often this one was, and refuses a third time.")
        .source(&RULES),
    ]
}

fn ready(cluster: &Resource) -> Check {
    let (name, state) = (&cluster.name, cluster.text("/provisioningState"));
    let check = if state.eq_ignore_ascii_case("Succeeded") {
        Check::new("cluster", Finding::Passed, format!("{name} is ready."))
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
