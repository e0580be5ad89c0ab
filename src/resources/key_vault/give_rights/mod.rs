//! *Give a person rights*: on the keys of a vault, by a role or by an access policy, whichever the
//! vault goes by.
//!
//! Sources: MicrosoftDocs/azure-docs, `role-based-access-control/built-in-roles/security.md`, and
//! MicrosoftDocs/azure-security-docs @ 1c4310be, `key-vault/general/assign-access-policy.md`, read
//! 21 Aug 2026.

mod by_policy;
mod by_role;

use super::read;
use crate::arm::access::Permission;
use crate::arm::{Read, Resource};
use crate::form::{Field, Form, Input, Invalid};
use crate::keys::grant::assignment;
use crate::keys::names;
use crate::keys::vault::{self, PermissionModel, Vault};
use crate::plan::{Check, Condition, Plan, Watch, preflight};
use crate::resources::{Action, Ask};

/// Gives somebody rights on the keys of a vault.
pub(super) struct GiveRights;

impl Action for GiveRights {
    fn id(&self) -> &'static str {
        "give-rights"
    }

    fn label(&self) -> &'static str {
        "Give a person rights"
    }

    /// Which right is needed depends on what the vault goes by: the plan says it.
    fn needs(&self) -> &'static [Permission] {
        &[]
    }

    fn applies(&self, _: &Resource) -> Result<(), String> {
        Ok(())
    }

    fn form(&self, resource: Option<&Resource>) -> Form {
        let model = resource.and_then(read).map(|it| it.permission_model);
        let who = Input::choice(&[
            ("me", "Me", "The person who is signed in."),
            ("other", "Somebody else", "A person, a group or a service."),
        ]);
        let mut fields = vec![
            Field::new("who", "Who", who).initial("me"),
            Field::new("object", "Object ID", Input::Text(names::guid))
                .help("Of the person, the group or the service principal in this directory; not an application ID.")
                .example("3109d1c4-a5de-4d84-8832-feabb916a4b6")
                .only_when("who", &["other"]),
        ];
        if model != Some(PermissionModel::AccessPolicies) {
            fields.push(by_role::question());
        }
        if model != Some(PermissionModel::Roles) {
            fields.push(by_policy::question());
        }
        Form::new(fields)
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let mut reads = super::reads(ask);
        if super::wished(ask).is_ok_and(|it| it.permission_model == PermissionModel::Roles) {
            reads.extend(ask.target.map(assignment::read_all));
        }
        reads
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let vault = super::wished(ask)?;
        let who = Who::of(ask)?;
        let (step, checks) = match vault.permission_model {
            PermissionModel::AccessPolicies => by_policy::plan(&vault, &who, ask)?,
            PermissionModel::Roles | PermissionModel::LocalRoles => {
                by_role::plan(&vault, &who, ask)?
            }
        };
        let title = format!("Give {} rights on {}", who.name(), vault.name());
        let shown = step.shown_by().cloned();
        let shown =
            shown.unwrap_or_else(|| Watch::new(vault::read(&vault.id).request, Condition::Exists));
        let mut plan = Plan::new(title, self.id(), vault.id.clone(), shown);
        plan.checks = checks;
        plan.checks.extend(super::idle(&vault.id, ask.facts));
        let locks = preflight::locks("locks", &vault.id, vault.name(), ask.facts);
        plan.checks.push(locks);
        plan.steps.push(step);
        Ok(plan.finish(ask.tenant))
    }
}

/// Who is given rights.
struct Who {
    object: String,
    is_me: bool,
}

impl Who {
    fn of(ask: &Ask<'_>) -> Result<Self, Invalid> {
        let is_me = !ask.answers.is("who", "other");
        let object = if is_me {
            ask.person
        } else {
            ask.answers.needed("object")?
        };
        names::guid(object).map_err(|it| Invalid::unfit("object", it))?;
        Ok(Self {
            object: object.to_owned(),
            is_me,
        })
    }

    fn name(&self) -> &str {
        if self.is_me { "you" } else { &self.object }
    }

    /// "You have", "3109… has".
    fn has(&self) -> String {
        match self.is_me {
            true => "You have".into(),
            false => format!("{} has", self.object),
        }
    }

    fn has_no(&self) -> String {
        match self.is_me {
            true => "You do not have".into(),
            false => format!("{} does not have", self.object),
        }
    }
}

fn right(action: &str, vault: &Vault, ask: &Ask<'_>) -> Check {
    preflight::right("right-grant", action, &vault.id, vault.name(), ask.facts)
}
