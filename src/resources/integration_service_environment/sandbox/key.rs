//! Whether an environment can use its key.

use serde_json::Value;

use super::asked::Named;
use super::errors;
use crate::arm::ResourceId;
use crate::resources::key_vault::sandbox::keys::Key;
use crate::resources::key_vault::sandbox::opening::{Unusable, Wish, may_list, open};
use crate::resources::simulated::{Document, Refusal, World, identity};

/// The size of key that environments take.
///
/// Source: azure-docs, `customer-managed-keys-integration-service-environment.md`, edition for
/// 2018-07-01-preview, read 21 Aug 2026.
const SIZE: u64 = 2048;

/// Opens the key as an environment in a region does, by its identity.
pub(super) fn check(
    world: &dyn World,
    (id, region): (&ResourceId, &str),
    block: &Value,
    named: &Named,
) -> Result<(), Refusal> {
    let vault = named.vault.name();
    let Some(document) = world.document(&named.vault) else {
        return Err(errors::no_vault(vault));
    };
    if document.text("/location") != region {
        return Err(errors::vault_elsewhere(vault, region));
    }
    let opener = identity::users(block).next().map_or("", String::as_str);
    let forbidden = || errors::not_permitted(id, vault, &named.key);
    let principal = identity::principal(block, opener).ok_or_else(forbidden)?;
    let tenant = world.tenant_of(id).unwrap_or_default();
    let wish = Wish {
        address: &format!("https://{vault}.{{vault}}"),
        key: &named.key,
        version: &named.version,
        principal: &principal,
        tenant: &tenant,
    };
    let why = |it| match it {
        Unusable::NotGranted | Unusable::Firewall => forbidden(),
        other => errors::key_unfit(&named.key, unfit(other)),
    };
    open(world, &wish).map_err(why)?;
    // Key Vault's list of trusted services does not name Logic Apps, so that a closed vault is
    // taken to keep environments out whatever it lets in; this is assumed.
    if is_closed(document) {
        return Err(forbidden());
    }
    // The article names List among the permissions; that its want is noticed is assumed.
    if !may_list(world, document, &principal) {
        return Err(forbidden());
    }
    let key = world.document(&named.vault.child("keys", &named.key));
    let size = key.and_then(Key::of).and_then(|it| it.size);
    if size != Some(SIZE) {
        return Err(errors::key_unfit(
            &named.key,
            "it must be an RSA key of 2048 bits",
        ));
    }
    Ok(())
}

fn is_closed(vault: &Document) -> bool {
    let is = |at: &str, word: &str| vault.text(at).eq_ignore_ascii_case(word);
    is("/properties/publicNetworkAccess", "disabled")
        || is("/properties/networkAcls/defaultAction", "deny")
}

fn unfit(why: Unusable) -> &'static str {
    match why {
        Unusable::NoKey => "it does not exist",
        Unusable::NoVersion => "the version does not exist",
        Unusable::NotRecoverable => "soft delete and purge protection must be on",
        Unusable::Kind => "it must be an RSA key of 2048 bits",
        Unusable::Disabled => "it is disabled",
        Unusable::Expired => "it has expired",
        Unusable::NotYetActive => "it is not active yet",
        Unusable::Address
        | Unusable::NoVault
        | Unusable::NotActivated
        | Unusable::Firewall
        | Unusable::NotGranted => "the vault cannot be reached",
    }
}
