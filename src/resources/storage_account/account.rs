//! What every change of an account looks at, whatever it changes: the account itself, rights,
//! locks, policies, the provider.

use serde_json::{Value, json};

use super::{StorageAccount, WRITE};
use crate::arm::access::{AskAt, Planned, locks, policy, providers, rights};
use crate::arm::{Read, Request, Resource, ResourceId, versions};
use crate::form::Invalid;
use crate::plan::{Check, Condition, Finding, Plan, preflight};
use crate::resources::{Action, Ask, ResourceType};

/// What must be read of any account before it is changed.
pub(super) fn reads(target: &ResourceId) -> Vec<Read> {
    let subscription = target.subscription().unwrap_or_default();
    let mut reads = vec![
        Read::one(Request::get(target, versions::STORAGE)),
        rights::read(target),
        providers::read(subscription, "Microsoft.Storage"),
    ];
    reads.extend(locks::reads(target));
    reads
}

/// The account that the wish is about, once it was read.
pub(super) fn read(ask: &Ask<'_>) -> Option<Resource> {
    let read = (&StorageAccount as &dyn ResourceType).read(ask.target?);
    ask.facts
        .value(&read)
        .and_then(|it| Resource::read(it).ok())
}

/// The account that a plan is about.
pub(super) fn planned_for(ask: &Ask<'_>) -> Result<Resource, Invalid> {
    if ask.target.is_none() {
        return Err(Invalid::new("target", "Choose a storage account."));
    }
    read(ask).ok_or_else(|| Invalid::new("target", "The storage account could not be read."))
}

/// What the policies must be asked once the body of the change is known.
pub(super) fn policy_reads(account: &Resource, body: &Value) -> Vec<Read> {
    let mut reads: Vec<Read> = policy::read(&planned(account, body), AskAt::Group)
        .into_iter()
        .collect();
    reads.extend(
        account
            .id
            .group_id()
            .map(|it| policy::assignments_read(&it)),
    );
    reads
}

/// A plan with the checks that every change of an account has; its proof is still to be put in.
pub(super) fn plan(
    action: &dyn Action,
    title: String,
    (account, body): (&Resource, &Value),
    ask: &Ask<'_>,
) -> Plan {
    let (id, facts) = (&account.id, ask.facts);
    let subscription = id.subscription().unwrap_or_default();
    let planned = planned(account, body);
    let unproved = super::watch(account, Condition::Exists);
    let mut plan = Plan::new(title, action.id(), id.clone(), unproved);
    plan.checks = vec![
        applies(action, account),
        preflight::idle(account),
        preflight::right("right-account", WRITE, id, &account.name, facts),
        preflight::locks("locks", id, &account.name, facts),
        preflight::policies(
            &planned,
            policy::read(&planned, AskAt::Group).as_ref(),
            facts,
        ),
        preflight::provider("Microsoft.Storage", subscription, facts),
    ];
    plan
}

/// The plan of an action that does not fit the account as it is: it says so, and does nothing.
pub(super) fn unfit(action: &dyn Action, title: String, account: &Resource, ask: &Ask<'_>) -> Plan {
    plan(action, title, (account, &json!({})), ask).finish(ask.tenant)
}

/// An action that came by an address, and not by its button, may not fit the account as it is.
fn applies(action: &dyn Action, account: &Resource) -> Check {
    match action.applies(account) {
        Ok(()) => Check::new(
            "applies",
            Finding::Passed,
            format!("{} {}.", account.name, super::model::in_words(account)),
        ),
        Err(why) => Check::new("applies", Finding::Failed, why),
    }
}

/// The whole account as it will be, for the policies to judge.
fn planned(account: &Resource, change: &Value) -> Planned {
    Planned::changed(account, change, versions::STORAGE)
}
