//! Whether four subnets will do: there, empty, large enough, nowhere they must not be, the first
//! of them delegated.

use super::IntegrationServiceEnvironment;
use super::network::{self, COUNT, Network, Subnet};
use crate::arm::access::rights;
use crate::arm::{AddressPrefix, Read, Reading, ResourceId, Source};
use crate::form::Answers;
use crate::plan::{Check, Finding, Fix, preflight};
use crate::resources::{Ask, ResourceType};

/// The action that lets a service move into a subnet.
const JOIN: &str = "Microsoft.Network/virtualNetworks/subnets/join/action";

/// The largest number of leading bits, and so the smallest range.
const BITS: u32 = 27;

/// Ranges that no subnet may meet.
const RESERVED: [&str; 5] = [
    "0.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "168.63.129.16/32",
    "169.254.169.254/32",
];

const NETWORKS: Source = Source::new(
    "Connect to Azure virtual networks by using an ISE: prerequisites",
    "https://learn.microsoft.com/azure/logic-apps/connect-virtual-network-vnet-isolated-environment",
    "2026-08-21",
);
const HELD: Source = super::edition::NEWER;
const DELEGATED: Source = Source::new(
    "azurerm_integration_service_environment in the Pulumi registry: the example delegates the first subnet. No page of Microsoft's was found that says so",
    "https://www.pulumi.com/registry/packages/azure/api-docs/logicapps/interationserviceenvironment/",
    "2026-11-27",
);

/// What must be read of a network.
pub(super) fn reads(id: &ResourceId) -> Vec<Read> {
    vec![network::read(id), rights::read(id)]
}

/// Everything worth knowing of the network and its subnets.
pub(super) fn checks(
    id: &ResourceId,
    chosen: &[ResourceId],
    region: &str,
    ask: &Ask<'_>,
) -> Vec<Check> {
    let right = preflight::right("right-network", JOIN, id, id.name(), ask.facts);
    let network = match network::one(id, ask.facts) {
        Reading::Found(network) => network,
        Reading::Missing => {
            return vec![
                Check::new(
                    "vnet",
                    Finding::Failed,
                    format!("There is no virtual network {}.", id.name()),
                )
                .reason("It was deleted, or its ID is another one."),
                right,
            ];
        }
        _ => {
            return vec![Check::new("vnet", Finding::Failed, format!("The virtual network {} could not be read.", id.name()))
                .reason("Nothing is sent before its subnets are known. Read again, or ask for Reader on it."), right];
        }
    };
    let as_of = ask.facts.as_of([&network::read(id)]);
    let mut checks = vec![same_region(id, &network, region)];
    let subnets: Vec<&Subnet> = chosen.iter().filter_map(|it| network.subnet(it)).collect();
    checks.push(there(id, &network, chosen, &subnets));
    if subnets.len() == COUNT {
        checks.push(empty(&subnets));
        checks.push(ranges(&subnets));
        checks.push(delegated(id, subnets[0]));
    }
    let mut checks: Vec<Check> = checks.into_iter().map(|it| it.as_of(as_of)).collect();
    checks.push(right);
    checks
}

fn same_region(id: &ResourceId, network: &Network, region: &str) -> Check {
    let (name, there) = (id.name(), &network.location);
    let check = if *there == region {
        let words = format!("{name} is in the region of the environment.");
        Check::new("vnet", Finding::Passed, words)
    } else {
        let words = format!("{name} is in {there}, and the environment in {region}.");
        Check::new("vnet", Finding::Failed, words)
            .reason("An environment is put into a network of its own region. Choose another network, or another region.")
    };
    check
        .evidence(format!("location {there}"))
        .source(&NETWORKS)
}

/// Four different ones; fewer where no four empty ones were found.
fn there(id: &ResourceId, network: &Network, chosen: &[ResourceId], found: &[&Subnet]) -> Check {
    let name = id.name();
    let check = match (chosen.len(), found.len()) {
        (COUNT, COUNT) => {
            let names: Vec<&str> = chosen.iter().map(ResourceId::name).collect();
            Check::new("subnets", Finding::Passed, format!("Four subnets of {name}: {}.", names.join(", ")))
        }
        (COUNT, _) => {
            let missing = chosen.iter().find(|it| network.subnet(it).is_none());
            let missing = missing.map_or("", ResourceId::name);
            Check::new("subnets", Finding::Failed, format!("{name} has no subnet {missing}."))
        }
        (few, _) => Check::new("subnets", Finding::Failed, format!("{name} has {few} empty subnets, and four are needed."))
            .reason("Make more subnets of 32 addresses or more, or wait until an earlier environment has let go of its own: that takes up to an hour."),
    };
    check.source(&NETWORKS)
}

fn empty(subnets: &[&Subnet]) -> Check {
    let taken = subnets.iter().find(|it| it.taken_by.is_some());
    let check = match taken {
        None => Check::new("held", Finding::Passed, "All four subnets are empty, and no earlier environment holds them."),
        Some(subnet) => Check::new(
            "held",
            Finding::Failed,
            format!("{} is taken by {}.", subnet.id.name(), subnet.taken_by.as_deref().unwrap_or_default()),
        )
        .reason("After a deletion or a failed creation Azure keeps subnets for up to an hour, and those of a deleted network for two hours or longer. Choose another one, or wait."),
    };
    check.source(&HELD)
}

fn ranges(subnets: &[&Subnet]) -> Check {
    let reserved = || RESERVED.iter().filter_map(|it| AddressPrefix::parse(it));
    let wrong = subnets.iter().find_map(|it| {
        let name = it.id.name();
        let Some(prefix) = it.prefix else {
            return Some(format!("The range of {name} could not be read."));
        };
        if prefix.bits() > BITS {
            return Some(format!(
                "{name} is too small: {prefix} holds fewer than 32 addresses."
            ));
        }
        let meets = reserved().find(|it| it.overlaps(prefix))?;
        Some(format!(
            "{name} ({prefix}) overlaps {meets}, which is reserved."
        ))
    });
    let check = match wrong {
        None => Check::new(
            "ranges",
            Finding::Passed,
            "Each subnet holds 32 addresses or more, and none meets a reserved range.",
        ),
        Some(wrong) => Check::new("ranges", Finding::Failed, wrong)
            .reason("Choose another subnet, or make one with another range."),
    };
    check.source(&NETWORKS)
}

fn delegated(network: &ResourceId, first: &Subnet) -> Check {
    let (name, service) = (first.id.name(), IntegrationServiceEnvironment.arm_type());
    let check = if first.is_delegated {
        Check::new(
            "delegated",
            Finding::Passed,
            format!("{name} is delegated to {service}."),
        )
    } else {
        let answers: Answers = [("subnet", name)].into_iter().collect();
        Check::new(
            "delegated",
            Finding::Failed,
            format!("{name} is not delegated to {service}."),
        )
        .reason("The first of the four subnets has to be handed to the service.")
        .fix(Fix::Action {
            label: format!("Delegate {name}"),
            target: network.clone(),
            action: "delegate-subnet".into(),
            answers,
        })
    };
    check.source(&DELEGATED)
}
