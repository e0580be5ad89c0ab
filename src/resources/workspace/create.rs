//! *Create a Log Analytics workspace*: somewhere for logs to go.

use super::{WRITE_WORKSPACE, Workspace};
use crate::arm::access::{Permission, Place as At};
use crate::arm::{Read, Request, Resource, versions};
use crate::form::{Field, Form, Input, Invalid};
use crate::keys::names;
use crate::plan::{Condition, Plan, Step, Watch};
use crate::resources::place::{self, Place};
use crate::resources::{Action, Ask, ResourceType};
use serde_json::json;

/// Creates a workspace.
pub(super) struct CreateWorkspace;

impl Action for CreateWorkspace {
    fn id(&self) -> &'static str {
        "create"
    }

    fn label(&self) -> &'static str {
        "Create a Log Analytics workspace"
    }

    fn creates(&self) -> bool {
        true
    }

    fn needs(&self) -> &'static [Permission] {
        const { &[Permission::control(WRITE_WORKSPACE, At::Resource)] }
    }

    fn applies(&self, _: &Resource) -> Result<(), String> {
        Ok(())
    }

    fn form(&self, _: Option<&Resource>) -> Form {
        let name = Field::new("name", "Name", Input::Text(names::log_analytics))
            .help("To have it under your key, link it to a cluster in the same region afterwards.")
            .example("log-security-weu");
        Form::new(place::fields(name))
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let place = Place::of(ask.answers, Workspace.arm_type());
        place
            .map(|it| it.reads(&Workspace, ask))
            .unwrap_or_default()
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let place = Place::of(ask.answers, Workspace.arm_type())?;
        let name = place.target.name();
        names::log_analytics(name).map_err(|it| Invalid::unfit("name", it))?;
        let read = Request::get(&place.target, versions::OPERATIONAL_INSIGHTS);
        let there = Condition::Is("/properties/provisioningState".into(), "Succeeded".into());
        let watch = Watch::new(read, there).paced(5, 600);
        let title = format!("Create {name}");
        let mut plan = Plan::new(title, self.id(), place.target.clone(), watch.clone());
        plan.checks = place.checks(&Workspace, ask);
        plan.steps = place.steps(&Workspace, ask);
        let body = json!({
            "location": place.location,
            "properties": {"sku": {"name": "PerGB2018"}, "retentionInDays": 30},
        });
        let request = Request::put(&place.target, versions::OPERATIONAL_INSIGHTS, body);
        plan.steps.push(
            Step::send("create", "Create the workspace", request, watch)
                .why("Paid for by what it takes in, and kept for 30 days.")
                .needs(WRITE_WORKSPACE)
                .undo("Delete the workspace. It can be recovered for 14 days."),
        );
        Ok(plan.finish(ask.tenant))
    }
}
