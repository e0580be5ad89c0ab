//! What every change of an account looks at, whatever it changes: the account itself, rights,
//! locks, policies, the provider.

use serde_json::{Value, json};

use super::{AiAccount, WRITE, model};
use crate::arm::access::{AskAt, Planned, locks, policy, providers, rights};
use crate::arm::{Read, Request, Resource, ResourceId, versions};
use crate::form::Invalid;
use crate::plan::{Check, Condition, Finding, Plan, Step, Watch, preflight};
use crate::resources::{Action, Ask, ResourceType};

const NAMESPACE: &str = "Microsoft.CognitiveServices";

/// What must be read of any account before it is changed.
pub(super) fn reads(target: &ResourceId) -> Vec<Read> {
    let subscription = target.subscription().unwrap_or_default();
    let mut reads = vec![
        read_of(target),
        rights::read(target),
        providers::read(subscription, NAMESPACE),
    ];
    reads.extend(locks::reads(target));
    reads
}

pub(super) fn read_of(id: &ResourceId) -> Read {
    (&AiAccount as &dyn ResourceType).read(id)
}

/// The account that the wish is about, once it was read.
pub(super) fn read(ask: &Ask<'_>) -> Option<Resource> {
    let read = read_of(ask.target?);
    ask.facts
        .value(&read)
        .and_then(|it| Resource::read(it).ok())
}

/// The account that a plan is about.
pub(super) fn planned_for(ask: &Ask<'_>) -> Result<Resource, Invalid> {
    if ask.target.is_none() {
        return Err(Invalid::new("target", "Choose an account."));
    }
    read(ask).ok_or_else(|| Invalid::new("target", "The account could not be read."))
}

/// What the policies must be asked once the body of the change is known.
pub(super) fn policy_reads(account: &Resource, body: &Value) -> Vec<Read> {
    let planned = planned(account, body);
    let mut reads: Vec<Read> = policy::read(&planned, AskAt::Group).into_iter().collect();
    let group = account.id.group_id();
    reads.extend(group.map(|it| policy::assignments_read(&it)));
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
    let asked = policy::read(&planned, AskAt::Group);
    let unproved = watch(id, Condition::Exists);
    let mut plan = Plan::new(title, action.id(), id.clone(), unproved);
    plan.checks = vec![
        applies(action, account),
        preflight::idle(account),
        preflight::right("right-account", WRITE, id, &account.name, facts),
        preflight::locks("locks", id, &account.name, facts),
        preflight::policies(&planned, asked.as_ref(), facts),
        preflight::provider(NAMESPACE, subscription, facts),
    ];
    plan
}

/// The plan of an action that does not fit the account as it is: it says so, and does nothing.
pub(super) fn unfit(action: &dyn Action, title: String, account: &Resource, ask: &Ask<'_>) -> Plan {
    plan(action, title, (account, &json!({})), ask).finish(ask.tenant)
}

/// Looks until an account is ready and shows something. It may still be `Accepted` when its
/// operation is over.
///
/// Source: hashicorp/terraform-provider-azurerm#31712, read 27 Nov 2026.
pub(super) fn watch(id: &ResourceId, seen: Condition) -> Watch {
    let ready = Condition::Is("/properties/provisioningState".into(), "Succeeded".into());
    let until = Condition::All(vec![ready, seen]);
    Watch::new(read_of(id).request, until).paced(20, 2400)
}

/// A PATCH of an account, which is over when the account is ready and shows `seen`.
pub(super) fn patch(id: &str, title: &str, account: &Resource, change: (Value, Watch)) -> Step {
    let (body, seen) = change;
    let request = Request::patch(&account.id, versions::COGNITIVE_SERVICES, body);
    Step::send(id, title, request, seen).needs(WRITE)
}

/// The read that proves it; nothing else does.
pub(super) fn proof(watch: Watch) -> Step {
    Step::watch("prove", "Prove it by reading back", watch)
        .why("Done only when the account is ready and names the wanted key.")
        .needs(super::READ)
        .expected(1)
}

/// An action that came by an address, and not by its button, may not fit the account as it is.
fn applies(action: &dyn Action, account: &Resource) -> Check {
    match action.applies(account) {
        Ok(()) => Check::new(
            "applies",
            Finding::Passed,
            format!("{} {}.", account.name, model::in_words(account)),
        ),
        Err(why) => Check::new("applies", Finding::Failed, why),
    }
}

fn planned(account: &Resource, change: &Value) -> Planned {
    Planned::changed(account, change, versions::COGNITIVE_SERVICES)
}
