//! Managed connectors: with 2019-05-01 each is added by a request of its own, once the environment
//! is up.
//!
//! Source: azure-rest-api-specs, `Microsoft.Logic` 2019-05-01,
//! `IntegrationServiceEnvironments_ManagedApis_Put.json`, read 21 Aug 2026; the article, edition
//! for 2019-05-01.

mod remove;

use serde_json::{Value, json};

pub(super) use remove::RemoveConnector;

use super::IntegrationServiceEnvironment;
use super::edition::NEWER;
use crate::arm::access::{Permission, Place, locks, rights};
use crate::arm::{Facts, Known, Read, Request, Resource, ResourceId, versions};
use crate::form::{Field, Form, Input, Invalid};
use crate::keys::Unfit;
use crate::plan::{Check, Claim, Condition, Finding, Plan, Step, Watch, preflight};
use crate::resources::{Action, Ask, Detail, ResourceType};

const WRITE: &str = "Microsoft.Logic/integrationServiceEnvironments/managedApis/write";
const READ: &str = "Microsoft.Logic/integrationServiceEnvironments/managedApis/read";

/// *Add a connector*.
pub(super) struct AddConnector;

impl Action for AddConnector {
    fn id(&self) -> &'static str {
        "add-connector"
    }

    fn label(&self) -> &'static str {
        "Add a managed connector"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &[Permission::control(WRITE, Place::Resource)] }
    }

    fn applies(&self, environment: &Resource) -> Result<(), String> {
        is_up(environment)
    }

    fn form(&self, _: Option<&Resource>) -> Form {
        let name = Field::new("connector", "Connector", Input::Text(fits))
            .help("The name Azure has for it: servicebus, sql, sap.")
            .example("servicebus");
        Form::new(vec![name])
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        reads(ask)
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let (environment, id) = wish(ask)?;
        let is = |at: &str, value: &str| Condition::Is(at.into(), value.into());
        let there = is("/properties/provisioningState", "Succeeded");
        let watch = Watch::new(read(&id).request, there).paced(15, 3600);
        let title = format!("Add {} to {}", id.name(), environment.name);
        let mut plan = Plan::new(title, self.id(), id.clone(), watch.clone());
        plan.proof = plan.proof.needs(READ);
        plan.checks = checks(self, &environment, WRITE, ask);
        plan.checks.push(is_free(&id, ask));
        let body = json!({
            "location": environment.location,
            "properties": { "deploymentParameters": Value::Null },
        });
        let request = Request::put(&id, versions::LOGIC, body);
        plan.steps.push(
            Step::send("add", "Add the connector", request, watch)
                .why("2019-05-01 installs no connectors by itself: each is a request.")
                .needs(WRITE)
                .expected(180)
                .undo("Remove the connector."),
        );
        Ok(plan.finish(ask.tenant))
    }
}

/// The list of an environment's connectors.
pub(super) fn list_read(environment: &ResourceId) -> Read {
    let path = format!("{environment}/managedApis");
    Read::list(Request::get(path, versions::LOGIC))
}

/// The connectors of an environment as facts.
pub(super) fn details(environment: &ResourceId, facts: &Facts) -> Vec<Detail> {
    let read = list_read(environment);
    let value = match facts.known(&read) {
        Known::Present(_) => {
            let names = facts.rows(&read).filter_map(words);
            let names: Vec<String> = names.collect();
            match names.is_empty() {
                true => "none yet".to_owned(),
                false => names.join(", "),
            }
        }
        Known::NotRead => "being read".to_owned(),
        Known::Missing | Known::Failed(_) => "could not be read".to_owned(),
    };
    vec![Detail {
        label: "Managed connectors",
        value,
        at: "managedApis",
    }]
}

fn words(connector: &Value) -> Option<String> {
    let name = connector.get("name")?.as_str()?;
    let state = connector.pointer("/properties/provisioningState");
    match state.and_then(Value::as_str) {
        Some("Succeeded") | None => Some(name.to_owned()),
        Some(state) => Some(format!("{name} ({state})")),
    }
}

fn is_up(environment: &Resource) -> Result<(), String> {
    let state = environment.provisioning_state();
    if state.eq_ignore_ascii_case("Succeeded") {
        return Ok(());
    }
    Err(format!(
        "Connectors are added and removed once the environment is up; it is {state}."
    ))
}

fn wish(ask: &Ask<'_>) -> Result<(Resource, ResourceId), Invalid> {
    let target = ask
        .target
        .ok_or_else(|| Invalid::new("target", "Choose an environment."))?;
    let shown = ask.facts.value(&environment_read(target));
    let environment = shown.and_then(|it| Resource::read(it).ok());
    let environment =
        environment.ok_or_else(|| Invalid::new("target", "The environment could not be read."))?;
    let name = ask.answers.needed("connector")?;
    fits(name).map_err(|it| Invalid::unfit("connector", it))?;
    let id = environment.id.child("managedApis", name);
    Ok((environment, id))
}

fn reads(ask: &Ask<'_>) -> Vec<Read> {
    let Some(target) = ask.target else {
        return Vec::new();
    };
    let mut reads = vec![environment_read(target), rights::read(target)];
    reads.extend(locks::reads(target));
    if let Ok((_, id)) = wish(ask) {
        reads.push(read(&id));
    }
    reads
}

fn checks(action: &dyn Action, environment: &Resource, right: &str, ask: &Ask<'_>) -> Vec<Check> {
    let (id, name) = (&environment.id, &environment.name);
    let applies = match action.applies(environment) {
        Ok(()) => Check::new("applies", Finding::Passed, format!("{name} is up.")).source(&NEWER),
        Err(why) => Check::new("applies", Finding::Failed, why),
    };
    vec![
        applies,
        preflight::right(
            "right-connector",
            right,
            id,
            &format!("connectors of {name}"),
            ask.facts,
        ),
        preflight::locks("locks", id, name, ask.facts),
    ]
}

fn is_free(id: &ResourceId, ask: &Ask<'_>) -> Check {
    let name = id.name();
    let check = match ask.facts.known(&read(id)) {
        Known::Missing => Check::new("free", Finding::Passed, format!("There is no {name} yet.")),
        Known::Present(_) => Check::new(
            "free",
            Finding::Failed,
            format!("{name} was added already."),
        ),
        Known::NotRead | Known::Failed(_) => Check::new(
            "free",
            Finding::Unknown,
            format!("Whether {name} was added already is not known."),
        ),
    };
    check
        .settles(Claim::Idle(id.clone()))
        .as_of(ask.facts.as_of([&read(id)]))
}

fn read(id: &ResourceId) -> Read {
    Read::one(Request::get(id, versions::LOGIC))
}

fn environment_read(id: &ResourceId) -> Read {
    (&IntegrationServiceEnvironment as &dyn ResourceType).read(id)
}

/// Azure's own names for connectors: letters and digits.
fn fits(name: &str) -> Result<(), Unfit> {
    let good = (1..=80).contains(&name.len()) && name.bytes().all(|it| it.is_ascii_alphanumeric());
    match good {
        true => Ok(()),
        false => Err(Unfit::new(
            "A connector's name has letters and digits only.",
            "servicebus",
        )),
    }
}
