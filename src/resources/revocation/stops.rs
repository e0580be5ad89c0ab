//! What stops when a key is taken away, one check for each resource that uses it.

use super::effects;
use crate::arm::{ResourceId, Source};
use crate::keys::KeyUri;
use crate::plan::{Check, Finding};
use crate::resources::usage::{self, Usage, User};
use crate::resources::{self, Ask};

const OUTAGE: Source = Source::new(
    "Customer-managed keys for an existing storage account: revoke access",
    "https://learn.microsoft.com/azure/storage/common/customer-managed-keys-configure-cross-tenant-existing-account",
    "2026-08-21",
);

/// A check for each resource that stops, and one that says where was looked.
pub(super) fn checks(
    key: &KeyUri,
    subscription: &str,
    stops: impl Fn(&User) -> bool,
    ask: &Ask<'_>,
) -> Vec<Check> {
    let usage = usage::of(key, subscription, ask.facts);
    let as_of = ask.facts.as_of(&usage::reads(subscription, ask.facts));
    let (stopping, going_on): (Vec<&User>, Vec<&User>) =
        usage.users.iter().partition(|it| stops(it));
    let mut checks: Vec<Check> = stopping.into_iter().map(stop).collect();
    checks.push(looked_at(&usage, &going_on));
    checks.into_iter().map(|it| it.as_of(as_of)).collect()
}

fn stop(user: &User) -> Check {
    let id = format!("stops-{}", user.id.name());
    let headline = format!("{} stops working.", user.id.name());
    let arm_type = user.id.arm_type().unwrap_or_default();
    let check = Check::new(&id, Finding::Warning, headline).evidence(behind(user));
    match effects::of(&arm_type) {
        Some(it) => check
            .reason(format!("{} {} {} {}", it.stops, it.when, it.lost, it.back))
            .source(it.source),
        None => check.reason(format!(
            "What happens to a {} whose key is taken away is not known to this console. Expect that its data cannot be read.",
            user.label
        )),
    }
}

/// What has its key through a resource, and stops with it.
fn behind(user: &User) -> String {
    let names: Vec<&str> = user.behind.iter().map(ResourceId::name).collect();
    match names.as_slice() {
        [] => String::new(),
        names => format!("with it: {}", names.join(", ")),
    }
}

fn looked_at(usage: &Usage, going_on: &[&User]) -> Check {
    let others: Vec<&str> = going_on.iter().map(|it| it.id.name()).collect();
    let others = match others.as_slice() {
        [] => String::new(),
        names => format!(
            "{} under the same key by another identity, and go on. ",
            are(names)
        ),
    };
    let left_out = match usage.left_out {
        0 => String::new(),
        count => format!("{count} more subscriptions were not listed. "),
    };
    let (finding, headline) = if usage.unread.is_empty() {
        let places = usage.looked_at.join(", ");
        (
            Finding::Warning,
            format!("Only the resources of {places} were looked at."),
        )
    } else {
        let unread = usage.unread.join(" and ");
        (
            Finding::Unknown,
            format!("What else stops is not known: {unread} could not be read."),
        )
    };
    let kinds: Vec<&str> = resources::ALL
        .iter()
        .filter(|it| it.actions().iter().any(|it| KEYED.contains(&it.id())))
        .map(|it| it.plural())
        .collect();
    Check::new("looked-at", finding, headline)
        .reason(format!(
            "{others}{left_out}This console knows {}. Anything else that uses the key stops too, and so does what lies in other subscriptions and directories.",
            listed(&kinds)
        ))
        .source(&OUTAGE)
}

/// By one of these a resource gets a key.
const KEYED: [&str; 2] = ["use-my-key", "create-with-my-key"];

fn listed(kinds: &[&str]) -> String {
    match kinds {
        [others @ .., last] if !others.is_empty() => {
            format!("{} and {last}", others.join(", "))
        }
        kinds => kinds.concat(),
    }
}

fn are(names: &[&str]) -> String {
    match names {
        [one] => format!("{one} is"),
        many => format!("{} are", many.join(", ")),
    }
}
