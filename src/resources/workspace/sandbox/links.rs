//! Links to clusters: made and undone in the background, twice in thirty days at most.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{LINKS, WORKSPACES};
use crate::arm::{ResourceId, Response, Timestamp};
use crate::resources::simulated::{
    Document, Exchange, Monitor, Outcome, Refusal, Work, World, page, text,
};

const CLUSTERS: &str = "Microsoft.OperationalInsights/clusters";
const WRITE_CLUSTER: &str = "Microsoft.OperationalInsights/clusters/write";
const WRITE: &str = "Microsoft.OperationalInsights/workspaces/linkedServices/write";

/// Links that a workspace may have been given in [`PERIOD`].
const LINKINGS: usize = 2;
const PERIOD: Duration = Duration::from_secs(30 * 86_400);

/// Workspaces that a cluster may have.
const MOST: usize = 1000;

/// What only Azure knows of a link.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct Inner {
    /// When it is there; a cluster counts it from then on.
    linked: Timestamp,
    /// When it is gone again.
    unlinked: Option<Timestamp>,
}

/// How far a link has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    Linking,
    Linked,
    Unlinking,
}

/// How far a link has come.
pub(super) fn stage(world: &dyn World, link: &Document) -> Stage {
    let inner: Option<Inner> = serde_json::from_value(link.inner.clone()).ok();
    match inner {
        Some(it) if world.now() < it.linked => Stage::Linking,
        Some(Inner {
            unlinked: Some(_), ..
        }) => Stage::Unlinking,
        _ => Stage::Linked,
    }
}

pub(super) fn show(world: &dyn World, link: &Document) -> Value {
    let mut shown = link.envelope();
    let workspace = link.id.parent().map(|it| it.name().to_owned());
    shown["name"] = json!(format!("{}/Cluster", workspace.unwrap_or_default()));
    shown["properties"]["provisioningState"] = json!(match stage(world, link) {
        Stage::Linking => "ProvisioningAccount",
        Stage::Linked => "Succeeded",
        Stage::Unlinking => "Deleting",
    });
    shown
}

pub(super) fn get(exchange: &mut Exchange<'_>) -> Outcome {
    exchange.shown()
}

pub(super) fn list(exchange: &mut Exchange<'_>) -> Outcome {
    let (workspace, _) = workspace(exchange)?;
    let world = &*exchange.world;
    let rows = world.documents(LINKS);
    let rows = rows.filter(|it| workspace.id.contains(&it.id));
    page(exchange, rows.map(|it| world.show(it)).collect())
}

/// Sources of the rules: azure-monitor-docs, `logs/customer-managed-keys.md`, "Limitations" and
/// "Troubleshooting"; `logs-dedicated-clusters.md` for the statuses 404, 409 and 400, read 21 Aug
/// 2026.
pub(super) fn put(exchange: &mut Exchange<'_>) -> Outcome {
    let (mut workspace, id) = workspace(exchange)?;
    let asked = text(&exchange.body, "/properties/writeAccessResourceId");
    let named = ResourceId::parse(asked).ok().filter(|it| it.is(CLUSTERS));
    let cluster_id = named.ok_or_else(|| bad("Cluster not found."))?;
    exchange.linked(WRITE_CLUSTER, &cluster_id, WRITE)?;
    let cluster = exchange.world.document(&cluster_id).cloned();
    let cluster = cluster.ok_or_else(|| bad("Cluster not found."))?;
    if let Some(there) = exchange.world.document(&id).cloned() {
        let same = text(&there.body, "/properties/writeAccessResourceId");
        if stage(exchange.world, &there) != Stage::Linked {
            return Err(in_process());
        }
        if same.eq_ignore_ascii_case(cluster_id.as_str()) {
            return Ok(Response::json(200, exchange.world.show(&there)));
        }
        return Err(bad("The workspace is linked to another cluster."));
    }
    check_fits(exchange, &workspace, &cluster)?;
    let now = exchange.world.now();
    let mut linkings = linkings(&workspace, now);
    if linkings.len() >= LINKINGS {
        return Err(bad(
            "A maximum of two workspace link operations on a particular workspace is allowed in 30 day period.",
        ));
    }
    linkings.push(now);
    workspace.inner = json!({ "linkings": linkings });
    exchange.world.put(workspace.clone());
    // Up to ninety minutes; how long is assumed.
    let seconds = exchange
        .world
        .spread(&format!("linking {}", id.lower()), 600..=3600);
    let work = Work {
        monitor: Monitor::Location,
        below: format!(
            "/subscriptions/{}/providers/Microsoft.OperationalInsights/locations/{}/operationResults",
            exchange.param("subscription"),
            workspace.text("/location"),
        ),
        api_version: exchange.api_version.clone(),
        takes: Duration::from_secs(seconds),
        retry_after: 600,
        result: Some(id.clone()),
    };
    let (linked, answer) = work.begin(exchange.world, Response::empty(202));
    let body = json!({ "properties": { "writeAccessResourceId": cluster.id.as_str() } });
    let mut link = Document::new(id, body);
    link.inner = json!(Inner {
        linked,
        unlinked: None,
    });
    exchange.world.put(link);
    Ok(answer)
}

/// A cluster that is not ready drops what its workspaces ingest, so that Azure is asked to refuse
/// it; that it does is assumed.
fn check_fits(
    exchange: &Exchange<'_>,
    workspace: &Document,
    cluster: &Document,
) -> Result<(), Refusal> {
    let world = &*exchange.world;
    let shown = world.show(cluster);
    if text(&shown, "/properties/provisioningState") != "Succeeded" {
        return Err(bad(
            "Cluster must be provisioned before a workspace is linked.",
        ));
    }
    let same_place = workspace.text("/location") == cluster.text("/location")
        && world.tenant_of(&workspace.id) == world.tenant_of(&cluster.id);
    if !same_place {
        return Err(bad(
            "Workspace and cluster must be in the same region and in the same Microsoft Entra tenant.",
        ));
    }
    let mine = |it: &&Document| {
        text(&it.body, "/properties/writeAccessResourceId")
            .eq_ignore_ascii_case(cluster.id.as_str())
    };
    if world.documents(LINKS).filter(mine).count() >= MOST {
        return Err(bad(
            "A maximum of 1,000 Log Analytics workspaces can be linked to a cluster.",
        ));
    }
    Ok(())
}

/// Answers with the link as it goes; the workspace shows when it is gone.
///
/// Source: the Azure CLI, which expects 200 with the link, tried 24 Nov 2026.
pub(super) fn delete(exchange: &mut Exchange<'_>) -> Outcome {
    let (_, id) = workspace(exchange)?;
    let Some(mut link) = exchange.world.document(&id).cloned() else {
        return Ok(Response::empty(204));
    };
    if stage(exchange.world, &link) != Stage::Linked {
        return Err(in_process());
    }
    // Up to ninety minutes or more; how long is assumed.
    let seconds = exchange
        .world
        .spread(&format!("unlinking {}", id.lower()), 600..=3600);
    let until = exchange.world.now() + exchange.world.stretch(Duration::from_secs(seconds));
    link.inner["unlinked"] = json!(until);
    exchange.world.put(link.clone());
    exchange.world.schedule(&id, until);
    Ok(Response::json(200, exchange.world.show(&link)))
}

/// The workspace of the path, and the ID of its link to a cluster. Other links are not simulated.
fn workspace(exchange: &Exchange<'_>) -> Result<(Document, ResourceId), Refusal> {
    let group = exchange.container();
    let id = group.provider(WORKSPACES, exchange.param("name"));
    let link = exchange.param("link");
    if !link.is_empty() && !link.eq_ignore_ascii_case("Cluster") {
        return Err(Refusal::not_simulated(
            "links of workspaces to anything but clusters",
        ));
    }
    let found = exchange.world.document(&id).cloned();
    let found = found.ok_or_else(|| Refusal::not_found(&id))?;
    let link = found.id.child("linkedServices", "Cluster");
    Ok((found, link))
}

/// When the workspace was linked in the last thirty days.
fn linkings(workspace: &Document, now: Timestamp) -> Vec<Timestamp> {
    let all = workspace.inner.get("linkings").cloned().unwrap_or_default();
    let all: Vec<Timestamp> = serde_json::from_value(all).unwrap_or_default();
    all.into_iter()
        .filter(|it| now.since(*it) < PERIOD)
        .collect()
}

fn bad(message: &str) -> Refusal {
    Refusal::bad("BadRequest", message)
}

fn in_process() -> Refusal {
    Refusal::new(409, "Conflict", "A link or an unlink is in process.")
}
