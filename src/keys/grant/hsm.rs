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
pub fn give(key: &KeyUri, principal: &str) -> Vec<(String, String)> {
    let Words { hsm, role, scope } = words(quote, key);
    let az = format!(
        "az keyvault role assignment create --hsm-name {hsm} --role {role} --assignee-object-id {} --assignee-principal-type ServicePrincipal --scope {scope}",
        quote(principal)
    );
    lines(az, "New-AzKeyVaultRoleAssignment", key, principal)
}

/// What an administrator of the HSM types to take it back, by shell.
#[must_use]
pub fn take_back(key: &KeyUri, principal: &str) -> Vec<(String, String)> {
    let Words { hsm, role, scope } = words(quote, key);
    let az = format!(
        "az keyvault role assignment delete --hsm-name {hsm} --role {role} --assignee {} --scope {scope}",
        quote(principal)
    );
    lines(az, "Remove-AzKeyVaultRoleAssignment", key, principal)
}

/// What shows the assignments of a principal on a key; a list at a wider scope leaves them out.
#[must_use]
pub fn show(key: &KeyUri, principal: &str) -> String {
    let Words { hsm, scope, .. } = words(quote, key);
    let principal = quote(principal);
    format!(
        "az keyvault role assignment list --hsm-name {hsm} --assignee {principal} --scope {scope}"
    )
}

/// The quoted words that every line holds.
struct Words {
    hsm: String,
    role: String,
    scope: String,
}

fn words(quote: fn(&str) -> String, key: &KeyUri) -> Words {
    Words {
        hsm: quote(key.vault_name()),
        role: quote(HSM_ROLE),
        scope: quote(&format!("/keys/{}", key.name())),
    }
}

fn lines(az: String, cmdlet: &str, key: &KeyUri, principal: &str) -> Vec<(String, String)> {
    let Words { hsm, role, scope } = words(quote_powershell, key);
    let principal = quote_powershell(principal);
    let powershell = format!(
        "{cmdlet} -HsmName {hsm} -RoleDefinitionName {role} -ObjectId {principal} -Scope {scope}"
    );
    vec![("Azure CLI".into(), az), ("PowerShell".into(), powershell)]
}
