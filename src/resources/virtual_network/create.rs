//! *Create a network for an environment*: an address space with four empty subnets, the first of
//! them delegated.

use serde_json::{Value, json};

use super::{ENVIRONMENTS, VirtualNetwork, WRITE};
use crate::arm::access::{Permission, Place as At, Planned};
use crate::arm::{AddressPrefix, Read, Request, Resource, versions};
use crate::form::{Field, Form, Input, Invalid};
use crate::keys::{Unfit, names};
use crate::plan::{Condition, Plan, Step, Watch};
use crate::resources::place::{self, Place};
use crate::resources::{Action, Ask, ResourceType};

/// The smallest subnet an environment takes.
const SUBNET_BITS: u32 = 27;

/// How many subnets an environment takes.
const SUBNETS: usize = 4;

/// Creates a network that an environment can live in.
pub(super) struct CreateNetwork;

impl Action for CreateNetwork {
    fn id(&self) -> &'static str {
        "create"
    }

    fn label(&self) -> &'static str {
        "Create a virtual network with four subnets"
    }

    fn creates(&self) -> bool {
        true
    }

    fn needs(&self) -> &'static [Permission] {
        const { &[Permission::control(WRITE, At::Resource)] }
    }

    fn applies(&self, _: &Resource) -> Result<(), String> {
        Ok(())
    }

    fn form(&self, _: Option<&Resource>) -> Form {
        let name = Field::new("name", "Name", Input::Text(names::virtual_network))
            .example("vnet-orders-wus2");
        let mut fields = place::fields(name);
        fields.push(
            Field::new("space", "Address space", Input::Text(fits))
                .help("Four subnets of 32 addresses are made at its beginning: subnet-1 to subnet-4. The first is delegated to integration service environments.")
                .example("10.10.0.0/24")
                .initial("10.10.0.0/24"),
        );
        Form::new(fields)
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let Ok((place, body)) = wish(ask) else {
            return Vec::new();
        };
        let mut reads = place.reads(&VirtualNetwork, ask);
        reads.extend(place.policies_reads(&planned(&place, body), ask));
        reads
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let (place, body) = wish(ask)?;
        let target = &place.target;
        let last = format!("subnet-{SUBNETS}");
        let there = Condition::All(vec![
            Condition::Is("/properties/provisioningState".into(), "Succeeded".into()),
            Condition::Has("/properties/subnets".into(), "/name".into(), last),
        ]);
        let watch = Watch::new(Request::get(target, versions::NETWORK), there);
        let title = format!("Create {}", target.name());
        let mut plan = Plan::new(title, self.id(), target.clone(), watch.clone());
        plan.checks = place.checks(&VirtualNetwork, ask);
        plan.checks
            .push(place.policies(&planned(&place, body.clone()), ask));
        plan.steps = place.steps(&VirtualNetwork, ask);
        let request = Request::put(target, versions::NETWORK, body);
        plan.steps.push(
            Step::send("create", "Create the network", request, watch)
                .needs(WRITE)
                .undo("Delete the network while nothing lives in it."),
        );
        Ok(plan.finish(ask.tenant))
    }
}

fn wish(ask: &Ask<'_>) -> Result<(Place, Value), Invalid> {
    let place = Place::of(ask.answers, VirtualNetwork.arm_type())?;
    names::virtual_network(place.target.name()).map_err(|it| Invalid::unfit("name", it))?;
    let space = ask.answers.needed("space")?;
    let ranges = subnets(space).map_err(|it| Invalid::unfit("space", it))?;
    let subnet = |(at, range): (usize, AddressPrefix)| {
        let mut subnet = json!({
            "name": format!("subnet-{}", at + 1),
            "properties": { "addressPrefix": range.to_string() },
        });
        if at == 0 {
            subnet["properties"]["delegations"] = json!([super::delegate::delegation()]);
        }
        subnet
    };
    let subnets: Vec<Value> = ranges.into_iter().enumerate().map(subnet).collect();
    let body = json!({
        "location": place.location,
        "properties": {
            "addressSpace": { "addressPrefixes": [space] },
            "subnets": subnets,
        },
    });
    Ok((place, body))
}

fn planned(place: &Place, body: Value) -> Planned {
    Planned {
        id: place.target.clone(),
        body,
        api_version: versions::NETWORK.into(),
    }
}

fn fits(text: &str) -> Result<(), Unfit> {
    subnets(text).map(|_| ())
}

/// The first four ranges of the smallest size in an address space.
fn subnets(space: &str) -> Result<Vec<AddressPrefix>, Unfit> {
    let example = "10.10.0.0/24";
    let prefix = AddressPrefix::parse(space).ok_or_else(|| {
        Unfit::new(
            "An address space is an address and a number of bits, and begins where its range begins.",
            example,
        )
    })?;
    let found: Vec<AddressPrefix> = prefix.split(SUBNET_BITS).take(SUBNETS).collect();
    if found.len() < SUBNETS {
        let why = format!(
            "Four subnets of 32 addresses do not fit into {space}; {ENVIRONMENTS} takes no smaller ones."
        );
        return Err(Unfit::new(why, example));
    }
    Ok(found)
}
