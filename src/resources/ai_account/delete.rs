//! *Delete*: an account goes on costing, and can be recovered, for 48 hours.

use super::names::KEPT;
use super::{PAGE, WRITE, account, body, facts};
use crate::arm::access::{Permission, Place};
use crate::arm::{Read, Reading, Request, Resource, versions};
use crate::form::{Form, Invalid};
use crate::keys::Attached;
use crate::plan::{Check, Condition, Consequence, Finding, Plan, Step, Watch, preflight};
use crate::resources::{Action, Ask};

const DELETE: &str = "Microsoft.CognitiveServices/accounts/delete";

/// Deletes an account.
pub(super) struct Delete;

impl Action for Delete {
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
        let mut reads = account::reads(target);
        reads.push(facts::projects_read(target));
        reads
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let account = account::planned_for(ask)?;
        let (id, name) = (&account.id, &account.name);
        let gone = Watch::new(account::read_of(id).request, Condition::Gone).paced(15, 1800);
        let title = format!("Delete {name}");
        let mut plan = Plan::new(title, self.id(), id.clone(), gone.clone());
        plan.checks = vec![
            preflight::idle(&account),
            preflight::right("right-account", DELETE, id, name, ask.facts),
            preflight::delete_locks("locks", id, name, ask.facts),
            projects(&account, ask),
            kept(&account),
            charges(),
        ];
        plan.checks.extend(own_identity(&account));
        let request = Request::delete(id, versions::COGNITIVE_SERVICES);
        let mut step = Step::send("delete", "Delete the account", request, gone)
            .needs(DELETE)
            .expected(60)
            .undo("Recover it under Deleted AI accounts, within 48 hours.");
        step.consequence = Some(Consequence::Outage(format!(
            "Whatever calls {name} fails from then on."
        )));
        plan.steps.push(step);
        plan.restore = vec![recovered(&account)];
        Ok(plan.finish(ask.tenant))
    }
}

/// The way back, as long as the 48 hours last.
fn recovered(account: &Resource) -> Step {
    let (id, body) = (&account.id, body::restore(&account.location));
    let request = Request::put(id, versions::COGNITIVE_SERVICES, body);
    let back = account::watch(id, Condition::Exists);
    Step::send(
        "recover",
        "Recover the account within 48 hours",
        request,
        back,
    )
    .why("Its group and the vault of its key have to be there.")
    .needs(WRITE)
    .expected(150)
}

/// Azure deletes no account that has projects.
fn projects(account: &Resource, ask: &Ask<'_>) -> Check {
    const ID: &str = "projects";
    let read = facts::projects_read(&account.id);
    let check = match facts::projects(&account.id, ask.facts) {
        Reading::Found(names) if !names.is_empty() => Check::new(
            ID,
            Finding::Failed,
            format!("{} has projects: {}.", account.name, names.join(", ")),
        )
        .reason("Azure refuses to delete it before they are deleted, in the Foundry portal or with az cognitiveservices account project delete."),
        Reading::Found(_) | Reading::Missing => Check::new(
            ID,
            Finding::Passed,
            format!("{} has no projects.", account.name),
        ),
        _ => Check::new(
            ID,
            Finding::Unknown,
            format!("Whether {} has projects is not known.", account.name),
        ),
    };
    check.source(&KEPT).as_of(ask.facts.as_of([&read]))
}

fn kept(account: &Resource) -> Check {
    Check::new(
        "kept",
        Finding::Warning,
        format!(
            "{} can be recovered for 48 hours, and its names cannot be used for as long.",
            account.name
        ),
    )
    .reason("Purging frees them at once, and loses everything. Keep its key and its vault until then: without them it cannot be recovered.")
    .source(&KEPT)
}

fn charges() -> Check {
    Check::new(
        "charges",
        Finding::Warning,
        "Some of it costs until it is purged or its 48 hours are over.",
    )
    .reason("Provisioned deployments are charged on: delete them first. So is storage for the encryption with your key.")
    .source(&PAGE)
}

/// What cannot be recovered with the account.
fn own_identity(account: &Resource) -> Option<Check> {
    Attached::parse(&account.identity).system.map(|_| {
        Check::new(
            "own-identity",
            Finding::Warning,
            "Its own identity goes with it.",
        )
        .reason("Whether the same identity comes back with a recovered account is not said. Look at its grants then.")
        .source(&KEPT)
    })
}
