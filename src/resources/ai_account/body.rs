//! The request bodies of an account.
//!
//! Microsoft's samples set the key of an account that is there by a PUT that repeats everything,
//! and so drops what it does not repeat; a PATCH of the encryption alone is what Azure's own SDK
//! sends (Azure/azure-sdk-for-net#26526).
//!
//! Source: Azure/azure-rest-api-specs, `Microsoft.CognitiveServices/stable/2025-06-01`, examples
//! `UpdateAccount.json` and `CreateAccountMin.json`, and microsoft-foundry/foundry-samples @
//! ec0972e3, samples 30 and 32, read 21 Aug 2026.

use serde_json::{Value, json};

use super::kinds::FOUNDRY;
use crate::keys::KeyUri;
use crate::keys::identity::Spelling;
use crate::keys::{Attached, IdentityKind};
use crate::resources::own_key::Opener;

/// A key as an account names it: its version, empty to follow the latest, and the client ID of the
/// user-assigned identity that opens the vault.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named<'a> {
    pub(super) key: &'a KeyUri,
    pub(super) version: &'a str,
    pub(super) client: Option<&'a str>,
}

/// Sets the key of an account that is there.
pub(super) fn set_key(named: Named<'_>) -> Value {
    json!({ "properties": { "encryption": encryption(named) } })
}

/// Returns to Microsoft's key; Foundry accounts refuse it.
///
/// Source: hashicorp/terraform-provider-azurerm @ 69697b7f,
/// `cognitive_account_customer_managed_key_resource.go`, read 21 Aug 2026.
pub(super) fn microsofts() -> Value {
    json!({ "properties": { "encryption": { "keySource": "Microsoft.CognitiveServices" } } })
}

/// Attaches an identity, and keeps those that are attached.
pub(super) fn attach(opener: &Opener, attached: &Attached) -> Value {
    let envelope = match opener {
        Opener::System => attached.with_system(Spelling::Spaced),
        Opener::User(id) => attached.with_user(id, Spelling::Spaced),
    };
    json!({ "identity": envelope })
}

/// Creates a Foundry account, with its key where the identity that opens the vault is there
/// already.
pub(super) fn create(
    (location, sub_domain): (&str, &str),
    opener: &Opener,
    named: Option<Named<'_>>,
    only_entra: bool,
) -> Value {
    let mut properties = json!({
        "allowProjectManagement": true,
        "customSubDomainName": sub_domain,
        "publicNetworkAccess": "Enabled",
        "disableLocalAuth": only_entra,
    });
    if let Some(named) = named.filter(|_| opener.kind() == IdentityKind::User) {
        properties["encryption"] = encryption(named);
    }
    json!({
        "location": location,
        "kind": FOUNDRY,
        "sku": { "name": "S0" },
        "identity": attach(opener, &Attached::default())["identity"],
        "properties": properties,
    })
}

/// Brings a deleted account back.
///
/// Source: azure-ai-docs, `articles/ai-services/recover-purge-resources.md`, read 27 Nov 2026.
pub(super) fn restore(location: &str) -> Value {
    json!({ "location": location, "properties": { "restore": true } })
}

/// An empty client ID is refused (hashicorp/terraform-provider-azurerm#24231), so that it is left
/// out for the account's own identity.
fn encryption(named: Named<'_>) -> Value {
    let mut block = json!({
        "keyVaultUri": format!("{}/", named.key.vault_uri()),
        "keyName": named.key.name(),
        "keyVersion": named.version,
    });
    if let Some(client) = named.client {
        block["identityClientId"] = json!(client);
    }
    json!({ "keySource": "Microsoft.KeyVault", "keyVaultProperties": block })
}
