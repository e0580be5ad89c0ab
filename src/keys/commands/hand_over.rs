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

/// Imports a key from a file: PEM for the Azure CLI, PFX for PowerShell. The password is asked for,
/// and stands in no line.
#[must_use]
pub fn import_file(vault: &str, key: &str, hardware: bool) -> Vec<(String, String)> {
    let protection = if hardware { "hsm" } else { "software" };
    let destination = if hardware { " -Destination HSM" } else { "" };
    let az = format!(
        "az keyvault key import --vault-name {} --name {} --pem-file {} --protection {protection}",
        quote(vault),
        quote(key),
        quote(&format!("{key}.pem")),
    );
    let powershell = format!(
        "Add-AzKeyVaultKey -VaultName {} -Name {} -KeyFilePath {} -KeyFilePassword (Read-Host -AsSecureString 'Password'){destination}",
        quote_powershell(vault),
        quote_powershell(key),
        quote_powershell(&format!("{key}.pfx")),
    );
    lines(az, Some(powershell))
}

/// Makes the key that wraps what is transferred from another HSM, and fetches its public half.
#[must_use]
pub fn exchange_key(vault: &str, name: &str) -> Vec<(String, String)> {
    let file = format!("{name}.publickey.pem");
    let (az_vault, az_name) = (quote(vault), quote(name));
    let az = format!(
        "az keyvault key create --kty RSA-HSM --size 4096 --name {az_name} --ops import --vault-name {az_vault} && az keyvault key download --name {az_name} --vault-name {az_vault} --file {}",
        quote(&file),
    );
    let (vault, name) = (quote_powershell(vault), quote_powershell(name));
    let powershell = format!(
        "Add-AzKeyVaultKey -VaultName {vault} -Name {name} -Destination HSM -Size 4096 -KeyOps import; Get-AzKeyVaultKey -VaultName {vault} -KeyName {name} -OutFile {}",
        quote_powershell(&file),
    );
    lines(az, Some(powershell))
}

/// Imports a transfer file that the tool of an HSM's vendor made.
#[must_use]
pub fn import_transfer(vault: &str, key: &str) -> Vec<(String, String)> {
    let file = format!("{key}.byok");
    let az = format!(
        "az keyvault key import --vault-name {} --name {} --byok-file {} --kty RSA-HSM --ops wrapKey unwrapKey",
        quote(vault),
        quote(key),
        quote(&file),
    );
    let powershell = format!(
        "Add-AzKeyVaultKey -VaultName {} -Name {} -KeyFilePath {}",
        quote_powershell(vault),
        quote_powershell(key),
        quote_powershell(&file),
    );
    lines(az, Some(powershell))
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
