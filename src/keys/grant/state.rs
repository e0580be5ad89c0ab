//! The judgement over what was read of a vault's grants.

use super::assignment::{self, Assignment, Definition};
use super::{DATA_ACTIONS, GrantState, Granted, How, KEY_PERMISSIONS};
use crate::arm::{Facts, Read, Reading, ResourceId};
use crate::keys::vault::{AccessPolicy, PermissionModel, Vault};

/// What must be read to judge, given what is known: nothing for access policies, which came with
/// the vault; the assignments for roles, and the definitions of those nobody knows.
#[must_use]
pub fn reads(vault: &Vault, key: &str, principal: &str, facts: &Facts) -> Vec<Read> {
    if vault.permission_model != PermissionModel::Roles {
        return Vec::new();
    }
    let scope = vault.key_id(key);
    let mut reads = vec![assignment::read(&scope, principal)];
    let assignments = assignment::at(&scope, principal, facts).into_found();
    reads.extend(assignment::unknown_definitions(
        &assignments.unwrap_or_default(),
    ));
    reads
}

/// Whether a principal may use a key of a vault, as far as [`reads`] were read.
#[must_use]
pub fn state(vault: &Vault, key: &str, principal: &str, facts: &Facts) -> GrantState {
    match vault.permission_model {
        PermissionModel::AccessPolicies => by_policy(vault, principal),
        PermissionModel::Roles => by_role(vault, key, principal, facts),
        PermissionModel::LocalRoles => GrantState::Unknown(
            "a Managed HSM keeps its roles to itself, and Resource Manager cannot read them".into(),
        ),
    }
}

/// Whether an access policy of a vault lets a principal do something with keys.
#[must_use]
pub fn permits(vault: &Vault, principal: &str, permission: &str) -> bool {
    own_policy(vault, principal).is_some_and(|it| has(it, permission))
}

/// The access policy of a principal by itself, without an application in between.
fn own_policy<'a>(vault: &'a Vault, principal: &str) -> Option<&'a AccessPolicy> {
    vault
        .access_policies
        .iter()
        .find(|it| it.object_id.eq_ignore_ascii_case(principal) && it.application_id.is_none())
}

fn by_policy(vault: &Vault, principal: &str) -> GrantState {
    match own_policy(vault, principal) {
        Some(policy) if KEY_PERMISSIONS.iter().all(|it| has(policy, it)) => {
            GrantState::Granted(Granted {
                how: How::AccessPolicy(policy.keys.clone()),
                at: vault.id.to_string(),
                since: None,
                over_privileged: excess_of_policy(policy),
            })
        }
        _ => GrantState::Missing,
    }
}

fn has(policy: &AccessPolicy, permission: &str) -> bool {
    policy
        .keys
        .iter()
        .any(|it| it.eq_ignore_ascii_case(permission) || it.eq_ignore_ascii_case("all"))
}

/// `list` shows names only, and many pages ask for it; it counts as needed.
fn excess_of_policy(policy: &AccessPolicy) -> Option<String> {
    let needed = |it: &str| {
        it.eq_ignore_ascii_case("list")
            || KEY_PERMISSIONS.iter().any(|n| n.eq_ignore_ascii_case(it))
    };
    let more: Vec<&str> = policy
        .keys
        .iter()
        .map(String::as_str)
        .filter(|it| !needed(it))
        .collect();
    (!more.is_empty()).then(|| {
        format!(
            "The access policy allows more than get, wrapKey and unwrapKey: {}.",
            more.join(", ")
        )
    })
}

fn by_role(vault: &Vault, key: &str, principal: &str, facts: &Facts) -> GrantState {
    let scope = vault.key_id(key);
    let assignments = match assignment::at(&scope, principal, facts) {
        Reading::NotRead => return GrantState::NotRead,
        // The list of a key that does not exist yet.
        Reading::Missing => return GrantState::Missing,
        Reading::Found(rows) => rows,
        failed @ Reading::Failed(_) => {
            let why = failed.why_unknown().unwrap_or_default();
            return GrantState::Unknown(format!("the role assignments could not be read: {why}"));
        }
    };
    let mut known: Vec<(Assignment, Definition)> = Vec::new();
    let mut doubt = None;
    for it in assignments.into_iter().filter(|it| holds_at(it, &scope)) {
        match assignment::definition(&it.role, facts) {
            Reading::Found(definition) => known.push((it, definition)),
            Reading::NotRead => return GrantState::NotRead,
            Reading::Missing | Reading::Failed(_) => {
                doubt = Some("the definition of a role could not be read".to_owned());
            }
        }
    }
    let (conditional, plain): (Vec<_>, Vec<_>) =
        known.into_iter().partition(|(it, _)| it.conditional);
    if let Some(granted) = best(&plain, vault) {
        return GrantState::Granted(granted);
    }
    if !conditional.is_empty() && best(&conditional, vault).is_some() {
        doubt = Some("a role is granted under a condition that is not evaluated here".into());
    }
    doubt.map_or(GrantState::Missing, GrantState::Unknown)
}

/// The tightest single role that suffices, else all of them together if they do.
fn best(known: &[(Assignment, Definition)], vault: &Vault) -> Option<Granted> {
    let suffices = |definitions: &[&Definition]| {
        DATA_ACTIONS
            .iter()
            .all(|it| definitions.iter().any(|d| d.rights.allows_data(it)))
    };
    let single = known
        .iter()
        .filter(|(_, definition)| suffices(&[definition]))
        .min_by_key(|(it, definition)| (excess(definition), std::cmp::Reverse(it.scope.len())));
    if let Some((it, definition)) = single {
        return Some(Granted {
            how: How::Role {
                name: definition.name.clone(),
                assignment: it.id.clone(),
            },
            at: it.scope.clone(),
            since: it.created,
            over_privileged: excess_sentence(it, definition, vault),
        });
    }
    let all: Vec<&Definition> = known.iter().map(|(_, definition)| definition).collect();
    let helping = known.iter().filter(|(_, definition)| {
        DATA_ACTIONS
            .iter()
            .any(|it| definition.rights.allows_data(it))
    });
    suffices(&all).then(|| Granted {
        how: How::Roles(helping.clone().map(|(_, it)| it.name.clone()).collect()),
        at: vault.id.to_string(),
        since: helping.filter_map(|(it, _)| it.created).max(),
        over_privileged: None,
    })
}

/// Data actions that no service needs for encryption; a role that has one allows too much.
const UNNEEDED: [&str; 5] = [
    "Microsoft.KeyVault/vaults/keys/decrypt/action",
    "Microsoft.KeyVault/vaults/keys/sign/action",
    "Microsoft.KeyVault/vaults/keys/update/action",
    "Microsoft.KeyVault/vaults/keys/delete",
    "Microsoft.KeyVault/vaults/secrets/getSecret/action",
];

fn excess(definition: &Definition) -> usize {
    UNNEEDED
        .iter()
        .filter(|it| definition.rights.allows_data(it))
        .count()
}

fn excess_sentence(it: &Assignment, definition: &Definition, vault: &Vault) -> Option<String> {
    if excess(definition) > 0 {
        return Some(format!(
            "{} allows more than reading, wrapping and unwrapping.",
            definition.name
        ));
    }
    let within = ResourceId::parse(&it.scope).is_ok_and(|scope| vault.id.contains(&scope));
    (!within).then(|| {
        format!(
            "{} is granted above the vault, at {}, and so on every vault there.",
            definition.name, it.scope
        )
    })
}

/// Whether an assignment holds at a scope: there, or anywhere above it, management groups and the
/// root included, which Azure lists only when they lie above.
#[must_use]
pub fn holds_at(it: &Assignment, scope: &ResourceId) -> bool {
    let above = it.scope == "/"
        || it
            .scope
            .to_ascii_lowercase()
            .starts_with("/providers/microsoft.management/");
    above || ResourceId::parse(&it.scope).is_ok_and(|it| it.contains(scope))
}
