//! Virtual networks and their subnets in the sandbox, as far as environments that live in them
//! need them.
//!
//! Source: azure-rest-api-specs, `Microsoft.Network` 2024-05-01, `virtualNetwork.json`, read 27 Nov
//! 2026. Azure changes networks in the background; here they are changed at once.

mod body;
mod networks;
mod subnets;

use serde_json::{Value, json};

use crate::arm::{AddressPrefix, Method, ResourceId, Timestamp};
use crate::resources::simulated::{self, Document, Route, Simulated, World};

pub use subnets::{hold, holder, plant_blocked, reaches, release};

/// The ARM type of networks.
pub const NETWORKS: &str = "Microsoft.Network/virtualNetworks";

/// The ARM type of their subnets.
pub const SUBNETS: &str = "Microsoft.Network/virtualNetworks/subnets";

/// Networks and subnets.
pub struct VirtualNetworks;

const ONE: &str = "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Network/virtualNetworks/{name}";
const SUBNET: &str = "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Network/virtualNetworks/{network}/subnets/{name}";
const READ: &str = "Microsoft.Network/virtualNetworks/read";
const WRITE: &str = "Microsoft.Network/virtualNetworks/write";
const READ_SUBNET: &str = "Microsoft.Network/virtualNetworks/subnets/read";

static ROUTES: &[Route] = &[
    Route::at(Method::Get, ONE, READ, simulated::shown),
    Route::at(Method::Put, ONE, WRITE, networks::put),
    Route::at(
        Method::Delete,
        ONE,
        "Microsoft.Network/virtualNetworks/delete",
        networks::delete,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Network/virtualNetworks",
        READ,
        networks::list,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/providers/Microsoft.Network/virtualNetworks",
        READ,
        networks::list,
    ),
    Route::at(Method::Get, SUBNET, READ_SUBNET, simulated::shown),
    Route::at(
        Method::Put,
        SUBNET,
        "Microsoft.Network/virtualNetworks/subnets/write",
        subnets::put,
    ),
    Route::at(
        Method::Delete,
        SUBNET,
        "Microsoft.Network/virtualNetworks/subnets/delete",
        subnets::delete,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Network/virtualNetworks/{network}/subnets",
        READ_SUBNET,
        subnets::list,
    ),
];

impl Simulated for VirtualNetworks {
    fn types(&self) -> &'static [&'static str] {
        &[NETWORKS, SUBNETS]
    }

    fn api_versions(&self) -> &'static [&'static str] {
        &["2024-05-01", "2024-03-01", "2023-11-01"]
    }

    fn routes(&self) -> &'static [Route] {
        ROUTES
    }

    fn show(&self, world: &dyn World, document: &Document) -> Value {
        let mut shown = document.envelope();
        shown["properties"]["provisioningState"] = json!("Succeeded");
        if document.id.is(SUBNETS) {
            shown["properties"]["serviceAssociationLinks"] = subnets::links(world, document);
            return shown;
        }
        let inside = of_network(world, &document.id);
        let subnets: Vec<Value> = inside.into_iter().map(|it| world.show(&it)).collect();
        shown["properties"]["subnets"] = json!(subnets);
        let gone = networks::gone_at(document);
        if gone.is_some_and(|it: Timestamp| world.now() < it) {
            shown["properties"]["provisioningState"] = json!("Deleting");
        }
        shown
    }

    /// A deletion is over.
    fn due(&self, world: &mut dyn World, id: &ResourceId) {
        for subnet in of_network(world, id) {
            world.remove(&subnet.id);
        }
        world.remove(id);
    }
}

/// The subnets of a network, in the order of their names.
fn of_network(world: &dyn World, network: &ResourceId) -> Vec<Document> {
    let inside = world.documents(SUBNETS);
    let inside = inside.filter(|it| network.contains(&it.id));
    inside.cloned().collect()
}

/// The range of a subnet.
#[must_use]
pub fn prefix(subnet: &Document) -> Option<AddressPrefix> {
    AddressPrefix::parse(subnet.text("/properties/addressPrefix"))
}

/// Whether a subnet is delegated to a service.
#[must_use]
pub fn is_delegated(subnet: &Document, service: &str) -> bool {
    let listed = subnet.body.pointer("/properties/delegations");
    let mut listed = listed.and_then(Value::as_array).into_iter().flatten();
    listed.any(|it| simulated::text(it, "/properties/serviceName").eq_ignore_ascii_case(service))
}
