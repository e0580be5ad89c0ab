//! Refusals that name what is missing in their own message: rights, locks, policies.

use serde_json::Value;

use super::{Explanation, Timing};
use crate::arm::access::{Plane, roles};
use crate::arm::{ArmError, Source};

const RIGHTS: Source = Source::new(
    "Troubleshoot Azure RBAC",
    "https://learn.microsoft.com/azure/role-based-access-control/troubleshooting",
    "2026-08-21",
);
const LOCKS: Source = Source::new(
    "Lock your resources to protect your infrastructure",
    "https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources",
    "2026-08-21",
);
const POLICY: Source = Source::new(
    "Resolve errors for request disallowed by policy",
    "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-policy-requestdisallowedbypolicy",
    "2026-08-21",
);

/// The codes that are explained here.
const CODES: [&str; 4] = [
    "AuthorizationFailed",
    "LinkedAuthorizationFailed",
    "ScopeLocked",
    "RequestDisallowedByPolicy",
];

/// The codes with what they mean where Azure's message is not at hand.
pub(super) fn dictionary() -> impl Iterator<Item = (&'static str, Explanation)> {
    CODES.into_iter().filter_map(|code| {
        let error = ArmError {
            status: 403,
            code: code.to_owned(),
            message: String::new(),
            details: Vec::new(),
            correlation_id: None,
            raw: Value::Null,
        };
        Some((code, explain(&error)?))
    })
}

pub(super) fn explain(error: &ArmError) -> Option<Explanation> {
    linked(error).or_else(|| own(error))
}

/// A right that is missing at something else, which the request names: an identity, a subnet.
fn linked(error: &ArmError) -> Option<Explanation> {
    let missing = linked_rights(&error.message);
    let (first, _) = missing
        .first()
        .filter(|_| error.has_code("LinkedAuthorizationFailed"))?;
    let each = missing
        .iter()
        .map(|(action, at)| format!("{action} at {at}"));
    let each: Vec<String> = each.collect();
    Some(Explanation {
        what: format!("You may not do {first}."),
        why: format!(
            "The request names something else, and no role of yours allows {}.",
            each.join(", or ")
        ),
        next: who_may(Some(first)),
        timing: Timing::Final,
        source: Some(RIGHTS.clone()),
    })
}

fn own(error: &ArmError) -> Option<Explanation> {
    let explanation = |what, why, next, source: &Source| Explanation {
        what,
        why,
        next,
        timing: Timing::Final,
        source: Some(source.clone()),
    };
    if error.has_code("AuthorizationFailed") || error.has_code("LinkedAuthorizationFailed") {
        let (action, scope) = missing_right(&error.message);
        return Some(explanation(
            match action {
                Some(action) => format!("You may not do {action}."),
                None => "You may not do this.".into(),
            },
            match scope {
                Some(scope) => format!("No role of yours allows it at {scope}."),
                None => error.message.clone(),
            },
            who_may(action),
            &RIGHTS,
        ));
    }
    if error.has_code("ScopeLocked") {
        let scopes = error.locked_scopes();
        return Some(explanation(
            "A lock forbids the change.".into(),
            if scopes.is_empty() {
                error.message.clone()
            } else {
                format!("The lock sits on {}.", scopes.join(" and on "))
            },
            "Ask the lock's owner whether it may be lifted for this change. This console removes no locks.".into(),
            &LOCKS,
        ));
    }
    if error.has_code("RequestDisallowedByPolicy") {
        let policies = policies(&error.raw);
        return Some(explanation(
            "A policy of your organization forbids it.".into(),
            if policies.is_empty() {
                error.message.clone()
            } else {
                format!("It is denied by {}.", policies.join(" and by "))
            },
            "Change the answer the policy is about, or ask its owner for an exemption. Where a policy demands the key from the first moment, create the resource with a user-assigned identity and the key in one request.".into(),
            &POLICY,
        ));
    }
    None
}

/// The actions and the scopes that a linked refusal names as missing: one of each, or two lists in
/// the same order.
fn linked_rights(message: &str) -> Vec<(&str, &str)> {
    let after = |words: &str| message.split_once(words).map(|it| it.1);
    let actions = listed(after("does not have permission to perform action"));
    let scopes = listed(after("linked scope(s)"));
    let pairs = actions.zip(scopes);
    pairs.filter(|it| it.1.starts_with('/')).collect()
}

/// What stands between the first two quotes, taken apart at commas.
fn listed(text: Option<&str>) -> impl Iterator<Item = &str> {
    let quoted = text.and_then(|it| it.split('\'').nth(1));
    quoted
        .into_iter()
        .flat_map(|it| it.split(','))
        .map(str::trim)
}

/// The action and the scope in the sentence of `AuthorizationFailed`.
fn missing_right(message: &str) -> (Option<&str>, Option<&str>) {
    let quoted_after = |words: &str| {
        let lower = message.to_ascii_lowercase();
        let start = lower.rfind(words)? + words.len();
        message.get(start..)?.split('\'').nth(1)
    };
    let action = quoted_after("perform action").filter(|it| it.contains('/'));
    let scope = quoted_after("over scope");
    (action, scope.filter(|it| it.starts_with('/')))
}

fn who_may(action: Option<&str>) -> String {
    let names: Vec<&str> = action
        .map(|it| roles::that_allow(Plane::Control, it))
        .unwrap_or_default()
        .iter()
        .map(|it| it.name)
        .collect();
    let roles = match names.split_last() {
        None => "a role that allows it".to_owned(),
        Some((only, [])) => only.to_string(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
    };
    format!(
        "Ask for {roles} there. If you hold an eligible role in Privileged Identity Management, activate it and try again."
    )
}

/// The display names of the denying assignments.
fn policies(raw: &Value) -> Vec<String> {
    let error = raw.get("error").unwrap_or(raw);
    let infos = error.get("additionalInfo").and_then(Value::as_array);
    let infos = infos.into_iter().flatten().filter_map(|it| it.get("info"));
    infos
        .filter_map(|it| {
            [
                "policyAssignmentDisplayName",
                "policyAssignmentName",
                "policyDefinitionDisplayName",
            ]
            .iter()
            .find_map(|name| it.get(name)?.as_str())
        })
        .map(|it| format!("\"{it}\""))
        .collect()
}
