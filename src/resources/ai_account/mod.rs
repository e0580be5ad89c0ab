//! Foundry accounts, whose projects one key protects, and the other accounts of their ARM type.
//!
//! Source: <https://learn.microsoft.com/azure/foundry/concepts/encryption-keys-portal>, read 27 Nov
//! 2026. There is no key on a project itself in any version of the API up to 2026-07-01
//! (Azure/bicep-types-az @ 1f896de2, read 21 Aug 2026).

mod account;
mod body;
mod change_key;
mod create;
mod creation;
mod delete;
mod deleted;
mod facts;
mod held;
mod keyed;
mod kinds;
mod model;
mod names;
mod notes;
mod purge;
mod recover;
mod return_to_microsoft;
mod role;
pub mod sandbox;
#[cfg(test)]
mod tests;
mod use_my_key;
mod versions;
mod wish;

pub use deleted::DeletedAiAccount;

use super::{Action, Detail, ResourceType};
use crate::arm::access::{Permission, Place};
use crate::arm::{Facts, Read, Resource, Source, Timestamp, Unreadable, versions as api};
use crate::keys::Configuration;
use crate::keys::identity::ASSIGN;

/// `Microsoft.CognitiveServices/accounts`.
pub struct AiAccount;

const READ: &str = "Microsoft.CognitiveServices/accounts/read";
const WRITE: &str = "Microsoft.CognitiveServices/accounts/write";

/// The pointer to the key, in parts.
const AT_KEY: &str = "/properties/encryption/keyVaultProperties";

/// Refusals that a grant which has not arrived yet brings about. Microsoft's page names the status
/// and no code; the last two are what Key Vault and other services say.
///
/// Source: the page below, "Troubleshooting", and hashicorp/terraform-provider-azurerm#32855, read
/// 27 Nov 2026.
const NOT_YET: [&str; 3] = [
    "Forbidden",
    "ForbiddenByRbac",
    "KeyVaultAuthenticationFailure",
];

/// Seconds for which those refusals are met with another try.
const PATIENCE: u32 = 900;

/// Microsoft's page on keys for Foundry.
const PAGE: Source = Source::new(
    "Configure customer-managed keys for Microsoft Foundry",
    "https://learn.microsoft.com/azure/foundry/concepts/encryption-keys-portal",
    "2026-11-27",
);

/// What changing an account needs.
const WRITES: [Permission; 1] = [Permission::control(WRITE, Place::Resource)];

/// What an identity needs besides.
const PERMISSIONS: [Permission; 2] = [
    Permission::control(WRITE, Place::Resource),
    Permission::control(ASSIGN, Place::Identity),
];

impl ResourceType for AiAccount {
    fn arm_type(&self) -> &'static str {
        "Microsoft.CognitiveServices/accounts"
    }

    fn api_version(&self) -> &'static str {
        api::COGNITIVE_SERVICES
    }

    fn label(&self) -> &'static str {
        "AI account"
    }

    fn plural(&self) -> &'static str {
        "Foundry and AI accounts"
    }

    fn icon(&self) -> &'static str {
        "foundry"
    }

    fn docs(&self) -> &'static str {
        "https://learn.microsoft.com/azure/foundry/concepts/encryption-keys-portal"
    }

    fn actions(&self) -> &'static [&'static dyn Action] {
        &[
            &use_my_key::UseMyKey,
            &versions::TakeNewest,
            &change_key::ChangeKey,
            &versions::FollowLatest,
            &versions::PinVersion,
            &return_to_microsoft::ReturnToMicrosoft,
            &delete::Delete,
            &create::CreateWithMyKey,
        ]
    }

    fn configuration(&self, resource: &Resource) -> Result<Configuration, Unreadable> {
        model::configuration(resource)
    }

    fn details(&self, resource: &Resource) -> Vec<Detail> {
        facts::own(resource)
    }

    fn related_reads(&self, resource: &Resource, facts: &Facts, _: Timestamp) -> Vec<Read> {
        facts::reads(resource, facts)
    }

    fn related(&self, resource: &Resource, facts: &Facts, _: Timestamp) -> Vec<Detail> {
        facts::related(resource, facts)
    }
}
