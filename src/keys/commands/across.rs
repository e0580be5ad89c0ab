//! A key across directories, where Microsoft Graph may not be asked: lines for whoever may.
//!
//! Sources: Microsoft Learn, "Configure cross-tenant customer-managed keys", the Azure CLI's own help
//! and the reference of Az PowerShell 16.2, read 21 Aug 2026.

use serde_json::Value;

use super::{quote, quote_powershell};

const CLI: &str = "Azure CLI";
const POWERSHELL: &str = "PowerShell";
const PORTAL: &str = "Azure portal";

/// Registers an application that any directory may install.
#[must_use]
pub fn register_application(name: &str, return_page: &str) -> Vec<(String, String)> {
    let page = |flag: &str, quote: fn(&str) -> String| match return_page {
        "" => String::new(),
        page => format!(" {flag} {}", quote(page)),
    };
    let az = format!(
        "az ad app create --display-name {} --sign-in-audience AzureADMultipleOrgs{} --query appId --output tsv",
        quote(name),
        page("--web-redirect-uris", quote)
    );
    let powershell = format!(
        "(New-AzADApplication -DisplayName {} -SignInAudience AzureADMultipleOrgs{}).AppId",
        quote_powershell(name),
        page("-ReplyUrl", quote_powershell)
    );
    let portal = "Microsoft Entra ID > App registrations > New registration > Accounts in any organizational directory (Multitenant)";
    rows([(CLI, az), (POWERSHELL, powershell), (PORTAL, portal.into())])
}

/// Lets a managed identity act as an application; `credential` is the body for Graph.
#[must_use]
pub fn add_credential(application: &str, credential: &Value) -> Vec<(String, String)> {
    let text = |name: &str| credential[name].as_str().unwrap_or_default();
    let az = format!(
        "az ad app federated-credential create --id {application} --parameters {}",
        quote(&credential.to_string())
    );
    let powershell = format!(
        "New-AzADAppFederatedCredential -ApplicationObjectId (Get-AzADApplication -ApplicationId {application}).Id -Name {} -Issuer {} -Subject {} -Audience {}",
        quote_powershell(text("name")),
        quote_powershell(text("issuer")),
        quote_powershell(text("subject")),
        quote_powershell(credential["audiences"][0].as_str().unwrap_or_default()),
    );
    let portal = format!(
        "Microsoft Entra ID > App registrations > the application > Certificates & secrets > Federated credentials > Add credential > Customer Managed Keys, with the identity whose object ID is {}",
        text("subject")
    );
    rows([(CLI, az), (POWERSHELL, powershell), (PORTAL, portal)])
}

/// Installs an application in a directory, and prints the object ID it gets there.
#[must_use]
pub fn install_application(application: &str, tenant: &str) -> Vec<(String, String)> {
    let az = format!(
        "az login --tenant {tenant} && az ad sp create --id {application} --query id --output tsv"
    );
    let powershell = format!(
        "Connect-AzAccount -Tenant {tenant}; (New-AzADServicePrincipal -ApplicationId {application}).Id"
    );
    rows([(CLI, az), (POWERSHELL, powershell)])
}

/// Prints the object ID that an installed application has in a directory.
#[must_use]
pub fn find_installed(application: &str, tenant: &str) -> Vec<(String, String)> {
    let az = format!(
        "az login --tenant {tenant} && az ad sp show --id {application} --query id --output tsv"
    );
    let portal = format!(
        "Microsoft Entra ID > Enterprise applications > Application ID {application} > Object ID"
    );
    rows([(CLI, az), (PORTAL, portal)])
}

fn rows<const N: usize>(rows: [(&str, String); N]) -> Vec<(String, String)> {
    rows.into_iter()
        .map(|(name, line)| (name.to_owned(), line))
        .collect()
}
