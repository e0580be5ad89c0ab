//! *Delete*: four subnets that stay taken, and a service that makes no new environments.

use super::IntegrationServiceEnvironment;
use super::edition::NEWER;
use super::retired::REFUSED;
use crate::arm::access::{Permission, Place, locks, rights};
use crate::arm::{Read, Request, Resource, versions};
use crate::form::{Form, Invalid};
use crate::plan::{Check, Condition, Finding, Plan, Step, Watch, preflight};
use crate::resources::{Action, Ask, ResourceType};

const DELETE: &str = "Microsoft.Logic/integrationServiceEnvironments/delete";

/// Deletes an environment.
pub(super) struct DeleteEnvironment;

impl Action for DeleteEnvironment {
    fn id(&self) -> &'static str {
        "delete"
    }

    fn label(&self) -> &'static str {
        "Delete"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &[Permission::control(DELETE, Place::Resource)] }
    }

    fn applies(&self, _: &Resource) -> Result<(), String> {
        Ok(())
    }

    fn form(&self, _: Option<&Resource>) -> Form {
        Form::default()
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let Some(target) = ask.target else {
            return Vec::new();
        };
        let mut reads = vec![
            (&IntegrationServiceEnvironment as &dyn ResourceType).read(target),
            rights::read(target),
        ];
        reads.extend(locks::reads(target));
        reads
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let target = ask
            .target
            .ok_or_else(|| Invalid::new("target", "Choose an environment."))?;
        let read = (&IntegrationServiceEnvironment as &dyn ResourceType).read(target);
        let shown = ask.facts.value(&read);
        let environment = shown.and_then(|it| Resource::read(it).ok());
        let environment = environment
            .ok_or_else(|| Invalid::new("target", "The environment could not be read."))?;
        let name = &environment.name;
        // Deletion is no long-running operation by the specification, and takes its time all the
        // same.
        let gone = Watch::new(read.request, Condition::Gone).paced(60, 4 * 3600);
        let title = format!("Delete {name}");
        let mut plan = Plan::new(title, self.id(), target.clone(), gone.clone());
        plan.proof.expected = 1800;
        plan.checks = vec![
            preflight::idle(&environment),
            preflight::right("right-environment", DELETE, target, name, ask.facts),
            preflight::delete_locks("locks", target, name, ask.facts),
            Check::new("subnets", Finding::Warning, format!("The four subnets of {name} stay taken for up to an hour."))
                .reason("They cannot be used for another environment before. Where the virtual network is deleted as well, Azure lets go of it after two hours or longer.")
                .source(&NEWER),
            Check::new("retired", Finding::Warning, "Azure makes no new environments, so there is no way back.")
                .reason("Everything that runs in it goes with it: move its logic apps to Logic Apps Standard first.")
                .source(&REFUSED),
        ];
        let request = Request::delete(target, versions::LOGIC);
        plan.steps.push(
            Step::send("delete", "Delete the environment", request, gone)
                .why("Azure answers at once and deletes in the background; the last step waits until it is gone.")
                .needs(DELETE)
                .expected(5)
                .one_way_door("A deleted environment cannot be recovered, and a new one cannot be had."),
        );
        Ok(plan.finish(ask.tenant))
    }
}
