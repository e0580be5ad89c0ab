//! What only the vault's own data plane can do, as lines for a person to run. Each is a list of
//! shell and line, for the shells that know the command.

use super::{quote, quote_powershell};
use crate::keys::key_uri::{KeyUri, VaultKind};

/// Makes a new version of a key; needs Key Vault Crypto Officer, or the `rotate` permission.
/// PowerShell has no such command for a Managed HSM.
#[must_use]
pub fn rotate(key: &KeyUri) -> Vec<(String, String)> {
    let az = format!("az keyvault key rotate {}", az_names(key));
    let powershell = (key.kind() == VaultKind::Vault)
        .then(|| format!("Invoke-AzKeyVaultKeyRotation {}", powershell_names(key)));
    lines(az, powershell)
}

/// Disables a version, or the newest where none is named: everything that uses it stops.
#[must_use]
pub fn disable(key: &KeyUri) -> Vec<(String, String)> {
    switch(key, "false")
}

/// Enables a version, or the newest where none is named.
#[must_use]
pub fn enable(key: &KeyUri) -> Vec<(String, String)> {
    switch(key, "true")
}

fn switch(key: &KeyUri, to: &str) -> Vec<(String, String)> {
    let version = |flag: &str| {
        key.version()
            .map(|it| format!(" {flag} {it}"))
            .unwrap_or_default()
    };
    let az = format!(
        "az keyvault key set-attributes {}{} --enabled {to}",
        az_names(key),
        version("--version")
    );
    let powershell = format!(
        "Update-AzKeyVaultKey {}{} -Enable ${to}",
        powershell_names(key),
        version("-Version")
    );
    lines(az, Some(powershell))
}

fn az_names(key: &KeyUri) -> String {
    let flag = match key.kind() {
        VaultKind::Vault => "--vault-name",
        VaultKind::ManagedHsm => "--hsm-name",
    };
    format!(
        "{flag} {} --name {}",
        quote(key.vault_name()),
        quote(key.name())
    )
}

fn powershell_names(key: &KeyUri) -> String {
    let flag = match key.kind() {
        VaultKind::Vault => "-VaultName",
        VaultKind::ManagedHsm => "-HsmName",
    };
    let (vault, name) = (
        quote_powershell(key.vault_name()),
        quote_powershell(key.name()),
    );
    format!("{flag} {vault} -Name {name}")
}

fn lines(az: String, powershell: Option<String>) -> Vec<(String, String)> {
    let powershell = powershell.map(|it| ("PowerShell".to_owned(), it));
    std::iter::once(("Azure CLI".to_owned(), az))
        .chain(powershell)
        .collect()
}
