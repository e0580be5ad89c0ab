//! Rights that are missing, and would be there if a role were activated.

use crate::arm::access::eligible as roles;
use crate::arm::{Cloud, Facts, Read, Source};
use crate::plan::{Check, Fix};

const PIM: Source = Source::new(
    "Activate eligible Azure role assignments",
    "https://learn.microsoft.com/azure/role-based-access-control/role-assignments-eligible-activate",
    "2026-08-21",
);

/// What must be read to know whether an eligible role would mend what a plan lacks; nothing for a
/// plan that lacks no right.
#[must_use]
pub fn eligible_reads(checks: &[Check]) -> Vec<Read> {
    let lacks = checks.iter().filter_map(|it| it.lacks.as_ref());
    let mut reads: Vec<Read> = lacks.map(|it| roles::read(&it.scope)).collect();
    reads.dedup();
    reads
}

/// Says which role would mend a missing right once it is activated, and where that is done.
pub fn eligible(check: &mut Check, facts: &Facts, cloud: &Cloud) {
    let Some(lacks) = &check.lacks else { return };
    let Some(found) = roles::that_allows(&lacks.action, &lacks.scope, facts) else {
        return;
    };
    let group = match found.through_group {
        true => " It comes through a group: activate your membership first, then the role.",
        false => "",
    };
    check.reason = format!(
        "You are eligible for {} at {}, and it is not active. Activate it, and read again.{group}",
        found.role.name, found.scope
    );
    check.as_of = facts.as_of([&roles::read(&lacks.scope)]);
    check.source = Some(PIM);
    check.fix = Some(Fix::Link {
        label: format!("Activate {}", found.role.name),
        href: roles::activation(cloud),
    });
}
