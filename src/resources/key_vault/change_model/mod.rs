//! *Change the permission model*: from access policies to Azure roles, or back, with everybody's
//! rights given in the new model before the old one ends.
//!
//! Azure ends one model and begins the other at once, so who has nothing in the new one loses what
//! they have.
//!
//! Source: MicrosoftDocs/azure-security-docs @ 1c4310be, `key-vault/general/rbac-migration.md`,
//! `rbac-guide.md` and `access-control-default.md`, read 21 Aug 2026. They disagree on whether the
//! right to give roles is needed for the change itself; it is asked for.

mod to_policies;
mod to_roles;

use serde_json::{Value, json};

use super::{WRITE, read};
use crate::arm::access::{Permission, Place};
use crate::arm::{Read, Request, Resource, Source, versions};
use crate::form::{Field, Form, Input, Invalid};
use crate::keys::grant::{self, assignment};
use crate::keys::names::{self, Unfit};
use crate::keys::vault::{self, PermissionModel, Vault};
use crate::plan::{Check, Condition, Finding, Plan, Step, Watch, preflight};
use crate::resources::{Action, Ask};

const MIGRATION: Source = Source::new(
    "Migrate from vault access policy to Azure role-based access control",
    "https://learn.microsoft.com/azure/key-vault/general/rbac-migration",
    "2026-08-21",
);

const AT: &str = "/properties/enableRbacAuthorization";

/// Switches a vault between access policies and roles.
pub(super) struct ChangeModel;

/// Somebody who may do something in the vault as it is.
struct Holder {
    /// Their object ID.
    object: String,
    /// What they may do: "keys get, wrapKey, unwrapKey".
    holds: String,
    fate: Fate,
}

/// What becomes of somebody's rights.
enum Fate {
    /// The new model allows them already, by this.
    Kept(String),
    /// A step gives them in the new model first, by this.
    Given(String),
    /// They end, and why.
    Lost(String),
    /// What the new model still holds for them counts again.
    Revived,
}

/// Everybody who has rights, and the steps that give them again.
struct Move {
    holders: Vec<Holder>,
    steps: Vec<Step>,
}

impl Action for ChangeModel {
    fn id(&self) -> &'static str {
        "change-permission-model"
    }

    fn label(&self) -> &'static str {
        "Change the permission model"
    }

    fn needs(&self) -> &'static [Permission] {
        const {
            &[
                Permission::control(WRITE, Place::Resource),
                Permission::control(grant::WRITE_ASSIGNMENT, Place::Resource),
            ]
        }
    }

    fn applies(&self, _: &Resource) -> Result<(), String> {
        Ok(())
    }

    fn form(&self, resource: Option<&Resource>) -> Form {
        let models = Input::choice(&[
            (
                "roles",
                "Azure roles",
                "Rights are role assignments, down to one key.",
            ),
            (
                "policies",
                "Access policies",
                "Rights are kept in the vault, for all of its keys.",
            ),
        ]);
        let other = resource.and_then(read).map(|it| match it.permission_model {
            PermissionModel::AccessPolicies => "roles",
            PermissionModel::Roles | PermissionModel::LocalRoles => "policies",
        });
        Form::new(vec![
            Field::new("model", "Go by", models).initial(other.unwrap_or("roles")),
            Field::new("without", "Object IDs to leave out", Input::Text(object_ids))
                .optional()
                .help("They lose their access. For those that the directory does not have any more: Azure refuses to give them a role.")
                .example("3109d1c4-a5de-4d84-8832-feabb916a4b6"),
        ])
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let mut reads = super::reads(ask);
        if let Some(target) = ask.target {
            let list = assignment::read_everywhere(target);
            reads.push(list.clone());
            let known = assignment::everywhere(target, ask.facts).into_found();
            reads.extend(assignment::unknown_definitions(&known.unwrap_or_default()));
        }
        reads
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let vault = super::wished(ask)?;
        let roles = ask.answers.is("model", "roles");
        let words = if roles {
            "Azure roles"
        } else {
            "access policies"
        };
        let done = Condition::Is(AT.into(), roles.to_string());
        let watch = Watch::new(vault::read(&vault.id).request, done);
        let title = format!("Let {} go by {words}", vault.name());
        let mut plan = Plan::new(title, self.id(), vault.id.clone(), watch.clone());
        plan.checks = checks(&vault, ask);
        if (vault.permission_model == PermissionModel::Roles) == roles {
            let headline = format!("{} goes by {words} already.", vault.name());
            plan.checks
                .push(Check::new("model", Finding::Failed, headline));
            return Ok(plan.finish(ask.tenant));
        }
        let Some(known) = assignment::everywhere(&vault.id, ask.facts).into_found() else {
            plan.checks.push(unread());
            return Ok(plan.finish(ask.tenant));
        };
        let without: Vec<&str> = list(ask.answers.text("without")).collect();
        let moved = match roles {
            true => to_roles::plan(&vault, &known, &without, ask),
            false => to_policies::plan(&vault, &known, &without, ask),
        };
        plan.checks
            .extend(moved.holders.iter().enumerate().map(check));
        plan.checks.push(counted(&moved.holders, &vault));
        plan.steps = moved.steps;
        plan.steps
            .push(switch(&vault, roles, &moved.holders, watch));
        plan.restore.push(back(&vault, roles, ask));
        Ok(plan.finish(ask.tenant))
    }
}

fn object_ids(text: &str) -> Result<(), Unfit> {
    list(text).try_for_each(names::guid)
}

fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ' ', ';']).filter(|it| !it.is_empty())
}

fn checks(vault: &Vault, ask: &Ask<'_>) -> Vec<Check> {
    let (id, name, facts) = (&vault.id, vault.name(), ask.facts);
    let mut checks = vec![
        preflight::right("right-vault", WRITE, id, name, facts),
        preflight::right("right-grant", grant::WRITE_ASSIGNMENT, id, name, facts),
        preflight::locks("locks", id, name, facts),
    ];
    checks.extend(super::idle(id, facts));
    checks
}

fn unread() -> Check {
    Check::new("rights", Finding::Failed, "Who has which role could not be read.")
        .reason("Without it nobody could say who loses access. Ask for Reader on the vault, and read again.")
        .source(&MIGRATION)
}

fn check((number, holder): (usize, &Holder)) -> Check {
    let Holder {
        object,
        holds,
        fate,
    } = holder;
    let id = format!("holder-{number}");
    let check = match fate {
        Fate::Kept(by) => Check::new(&id, Finding::Passed, format!("{object} keeps its rights."))
            .reason(format!("It has {by} already.")),
        Fate::Given(by) => Check::new(&id, Finding::Passed, format!("{object} keeps its rights."))
            .reason(format!("The plan gives it {by} first.")),
        Fate::Lost(why) => Check::new(&id, Finding::Warning, format!("{object} loses its rights."))
            .reason(why.as_str()),
        Fate::Revived => Check::new(&id, Finding::Warning, format!("{object} gets rights again."))
            .reason("The vault still holds an access policy from before it went by roles, and it counts again."),
    };
    check.evidence(holds.as_str()).source(&MIGRATION)
}

fn counted(holders: &[Holder], vault: &Vault) -> Check {
    let name = vault.name();
    if holders.is_empty() {
        let headline = format!("Nobody has rights on what is in {name}.");
        return Check::new("holders", Finding::Passed, headline).source(&MIGRATION);
    }
    let lost = lost(holders).count();
    let (finding, headline) = match lost {
        0 => (
            Finding::Passed,
            format!("Everybody who has rights in {name} keeps them."),
        ),
        lost => (
            Finding::Warning,
            format!("{lost} of {} lose their rights in {name}.", holders.len()),
        ),
    };
    Check::new("holders", finding, headline)
        .reason("The change ends one model and begins the other at once. What uses a key through rights that end stops working.")
        .source(&MIGRATION)
}

fn lost(holders: &[Holder]) -> impl Iterator<Item = &str> {
    let lost = |it: &&Holder| matches!(it.fate, Fate::Lost(_));
    holders.iter().filter(lost).map(|it| it.object.as_str())
}

fn switch(vault: &Vault, roles: bool, holders: &[Holder], shown_by: Watch) -> Step {
    let body = json!({"properties": {"enableRbacAuthorization": roles}});
    let request = Request::patch(&vault.id, versions::KEY_VAULT, body);
    let lost: Vec<&str> = lost(holders).collect();
    let step = Step::send("switch", "Change the permission model", request, shown_by)
        .why("From then on the vault asks the new model alone.")
        .needs(WRITE)
        .needs(grant::WRITE_ASSIGNMENT)
        .undo("Change it back: the way back is written below.");
    match lost.as_slice() {
        [] => step,
        lost => step.outage(format!(
            "What uses the vault through {} stops working.",
            lost.join(", ")
        )),
    }
}

/// The model as it was. Whether the vault keeps its access policies meanwhile is not documented:
/// they are sent again.
fn back(vault: &Vault, roles: bool, ask: &Ask<'_>) -> Step {
    let mut properties = json!({"enableRbacAuthorization": !roles});
    let shown = ask.facts.value(&vault::read(&vault.id));
    let policies = shown.and_then(|it| it.pointer("/properties/accessPolicies"));
    if let Some(policies) = policies.filter(|_| roles).filter(|it| Value::is_array(it)) {
        properties["accessPolicies"] = policies.clone();
    }
    let body = json!({"properties": properties});
    let request = Request::patch(&vault.id, versions::KEY_VAULT, body);
    let before = Condition::Is(AT.into(), (!roles).to_string());
    let watch = Watch::new(vault::read(&vault.id).request, before);
    Step::send(
        "switch-back",
        "Change the permission model back",
        request,
        watch,
    )
    .needs(WRITE)
    .needs(grant::WRITE_ASSIGNMENT)
}
