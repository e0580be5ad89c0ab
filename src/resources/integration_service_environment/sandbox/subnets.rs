//! The four subnets that an environment moves into.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{ENVIRONMENTS, WRITE, errors, state};
use crate::arm::{AddressPrefix, ResourceId};
use crate::resources::simulated::{Exchange, Refusal};
use crate::resources::virtual_network::sandbox::{SUBNETS, holder, is_delegated, prefix};

/// The action that lets a service move into a subnet.
const JOIN: &str = "Microsoft.Network/virtualNetworks/subnets/join/action";

/// How many there are.
const COUNT: usize = 4;

/// The largest number of leading bits, and so the smallest range.
const BITS: u32 = 27;

/// Ranges that no subnet of an environment may meet.
///
/// Source: azure-docs, `logic-apps/connect-virtual-network-vnet-isolated-environment.md`, read 21
/// Aug 2026.
const RESERVED: [&str; 5] = [
    "0.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "168.63.129.16/32",
    "169.254.169.254/32",
];

/// The subnets a body names: four different, empty ones of one network in the region, the first of
/// them delegated.
pub(super) fn check(exchange: &Exchange<'_>, region: &str) -> Result<Vec<ResourceId>, Refusal> {
    let listed = exchange
        .body
        .pointer("/properties/networkConfiguration/subnets");
    let listed = listed.and_then(Value::as_array).map_or(0, Vec::len);
    let named = state::subnets(&exchange.body);
    let different: BTreeSet<String> = named.iter().map(ResourceId::lower).collect();
    if listed != COUNT || named.len() != COUNT || different.len() != COUNT {
        return Err(errors::bad(
            "An integration service environment requires exactly four different subnets.",
        ));
    }
    let network = named[0].parent();
    if named.iter().any(|it| it.parent() != network) {
        return Err(errors::bad(
            "The subnets of an integration service environment must be in the same virtual network.",
        ));
    }
    for (at, id) in named.iter().enumerate() {
        check_one(exchange, id, at == 0)?;
    }
    let network = network.and_then(|it| exchange.world.document(&it));
    if network.is_none_or(|it| it.text("/location") != region) {
        return Err(errors::bad(
            "The virtual network must be in the same region as the integration service environment.",
        ));
    }
    Ok(named)
}

fn check_one(exchange: &Exchange<'_>, id: &ResourceId, is_first: bool) -> Result<(), Refusal> {
    exchange.linked(JOIN, id, WRITE)?;
    let subnet = exchange.world.document(id).filter(|_| id.is(SUBNETS));
    let Some(subnet) = subnet else {
        return Err(errors::subnet(id, "could not be found"));
    };
    if let Some(by) = holder(exchange.world, id) {
        return Err(errors::subnet_taken(id, &by));
    }
    let range = prefix(subnet);
    if range.is_none_or(|it| it.bits() > BITS) {
        return Err(errors::subnet(
            id,
            "is too small: it must be a /27 or larger",
        ));
    }
    let reserved = RESERVED.iter().filter_map(|it| AddressPrefix::parse(it));
    if range.is_some_and(|it| reserved.clone().any(|other| it.overlaps(other))) {
        return Err(errors::subnet(id, "overlaps a reserved range of addresses"));
    }
    if is_first && !is_delegated(subnet, ENVIRONMENTS) {
        return Err(errors::subnet(
            id,
            "must be delegated to Microsoft.Logic/integrationServiceEnvironments",
        ));
    }
    Ok(())
}
