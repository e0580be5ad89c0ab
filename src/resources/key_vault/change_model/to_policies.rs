//! From roles to access policies: whoever has a role on what is in the vault gets a policy that
//! allows the same.

use super::{Fate, Holder, Move};
use crate::arm::Reading;
use crate::keys::grant::assignment::{self, Assignment};
use crate::keys::grant::equal::{self, Kind};
use crate::keys::grant::{self, policy};
use crate::keys::vault::{self, AccessPolicy, Vault};
use crate::plan::{Condition, Step, Watch};
use crate::resources::Ask;
use crate::resources::own_key::policy_seen;

/// Azure takes this many policies in one request.
///
/// Source: Azure/bicep-types-az @ 1f896de2, `microsoft.keyvault/2026-02-01`, read 21 Aug 2026.
const AT_ONCE: usize = 16;

/// Seconds until a policy has an effect.
const ARRIVES: u32 = 30;

/// What a principal may do by its roles.
struct Held {
    policy: AccessPolicy,
    roles: Vec<String>,
    /// Only at one key, and not in all of the vault.
    narrower: bool,
    /// Why it cannot be known.
    doubt: Option<String>,
}

pub(super) fn plan(vault: &Vault, known: &[Assignment], without: &[&str], ask: &Ask<'_>) -> Move {
    let mut given: Vec<AccessPolicy> = Vec::new();
    let mut holders = Vec::new();
    for held in everybody(vault, known, ask) {
        let object = held.policy.object_id.clone();
        let fate = if without.iter().any(|it| it.eq_ignore_ascii_case(&object)) {
            Fate::Lost("You leave it out.".into())
        } else if let Some(doubt) = held.doubt {
            Fate::Lost(doubt)
        } else if has_all(vault, &held.policy) {
            Fate::Kept("an access policy that allows them".into())
        } else {
            given.push(held.policy.clone());
            let wider = match held.narrower {
                true => ", which holds for every key of the vault and not for some alone",
                false => "",
            };
            Fate::Given(format!("an access policy{wider}"))
        };
        let holds = held.roles.join(", ");
        holders.push(Holder {
            object,
            holds,
            fate,
        });
    }
    holders.extend(revived(vault, &holders));
    let chunks = given.chunks(AT_ONCE).enumerate();
    let mut steps: Vec<Step> = chunks.map(|(at, it)| write(vault, it, at)).collect();
    if !given.is_empty() {
        steps.push(wait(vault, &given));
    }
    Move { holders, steps }
}

/// Everybody with a role that allows something in the vault.
fn everybody(vault: &Vault, known: &[Assignment], ask: &Ask<'_>) -> Vec<Held> {
    let mut all: Vec<Held> = Vec::new();
    for it in known {
        let (role, rights) = match assignment::definition(&it.role, ask.facts) {
            Reading::Found(found) => (found.name, Some(found.rights)),
            _ => (it.role.clone(), None),
        };
        let words = |kind| rights.as_ref().map(|it| equal::permissions(kind, it));
        let [keys, secrets, certificates] = Kind::ALL.map(|it| words(it).unwrap_or_default());
        if rights.is_some() && keys.is_empty() && secrets.is_empty() && certificates.is_empty() {
            continue;
        }
        let doubt = match (&rights, it.conditional) {
            (None, _) => Some(format!("The definition of {role} could not be read.")),
            (_, true) => Some(format!(
                "Its {role} holds under a condition, and access policies have none."
            )),
            _ => None,
        };
        let found = all
            .iter()
            .position(|held| held.policy.object_id.eq_ignore_ascii_case(&it.principal));
        let at = found.unwrap_or_else(|| {
            all.push(Held {
                policy: AccessPolicy {
                    tenant: vault.tenant.clone(),
                    object_id: it.principal.clone(),
                    application_id: None,
                    keys: Vec::new(),
                    secrets: Vec::new(),
                    certificates: Vec::new(),
                },
                roles: Vec::new(),
                narrower: true,
                doubt: None,
            });
            all.len() - 1
        });
        let held = &mut all[at];
        held.roles.push(role);
        held.narrower &= !grant::holds_at(it, &vault.id);
        held.doubt = held.doubt.take().or(doubt);
        merge(&mut held.policy.keys, keys);
        merge(&mut held.policy.secrets, secrets);
        merge(&mut held.policy.certificates, certificates);
    }
    all
}

fn merge(into: &mut Vec<String>, more: Vec<String>) {
    let all = |it: &[String]| it.iter().any(|it| it == "all");
    if all(into) {
        return;
    }
    if all(&more) {
        *into = more;
        return;
    }
    for it in more {
        if !into.contains(&it) {
            into.push(it);
        }
    }
}

fn has_all(vault: &Vault, wanted: &AccessPolicy) -> bool {
    let own = vault.access_policies.iter().find(|it| {
        it.object_id.eq_ignore_ascii_case(&wanted.object_id) && it.application_id.is_none()
    });
    own.is_some_and(|own| {
        Kind::ALL.into_iter().all(|kind| {
            let held = equal::actions(kind, kind.of(own));
            let wanted = equal::actions(kind, kind.of(wanted));
            wanted.iter().all(|it| held.contains(it))
        })
    })
}

/// Policies that the vault still holds from before it went by roles: they count again.
fn revived(vault: &Vault, holders: &[Holder]) -> Vec<Holder> {
    let known = |it: &AccessPolicy| {
        let mut holders = holders.iter();
        holders.any(|held| held.object.eq_ignore_ascii_case(&it.object_id))
    };
    let left = vault.access_policies.iter().filter(|it| !known(it));
    left.map(|it| Holder {
        object: it.object_id.clone(),
        holds: format!("keys {}", it.keys.join(", ")),
        fate: Fate::Revived,
    })
    .collect()
}

fn write(vault: &Vault, policies: &[AccessPolicy], number: usize) -> Step {
    let request = policy::add_all(&vault.id, policies);
    let title = match policies {
        [one] => format!("Write an access policy for {}", one.object_id),
        many => format!("Write access policies for {}", many.len()),
    };
    Step::send(
        &format!("write-{number}"),
        title,
        request,
        shown(vault, policies),
    )
    .why("The vault keeps them and does not ask them until the change.")
    .needs(grant::WRITE_POLICY)
    .undo("Remove the access policies.")
}

fn shown(vault: &Vault, policies: &[AccessPolicy]) -> Watch {
    let seen = policies.iter().map(|it| {
        let keys: Vec<&str> = it.keys.iter().map(String::as_str).collect();
        policy_seen(vault, &it.object_id, &keys).until
    });
    Watch::new(
        vault::read(&vault.id).request,
        Condition::All(seen.collect()),
    )
}

fn wait(vault: &Vault, policies: &[AccessPolicy]) -> Step {
    let watch = shown(vault, policies).at_least(ARRIVES);
    Step::watch("wait", "See the access policies in the vault", watch)
        .why("Nothing has changed for anybody yet.")
        .expected(ARRIVES)
}
