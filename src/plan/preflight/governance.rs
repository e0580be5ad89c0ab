//! Resource Manager's own obstacles: rights, locks, policies, providers, other writes.

use crate::arm::access::{Change, Plane, Planned, locks as lock, policy, providers, rights, roles};
use crate::arm::{Facts, Read, Reading, Resource, ResourceId, Source};
use crate::plan::{Check, Claim, Finding};

const RIGHTS: Source = Source::new(
    "Azure permissions",
    "https://learn.microsoft.com/azure/role-based-access-control/role-definitions",
    "2026-08-21",
);
const LOCKS: Source = Source::new(
    "Lock your Azure resources",
    "https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources",
    "2026-08-21",
);
const POLICY: Source = Source::new(
    "Check policy restrictions",
    "https://learn.microsoft.com/rest/api/policyinsights/policy-restrictions",
    "2026-08-21",
);
const PROVIDERS: Source = Source::new(
    "Resource providers and types",
    "https://learn.microsoft.com/azure/azure-resource-manager/management/resource-providers-and-types",
    "2026-08-21",
);
const OPERATIONS: Source = Source::new(
    "Track asynchronous operations",
    "https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations",
    "2026-08-21",
);

/// Whether the person may do `action` at `scope`, which is called `place` on screen.
#[must_use]
pub fn right(id: &str, action: &str, scope: &ResourceId, place: &str, facts: &Facts) -> Check {
    let check = match rights::at(scope, facts) {
        Reading::Found(rights) if rights.allows(action) => Check::new(
            id,
            Finding::Passed,
            format!("You may {} {place}.", verb(action)),
        ),
        Reading::Found(_) => {
            let roles = roles::that_allow(Plane::Control, action);
            let names: Vec<&str> = roles.iter().map(|it| it.name).collect();
            Check::new(
                id,
                Finding::Failed,
                format!("You may not {} {place}.", verb(action)),
            )
            .reason(format!(
                "One of these roles there would allow it: {}.",
                names.join(", ")
            ))
            .lacks(action, scope)
        }
        other => Check::new(
            id,
            Finding::Unknown,
            format!("Whether you may {} {place} is not known.", verb(action)),
        )
        .reason(unknown(&other)),
    };
    check
        .evidence(action)
        .source(&RIGHTS)
        .as_of(facts.as_of([&rights::read(scope)]))
}

/// Whether a lock forbids to change `target`, which is called `place` on screen.
#[must_use]
pub fn locks(id: &str, target: &ResourceId, place: &str, facts: &Facts) -> Check {
    unlocked(id, Change::Write, (target, place), facts)
}

/// Whether a lock forbids to take anything away from `target`, a role assignment included.
#[must_use]
pub fn delete_locks(id: &str, target: &ResourceId, place: &str, facts: &Facts) -> Check {
    unlocked(id, Change::Delete, (target, place), facts)
}

fn unlocked(
    id: &str,
    change: Change,
    (target, place): (&ResourceId, &str),
    facts: &Facts,
) -> Check {
    let (verb, kind) = match change {
        Change::Write => ("change", "read-only "),
        Change::Delete => ("take anything away from", ""),
    };
    let check = match lock::blocking(target, change, facts) {
        Reading::Found(found) => match found.first() {
            None => Check::new(
                id,
                Finding::Passed,
                format!("No lock forbids to {verb} {place}."),
            ),
            Some(first) => Check::new(
                id,
                Finding::Failed,
                format!("A {kind}lock forbids to {verb} {place}."),
            )
            .reason("Its owner can remove it; this console never does.")
            .evidence(format!("{} on {}", first.name, first.scope)),
        },
        other => Check::new(
            id,
            Finding::Unknown,
            format!("Whether a lock forbids to {verb} {place} is not known."),
        )
        .reason(unknown(&other)),
    };
    check
        .source(&LOCKS)
        .as_of(facts.as_of(&lock::reads(target)))
}

/// Whether a policy would deny what is planned. `read` is the question that was asked.
#[must_use]
pub fn policies(planned: &Planned, read: Option<&Read>, facts: &Facts) -> Check {
    const ID: &str = "policy";
    let Some(read) = read else {
        return Check::new(
            ID,
            Finding::Unknown,
            "Whether a policy would deny it is not known.",
        );
    };
    let check = match policy::denials(read, facts) {
        Reading::Found(denials) => match denials.first() {
            None => Check::new(
                ID,
                Finding::Passed,
                "No policy denies the requests of this plan.",
            ),
            Some(first) => {
                let known = planned
                    .id
                    .group_id()
                    .map(|it| policy::assignments(&it, facts));
                let known = known.and_then(Reading::into_found).unwrap_or_default();
                let title = first.title(&known).to_owned();
                Check::new(
                    ID,
                    Finding::Failed,
                    format!("The policy {title} denies this."),
                )
                .reason(first.reason.clone().unwrap_or_default())
                .evidence(first.assignment.clone())
            }
        },
        other => Check::new(
            ID,
            Finding::Unknown,
            "Whether a policy would deny it is not known.",
        )
        .reason(format!(
            "{} Azure decides when the request is sent.",
            unknown(&other)
        )),
    };
    check.source(&POLICY).as_of(facts.as_of([read]))
}

/// Whether the subscription may use a resource provider; `None` when the plan has to register it.
#[must_use]
pub fn provider(namespace: &str, subscription: &str, facts: &Facts) -> Check {
    let id = format!("provider-{}", namespace.to_ascii_lowercase());
    let check = match providers::registration(subscription, namespace, facts) {
        Reading::Found(found) if found.state == providers::State::NotRegistered => Check::new(
            &id,
            Finding::Warning,
            format!("The subscription does not use {namespace} yet."),
        )
        .reason("The plan registers it first."),
        Reading::Found(_) => Check::new(
            &id,
            Finding::Passed,
            format!("The subscription uses {namespace}."),
        ),
        other => Check::new(
            &id,
            Finding::Unknown,
            format!("Whether the subscription uses {namespace} is not known."),
        )
        .reason(unknown(&other)),
    };
    check
        .source(&PROVIDERS)
        .as_of(facts.as_of([&providers::read(subscription, namespace)]))
}

/// Whether no other write is at work on a resource that is there.
#[must_use]
pub fn idle(resource: &Resource) -> Check {
    let state = resource.provisioning_state();
    let check = if resource.is_at_work() {
        Check::new(
            "idle",
            Finding::Failed,
            format!("Another change to {} is in progress.", resource.name),
        )
        .reason("Wait until it is done, then read again.")
    } else {
        Check::new(
            "idle",
            Finding::Passed,
            format!("No other change to {} is in progress.", resource.name),
        )
        .settles(Claim::Idle(resource.id.clone()))
    };
    check
        .evidence(format!("provisioningState {state}"))
        .source(&OPERATIONS)
}

/// Why something is not known, as a sentence.
pub(super) fn unknown<T>(reading: &Reading<T>) -> String {
    match reading.why_unknown() {
        Some(why) => {
            let mut letters = why.chars();
            let first = letters
                .next()
                .map(|it| it.to_uppercase().to_string())
                .unwrap_or_default();
            format!("{first}{}.", letters.as_str())
        }
        None => "There is no such thing.".into(),
    }
}

/// The last words of an action as a person says them: `…/storageAccounts/write` is "write".
fn verb(action: &str) -> &'static str {
    let lower = action.to_ascii_lowercase();
    match lower.rsplit('/').next().unwrap_or_default() {
        _ if lower.ends_with("/assign/action") => "assign",
        _ if lower.ends_with("/join/action") => "put services into",
        _ if lower.ends_with("roleassignments/write") => "grant roles on",
        _ if lower.ends_with("roleassignments/delete") => "take back roles on",
        _ if lower.ends_with("accesspolicies/write") => "change the access policies of",
        _ if lower.ends_with("/register/action") => "register providers in",
        _ if lower.ends_with("/keys/write") => "create keys in",
        _ if lower.ends_with("diagnosticsettings/write") => "send the logs of",
        _ if lower.ends_with("/sharedkeys/action") => "send logs to",
        "delete" => "delete",
        _ => "change",
    }
}
