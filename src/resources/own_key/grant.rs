//! The steps that grant the use of the key, and wait until the grant has arrived.

use super::access::{Access, Principal};
use super::{NEWEST, PRINCIPAL};
use crate::arm::access::roles;
use crate::keys::VaultKind;
use crate::keys::grant::{self, assignment, policy};
use crate::keys::key;
use crate::keys::vault::{self, PermissionModel, Vault};
use crate::plan::{Condition, HandOver, Step, Watch, reference, uuid_reference};

/// Seconds before the first try with a new role assignment: Azure gives no sign of its arrival.
///
/// Source: MicrosoftDocs/azure-docs, `role-based-access-control/troubleshooting.md`, read 21 Aug
/// 2026, names up to ten minutes.
pub(super) const ROLE_ARRIVES: u32 = 60;

/// The same for an access policy, which the vault itself keeps.
pub(super) const POLICY_ARRIVES: u32 = 10;

/// Seconds for which a principal that was made just now may be unknown to role assignments.
const PRINCIPAL_ARRIVES: u32 = 300;

impl Access<'_> {
    /// Grants the use of the key where it is not granted yet, and waits.
    #[must_use]
    pub fn grant_steps(&self, vault: &Vault) -> Vec<Step> {
        self.grant_steps_with(vault, grant::SERVICE_ENCRYPTION_USER)
    }

    /// The same with another role than the narrowest, given by its GUID, where the vault uses
    /// Azure roles.
    #[must_use]
    pub fn grant_steps_with(&self, vault: &Vault, role: &str) -> Vec<Step> {
        if self.granted(vault).granted().is_some() {
            return Vec::new();
        }
        match vault.permission_model {
            PermissionModel::Roles => self.by_role(vault, role),
            PermissionModel::AccessPolicies => self.by_policy(vault),
            PermissionModel::LocalRoles => vec![self.by_hand(vault)],
        }
    }

    /// Reads the newest version before the key is set, so that the proof knows what to look for.
    /// A pinned version is known, and a Managed HSM may not show its keys.
    #[must_use]
    pub fn newest_step(&self, vault: &Vault) -> Option<Step> {
        let name = self.key().name();
        let readable = key::one(&vault.id, name, self.ask.facts).found().is_some();
        if self.own.pinned.is_some() || vault.kind == VaultKind::ManagedHsm && !readable {
            return None;
        }
        let seen = Condition::Present("/properties/keyUriWithVersion".into());
        let watch = Watch::new(key::read(&vault.id, name).request, seen);
        let step = Step::watch(
            "newest",
            format!("Read the newest version of {name}"),
            watch,
        )
        .why("The proof looks for this version and no other.")
        .needs("Microsoft.KeyVault/vaults/keys/read")
        .expected(1)
        .capture(NEWEST, "/properties/keyUriWithVersion");
        Some(step)
    }

    /// What the identifier of the key in use must name, at a pointer.
    #[must_use]
    pub fn proof(&self, vault: &Vault, at: &str) -> Condition {
        let named = Condition::UsesKey(at.into(), self.own.key().to_string());
        match self.newest_step(vault) {
            Some(_) => Condition::All(vec![
                named,
                Condition::UsesKey(at.into(), reference(NEWEST)),
            ]),
            None => named,
        }
    }

    /// What the block at a pointer must name, where a service keeps vault, name and version of the
    /// key apart and may leave the version out while it follows the latest.
    #[must_use]
    pub fn proof_by_parts(&self, vault: &Vault, at: &str) -> Condition {
        let key = self.own.key().to_string();
        if self.own.pinned.is_some() {
            return Condition::NamesKey(at.into(), key);
        }
        let named = Condition::FollowsKey(at.into(), key);
        match self.newest_step(vault) {
            Some(_) => Condition::All(vec![
                named,
                Condition::FollowsKey(at.into(), reference(NEWEST)),
            ]),
            None => named,
        }
    }

    fn by_role(&self, vault: &Vault, role: &str) -> Vec<Step> {
        let scope = self.scope(vault);
        let name = match &self.principal {
            Principal::Known(principal) => assignment::name(&scope, role, principal),
            Principal::Later => uuid_reference(&[scope.as_str(), role, &format!("@{PRINCIPAL}")]),
        };
        let request = assignment::create(&scope, role, &self.principal_text(), &name);
        let read = assignment::shown_by(&request);
        let there = Condition::Is("/properties/principalId".into(), self.principal_text());
        let grant = Step::send(
            "grant",
            self.grant_title(),
            request,
            Watch::new(read.clone(), there.clone()),
        )
        .why(why_role(role))
        .needs(grant::WRITE_ASSIGNMENT)
        .patience(&["PrincipalNotFound"], PRINCIPAL_ARRIVES)
        .already(&["RoleAssignmentExists"])
        .undo("Remove the role assignment.")
        .settles(self.claim());
        vec![grant, wait(Watch::new(read, there), ROLE_ARRIVES)]
    }

    fn by_policy(&self, vault: &Vault) -> Vec<Step> {
        let principal = self.principal_text();
        let wanted = policy::permissions(self.arm_type);
        let request = policy::add(&vault.id, &vault.tenant, &principal, wanted);
        let watch = self.allowed(vault);
        let grant = Step::send("grant", self.grant_title(), request, watch.clone())
            .why(format!(
                "An access policy with {}: this vault does not use roles.",
                wanted.join(", ")
            ))
            .needs(grant::WRITE_POLICY)
            .undo("Remove the access policy.")
            .settles(self.claim());
        vec![grant, wait(watch, POLICY_ARRIVES)]
    }

    /// The read that shows the access policy, whoever made it.
    pub(super) fn allowed(&self, vault: &Vault) -> Watch {
        policy_seen(
            vault,
            &self.principal_text(),
            policy::permissions(self.arm_type),
        )
    }

    fn by_hand(&self, vault: &Vault) -> Step {
        let hand_over = HandOver {
            to: format!("An administrator of {}", vault.name()),
            commands: grant::hsm_commands(&self.own.key(), &self.principal_text()),
            shown_by: None,
            gives: None,
        };
        Step::hand_over("grant", self.grant_title(), hand_over)
            .why("A Managed HSM keeps its roles to itself; only its own data plane grants them.")
            .expected(600)
            .undo("Delete the local role assignment with the same tool.")
            .settles(self.claim())
    }

    pub(super) fn grant_title(&self) -> String {
        format!(
            "Grant {} the use of {}",
            self.identity_name,
            self.key().name()
        )
    }

    pub(super) fn principal_text(&self) -> String {
        match &self.principal {
            Principal::Known(principal) => principal.clone(),
            Principal::Later => reference(PRINCIPAL),
        }
    }
}

/// The read that shows what an access policy lets a principal do with keys.
#[must_use]
pub fn policy_seen(vault: &Vault, principal: &str, wanted: &[&str]) -> Watch {
    let allows = Condition::Allows {
        list: "/properties/accessPolicies".into(),
        at: "/objectId".into(),
        is: principal.to_owned(),
        of: "/permissions/keys".into(),
        all: wanted.iter().map(|it| (*it).to_owned()).collect(),
    };
    Watch::new(vault::read(&vault.id).request, allows)
}

fn why_role(role: &str) -> String {
    if role == grant::SERVICE_ENCRYPTION_USER {
        return "Key Vault Crypto Service Encryption User: read, wrap and unwrap, nothing more."
            .into();
    }
    let name = roles::by_id(role).map_or("This role", |it| it.name);
    format!("{name}: read, wrap and unwrap, and more than that.")
}

pub(super) fn wait(watch: Watch, seconds: u32) -> Step {
    Step::watch("wait", "Wait for the grant to reach the vault", watch.at_least(seconds).paced(10, 300))
        .why("Azure gives no sign when a grant has arrived; the next steps are tried again as long as the answer means \"not yet\".")
        .expected(seconds)
}
