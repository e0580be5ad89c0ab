//! Who gets into a vault: by network first, then by role or access policy.
//!
//! Source of the sentences: MicrosoftDocs/azure-devops-docs#8581 for the firewall,
//! hashicorp/terraform-provider-azurerm#27817 for roles, MicrosoftDocs/azure-docs#84096 for access
//! policies, read 27 Nov 2026.

use crate::arm::ResourceId;
use crate::resources::key_vault::sandbox::keys::Key;
use crate::resources::key_vault::sandbox::{VAULTS, access, body, vaults};
use crate::resources::simulated::place::taken;
use crate::resources::simulated::{Caller, Document, Exchange, Refusal, Right, World, text};

/// What an operation needs: a data action under RBAC, a word under access policies.
pub(super) struct Permission {
    action: &'static str,
    word: &'static str,
}

/// A key, and the vault it is in.
pub(super) struct Found {
    pub(super) vault: Document,
    pub(super) document: Document,
    pub(super) key: Key,
}

impl Permission {
    pub(super) const fn of(action: &'static str, word: &'static str) -> Self {
        Self { action, word }
    }
}

/// Where every client of the sandbox comes from: an address set aside for documents (RFC 5737).
/// No request says it, so a rule of the firewall has to name this one.
const CLIENT: std::net::Ipv4Addr = std::net::Ipv4Addr::new(203, 0, 113, 7);

/// The directory of a vault, whose tokens it wants; none where its name leads nowhere.
#[must_use]
pub fn tenant(world: &dyn World, vault: &str) -> Option<String> {
    let id = taken(world, VAULTS, vault)?;
    let there = world.document(&id)?;
    vaults::is_ready(world, there).then(|| world.tenant_of(&id))?
}

/// The vault, for somebody who may do this to a key of it, or to all of them.
pub(super) fn enter(
    exchange: &Exchange<'_>,
    permission: &Permission,
    key: Option<&str>,
) -> Result<Document, Refusal> {
    let world = &*exchange.world;
    let vault = taken(world, VAULTS, exchange.param("vault"));
    let vault = vault.and_then(|it| world.document(&it).cloned());
    let vault = vault.ok_or_else(|| Refusal::not_simulated("a vault that does not exist"))?;
    check_network(exchange.caller, &vault)?;
    let scope = key.map_or_else(|| vault.id.clone(), |it| vault.id.child("keys", it));
    if body::uses_rbac(&vault) {
        check_role(exchange, permission, &vault, &scope)?;
    } else if !access::words(world, &vault, &exchange.caller.object)
        .iter()
        .any(|it| it == "all" || it == permission.word)
    {
        return Err(by_policy(exchange.caller, permission, &vault));
    }
    Ok(vault)
}

/// The key of the path, for somebody who may do this to it.
pub(super) fn key(exchange: &Exchange<'_>, permission: &Permission) -> Result<Found, Refusal> {
    let name = exchange.param("key");
    let vault = enter(exchange, permission, Some(name))?;
    let document = exchange.world.document(&vault.id.child("keys", name));
    let document = document.cloned().ok_or_else(|| not_found(name))?;
    let key = Key::of(&document).ok_or_else(|| not_found(name))?;
    Ok(Found {
        vault,
        document,
        key,
    })
}

pub(super) fn not_found(name: &str) -> Refusal {
    let message = format!(
        "A key with (name/id) {name} was not found in this key vault. If you recently deleted this key you may be able to recover it using the correct recovery command. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125182"
    );
    Refusal::new(404, "KeyNotFound", message)
}

/// The bearer as Key Vault names them.
fn named(caller: &Caller) -> String {
    let application = if caller.name.contains('@') {
        String::new()
    } else {
        format!("appid={};", caller.name)
    };
    format!(
        "{application}oid={};iss=https://sts.windows.net/{}/",
        caller.object, caller.tenant
    )
}

/// The vault as Key Vault names it.
pub(super) fn place(vault: &Document) -> String {
    format!(
        "Vault: {};location={}",
        vault.id.name(),
        vault.text("/location")
    )
}

/// Nobody who comes from outside is a trusted service, so `bypass` changes nothing here.
fn check_network(caller: &Caller, vault: &Document) -> Result<(), Refusal> {
    let properties = &vault.body["properties"];
    let (who, place) = (named(caller), place(vault));
    if text(properties, "/publicNetworkAccess").eq_ignore_ascii_case("disabled") {
        let message = format!(
            "Public network access is disabled and request is not from a trusted service nor via an approved private link.\r\nCaller: {who}\r\n{place}"
        );
        return Err(Refusal::new(403, "Forbidden", message).inner("ForbiddenByConnection"));
    }
    let closed = text(properties, "/networkAcls/defaultAction").eq_ignore_ascii_case("deny");
    let rules = properties.pointer("/networkAcls/ipRules");
    let rules = rules.and_then(serde_json::Value::as_array);
    let mut rules = rules.into_iter().flatten().map(|it| text(it, "/value"));
    if !closed || rules.any(lets_in) {
        return Ok(());
    }
    let message = format!(
        "Client address is not authorized and caller is not a trusted service.\r\nClient address: {CLIENT}\r\nCaller: {who}\r\n{place}"
    );
    Err(Refusal::new(403, "Forbidden", message).inner("ForbiddenByFirewall"))
}

/// Whether a rule, an address or a range in CIDR notation, holds the clients' address.
fn lets_in(rule: &str) -> bool {
    let (address, bits) = rule.split_once('/').unwrap_or((rule, "32"));
    let (Ok(address), Ok(bits @ 0..=32)) = (address.parse(), bits.parse::<u32>()) else {
        return false;
    };
    let mask = u32::MAX.checked_shl(32 - bits).unwrap_or(0);
    let of = |it: std::net::Ipv4Addr| u32::from(it) & mask;
    of(address) == of(CLIENT)
}

fn check_role(
    exchange: &Exchange<'_>,
    permission: &Permission,
    vault: &Document,
    scope: &ResourceId,
) -> Result<(), Refusal> {
    let (world, caller) = (&*exchange.world, exchange.caller);
    if world.may(&caller.object, Right::Data(permission.action), scope) {
        return Ok(());
    }
    let message = format!(
        "Caller is not authorized to perform action on resource.\r\nIf role assignments, deny assignments or role definitions were changed recently, please observe propagation time.\r\nCaller: {}\r\nAction: '{}'\r\nResource: '{}'\r\nAssignment: (not found)\r\nDenyAssignmentId: null\r\nDecisionReason: null \r\n{}\r\n",
        named(caller),
        permission.action,
        scope.lower(),
        place(vault)
    );
    Err(Refusal::new(403, "Forbidden", message).inner("ForbiddenByRbac"))
}

fn by_policy(caller: &Caller, permission: &Permission, vault: &Document) -> Refusal {
    let message = format!(
        "The user, group or application '{}' does not have keys {} permission on key vault '{};location={}'. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125287",
        named(caller),
        permission.word,
        vault.id.name(),
        vault.text("/location")
    );
    Refusal::new(403, "Forbidden", message).inner("ForbiddenByPolicy")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_addresses_or_ranges() {
        let rows = [
            ("203.0.113.7", true),
            ("203.0.113.0/24", true),
            ("0.0.0.0/0", true),
            ("203.0.113.8", false),
            ("203.0.112.0/24", false),
            ("203.0.113.7/33", false),
            ("", false),
        ];
        for (rule, expected) in rows {
            assert_eq!(lets_in(rule), expected, "{rule}");
        }
    }
}
