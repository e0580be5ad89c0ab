//! The virtual network an environment is to live in, as it was read, and which of its subnets are
//! taken.

use serde_json::Value;

use super::IntegrationServiceEnvironment;
use crate::arm::access::providers::normal_location;
use crate::arm::{AddressPrefix, Facts, Read, Reading, Request, ResourceId, versions};
use crate::form::{Answers, Create, Field, Input, Invalid, Keep, Pick};
use crate::resources::ResourceType;

/// The ARM type of networks.
pub(super) const NETWORK: &str = "Microsoft.Network/virtualNetworks";

/// How many subnets an environment takes.
pub(super) const COUNT: usize = 4;

/// The names of the questions for subnets.
pub(super) const FIELDS: [&str; COUNT] = ["subnet-1", "subnet-2", "subnet-3", "subnet-4"];

/// A network with its subnets.
#[derive(Clone, Debug)]
pub(super) struct Network {
    pub(super) location: String,
    pub(super) subnets: Vec<Subnet>,
}

/// A subnet as far as an environment cares.
#[derive(Clone, Debug)]
pub(super) struct Subnet {
    pub(super) id: ResourceId,
    pub(super) prefix: Option<AddressPrefix>,
    pub(super) is_delegated: bool,
    /// What is in it, in a few words; nothing where it is empty.
    pub(super) taken_by: Option<String>,
}

/// Which network, and which four subnets of it.
pub(super) fn questions() -> Vec<Field> {
    let here = Keep {
        at: "/location",
        is: "{{location}}",
    };
    let list = "/subscriptions/{{subscription}}/providers/Microsoft.Network/virtualNetworks";
    let network = Pick {
        read: Read::list(Request::get(list, versions::NETWORK)),
        value: "/id",
        label: "/name",
        hint: "/location",
        keep: vec![here],
        create: Some(Create::Action {
            arm_type: NETWORK,
            action: "create",
        }),
        empty: "There is no virtual network in this region yet.",
    };
    let mut fields = vec![
        Field::new("network", "Virtual network", Input::Pick(network))
            .example("/subscriptions/…/resourceGroups/…/providers/Microsoft.Network/virtualNetworks/vnet-orders-wus2"),
        Field::new(
            "subnets",
            "Subnets",
            Input::choice(&[
                (
                    "found",
                    "The first four that are empty",
                    "The delegated one first. They are named before anything is sent.",
                ),
                ("named", "Four that I name", ""),
            ]),
        )
        .help("An environment takes four different, empty subnets of one network.")
        .initial("found"),
    ];
    let labels = [
        "First subnet",
        "Second subnet",
        "Third subnet",
        "Fourth subnet",
    ];
    let subnet = |(name, label): (&'static str, &str)| {
        let read = Request::get("{{network}}/subnets", versions::NETWORK);
        let pick = Pick {
            read: Read::list(read),
            value: "/id",
            label: "/name",
            hint: "/properties/addressPrefix",
            keep: Vec::new(),
            create: None,
            empty: "The network has no subnet.",
        };
        Field::new(name, label, Input::Pick(pick)).only_when("subnets", &["named"])
    };
    fields.extend(FIELDS.into_iter().zip(labels).map(subnet));
    fields
}

/// The network that was answered.
pub(super) fn id(answers: &Answers) -> Result<ResourceId, Invalid> {
    let id = answers.id("network")?;
    match id.is(NETWORK) {
        true => Ok(id),
        false => Err(Invalid::new("network", "This is no virtual network.")),
    }
}

/// The subnets that were named; none where four empty ones are to be found.
pub(super) fn named(answers: &Answers) -> Result<Option<Vec<ResourceId>>, Invalid> {
    if !answers.is("subnets", "named") {
        return Ok(None);
    }
    let mut ids: Vec<ResourceId> = Vec::new();
    for field in FIELDS {
        let id = answers.id(field)?;
        if !id.is("Microsoft.Network/virtualNetworks/subnets") {
            return Err(Invalid::new(field, "This is no subnet."));
        }
        if ids.contains(&id) {
            let why = "This subnet is named twice: four different ones are needed.";
            return Err(Invalid::new(field, why));
        }
        if ids.first().is_some_and(|it| it.parent() != id.parent()) {
            let why = "This subnet lies in another virtual network than the first one.";
            return Err(Invalid::new(field, why));
        }
        ids.push(id);
    }
    let network = id(answers)?;
    if ids[0].parent() != Some(network) {
        let why = "This subnet does not lie in the virtual network above.";
        return Err(Invalid::new(FIELDS[0], why));
    }
    Ok(Some(ids))
}

/// The read of a network with its subnets.
pub(super) fn read(id: &ResourceId) -> Read {
    Read::one(Request::get(id, versions::NETWORK))
}

/// The network as it was read.
pub(super) fn one(id: &ResourceId, facts: &Facts) -> Reading<Network> {
    facts.one(&read(id), Network::parse)
}

impl Network {
    fn parse(value: &Value) -> Option<Self> {
        let location = value.get("location")?.as_str()?;
        let subnets = value.pointer("/properties/subnets")?.as_array()?;
        Some(Self {
            location: normal_location(location),
            subnets: subnets.iter().filter_map(Subnet::parse).collect(),
        })
    }

    /// The subnet with an ID.
    pub(super) fn subnet(&self, id: &ResourceId) -> Option<&Subnet> {
        self.subnets.iter().find(|it| it.id == *id)
    }

    /// The first four empty subnets, the first of them delegated if any is.
    pub(super) fn first_empty(&self) -> Vec<ResourceId> {
        let mut empty: Vec<&Subnet> = self
            .subnets
            .iter()
            .filter(|it| it.taken_by.is_none())
            .collect();
        empty.sort_by_key(|it| !it.is_delegated);
        let ids = empty.into_iter().take(COUNT);
        ids.map(|it| it.id.clone()).collect()
    }
}

impl Subnet {
    fn parse(value: &Value) -> Option<Self> {
        let text = |at: &str| value.pointer(at).and_then(Value::as_str);
        let listed = |at: &str| value.pointer(at).and_then(Value::as_array);
        let service = IntegrationServiceEnvironment.arm_type();
        let delegations = listed("/properties/delegations").into_iter().flatten();
        let names = |it: &Value| {
            let name = it
                .pointer("/properties/serviceName")
                .and_then(Value::as_str);
            name.is_some_and(|it| it.eq_ignore_ascii_case(service))
        };
        Some(Self {
            id: ResourceId::parse(text("/id")?).ok()?,
            prefix: text("/properties/addressPrefix").and_then(AddressPrefix::parse),
            is_delegated: delegations.into_iter().any(names),
            taken_by: taken_by(value),
        })
    }
}

/// What sits in a subnet: services that moved in, or devices.
///
/// Source: azure-rest-api-specs, `Microsoft.Network` 2024-05-01, `virtualNetwork.json`, read 27 Nov
/// 2026. In which of these members an environment shows itself is assumed.
fn taken_by(subnet: &Value) -> Option<String> {
    let listed = |at: &str| {
        let listed = subnet.pointer(&format!("/properties/{at}"));
        listed.and_then(Value::as_array).into_iter().flatten()
    };
    let mut links = listed("serviceAssociationLinks").chain(listed("resourceNavigationLinks"));
    if let Some(link) = links.next() {
        let by = link.pointer("/properties/link").and_then(Value::as_str);
        let by = by.and_then(|it| it.rsplit('/').next());
        return Some(by.unwrap_or("a service").to_owned());
    }
    let devices = listed("ipConfigurations").count() + listed("privateEndpoints").count();
    (devices > 0).then(|| format!("{devices} devices"))
}
