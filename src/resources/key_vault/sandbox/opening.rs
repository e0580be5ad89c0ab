//! What happens when a service opens a key: the order in which it can go wrong.
//!
//! Every service maps [`Unusable`] to words of its own.
//! The order (address, network, grant, key, recoverable, state) is assumed; each condition is in
//! azure-security-docs, `articles/key-vault/general/network-security.md` and
//! azure-docs, `articles/storage/common/customer-managed-keys-overview.md`, read 21 Aug 2026.

use super::keys::{Key, Version};
use super::{HSMS, VAULTS, access, hsm, vaults};
use crate::resources::simulated::place::{container_of, taken};
use crate::resources::simulated::{Document, World, text};

/// A key that a service wants to use.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    /// The address of the vault or HSM, [neutral](crate::resources::simulated::place::neutral).
    pub address: &'a str,
    /// The name of the key.
    pub key: &'a str,
    /// Empty for the newest version.
    pub version: &'a str,
    /// Who opens it.
    pub principal: &'a str,
    /// The directory of the principal.
    pub tenant: &'a str,
}

/// A key that can be used.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The version.
    pub version: Version,
    /// The version before it, if there is one.
    pub before: Option<Version>,
}

/// Why a key cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// The address is not that of a vault or an HSM.
    Address,
    /// There is no such vault or HSM, or its name is not known yet.
    NoVault,
    /// The HSM was never activated.
    NotActivated,
    /// The firewall keeps the service out.
    Firewall,
    /// The principal may not use the key.
    NotGranted,
    /// There is no such key.
    NoKey,
    /// There is no such version of it.
    NoVersion,
    /// Deleted keys could be purged.
    NotRecoverable,
    /// The key is of a kind that cannot wrap.
    Kind,
    /// The version is disabled.
    Disabled,
    /// The version has expired.
    Expired,
    /// The version is not active yet.
    NotYetActive,
}

/// Opens a key to wrap something new with it.
///
/// # Errors
/// Why it cannot be used.
pub fn open(world: &dyn World, wish: &Wish<'_>) -> Result<Opened, Unusable> {
    let (container, key) = reach(world, wish)?;
    let key = key.ok_or(Unusable::NoKey)?;
    if container.body["properties"]["enablePurgeProtection"] != true {
        return Err(Unusable::NotRecoverable);
    }
    if !key.kty.starts_with("RSA") {
        return Err(Unusable::Kind);
    }
    let version = key
        .version(wish.version)
        .ok_or(Unusable::NoVersion)?
        .clone();
    let now = world.now();
    if !version.enabled {
        return Err(Unusable::Disabled);
    }
    if version.expires.is_some_and(|it| it <= now) {
        return Err(Unusable::Expired);
    }
    if version.not_before.is_some_and(|it| it > now) {
        return Err(Unusable::NotYetActive);
    }
    let at = key.versions.iter().position(|it| it.id == version.id);
    let before = at
        .and_then(|it| it.checked_sub(1))
        .map(|it| key.versions[it].clone());
    Ok(Opened { version, before })
}

/// Whether what a version has wrapped can still be unwrapped: an expired version can do that, a
/// disabled one cannot.
///
/// Source: MicrosoftDocs/azure-docs#84096, read 24 Nov 2026.
///
/// # Errors
/// Why not.
pub fn can_unwrap(world: &dyn World, wish: &Wish<'_>) -> Result<(), Unusable> {
    let (_, key) = reach(world, wish)?;
    let key = key.ok_or(Unusable::NoKey)?;
    let version = key.version(wish.version).ok_or(Unusable::NoVersion)?;
    if version.enabled {
        Ok(())
    } else {
        Err(Unusable::Disabled)
    }
}

/// The directory of the vault or HSM at a neutral address, if there is one.
pub fn tenant(world: &dyn World, address: &str) -> Option<String> {
    let (name, is_hsm, _) = container_of(address)?;
    let arm_type = if is_hsm { HSMS } else { VAULTS };
    world.tenant_of(&taken(world, arm_type, name)?)
}

/// Whether a principal may list the keys of a vault. Roles that allow to read a key allow that.
#[must_use]
pub fn may_list(world: &dyn World, vault: &Document, principal: &str) -> bool {
    if super::body::uses_rbac(vault) {
        return true;
    }
    let held = access::words(world, vault, principal);
    held.iter().any(|it| it == "all" || it == "list")
}

type Reached = (Document, Option<Key>);

fn reach(world: &dyn World, wish: &Wish<'_>) -> Result<Reached, Unusable> {
    let (name, is_hsm, path) = container_of(wish.address).ok_or(Unusable::Address)?;
    if !path.is_empty() && path != "/" {
        return Err(Unusable::Address);
    }
    let arm_type = if is_hsm { HSMS } else { VAULTS };
    let id = taken(world, arm_type, name).ok_or(Unusable::NoVault)?;
    let container = world.document(&id).cloned().ok_or(Unusable::NoVault)?;
    if is_hsm && !hsm::is_active(&container) {
        return Err(Unusable::NotActivated);
    }
    if !is_hsm && !vaults::is_ready(world, &container) {
        return Err(Unusable::NoVault);
    }
    if !lets_services_in(&container) {
        return Err(Unusable::Firewall);
    }
    let key = id.child("keys", wish.key);
    let same_tenant = world.tenant_of(&id).is_some_and(|it| it == wish.tenant);
    if !same_tenant || !access::may_use(world, wish.principal, &container, &key) {
        return Err(Unusable::NotGranted);
    }
    let found = world.document(&key).and_then(Key::of);
    Ok((container, found))
}

/// Trusted services get past a closed firewall only where `bypass` says so. A vault without public
/// access and without network rules is taken to keep everybody out, which is assumed.
fn lets_services_in(container: &Document) -> bool {
    let properties = &container.body["properties"];
    let closed = text(properties, "/publicNetworkAccess").eq_ignore_ascii_case("disabled")
        || text(properties, "/networkAcls/defaultAction").eq_ignore_ascii_case("deny");
    !closed || text(properties, "/networkAcls/bypass").eq_ignore_ascii_case("AzureServices")
}
