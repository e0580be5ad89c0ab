//! Asking a workspace: it holds no data here, and answers or does not.
//!
//! Source: azure-monitor-docs, `logs/api/request-format.md`, which names Resource Manager as one of
//! two ways, read 27 Nov 2026; `logs/customer-managed-keys.md`, "Key revocation": queries fail while
//! the key of the cluster cannot be used, read 21 Aug 2026. How they fail is assumed.

use serde_json::json;

use super::{LINKS, WORKSPACES};
use crate::arm::{ResourceId, Response};
use crate::resources::log_analytics_cluster::sandbox::serves;
use crate::resources::simulated::{Exchange, Outcome, Refusal, text};

pub(super) fn ask(exchange: &mut Exchange<'_>) -> Outcome {
    let group = exchange.container();
    let workspace = group.provider(WORKSPACES, exchange.param("name"));
    if exchange.world.document(&workspace).is_none() {
        return Err(Refusal::not_found(&workspace));
    }
    if text(&exchange.body, "/query").is_empty() {
        return Err(Refusal::bad(
            "BadArgumentError",
            "The request had some invalid properties: query.",
        ));
    }
    let link = workspace.child("linkedServices", "Cluster");
    debug_assert!(link.is(LINKS));
    let cluster = exchange.world.document(&link);
    let cluster =
        cluster.and_then(|it| ResourceId::parse(it.text("/properties/writeAccessResourceId")).ok());
    if cluster.is_some_and(|it| !serves(exchange.world, &it)) {
        let message = "The data of the workspace is not accessible: the customer-managed key of its cluster can't be used.";
        return Err(Refusal::new(403, "WorkspaceNotAccessible", message));
    }
    let table = json!({ "name": "PrimaryResult", "columns": [], "rows": [] });
    Ok(Response::json(200, json!({ "tables": [table] })))
}
