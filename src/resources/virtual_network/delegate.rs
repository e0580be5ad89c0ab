//! *Delegate a subnet*: hands one subnet to integration service environments.

use serde_json::{Value, json};

use super::{ENVIRONMENTS, VirtualNetwork};
use crate::arm::access::{Permission, Place as At, locks, rights};
use crate::arm::{Read, Request, Resource, ResourceId, versions};
use crate::form::{Field, Form, Input, Invalid};
use crate::plan::{Check, Claim, Condition, Finding, Plan, Step, Watch, preflight};
use crate::resources::{Action, Ask, ResourceType};

const WRITE: &str = "Microsoft.Network/virtualNetworks/subnets/write";

/// Delegates a subnet.
pub(super) struct DelegateSubnet;

impl Action for DelegateSubnet {
    fn id(&self) -> &'static str {
        "delegate-subnet"
    }

    fn label(&self) -> &'static str {
        "Delegate a subnet"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &[Permission::control(WRITE, At::Resource)] }
    }

    fn applies(&self, resource: &Resource) -> Result<(), String> {
        if subnets(resource).next().is_some() {
            return Ok(());
        }
        Err("The network has no subnet.".into())
    }

    fn form(&self, resource: Option<&Resource>) -> Form {
        let names: Vec<&str> = resource
            .into_iter()
            .flat_map(subnets)
            .filter_map(name_of)
            .collect();
        let rows: Vec<(&str, &str, &str)> = names.iter().map(|it| (*it, *it, "")).collect();
        let input = match rows.as_slice() {
            // A network that nobody has read, or that has none: the plan says so.
            [] => Input::Text(|_| Ok(())),
            rows => Input::select(rows),
        };
        let subnet = Field::new("subnet", "Subnet", input)
            .help("It is handed to integration service environments, and takes nothing else from then on.")
            .example("subnet-1")
            .initial(names.first().copied().unwrap_or_default());
        Form::new(vec![subnet])
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let Some(target) = ask.target else {
            return Vec::new();
        };
        let mut reads = vec![read_of(target), rights::read(target)];
        reads.extend(locks::reads(target));
        reads
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let target = ask
            .target
            .ok_or_else(|| Invalid::new("target", "Choose a network."))?;
        let shown = ask.facts.value(&read_of(target));
        let network = shown.and_then(|it| Resource::read(it).ok());
        let network =
            network.ok_or_else(|| Invalid::new("target", "The network could not be read."))?;
        let wanted = ask.answers.needed("subnet")?;
        let mut inside = subnets(&network);
        let subnet = inside.find(|it| name_of(it) == Some(wanted));
        let subnet =
            subnet.ok_or_else(|| Invalid::new("subnet", "The network has no such subnet."))?;
        let id = target.child("subnets", wanted);
        let delegated = Condition::Has(
            "/properties/delegations".into(),
            "/properties/serviceName".into(),
            ENVIRONMENTS.into(),
        );
        let watch = Watch::new(Request::get(&id, versions::NETWORK), delegated);
        let title = format!("Delegate {wanted}");
        let mut plan = Plan::new(title, self.id(), id.clone(), watch.clone());
        plan.checks = vec![
            idle(&network, &id),
            preflight::right("right-subnet", WRITE, target, target.name(), ask.facts),
            preflight::locks("locks", target, target.name(), ask.facts),
        ];
        let request = Request::put(&id, versions::NETWORK, body(subnet));
        plan.steps.push(
            Step::send("delegate", "Delegate the subnet", request, watch)
                .why("Sends the subnet as it was read, with the delegation added.")
                .needs(WRITE)
                .undo("Send the subnet without the delegation, while nothing lives in it."),
        );
        Ok(plan.finish(ask.tenant))
    }
}

fn idle(network: &Resource, subnet: &ResourceId) -> Check {
    let check = preflight::idle(network);
    if check.finding == Finding::Passed {
        return check.settles(Claim::Idle(subnet.clone()));
    }
    check
}

/// The delegation to environments, as a body names it.
pub(super) fn delegation() -> Value {
    json!({
        "name": "integrationServiceEnvironments",
        "properties": { "serviceName": ENVIRONMENTS },
    })
}

/// The subnet as it was read, delegated. What Azure alone writes is left out.
fn body(subnet: &Value) -> Value {
    let mut properties = subnet.get("properties").cloned().unwrap_or(json!({}));
    if let Some(members) = properties.as_object_mut() {
        for name in [
            "provisioningState",
            "serviceAssociationLinks",
            "resourceNavigationLinks",
        ] {
            members.remove(name);
        }
    }
    properties["delegations"] = json!([delegation()]);
    json!({ "properties": properties })
}

fn subnets(network: &Resource) -> impl Iterator<Item = &Value> {
    let listed = network.properties.get("subnets").and_then(Value::as_array);
    listed.into_iter().flatten()
}

fn name_of(subnet: &Value) -> Option<&str> {
    subnet.get("name")?.as_str()
}

fn read_of(id: &ResourceId) -> Read {
    (&VirtualNetwork as &dyn ResourceType).read(id)
}
