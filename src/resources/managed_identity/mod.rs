//! User-assigned managed identities: what opens a vault on a resource's behalf.
//!
//! Source: <https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/overview>,
//! read 21 Aug 2026.

pub mod sandbox;

use super::place::{self, Place};
use super::{Action, Ask, Detail, ResourceType};
use crate::arm::access::{Permission, Place as At};
use crate::arm::{Read, Resource, Unreadable, versions};
use crate::form::{Field, Form, Input, Invalid};
use crate::keys::{Configuration, identity, names};
use crate::plan::{Condition, Plan, Step, Watch};

/// `Microsoft.ManagedIdentity/userAssignedIdentities`.
pub struct ManagedIdentity;

const WRITE: &str = "Microsoft.ManagedIdentity/userAssignedIdentities/write";

impl ResourceType for ManagedIdentity {
    fn arm_type(&self) -> &'static str {
        "Microsoft.ManagedIdentity/userAssignedIdentities"
    }

    fn api_version(&self) -> &'static str {
        versions::MANAGED_IDENTITY
    }

    fn label(&self) -> &'static str {
        "managed identity"
    }

    fn plural(&self) -> &'static str {
        "managed identities"
    }

    fn icon(&self) -> &'static str {
        "identity"
    }

    fn docs(&self) -> &'static str {
        "https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/overview"
    }

    fn actions(&self) -> &'static [&'static dyn Action] {
        &[&CreateIdentity]
    }

    fn configuration(&self, _: &Resource) -> Result<Configuration, Unreadable> {
        Ok(Configuration::not_encryptable())
    }

    fn details(&self, resource: &Resource) -> Vec<Detail> {
        let row = |label, at| Detail {
            label,
            value: resource.text(at).to_owned(),
            at,
        };
        vec![
            row("Principal ID, for grants", "/principalId"),
            row("Client ID", "/clientId"),
            row("Directory", "/tenantId"),
        ]
    }
}

/// *Create*.
struct CreateIdentity;

impl Action for CreateIdentity {
    fn id(&self) -> &'static str {
        "create"
    }

    fn label(&self) -> &'static str {
        "Create a managed identity"
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
        let name = Field::new("name", "Name", Input::Text(names::identity))
            .help("It lives on its own and can be granted before it is needed.")
            .example("id-orders-cmk");
        Form::new(place::fields(name))
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let place = Place::of(ask.answers, ManagedIdentity.arm_type());
        place
            .map(|it| it.reads(&ManagedIdentity, ask))
            .unwrap_or_default()
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let place = Place::of(ask.answers, ManagedIdentity.arm_type())?;
        names::identity(place.target.name()).map_err(|it| Invalid::unfit("name", it))?;
        let read = identity::read(&place.target).request;
        let there = Condition::Present("/properties/principalId".into());
        let proof = Watch::new(read.clone(), there.clone());
        let mut plan = Plan::new(
            format!("Create {}", place.target.name()),
            self.id(),
            place.target.clone(),
            proof,
        );
        plan.checks = place.checks(&ManagedIdentity, ask);
        plan.steps = place.steps(&ManagedIdentity, ask);
        plan.steps.push(
            Step::send(
                "create",
                "Create the identity",
                identity::create(&place.target, &place.location),
                Watch::new(read, there),
            )
            .needs(WRITE)
            .undo("Delete the identity while nothing uses it."),
        );
        Ok(plan.finish(ask.tenant))
    }
}
