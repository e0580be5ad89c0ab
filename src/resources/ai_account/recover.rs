//! *Recover*: a deleted account comes back as it was, if its group and its vault are there.

use super::deleted::{self, account_id, planned_for};
use super::names::KEPT;
use super::{WRITE, account, body, model};
use crate::arm::access::{Permission, Place, groups, locks, providers, rights};
use crate::arm::{Known, Read, Request, Resource, ResourceId, versions};
use crate::form::{Form, Invalid};
use crate::keys::vault::{self, Sought};
use crate::keys::{Attached, IdentityKind};
use crate::plan::{Check, Claim, Condition, Finding, Plan, Step, Watch, preflight};
use crate::resources::{Action, Ask};

const GROUP_WRITE: &str = "Microsoft.Resources/subscriptions/resourceGroups/write";

/// Brings a deleted account back.
pub(super) struct Recover;

impl Action for Recover {
    fn id(&self) -> &'static str {
        "recover"
    }

    fn label(&self) -> &'static str {
        "Recover"
    }

    /// Its right is one at the group where the account was, which the plan looks at.
    fn needs(&self) -> &'static [Permission] {
        const { &[Permission::control(WRITE, Place::Group)] }
    }

    fn applies(&self, _: &Resource) -> Result<(), String> {
        Ok(())
    }

    fn form(&self, _: Option<&Resource>) -> Form {
        Form::default()
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let Some((target, id)) = ask.target.and_then(|it| Some((it, account_id(it)?))) else {
            return Vec::new();
        };
        let Some(group) = id.group_id() else {
            return Vec::new();
        };
        let subscription = id.subscription().unwrap_or_default();
        let mut reads = vec![
            deleted::read_of(target),
            account::read_of(&id),
            groups::read(&group),
            rights::read(&scope(&group, ask)),
            providers::read(subscription, "Microsoft.CognitiveServices"),
        ];
        if ask.facts.known(&groups::read(&group)) != Known::Missing {
            reads.extend(locks::reads(&group));
        }
        let found = deleted::found(target, ask.facts).into_found();
        let key = found.and_then(|it| model::configuration(&it).ok()?.key().cloned());
        if let Some(key) = key {
            let near = Some(subscription);
            reads.extend(vault::find_reads(&key.key, None, near, ask.facts));
        }
        reads
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let (target, remains) = planned_for(ask)?;
        let places = account_id(target).and_then(|it| Some((it.group_id()?, it)));
        let (group, id) =
            places.ok_or_else(|| Invalid::new("target", "This is no deleted account."))?;
        let back = account::watch(&id, Condition::Exists);
        let title = format!("Recover {}", id.name());
        let mut plan = Plan::new(title, self.id(), id.clone(), back.clone());
        let scope = scope(&group, ask);
        plan.checks = vec![
            is_gone(&id, ask),
            deleted::time_left(&remains, ask.now),
            preflight::right("right-create", WRITE, &scope, scope.name(), ask.facts),
        ];
        let is_group_gone = ask.facts.known(&groups::read(&group)) == Known::Missing;
        if !is_group_gone {
            let name = group.name();
            let check = preflight::locks("locks-group", &group, name, ask.facts);
            plan.checks.push(check);
        }
        plan.checks.extend(vault_is_there(&remains, ask));
        plan.checks.extend(own_identity(&remains));
        let location = &remains.location;
        if is_group_gone {
            plan.steps.push(create_group(&group, location));
        }
        let request = Request::put(&id, versions::COGNITIVE_SERVICES, body::restore(location));
        plan.steps.push(
            Step::send("recover", "Recover the account", request, back)
                .why("Takes a couple of minutes.")
                .needs(WRITE)
                .expected(150)
                .undo("Delete it again."),
        );
        Ok(plan.finish(ask.tenant))
    }
}

fn scope(group: &ResourceId, ask: &Ask<'_>) -> ResourceId {
    match ask.facts.known(&groups::read(group)) {
        Known::Missing => group.subscription_id().unwrap_or_else(|| group.clone()),
        _ => group.clone(),
    }
}

fn is_gone(id: &ResourceId, ask: &Ask<'_>) -> Check {
    const ID: &str = "free";
    let name = id.name();
    let read = account::read_of(id);
    let check = match ask.facts.known(&read) {
        Known::Missing => Check::new(
            ID,
            Finding::Passed,
            format!("No other account took the place of {name}."),
        ),
        Known::Present(_) => Check::new(
            ID,
            Finding::Failed,
            format!("There is an account {name} again."),
        ),
        Known::NotRead | Known::Failed(_) => Check::new(
            ID,
            Finding::Unknown,
            format!("Whether there is an account {name} again is not known."),
        ),
    };
    check
        .settles(Claim::Idle(id.clone()))
        .as_of(ask.facts.as_of([&read]))
}

/// The vault has to be there before the account comes back.
fn vault_is_there(remains: &Resource, ask: &Ask<'_>) -> Option<Check> {
    const ID: &str = "vault";
    let found = model::configuration(remains).ok()?;
    let key = &found.key()?.key;
    let host = key.host();
    let near = remains.id.subscription();
    let check = match vault::find(key, None, near, ask.facts) {
        Sought::Found(_) => Check::new(
            ID,
            Finding::Passed,
            format!("The vault of its key, {host}, is there."),
        ),
        Sought::Nowhere => Check::new(
            ID,
            Finding::Failed,
            format!("The vault of its key, {host}, is in none of your subscriptions."),
        )
        .reason("Recover the vault first, if it was deleted too: az keyvault recover. Its grants do not come back with it."),
        Sought::NotVisible(_) | Sought::NotRead => Check::new(
            ID,
            Finding::Unknown,
            format!("Whether the vault of its key, {host}, is there is not known."),
        ),
    };
    Some(check.source(&KEPT))
}

/// A grant to the account's own identity may have to be given again.
fn own_identity(remains: &Resource) -> Option<Check> {
    let found = model::configuration(remains).ok()?;
    let opens = found.key()?.identity.kind() == IdentityKind::System;
    let has_own = Attached::parse(&remains.identity).system.is_some();
    (opens && has_own).then(|| {
        Check::new(
            "own-identity",
            Finding::Warning,
            "Its own identity opened the vault, and may be another one now.",
        )
        .reason("Microsoft does not say whether it comes back. Look at the health of the key afterwards; if the grant is missing, grant the new identity.")
        .source(&KEPT)
    })
}

fn create_group(group: &ResourceId, location: &str) -> Step {
    let there = Watch::new(groups::read(group).request, Condition::Exists);
    let request = groups::create(group, location);
    let title = format!("Create the resource group {} again", group.name());
    Step::send("create-group", title, request, there)
        .why("An account comes back to the group it was in, and a group cannot be recovered.")
        .needs(GROUP_WRITE)
        .undo("Delete the resource group while it is empty.")
}
