//! Log Analytics workspaces, which share the key of the cluster they are linked to.
//!
//! Source: <https://learn.microsoft.com/azure/azure-monitor/logs/logs-dedicated-clusters>, read 21
//! Aug 2026.

mod link;
mod linked;
pub mod sandbox;
mod unlink;

use super::{Action, Detail, ResourceType};
use crate::arm::{Resource, ResourceId, Unreadable, versions};
use crate::keys::Configuration;

/// `Microsoft.OperationalInsights/workspaces`.
pub struct Workspace;

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
        &[&link::Link, &unlink::Unlink]
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
                force.map(ToString::to_string).unwrap_or_default(),
            ),
            row("Workspace ID", "properties.customerId", text("/customerId")),
            row(
                "State",
                "properties.provisioningState",
                text("/provisioningState"),
            ),
        ]
    }
}
