//! Log Analytics workspaces, which share the key of the cluster they are linked to.
//!
//! Source: <https://learn.microsoft.com/azure/azure-monitor/logs/logs-dedicated-clusters>, read 21
//! Aug 2026.

mod by_hand;
mod counted;
mod create;
mod fits;
mod keep;
mod leave;
mod link;
mod linked;
mod meaning;
mod put_back;
mod question;
pub mod sandbox;
mod saved;
mod store;
mod unlink;

use super::{Action, Detail, ResourceType};
use crate::arm::{Facts, Read, Resource, ResourceId, Timestamp, Unreadable, versions};
use crate::keys::{Configuration, Unprotected, unprotected};
use store::Kept;

/// `Microsoft.OperationalInsights/workspaces`.
pub struct Workspace;

/// What a workspace has to allow when something is linked to it.
const WRITE_WORKSPACE: &str = "Microsoft.OperationalInsights/workspaces/write";

/// The pointer to the sign of a link.
const CLUSTER: &str = "/properties/features/clusterResourceId";

impl ResourceType for Workspace {
    fn arm_type(&self) -> &'static str {
        "Microsoft.OperationalInsights/workspaces"
    }

    fn api_version(&self) -> &'static str {
        versions::OPERATIONAL_INSIGHTS
    }

    fn label(&self) -> &'static str {
        "Log Analytics workspace"
    }

    fn plural(&self) -> &'static str {
        "Log Analytics workspaces"
    }

    fn icon(&self) -> &'static str {
        "workspace"
    }

    fn docs(&self) -> &'static str {
        "https://learn.microsoft.com/azure/azure-monitor/logs/logs-dedicated-clusters"
    }

    fn actions(&self) -> &'static [&'static dyn Action] {
        &[
            &link::Link,
            &unlink::Unlink,
            &keep::KeepQueries,
            &keep::KeepAlerts,
            &leave::LeaveQueries,
            &leave::LeaveAlerts,
            &put_back::PutBack,
            &create::CreateWorkspace,
        ]
    }

    /// A linked workspace has the key of its cluster, whichever that is.
    fn configuration(&self, resource: &Resource) -> Result<Configuration, Unreadable> {
        match resource.text("/features/clusterResourceId") {
            "" => Ok(Configuration::microsoft_managed()),
            cluster => ResourceId::parse(cluster)
                .map(Configuration::shared_with)
                .map_err(|why| Unreadable(format!("features.clusterResourceId: {why}"))),
        }
    }

    fn details(&self, resource: &Resource) -> Vec<Detail> {
        let row = |label, at: &'static str, value: String| Detail { label, value, at };
        let text = |at: &str| resource.text(at).to_owned();
        let cluster = resource.text("/features/clusterResourceId");
        let force = resource.properties.get("forceCmkForQuery");
        vec![
            row(
                "Cluster",
                "properties.features.clusterResourceId",
                cluster.rsplit('/').next().unwrap_or_default().to_owned(),
            ),
            row("Pricing", "properties.sku.name", text("/sku/name")),
            row(
                "Saved queries only under your key",
                "properties.forceCmkForQuery",
                match force.and_then(serde_json::Value::as_bool) {
                    Some(true) => "yes".into(),
                    Some(false) => "no".into(),
                    None => String::new(),
                },
            ),
            row("Workspace ID", "properties.customerId", text("/customerId")),
            row(
                "State",
                "properties.provisioningState",
                text("/provisioningState"),
            ),
        ]
    }

    fn related_reads(&self, resource: &Resource, _: &Facts, _: Timestamp) -> Vec<Read> {
        [Kept::Queries, Kept::Alerts]
            .map(|it| it.read(&resource.id))
            .to_vec()
    }

    fn related(&self, resource: &Resource, facts: &Facts, _: Timestamp) -> Vec<Detail> {
        let row = |label, kept: Kept, at| Detail {
            label,
            value: kept.where_now(&resource.id, facts),
            at,
        };
        vec![
            row(
                "Saved queries are kept",
                Kept::Queries,
                "linkedStorageAccounts/Query",
            ),
            row(
                "Alert queries are kept",
                Kept::Alerts,
                "linkedStorageAccounts/Alerts",
            ),
        ]
    }

    fn not_protected(&self) -> &'static [Unprotected] {
        &unprotected::LOGS
    }
}
