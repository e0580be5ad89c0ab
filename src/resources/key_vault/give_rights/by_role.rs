//! By a role at the vault.

use super::{Who, right};
use crate::arm::access::roles;
use crate::arm::{Reading, Request, Source};
use crate::form::{Choice, Field, Input, Invalid};
use crate::keys::grant::{self, assignment};
use crate::keys::vault::Vault;
use crate::plan::{Check, Condition, Finding, Step, Watch};
use crate::resources::Ask;

const ROLES: Source = Source::new(
    "Provide access to Key Vault keys with Azure role-based access control",
    "https://learn.microsoft.com/azure/key-vault/general/rbac-guide",
    "2026-08-21",
);

/// What a role lets a person do, the most wanted first.
const CHOICES: [(&str, &str); 4] = [
    (
        grant::CRYPTO_OFFICER,
        "Everything with keys: create, import, rotate, disable, delete.",
    ),
    (
        grant::CRYPTO_USER,
        "Use keys: encrypt, wrap, sign. Create and delete none.",
    ),
    (
        grant::READER,
        "See what keys, secrets and certificates there are; use none.",
    ),
    (
        grant::ADMINISTRATOR,
        "Everything with keys, secrets and certificates.",
    ),
];

pub(super) fn question() -> Field {
    let choice = |(id, help): &(&str, &str)| Choice {
        value: (*id).into(),
        label: role_name(id).into(),
        help: (*help).into(),
    };
    let choices = CHOICES.iter().map(choice).collect();
    Field::new("role", "Role", Input::Choice(choices)).initial(grant::CRYPTO_OFFICER)
}

fn role_name(id: &str) -> &'static str {
    roles::by_id(id).map_or("the role", |it| it.name)
}

pub(super) fn plan(vault: &Vault, who: &Who, ask: &Ask<'_>) -> Result<(Step, Vec<Check>), Invalid> {
    let role = ask.answers.needed("role")?;
    let request = give(vault, role, who);
    let properties = request.body.as_ref().and_then(|it| it.get("properties"));
    let text = |name: &str| {
        properties
            .and_then(|it| it.get(name)?.as_str())
            .unwrap_or_default()
    };
    let there = Condition::All(
        ["principalId", "roleDefinitionId"]
            .map(|it| Condition::Is(format!("/properties/{it}"), text(it).to_owned()))
            .into(),
    );
    let watch = Watch::new(assignment::shown_by(&request), there);
    let title = format!(
        "Make {} {} of {}",
        who.name(),
        role_name(role),
        vault.name()
    );
    let step = Step::send("give", title, request, watch)
        .why("At the vault, for everything in it. It takes up to ten minutes to have an effect.")
        .needs(grant::WRITE_ASSIGNMENT)
        .undo("Remove the role assignment.");
    Ok((
        step,
        vec![
            right(grant::WRITE_ASSIGNMENT, vault, ask),
            is_new(vault, who, role, ask),
        ],
    ))
}

/// Azure refuses a second assignment of a role to the same principal at the same place.
fn is_new(vault: &Vault, who: &Who, role: &str, ask: &Ask<'_>) -> Check {
    const ID: &str = "new";
    let name = role_name(role);
    let check = match assignment::everybodys(&vault.id, ask.facts) {
        Reading::Found(rows) => {
            let same = |it: &&assignment::Assignment| {
                it.principal.eq_ignore_ascii_case(&who.object)
                    && roles::by_id(&it.role).is_some_and(|it| it.id == role)
                    && !it.conditional
            };
            match rows.iter().find(same) {
                Some(it) => Check::new(
                    ID,
                    Finding::Failed,
                    format!("{} {name} already.", who.has()),
                )
                .reason("Nothing needs to be done. Where it has no effect yet, wait ten minutes.")
                .evidence(format!("at {}", it.scope)),
                None => Check::new(ID, Finding::Passed, format!("{} {name} yet.", who.has_no()))
                    .reason("Roles that come through a group are not looked at."),
            }
        }
        _ => Check::new(
            ID,
            Finding::Unknown,
            format!("Whether {} {name} is not known.", who.has().to_lowercase()),
        )
        .reason(
            "The role assignments could not be read. Azure refuses a second one of the same kind.",
        ),
    };
    let read = assignment::read_all(&vault.id);
    check.source(&ROLES).as_of(ask.facts.as_of([&read]))
}

fn give(vault: &Vault, role: &str, who: &Who) -> Request {
    match who.is_me {
        true => assignment::create_for_person(&vault.id, role, &who.object),
        false => assignment::create_for_object(&vault.id, role, &who.object),
    }
}
