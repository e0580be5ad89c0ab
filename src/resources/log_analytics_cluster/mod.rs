//! Log Analytics clusters: dedicated clusters, which hold the logs of many workspaces under one
//! key.
//!
//! Source: <https://learn.microsoft.com/azure/azure-monitor/logs/customer-managed-keys>, read 21
//! Aug 2026. Azure's portal cannot set their key.

mod body;
mod change_identity;
mod cluster;
mod commitment;
mod create;
mod delete;
mod keyed;
mod limits;
mod model;
mod no_identity;
mod only_now;
mod related;
mod return_to_microsoft;
pub mod sandbox;
mod set_key;
#[cfg(test)]
mod tests;

use serde_json::Value;

use super::{Action, Detail, ResourceType, revocation};
use crate::arm::access::{Permission, Place};
use crate::arm::{Facts, Read, Resource, Timestamp, Unreadable, versions};
use crate::keys::identity::ASSIGN;
use crate::keys::{Configuration, Unprotected, unprotected};
use crate::plan::{Step, Watch};

/// `Microsoft.OperationalInsights/clusters`.
pub struct LogAnalyticsCluster;

const WRITE: &str = "Microsoft.OperationalInsights/clusters/write";

/// The pointer to the key, in parts.
const AT_KEY: &str = "/properties/keyVaultProperties";

/// What a refusal says while a grant has not arrived yet, or the cluster is still at work. Nobody
/// has written down the codes.
///
/// Source: azure-monitor-docs, `logs/customer-managed-keys.md`, "Error messages", read 21 Aug 2026.
const NOT_YET: [&str; 2] = ["failed to validate key", "operation can't be executed now"];

/// Seconds for which those refusals are met with another try.
const PATIENCE: u32 = 900;

/// What changing a cluster needs.
const WRITES: [Permission; 1] = [Permission::control(WRITE, Place::Resource)];

/// What a key of one's own needs besides.
const PERMISSIONS: [Permission; 2] = [
    Permission::control(WRITE, Place::Resource),
    Permission::control(ASSIGN, Place::Identity),
];

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
        &[
            &set_key::UseMyKey,
            &set_key::ChangeKey,
            &set_key::FollowLatest,
            &change_identity::ChangeIdentity,
            &return_to_microsoft::ReturnToMicrosoft,
            &commitment::ChangeCapacity,
            &commitment::ChangeBilling,
            &revocation::Revoke,
            &revocation::Restore,
            &delete::DeleteCluster,
            &create::CreateCluster,
        ]
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

    fn related_reads(&self, resource: &Resource, facts: &Facts, now: Timestamp) -> Vec<Read> {
        related::reads(resource, facts, now)
    }

    fn related(&self, resource: &Resource, facts: &Facts, now: Timestamp) -> Vec<Detail> {
        related::facts(resource, facts, now)
    }

    fn not_protected(&self) -> &'static [Unprotected] {
        &unprotected::LOGS
    }
}

/// The read that proves it; nothing else does.
fn proof(watch: Watch) -> Step {
    Step::watch("prove", "Prove it by reading back", watch)
        .why("Done only when the cluster is ready and shows what was wanted.")
        .needs("Microsoft.OperationalInsights/clusters/read")
        .expected(1)
}
