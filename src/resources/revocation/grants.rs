//! The grants through which an identity uses a key: which can be taken away here, the steps that do,
//! and the steps that give them back.

use crate::arm::{Read, Reading, ResourceId};
use crate::keys::grant::{self, DATA_ACTIONS, assignment, policy};
use crate::keys::vault::{self, AccessPolicy, PermissionModel, Vault};
use crate::plan::{Condition, Step, Watch};
use crate::resources::Ask;

/// Something that lets an identity use a key.
#[derive(Clone)]
pub(super) enum Grant {
    /// A role assignment at the key or at its vault.
    Role(assignment::Assignment),
    /// An access policy of the vault.
    Policy(AccessPolicy),
}

const POLICIES: &str = "/properties/accessPolicies";

/// The grants of a principal that can be taken away without touching anything but this vault.
///
/// # Errors
/// In words, why taking them away would not be enough, or would be too much.
pub(super) fn removable(
    vault: &Vault,
    key: &str,
    principal: &str,
    ask: &Ask<'_>,
) -> Result<Vec<Grant>, String> {
    match vault.permission_model {
        PermissionModel::AccessPolicies => Ok(policies(vault, principal)),
        PermissionModel::Roles => roles(vault, key, principal, ask),
        PermissionModel::LocalRoles => Err(format!(
            "{} keeps its roles to itself: an administrator of the Managed HSM takes them away.",
            vault.name()
        )),
    }
}

/// What must be read to know every grant at a key.
pub(super) fn reads(vault: &Vault, key: &str) -> Vec<Read> {
    match vault.permission_model {
        PermissionModel::Roles => vec![assignment::read_all(&vault.key_id(key))],
        PermissionModel::AccessPolicies | PermissionModel::LocalRoles => Vec::new(),
    }
}

/// The grants through which services use a key, each with the object ID of who has it: roles that
/// services are given, at the key or its vault, and access policies of identities that are known
/// to use it. Those of people, and of automation that manages keys, stay.
///
/// # Errors
/// In words, why they cannot be known.
pub(super) fn of_services(
    vault: &Vault,
    key: &str,
    users: &[String],
    ask: &Ask<'_>,
) -> Result<Vec<(Grant, String)>, String> {
    match vault.permission_model {
        PermissionModel::AccessPolicies => Ok(users
            .iter()
            .flat_map(|it| {
                policies(vault, it)
                    .into_iter()
                    .map(|grant| (grant, it.clone()))
            })
            .collect()),
        PermissionModel::Roles => {
            let Reading::Found(rows) = assignment::everybodys(&vault.key_id(key), ask.facts) else {
                return Err("The role assignments could not be read.".into());
            };
            let of_service = |it: &assignment::Assignment| {
                let role = it.role.rsplit('/').next().unwrap_or_default();
                let given = [grant::SERVICE_ENCRYPTION_USER, grant::CRYPTO_USER];
                it.principal_kind.eq_ignore_ascii_case("ServicePrincipal")
                    && given.iter().any(|it| it.eq_ignore_ascii_case(role))
                    && ResourceId::parse(&it.scope).is_ok_and(|it| vault.id.contains(&it))
            };
            let rows = rows.into_iter().filter(of_service);
            Ok(rows
                .map(|it| {
                    let principal = it.principal.clone();
                    (Grant::Role(it), principal)
                })
                .collect())
        }
        PermissionModel::LocalRoles => Err(format!(
            "{} keeps its roles to itself: an administrator of the Managed HSM takes them away.",
            vault.name()
        )),
    }
}

fn policies(vault: &Vault, principal: &str) -> Vec<Grant> {
    let own = |it: &&AccessPolicy| it.object_id.eq_ignore_ascii_case(principal);
    let own = vault.access_policies.iter().filter(own);
    own.cloned().map(Grant::Policy).collect()
}

fn roles(vault: &Vault, key: &str, principal: &str, ask: &Ask<'_>) -> Result<Vec<Grant>, String> {
    let scope = vault.key_id(key);
    let Reading::Found(rows) = assignment::at(&scope, principal, ask.facts) else {
        return Err("The role assignments could not be read.".into());
    };
    let mut grants = Vec::new();
    for row in rows {
        let Reading::Found(definition) = assignment::definition(&row.role, ask.facts) else {
            return Err("The definition of a role could not be read.".into());
        };
        if !DATA_ACTIONS
            .iter()
            .any(|it| definition.rights.allows_data(it))
        {
            continue;
        }
        if !row.principal.eq_ignore_ascii_case(principal) {
            return Err(format!(
                "It has {} through a group, and taking the group\u{2019}s role away would stop more than this.",
                definition.name
            ));
        }
        if !ResourceId::parse(&row.scope).is_ok_and(|it| vault.id.contains(&it)) {
            return Err(format!(
                "It has {} at {}, and taking that away would close other vaults too.",
                definition.name, row.scope
            ));
        }
        grants.push(Grant::Role(row));
    }
    Ok(grants)
}

impl Grant {
    /// The step that takes it away, and what shows that it is gone.
    pub(super) fn take(&self, vault: &Vault, opener: &str) -> (Step, Watch) {
        let title = format!("Take {} away from {opener}", self.label());
        match self {
            Self::Role(it) => {
                let request = assignment::remove(&it.id);
                let watch = Watch::new(assignment::shown_by(&request), Condition::Gone);
                let step = Step::send(&self.id("take"), title, request, watch.clone())
                    .needs(grant::DELETE_ASSIGNMENT);
                (step, watch)
            }
            Self::Policy(it) => {
                let gone = Condition::NotPermitted(POLICIES.into(), it.object_id.clone());
                let watch = Watch::new(vault::read(&vault.id).request, gone);
                let request = policy::remove(&vault.id, it);
                let step = Step::send(&self.id("take"), title, request, watch.clone())
                    .needs(grant::WRITE_POLICY);
                (step, watch)
            }
        }
    }

    /// The step that gives it back as it was.
    pub(super) fn give_back(&self, vault: &Vault, opener: &str) -> Step {
        let title = format!("Give {} back to {opener}", self.label());
        let (request, there, permission) = match self {
            Self::Role(it) => (
                assignment::again(it),
                Condition::Is("/properties/principalId".into(), it.principal.clone()),
                grant::WRITE_ASSIGNMENT,
            ),
            Self::Policy(it) => (
                policy::put_back(&vault.id, it),
                Condition::Has(POLICIES.into(), "/objectId".into(), it.object_id.clone()),
                grant::WRITE_POLICY,
            ),
        };
        let read = match self {
            Self::Role(_) => assignment::shown_by(&request),
            Self::Policy(_) => vault::read(&vault.id).request,
        };
        Step::send(&self.id("give"), title, request, Watch::new(read, there)).needs(permission)
    }

    fn label(&self) -> String {
        match self {
            Self::Role(it) if it.scope.to_ascii_lowercase().contains("/keys/") => {
                "the role at the key".into()
            }
            Self::Role(_) => "the role at the vault".into(),
            Self::Policy(_) => "the access policy".into(),
        }
    }

    fn id(&self, verb: &str) -> String {
        match self {
            Self::Role(it) => format!("{verb}-{}", it.id.name()),
            Self::Policy(_) => format!("{verb}-policy"),
        }
    }
}
