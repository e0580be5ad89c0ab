//! The key of an account: what a body asks for, and whether the account can open it.

use serde_json::{Value, json};

use super::{FOUNDRY, errors};
use crate::arm::ResourceId;
use crate::keys::names;
use crate::resources::key_vault::sandbox::opening::{Opened, Wish, open};
use crate::resources::simulated::place::{container_of, neutral, taken};
use crate::resources::simulated::{Exchange, Refusal, World, identity, text};

/// Kinds that do not list the capability; which ones they are is assumed.
const WITHOUT: [&str; 2] = ["ComputerVision", "ImmersiveReader"];

/// Kinds that take a key with an identity of their own only.
const ONLY_SYSTEM: [&str; 2] = ["Face", "OpenAI"];

/// An account as it will be, as far as its key is concerned.
pub(super) struct Account<'a> {
    pub(super) id: &'a ResourceId,
    pub(super) kind: &'a str,
    pub(super) region: &'a str,
    pub(super) identity: &'a Value,
    pub(super) properties: &'a Value,
    /// The encryption it had, `null` for Microsoft's key.
    pub(super) before: &'a Value,
}

/// Whether a kind takes a key of the customer's.
pub(super) fn is_capable(kind: &str) -> bool {
    !WITHOUT.iter().any(|it| it.eq_ignore_ascii_case(kind))
}

/// The encryption that a write leaves behind; `null` for Microsoft's key.
pub(super) fn changed(exchange: &Exchange<'_>, account: &Account<'_>) -> Result<Value, Refusal> {
    let asked = exchange.body.pointer("/properties/encryption");
    let Some(asked) = asked.filter(|it| !it.is_null()) else {
        return Ok(account.before.clone());
    };
    if !asked.is_object() {
        return Err(errors::bad_key());
    }
    // The specification's default is a key in a vault.
    match text(asked, "/keySource").to_ascii_lowercase().as_str() {
        "microsoft.cognitiveservices" => microsofts(account),
        "microsoft.keyvault" | "" => customers(exchange, account, asked),
        _ => Err(errors::bad_key()),
    }
}

/// Whether an account that holds projects can go back is said by every page; whether one of its
/// kind without projects can is assumed to be the same.
fn microsofts(account: &Account<'_>) -> Result<Value, Refusal> {
    if !account.before.is_null() && account.kind.eq_ignore_ascii_case(FOUNDRY) {
        return Err(errors::no_way_back());
    }
    Ok(Value::Null)
}

fn customers(
    exchange: &Exchange<'_>,
    account: &Account<'_>,
    asked: &Value,
) -> Result<Value, Refusal> {
    let block = block(exchange, asked)?;
    let before = &account.before["keyVaultProperties"];
    if *before == block {
        return Ok(account.before.clone());
    }
    if !is_capable(account.kind) {
        return Err(errors::no_own_key(account.kind));
    }
    let (old, new) = (text(before, "/keyVaultUri"), text(&block, "/keyVaultUri"));
    let is_foundry = account.kind.eq_ignore_ascii_case(FOUNDRY);
    if is_foundry && !old.is_empty() && container_of(old) != container_of(new) {
        return Err(errors::other_key_store());
    }
    let opened = opened(exchange.world, account, &block)?;
    let block = taken_version(exchange.world, block, &opened);
    Ok(json!({ "keySource": "Microsoft.KeyVault", "keyVaultProperties": block }))
}

/// The members as they are kept. One that is missing reads back as an empty text, which
/// Azure/azure-sdk-for-net#35221 shows for the client ID; that the version does so is assumed.
fn block(exchange: &Exchange<'_>, asked: &Value) -> Result<Value, Refusal> {
    let block = asked.get("keyVaultProperties").cloned().unwrap_or_default();
    let part = |name: &str| match block.get(name) {
        None | Some(Value::Null) => Ok(String::new()),
        Some(Value::String(text)) => Ok(text.clone()),
        Some(_) => Err(errors::bad_key()),
    };
    let (uri, name, version) = (part("keyVaultUri")?, part("keyName")?, part("keyVersion")?);
    let fits =
        names::key(&name).is_ok() && (version.is_empty() || names::key_version(&version).is_ok());
    // An empty client ID is refused: hashicorp/terraform-provider-azurerm#24231.
    let client = part("identityClientId")?;
    let is_id =
        block.get("identityClientId").is_none_or(Value::is_null) || names::guid(&client).is_ok();
    let address = neutral(uri.trim_end_matches('/'), exchange.world.names());
    if !fits || !is_id || container_of(&address).is_none() {
        return Err(errors::bad_key());
    }
    Ok(json!({
        "keyVaultUri": format!("{address}/"),
        "keyName": name,
        "keyVersion": version,
        "identityClientId": client,
    }))
}

/// Opens a key as an account does.
fn opened(world: &dyn World, account: &Account<'_>, block: &Value) -> Result<Opened, Refusal> {
    let principal = opener(account, text(block, "/identityClientId"))?;
    let address = text(block, "/keyVaultUri");
    let vault = vault(world, address).ok_or_else(errors::no_key_store)?;
    let document = world.document(&vault).ok_or_else(errors::no_key_store)?;
    if document.text("/location") != account.region {
        return Err(errors::no_key_store());
    }
    if is_restricted(account.properties, vault.name()) {
        return Err(errors::forbidden());
    }
    let tenant = world.tenant_of(account.id).unwrap_or_default();
    let wish = Wish {
        address,
        key: text(block, "/keyName"),
        version: text(block, "/keyVersion"),
        principal: &principal,
        tenant: &tenant,
    };
    open(world, &wish).map_err(errors::key)
}

/// The vault or Managed HSM at an address, if there is one.
pub(super) fn vault(world: &dyn World, address: &str) -> Option<ResourceId> {
    let (name, is_hsm, _) = container_of(address)?;
    let kind = if is_hsm { "managedHSMs" } else { "vaults" };
    taken(world, &format!("Microsoft.KeyVault/{kind}"), name)
}

/// The principal of the identity with a client ID, of the account's own where there is none.
fn opener(account: &Account<'_>, client: &str) -> Result<String, Refusal> {
    if client.is_empty() {
        return identity::principal(account.identity, "").ok_or_else(errors::no_identity);
    }
    if ONLY_SYSTEM
        .iter()
        .any(|it| it.eq_ignore_ascii_case(account.kind))
    {
        return Err(errors::only_system(account.kind));
    }
    let users = account.identity.get("userAssignedIdentities");
    let mut users = users.and_then(Value::as_object).into_iter().flatten();
    let found = users.find(|(_, it)| text(it, "/clientId").eq_ignore_ascii_case(client));
    let (_, found) = found.ok_or_else(errors::bad_key)?;
    Ok(text(found, "/principalId").to_owned())
}

/// An account that may not call out reaches a vault only where its list names it.
///
/// Source: Azure/ResourceModules#3259, read 21 Aug 2026; that the list helps is assumed.
fn is_restricted(properties: &Value, vault: &str) -> bool {
    let begin = format!("{vault}.");
    let list = properties.get("allowedFqdnList").and_then(Value::as_array);
    let mut list = list.into_iter().flatten().filter_map(Value::as_str);
    let is_listed = list.any(|it| {
        it.to_ascii_lowercase()
            .starts_with(&begin.to_ascii_lowercase())
    });
    properties["restrictOutboundNetworkAccess"] == true && !is_listed
}

/// What is kept of the version: the one that was asked for, or none where the latest is followed.
fn taken_version(world: &dyn World, mut block: Value, opened: &Opened) -> Value {
    let asked = text(&block, "/keyVersion").to_owned();
    if asked.is_empty() || !world.takes_wrong_version() {
        return block;
    }
    let before = opened.before.as_ref().map(|it| it.id.clone());
    block["keyVersion"] = json!(before.unwrap_or_else(|| asked.chars().rev().collect()));
    block
}
