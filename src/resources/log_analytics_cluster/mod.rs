//! Log Analytics clusters: dedicated clusters, which hold the logs of many workspaces under one
//! key.
//!
//! Source: <https://learn.microsoft.com/azure/azure-monitor/logs/customer-managed-keys>, read 21
//! Aug 2026. Azure's portal cannot set their key.

mod model;
pub mod sandbox;

use serde_json::Value;

use super::{Action, Detail, ResourceType};
use crate::arm::{Resource, Timestamp, Unreadable, versions};
use crate::keys::Configuration;

/// `Microsoft.OperationalInsights/clusters`.
pub struct LogAnalyticsCluster;

impl ResourceType for LogAnalyticsCluster {
    fn arm_type(&self) -> &'static str {
        "Microsoft.OperationalInsights/clusters"
    }

    fn api_version(&self) -> &'static str {
        versions::OPERATIONAL_INSIGHTS
    }

    fn label(&self) -> &'static str {
        "Log Analytics cluster"
    }

    fn plural(&self) -> &'static str {
        "Log Analytics clusters"
    }

    fn icon(&self) -> &'static str {
        "logs"
    }

    fn docs(&self) -> &'static str {
        "https://learn.microsoft.com/azure/azure-monitor/logs/customer-managed-keys"
    }

    fn actions(&self) -> &'static [&'static dyn Action] {
        &[]
    }

    fn configuration(&self, resource: &Resource) -> Result<Configuration, Unreadable> {
        model::configuration(resource)
    }

    fn details(&self, resource: &Resource) -> Vec<Detail> {
        let row = |label, value, at| Detail { label, value, at };
        let capacity = model::capacity(resource);
        let yes = |at: &str| match resource.properties.pointer(at).and_then(Value::as_bool) {
            Some(true) => "yes".to_owned(),
            Some(false) => "no".to_owned(),
            None => String::new(),
        };
        let lowered = model::committed_until(resource);
        vec![
            row(
                "Commitment",
                capacity.map_or(String::new(), |it| format!("{it} GB a day")),
                "sku.capacity",
            ),
            row(
                "Commitment can be lowered from",
                lowered.map_or(String::new(), Timestamp::day),
                "properties.capacityReservationProperties.lastSkuUpdate",
            ),
            row(
                "Billed",
                resource.text("/billingType").to_owned(),
                "properties.billingType",
            ),
            row(
                "Data is encrypted twice",
                yes("/isDoubleEncryptionEnabled"),
                "properties.isDoubleEncryptionEnabled",
            ),
            row(
                "Availability zones",
                yes("/isAvailabilityZonesEnabled"),
                "properties.isAvailabilityZonesEnabled",
            ),
            row(
                "Linked workspaces",
                model::workspaces(resource).join(", "),
                "properties.associatedWorkspaces",
            ),
            row(
                "Identity",
                resource
                    .identity
                    .get("type")
                    .and_then(Value::as_str)
                    .unwrap_or("None")
                    .to_owned(),
                "identity.type",
            ),
            row(
                "State",
                resource.text("/provisioningState").to_owned(),
                "properties.provisioningState",
            ),
        ]
    }
}
