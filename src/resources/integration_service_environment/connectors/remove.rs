//! *Remove a connector*.

use super::{READ, checks, fits, is_up, list_read, read, reads, wish};
use crate::arm::access::{Permission, Place};
use crate::arm::{Known, Read, Request, Resource, ResourceId, versions};
use crate::form::{Field, Form, Input, Invalid, Pick};
use crate::plan::{Check, Claim, Condition, Finding, Plan, Step, Watch};
use crate::resources::{Action, Ask};

const DELETE: &str = "Microsoft.Logic/integrationServiceEnvironments/managedApis/delete";

/// Removes a connector.
pub(in super::super) struct RemoveConnector;

impl Action for RemoveConnector {
    fn id(&self) -> &'static str {
        "remove-connector"
    }

    fn label(&self) -> &'static str {
        "Remove a managed connector"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &[Permission::control(DELETE, Place::Resource)] }
    }

    fn applies(&self, environment: &Resource) -> Result<(), String> {
        is_up(environment)
    }

    fn form(&self, environment: Option<&Resource>) -> Form {
        let field = match environment {
            Some(environment) => {
                let pick = Pick {
                    read: list_read(&environment.id),
                    value: "/name",
                    label: "/name",
                    hint: "/properties/provisioningState",
                    keep: Vec::new(),
                    create: None,
                    empty: "The environment has no managed connector.",
                };
                Field::new("connector", "Connector", Input::Pick(pick))
            }
            None => Field::new("connector", "Connector", Input::Text(fits)),
        };
        Form::new(vec![field.example("servicebus")])
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        reads(ask)
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let (environment, id) = wish(ask)?;
        let gone = Watch::new(read(&id).request, Condition::Gone).paced(15, 3600);
        let title = format!("Remove {} from {}", id.name(), environment.name);
        let mut plan = Plan::new(title, self.id(), id.clone(), gone.clone());
        plan.proof = plan.proof.needs(READ);
        plan.checks = checks(self, &environment, DELETE, ask);
        plan.checks.push(is_there(&id, ask));
        let request = Request::delete(&id, versions::LOGIC);
        plan.steps.push(
            Step::send("remove", "Remove the connector", request, gone)
                .needs(DELETE)
                .expected(180)
                .undo("Add the connector again."),
        );
        Ok(plan.finish(ask.tenant))
    }
}

fn is_there(id: &ResourceId, ask: &Ask<'_>) -> Check {
    let name = id.name();
    let shown = ask.facts.value(&read(id));
    let at_work = shown
        .and_then(|it| Resource::read(it).ok())
        .is_some_and(|it| it.is_at_work());
    let check = match ask.facts.known(&read(id)) {
        Known::Present(_) if at_work => Check::new(
            "there",
            Finding::Failed,
            format!("{name} is being changed."),
        ),
        Known::Present(_) => Check::new("there", Finding::Passed, format!("{name} is there.")),
        Known::Missing => Check::new("there", Finding::Failed, format!("There is no {name}.")),
        Known::NotRead | Known::Failed(_) => Check::new(
            "there",
            Finding::Unknown,
            format!("Whether {name} is there is not known."),
        ),
    };
    check
        .settles(Claim::Idle(id.clone()))
        .as_of(ask.facts.as_of([&read(id)]))
}
