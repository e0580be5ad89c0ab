//! The local role of a Managed HSM, which only its own data plane can grant: command lines to hand
//! over.
//!
//! Source: MicrosoftDocs/azure-security-docs @ 1c4310be, `managed-hsm/role-management.md`, read
//! 21 Aug 2026.

use super::HSM_ROLE;
use crate::keys::commands::{quote, quote_powershell};
use crate::keys::key_uri::KeyUri;

/// What an administrator of the HSM types to let a principal use a key, by shell.
#[must_use]
pub fn commands(key: &KeyUri, principal: &str) -> Vec<(String, String)> {
    let (hsm, scope) = (key.vault_name(), format!("/keys/{}", key.name()));
    let az = format!(
        "az keyvault role assignment create --hsm-name {} --role {} --assignee-object-id {} --assignee-principal-type ServicePrincipal --scope {}",
        quote(hsm),
        quote(HSM_ROLE),
        quote(principal),
        quote(&scope)
    );
    let powershell = format!(
        "New-AzKeyVaultRoleAssignment -HsmName {} -RoleDefinitionName {} -ObjectId {} -Scope {}",
        quote_powershell(hsm),
        quote_powershell(HSM_ROLE),
        quote_powershell(principal),
        quote_powershell(&scope)
    );
    vec![("Azure CLI".into(), az), ("PowerShell".into(), powershell)]
}
