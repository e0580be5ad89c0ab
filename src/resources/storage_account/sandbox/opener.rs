//! Who opens the vault of an account's key: an identity of the account, and for a vault in another
//! directory the application for which that identity speaks there.
//!
//! Source: azure-docs, `articles/storage/common/
//! customer-managed-keys-configure-cross-tenant-existing-account.md`, and azure-rest-api-specs,
//! `StorageAccountUpdateUserAssignedIdentityWithFederatedIdentityClientId.json`, read 21 Aug 2026.

use serde_json::{Value, json};

use super::encryption::Account;
use super::key_errors::{identity_not_attached, missing_prerequisites, no_identity, not_federated};
use crate::resources::key_vault::sandbox::opening;
use crate::resources::simulated::{Refusal, World, identity, text};

/// Who opens a vault, and where they come from.
pub(super) struct KeyUser {
    pub(super) principal: String,
    pub(super) tenant: String,
}

/// What an account says of who opens its vault.
#[derive(Debug, PartialEq)]
pub(super) struct Opener {
    /// The user-assigned identity; empty for the account's own.
    identity: String,
    /// The application ID; empty where the vault is in the account's own directory.
    application: String,
}

impl Opener {
    /// What an encryption says.
    pub(super) fn of(encryption: &Value) -> Self {
        let part = |name: &str| text(encryption, &format!("/identity/{name}")).to_owned();
        Self {
            identity: part("userAssignedIdentity"),
            application: part("federatedIdentityClientId"),
        }
    }

    /// What a body asks for. What it does not mention stays as it is, which is assumed; `null` and
    /// an empty text take it away. Only a user-assigned identity can speak for an application.
    pub(super) fn asked(account: &Account<'_>, asked: &Value) -> Result<Self, Refusal> {
        let held = account.before.map(Self::of);
        let held = |part: fn(&Self) -> &String| held.as_ref().map(part).cloned();
        let given = |name: &str, held: Option<String>| match asked["identity"].get(name) {
            None => held.unwrap_or_default(),
            Some(value) => value.as_str().unwrap_or_default().to_owned(),
        };
        let identity = given("userAssignedIdentity", held(|it| &it.identity));
        let application = given("federatedIdentityClientId", held(|it| &it.application));
        if identity.is_empty() {
            return match application.as_str() {
                "" => Ok(Self {
                    identity,
                    application,
                }),
                _ => Err(identity_not_attached()),
            };
        }
        let mut users = identity::users(account.identity);
        let attached = users.find(|it| it.eq_ignore_ascii_case(&identity));
        Ok(Self {
            identity: attached.cloned().ok_or_else(identity_not_attached)?,
            application,
        })
    }

    pub(super) fn same(&self, other: &Self) -> bool {
        self.identity.eq_ignore_ascii_case(&other.identity)
            && self.application.eq_ignore_ascii_case(&other.application)
    }

    /// What the account says then; nothing where its own identity opens the vault.
    pub(super) fn shown(&self) -> Option<Value> {
        if self.identity.is_empty() {
            return None;
        }
        let mut shown = json!({ "userAssignedIdentity": self.identity });
        if !self.application.is_empty() {
            shown["federatedIdentityClientId"] = json!(self.application);
        }
        Some(shown)
    }

    /// Whom a vault at a neutral address sees, when it is opened for an account that is there.
    pub(super) fn key_user(
        &self,
        world: &dyn World,
        (own, block): (String, &Value),
        address: &str,
    ) -> Result<KeyUser, Refusal> {
        let principal = identity::principal(block, &self.identity).ok_or_else(|| {
            if identity::users(block).next().is_some() {
                missing_prerequisites()
            } else {
                no_identity()
            }
        })?;
        let there = opening::tenant(world, address).filter(|_| !self.application.is_empty());
        let Some(tenant) = there else {
            // Without an application it is the identity itself; without a vault nobody is asked.
            let tenant = own;
            return Ok(KeyUser { principal, tenant });
        };
        let speaker = (self.application.as_str(), principal.as_str());
        match world.stands_in(speaker, &tenant) {
            Ok(principal) => Ok(KeyUser { principal, tenant }),
            Err(why) => Err(not_federated(why, speaker)),
        }
    }
}
