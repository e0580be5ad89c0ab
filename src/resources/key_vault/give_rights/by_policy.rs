//! By an access policy of the vault.

use super::{Who, right};
use crate::arm::Source;
use crate::form::{Field, Input, Invalid};
use crate::keys::grant::{self, policy};
use crate::keys::vault::{self, Vault};
use crate::plan::{Check, Finding, Step};
use crate::resources::Ask;
use crate::resources::own_key::policy_seen;

const POLICIES: Source = Source::new(
    "Assign a Key Vault access policy",
    "https://learn.microsoft.com/azure/key-vault/general/assign-access-policy",
    "2026-08-21",
);

/// What the vault is told, and what it lets a person do.
const CHOICES: [(&str, &str, &str); 3] = [
    (
        "get list create import update delete recover backup restore rotate getrotationpolicy setrotationpolicy",
        "Keep keys",
        "Create, import, rotate, disable, delete and recover.",
    ),
    (
        "get list encrypt decrypt wrapKey unwrapKey sign verify",
        "Use keys",
        "Encrypt, wrap, sign. Create and delete none.",
    ),
    (
        "get list",
        "See keys",
        "Which there are, and their attributes.",
    ),
];

pub(super) fn question() -> Field {
    Field::new("permissions", "Key permissions", Input::choice(&CHOICES)).initial(CHOICES[0].0)
}

pub(super) fn plan(vault: &Vault, who: &Who, ask: &Ask<'_>) -> Result<(Step, Vec<Check>), Invalid> {
    let wanted = ask.answers.needed("permissions")?;
    let wanted: Vec<&str> = wanted.split_whitespace().collect();
    let request = policy::add(&vault.id, &vault.tenant, &who.object, &wanted);
    let watch = policy_seen(vault, &who.object, &wanted);
    let title = format!("Let {} work with the keys of {}", who.name(), vault.name());
    let step = Step::send("give", title, request, watch)
        .why(format!(
            "An access policy with {}: this vault does not go by roles.",
            wanted.join(", ")
        ))
        .needs(grant::WRITE_POLICY)
        .undo("Remove the access policy.");
    let mut checks = vec![
        right(grant::WRITE_POLICY, vault, ask),
        is_new(vault, who, &wanted, ask),
    ];
    if !who.is_me {
        checks.push(
            Check::new("object", Finding::Warning, "Azure takes any object ID for an access policy.")
                .reason("It does not look whether the directory has such an object: compare the ID with the directory's own page.")
                .source(&POLICIES),
        );
    }
    Ok((step, checks))
}

fn is_new(vault: &Vault, who: &Who, wanted: &[&str], ask: &Ask<'_>) -> Check {
    let missing: Vec<&str> = wanted
        .iter()
        .copied()
        .filter(|it| !grant::permits(vault, &who.object, it))
        .collect();
    let check = if missing.is_empty() {
        let headline = format!("{} these permissions already.", who.has());
        Check::new("new", Finding::Failed, headline).reason("Nothing needs to be done.")
    } else {
        let headline = format!("{} all of these permissions yet.", who.has_no());
        Check::new("new", Finding::Passed, headline)
            .evidence(format!("missing: {}", missing.join(", ")))
    };
    let read = vault::read(&vault.id);
    check.source(&POLICIES).as_of(ask.facts.as_of([&read]))
}
