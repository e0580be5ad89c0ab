//! Integration service environments: Logic Apps on hardware of their own, in a virtual network.
//!
//! Source: <https://learn.microsoft.com/azure/logic-apps/customer-managed-keys-integration-service-environment>,
//! in two editions, for 2018-07-01-preview and for 2019-05-01, read 21 Aug 2026. Azure has retired
//! the service; who has one can still see it here, and the sandbox still makes them.

mod body;
mod connectors;
mod create;
mod delete;
mod edition;
mod health;
pub mod import;
mod model;
mod network;
mod network_checks;
mod questions;
mod retired;
mod rules;
pub mod sandbox;
#[cfg(test)]
mod tests;
mod wish;

use serde_json::Value;

use super::{Action, Detail, Notice, ResourceType};
use crate::arm::access::{Permission, Place};
use crate::arm::{Facts, Read, Resource, Timestamp, Unreadable, versions};
use crate::keys::Configuration;

/// `Microsoft.Logic/integrationServiceEnvironments`.
pub struct IntegrationServiceEnvironment;

const WRITE: &str = "Microsoft.Logic/integrationServiceEnvironments/write";

/// The pointer to the key, in parts.
const AT_KEY: &str = "/properties/encryptionConfiguration/encryptionKeyReference";

/// What creating one needs.
const WRITES: [Permission; 1] = [Permission::control(WRITE, Place::Resource)];

impl ResourceType for IntegrationServiceEnvironment {
    fn arm_type(&self) -> &'static str {
        "Microsoft.Logic/integrationServiceEnvironments"
    }

    fn api_version(&self) -> &'static str {
        versions::LOGIC
    }

    fn label(&self) -> &'static str {
        "integration service environment"
    }

    fn plural(&self) -> &'static str {
        "integration service environments"
    }

    fn icon(&self) -> &'static str {
        "integration"
    }

    fn docs(&self) -> &'static str {
        "https://learn.microsoft.com/azure/logic-apps/customer-managed-keys-integration-service-environment"
    }

    fn actions(&self) -> &'static [&'static dyn Action] {
        &[
            &connectors::AddConnector,
            &connectors::RemoveConnector,
            &delete::DeleteEnvironment,
            &create::CreateEnvironment,
        ]
    }

    fn configuration(&self, resource: &Resource) -> Result<Configuration, Unreadable> {
        model::configuration(resource)
    }

    fn details(&self, resource: &Resource) -> Vec<Detail> {
        let text = |at: &str| resource.text(at).to_owned();
        let sku = |name: &str| resource.sku.get(name).map(plain).unwrap_or_default();
        let row = |label, value, at| Detail { label, value, at };
        vec![
            row("SKU", sku("name"), "sku.name"),
            row("Scale units added", sku("capacity"), "sku.capacity"),
            row(
                "Access endpoint",
                text("/networkConfiguration/accessEndpoint/type"),
                "properties.networkConfiguration.accessEndpoint.type",
            ),
            row(
                "Data is encrypted twice",
                model::twice(resource).to_owned(),
                "by Microsoft's article on keys of environments, read 21 Aug 2026",
            ),
            row(
                "Subnets",
                model::subnets(resource).join(", "),
                "properties.networkConfiguration.subnets",
            ),
            row("State", text("/state"), "properties.state"),
            row(
                "Provisioning state",
                text("/provisioningState"),
                "properties.provisioningState",
            ),
        ]
    }

    fn related_reads(&self, resource: &Resource, _: &Facts, _: Timestamp) -> Vec<Read> {
        vec![
            health::read(&resource.id),
            connectors::list_read(&resource.id),
        ]
    }

    fn related(&self, resource: &Resource, facts: &Facts, _: Timestamp) -> Vec<Detail> {
        let mut related = health::details(&resource.id, facts);
        related.extend(connectors::details(&resource.id, facts));
        related
    }

    fn notice(&self) -> Option<Notice> {
        Some(retired::notice())
    }
}

fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
