//! The vault of a key, and whether the identity that will open it may.

use super::questions::{GrantAt, OwnKey};
use crate::arm::access::{locks, rights};
use crate::arm::{Read, ResourceId, Source};
use crate::keys::grant::{self, GrantState, How, policy};
use crate::keys::key::{self, Needs};
use crate::keys::network;
use crate::keys::vault::{self, PermissionModel, Sought, Vault};
use crate::keys::{IdentityKind, KeyUri, Tone, VaultKind};
use crate::plan::{Check, Claim, Finding, preflight};
use crate::resources::Ask;

const GRANTS: Source = Source::new(
    "Key Vault Crypto Service Encryption User",
    "https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/security",
    "2026-08-21",
);

/// Who opens the vault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Principal {
    /// An identity that is there, by its object ID.
    Known(String),
    /// An identity that a step of the plan makes; the run keeps its object ID as
    /// [`PRINCIPAL`](super::PRINCIPAL).
    Later,
}

/// The way from a resource to a key: the vault that was found, and who opens it.
#[derive(Clone, Debug)]
pub struct Access<'a> {
    /// The wish.
    pub ask: &'a Ask<'a>,
    /// The key and how it is followed.
    pub own: &'a OwnKey,
    /// The ARM type of the resource that will use the key.
    pub arm_type: &'a str,
    /// Which kind of identity opens the vault.
    pub identity: IdentityKind,
    /// Its name on screen.
    pub identity_name: &'a str,
    /// Who it is.
    pub principal: Principal,
    /// The subscription to look for the vault in first; empty where none is nearer than others.
    pub near: &'a str,
}

impl Access<'_> {
    /// What is known of the vault.
    #[must_use]
    pub fn sought(&self) -> Sought {
        let pasted = &self.own.pasted;
        vault::find(
            &pasted.key,
            pasted.vault_id.as_ref(),
            self.near(),
            self.ask.facts,
        )
    }

    fn near(&self) -> Option<&str> {
        Some(self.near).filter(|it| !it.is_empty())
    }

    /// The vault, if it was found.
    #[must_use]
    pub fn vault(&self) -> Option<Vault> {
        match self.sought() {
            Sought::Found(vault) => Some(*vault),
            Sought::NotRead | Sought::Nowhere | Sought::NotVisible(_) => None,
        }
    }

    /// What must be read, given what is known.
    #[must_use]
    pub fn reads(&self) -> Vec<Read> {
        let pasted = &self.own.pasted;
        let mut reads = vault::find_reads(
            &pasted.key,
            pasted.vault_id.as_ref(),
            self.near(),
            self.ask.facts,
        );
        let Some(vault) = self.vault() else {
            return reads;
        };
        let name = pasted.key.name();
        reads.push(key::read(&vault.id, name));
        reads.extend(
            self.own
                .pinned
                .as_ref()
                .map(|it| key::version_read(&vault.id, name, it)),
        );
        reads.push(rights::read(&vault.id));
        reads.extend(locks::reads(&vault.id));
        if let Principal::Known(principal) = &self.principal {
            reads.extend(grant::reads(&vault, name, principal, self.ask.facts));
        }
        reads
    }

    /// Whether the identity may use the key already. A new identity may not.
    #[must_use]
    pub fn granted(&self, vault: &Vault) -> GrantState {
        match &self.principal {
            Principal::Known(principal) => {
                let state = grant::state(vault, self.key().name(), principal, self.ask.facts);
                match self.is_enough(&state) {
                    true => state,
                    false => GrantState::Missing,
                }
            }
            Principal::Later if vault.kind == VaultKind::ManagedHsm => {
                GrantState::Unknown("the identity is new".into())
            }
            Principal::Later => GrantState::Missing,
        }
    }

    /// Whether an access policy holds all that the service wants to have.
    fn is_enough(&self, state: &GrantState) -> bool {
        let Some(How::AccessPolicy(held)) = state.granted().map(|it| &it.how) else {
            return true;
        };
        let has = |wanted: &str| {
            let mut held = held.iter();
            held.any(|it| it.eq_ignore_ascii_case(wanted) || it.eq_ignore_ascii_case("all"))
        };
        policy::permissions(self.arm_type).iter().all(|it| has(it))
    }

    /// Everything worth knowing about vault, key and grant before anything is sent.
    #[must_use]
    pub fn checks(&self, needs: Needs) -> Vec<Check> {
        let vault = match self.sought() {
            Sought::Found(vault) => *vault,
            other => return vec![self.not_found(&other)],
        };
        let facts = self.ask.facts;
        let mut checks = vec![
            preflight::ready(&vault, facts),
            preflight::recoverable(&vault, facts),
            preflight::key(&vault, &self.own.key(), needs, facts, self.ask.now),
            self.network(&vault),
            self.grant(&vault),
        ];
        if vault.kind == VaultKind::Vault && self.granted(&vault).granted().is_none() {
            checks.push(self.right_to_grant(&vault));
            checks.push(preflight::locks(
                "locks-vault",
                &vault.id,
                vault.name(),
                facts,
            ));
        }
        checks
    }

    /// Where the role is granted.
    pub(super) fn scope(&self, vault: &Vault) -> ResourceId {
        match self.own.grant_at {
            GrantAt::Key => vault.key_id(self.key().name()),
            GrantAt::Vault => vault.id.clone(),
        }
    }

    pub(super) fn key(&self) -> &KeyUri {
        &self.own.pasted.key
    }

    pub(super) fn claim(&self) -> Claim {
        Claim::granted(self.key().host(), self.key().name())
    }

    fn network(&self, vault: &Vault) -> Check {
        let reach = network::reach(&vault.network, self.arm_type, self.identity);
        let finding = match reach.tone {
            Tone::Ok | Tone::None => Finding::Passed,
            Tone::Warn => Finding::Warning,
            Tone::Unknown => Finding::Unknown,
            Tone::Bad => Finding::Failed,
        };
        Check::new(
            "network",
            finding,
            format!("{}: {}.", vault.name(), reach.word.to_lowercase()),
        )
        .reason(reach.reason)
        .source(&reach.source)
        .as_of(self.ask.facts.as_of([&vault::read(&vault.id)]))
    }

    fn grant(&self, vault: &Vault) -> Check {
        let (who, key) = (self.identity_name, self.key().name());
        let check = match self.granted(vault) {
            GrantState::Granted(found) => {
                let finding = if found.over_privileged.is_some() { Finding::Warning } else { Finding::Passed };
                Check::new("grant", finding, format!("{who} may use {key}."))
                    .reason(found.over_privileged.unwrap_or_default())
                    .evidence(format!("{} at {}", found.how.label(), found.at))
                    .settles(self.claim())
            }
            GrantState::Missing => Check::new("grant", Finding::Passed, format!("{who} may not use {key} yet; the plan grants it.")),
            GrantState::Unknown(why) if vault.kind == VaultKind::ManagedHsm => {
                Check::new("grant", Finding::Warning, format!("Whether {who} may use {key} cannot be seen from here."))
                    .reason(format!("It is so because {why}. An administrator of the HSM grants the role in one of the steps."))
            }
            GrantState::Unknown(why) => {
                Check::new("grant", Finding::Warning, format!("Whether {who} may use {key} is not known; the plan grants it."))
                    .reason(format!("It is not known because {why}."))
            }
            GrantState::NotRead => Check::new("grant", Finding::Unknown, "The grants were not read yet."),
        };
        check
            .source(&GRANTS)
            .as_of(self.ask.facts.as_of([&vault::read(&vault.id)]))
    }

    /// Whether the person may grant it.
    #[must_use]
    pub fn right_to_grant(&self, vault: &Vault) -> Check {
        let action = match vault.permission_model {
            PermissionModel::AccessPolicies => grant::WRITE_POLICY,
            PermissionModel::Roles | PermissionModel::LocalRoles => grant::WRITE_ASSIGNMENT,
        };
        preflight::right(
            "right-grant",
            action,
            &vault.id,
            vault.name(),
            self.ask.facts,
        )
    }

    fn not_found(&self, sought: &Sought) -> Check {
        let (host, id) = (self.key().host(), "vault");
        match sought {
            Sought::NotVisible(hidden) => {
                Check::new(id, Finding::Failed, format!("{host} was not found where you may look."))
                    .reason(format!("These could not be read: {}. Ask for Reader on the vault.", hidden.join(", ")))
            }
            Sought::Nowhere => Check::new(id, Finding::Failed, format!("{host} is in none of your subscriptions."))
                .reason("Check the name, or ask for Reader on the vault. A vault of another directory needs another action."),
            Sought::NotRead | Sought::Found(_) => Check::new(id, Finding::Failed, format!("{host} was not looked for yet.")),
        }
    }
}
