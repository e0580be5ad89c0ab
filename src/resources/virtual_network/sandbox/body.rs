//! What bodies say of ranges, and what Azure says when they do not fit.
//!
//! Source of codes and sentences: public issue reports, for example
//! hashicorp/terraform-provider-azurerm#4426 and Azure/azure-cli#12498, read 27 Nov 2026.

use serde_json::Value;

use crate::arm::{AddressPrefix, ResourceId};
use crate::resources::simulated::{Refusal, text};

/// The ranges of a network.
pub(super) fn space(body: &Value) -> Result<Vec<AddressPrefix>, Refusal> {
    let listed = body.pointer("/properties/addressSpace/addressPrefixes");
    let listed = listed.and_then(Value::as_array).into_iter().flatten();
    let listed: Vec<AddressPrefix> = listed
        .map(|it| range(it.as_str().unwrap_or_default()))
        .collect::<Result<_, _>>()?;
    if listed.is_empty() {
        let message = "The address space of a virtual network must hold at least one prefix.";
        return Err(Refusal::bad("InvalidRequestFormat", message));
    }
    Ok(listed)
}

/// The range of a subnet, which lies in its network and meets none of the others.
pub(super) fn subnet(
    id: &ResourceId,
    body: &Value,
    space: &[AddressPrefix],
    others: &[(String, AddressPrefix)],
) -> Result<AddressPrefix, Refusal> {
    let prefix = range(text(body, "/properties/addressPrefix"))?;
    let network = id.parent();
    let network = network.as_ref().map_or("", ResourceId::name);
    if !space.iter().any(|it| it.contains(prefix)) {
        let message = format!(
            "Subnet '{}' is not valid in virtual network '{network}'.",
            id.name()
        );
        return Err(Refusal::bad("NetcfgInvalidSubnet", message));
    }
    let own = |it: &&(String, AddressPrefix)| !it.0.eq_ignore_ascii_case(id.name());
    if others.iter().filter(own).any(|it| it.1.overlaps(prefix)) {
        let message = format!(
            "Subnet '{}' is not valid because its IP address range overlaps with that of an existing subnet in virtual network '{network}'.",
            id.name()
        );
        return Err(Refusal::bad("NetcfgSubnetRangesOverlap", message));
    }
    Ok(prefix)
}

fn range(text: &str) -> Result<AddressPrefix, Refusal> {
    AddressPrefix::parse(text).ok_or_else(|| {
        let message = format!(
            "Address prefix {text} is not formatted correctly. It should follow CIDR notation, for example 10.0.0.0/24."
        );
        Refusal::bad("InvalidAddressPrefixFormat", message)
    })
}

/// What keeps a subnet from being changed or deleted.
pub(super) fn in_use(subnet: &ResourceId, by: &ResourceId) -> Refusal {
    let message = format!(
        "Subnet {} is in use by {by} and cannot be deleted. In order to delete the subnet, delete all the resources within the subnet. See aka.ms/deletesubnet.",
        subnet.name()
    );
    Refusal::bad("InUseSubnetCannotBeDeleted", message)
}
