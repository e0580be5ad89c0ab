//! Virtual networks: where an integration service environment lives.
//!
//! Source: <https://learn.microsoft.com/azure/virtual-network/virtual-networks-overview>, read 27
//! Nov 2026.

mod create;
mod delegate;
pub mod sandbox;

use serde_json::Value;

use super::{Action, Detail, ResourceType};
use crate::arm::{Resource, Unreadable, versions};
use crate::keys::Configuration;

/// `Microsoft.Network/virtualNetworks`.
pub struct VirtualNetwork;

const WRITE: &str = "Microsoft.Network/virtualNetworks/write";

/// Whom a subnet is handed to so that an environment can live beside it.
///
/// Source: the example of `azurerm_integration_service_environment` in the Terraform and Pulumi
/// documentation, read 27 Nov 2026; no page of Microsoft's was found that says so.
const ENVIRONMENTS: &str = "Microsoft.Logic/integrationServiceEnvironments";

impl ResourceType for VirtualNetwork {
    fn arm_type(&self) -> &'static str {
        "Microsoft.Network/virtualNetworks"
    }

    fn api_version(&self) -> &'static str {
        versions::NETWORK
    }

    fn label(&self) -> &'static str {
        "virtual network"
    }

    fn plural(&self) -> &'static str {
        "virtual networks"
    }

    fn icon(&self) -> &'static str {
        "network"
    }

    fn docs(&self) -> &'static str {
        "https://learn.microsoft.com/azure/virtual-network/virtual-networks-overview"
    }

    fn actions(&self) -> &'static [&'static dyn Action] {
        &[&delegate::DelegateSubnet, &create::CreateNetwork]
    }

    fn configuration(&self, _: &Resource) -> Result<Configuration, Unreadable> {
        Ok(Configuration::not_encryptable())
    }

    fn details(&self, resource: &Resource) -> Vec<Detail> {
        let listed = |at: &str| {
            let listed = resource.properties.pointer(at).and_then(Value::as_array);
            listed.into_iter().flatten()
        };
        let ranges = listed("/addressSpace/addressPrefixes").filter_map(Value::as_str);
        let subnets = listed("/subnets").filter_map(subnet_words);
        vec![
            Detail {
                label: "Address space",
                value: ranges.collect::<Vec<_>>().join(", "),
                at: "properties.addressSpace.addressPrefixes",
            },
            Detail {
                label: "Subnets",
                value: subnets.collect::<Vec<_>>().join(", "),
                at: "properties.subnets",
            },
        ]
    }
}

/// `subnet-1 10.0.0.0/27, delegated, taken`.
fn subnet_words(subnet: &Value) -> Option<String> {
    let listed = |at: &str| {
        let listed = subnet.pointer(at).and_then(Value::as_array);
        listed.is_some_and(|it| !it.is_empty())
    };
    let name = subnet.get("name")?.as_str()?;
    let range = subnet.pointer("/properties/addressPrefix")?.as_str()?;
    let mut words = format!("{name} {range}");
    if listed("/properties/delegations") {
        words.push_str(" (delegated)");
    }
    if listed("/properties/serviceAssociationLinks") {
        words.push_str(" (taken)");
    }
    Some(words)
}
