//! From access policies to roles: each policy is given the narrowest role that allows the same.

use super::{Fate, Holder, Move};
use crate::arm::access::Role;
use crate::keys::grant;
use crate::keys::grant::assignment::{self, Assignment};
use crate::keys::grant::equal::{self, Kind};
use crate::keys::vault::{AccessPolicy, Vault};
use crate::plan::{Condition, Step, Watch};
use crate::resources::Ask;

/// Seconds until roles have an effect in the vault. Nothing is tried again after the change, so
/// the whole time is waited.
///
/// Source: MicrosoftDocs/azure-docs, `role-based-access-control/troubleshooting.md`, read 21 Aug
/// 2026: up to ten minutes.
const ARRIVES: u32 = 600;

pub(super) fn plan(vault: &Vault, known: &[Assignment], without: &[&str], ask: &Ask<'_>) -> Move {
    let mut moved = Move {
        holders: Vec::new(),
        steps: Vec::new(),
    };
    let mut given: Vec<Step> = Vec::new();
    for policy in &vault.access_policies {
        let Some(roles) = roles(policy) else { continue };
        let fate = match why_not(policy, without) {
            Some(why) => Fate::Lost(why),
            None if has_all(policy, vault, known, ask) => {
                Fate::Kept("roles that allow them".into())
            }
            None => {
                for role in &roles {
                    let number = given.len();
                    given.push(give(vault, policy, role, number));
                }
                let names: Vec<&str> = roles.iter().map(|it| it.name).collect();
                Fate::Given(names.join(" and "))
            }
        };
        let through = policy.application_id.as_ref();
        let through = through.map(|it| format!(" through {it}"));
        moved.holders.push(Holder {
            object: policy.object_id.clone() + &through.unwrap_or_default(),
            holds: holds(policy),
            fate,
        });
    }
    let seen: Vec<Step> = given.iter().enumerate().filter_map(see).collect();
    moved.steps.extend(given);
    moved.steps.extend(seen);
    moved
        .steps
        .extend(moved.steps.last().cloned().and_then(wait));
    moved
}

/// The roles that together allow what a policy allows; none for one that allows nothing.
fn roles(policy: &AccessPolicy) -> Option<Vec<&'static Role>> {
    let mut roles: Vec<&Role> = Vec::new();
    for kind in Kind::ALL {
        let role = equal::role(kind, kind.of(policy));
        roles.extend(role.filter(|it| !roles.contains(it)));
    }
    (!roles.is_empty()).then_some(roles)
}

fn why_not(policy: &AccessPolicy, without: &[&str]) -> Option<String> {
    if policy.application_id.is_some() {
        return Some(
            "Its policy holds only together with an application, and there is no such role.".into(),
        );
    }
    let left_out = without
        .iter()
        .any(|it| it.eq_ignore_ascii_case(&policy.object_id));
    left_out.then(|| "You leave it out.".into())
}

/// Whether the roles of a principal, at the vault or above it, allow all that its policy allows.
/// Conditions are not evaluated, and groups are not opened.
fn has_all(policy: &AccessPolicy, vault: &Vault, known: &[Assignment], ask: &Ask<'_>) -> bool {
    let own = known.iter().filter(|it| {
        let here = it.principal.eq_ignore_ascii_case(&policy.object_id) && !it.conditional;
        here && grant::holds_at(it, &vault.id)
    });
    let rights: Vec<_> = own
        .filter_map(|it| assignment::definition(&it.role, ask.facts).into_found())
        .map(|it| it.rights)
        .collect();
    let mut wanted = Kind::ALL
        .into_iter()
        .filter(|it| !it.of(policy).is_empty())
        .flat_map(|it| equal::actions(it, it.of(policy)));
    wanted.all(|action| rights.iter().any(|it| it.allows_data(&action)))
}

fn give(vault: &Vault, policy: &AccessPolicy, role: &Role, number: usize) -> Step {
    let object = &policy.object_id;
    let request = assignment::create_for_object(&vault.id, role.id, object);
    let there = Condition::Is("/properties/principalId".into(), object.clone());
    let watch = Watch::new(assignment::shown_by(&request), there);
    let title = format!("Give {object} {}", role.name);
    Step::send(&format!("give-{number}"), title, request, watch)
        .why(format!(
            "The narrowest built-in role that allows what its policy does: {}.",
            holds(policy)
        ))
        .needs(grant::WRITE_ASSIGNMENT)
        .undo("Remove the role assignment.")
}

/// "keys get, wrapKey; secrets get".
fn holds(policy: &AccessPolicy) -> String {
    let words = |kind: Kind| {
        let held = kind.of(policy);
        (!held.is_empty()).then(|| format!("{} {}", kind.name(), held.join(", ")))
    };
    let all: Vec<String> = Kind::ALL.into_iter().filter_map(words).collect();
    all.join("; ")
}

/// A role that was answered is not yet one that is there.
fn see((number, given): (usize, &Step)) -> Option<Step> {
    let title = format!("See it: {}", given.title);
    let seen = given.shown_by()?.clone();
    Some(Step::watch(&format!("see-{number}"), title, seen).expected(1))
}

/// Azure shows what was given at once, and lets it have an effect later.
fn wait(last: Step) -> Option<Step> {
    let watch = last
        .shown_by()?
        .clone()
        .at_least(ARRIVES)
        .paced(30, ARRIVES + 300);
    let step = Step::watch("wait", "Wait ten minutes for the roles to reach the vault", watch)
        .why("A role takes up to ten minutes to have an effect, and Azure gives no sign when it has. Nothing has changed for anybody yet.")
        .expected(ARRIVES);
    Some(step)
}
