//! The identity block of a resource, as Resource Manager and the identity service fill it.
//!
//! Source: entra-docs, `managed-identities-azure-resources/`, and
//! Azure/azure-resource-manager-rpc, `v1.0/managed-service-identity`, read 21 Aug 2026; the
//! sentences from public issue reports. That a PATCH adds to the attached identities and removes
//! those set to null is assumed for every service.

use serde_json::{Map, Value, json};

use super::{Exchange, Principal, Refusal, World, text};
use crate::arm::{ResourceId, Timestamp};

/// The ARM type of user-assigned identities.
pub const USER_ASSIGNED: &str = "Microsoft.ManagedIdentity/userAssignedIdentities";

/// The right to attach one.
pub const ASSIGN: &str = "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action";

/// Why an identity cannot speak for an application in another directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotFederated {
    /// There is no such application.
    NoApplication,
    /// The application has no federated credential for the identity, or it is too new.
    NoCredential,
    /// Nothing stands for the application in the directory.
    NotInstalled,
    /// What stands for it there was disabled.
    Disabled,
}

/// The identity block that a write leaves behind. `current` is `Null` where there was none.
///
/// # Errors
/// What Resource Manager or the identity service refuses.
pub fn changed(
    exchange: &mut Exchange<'_>,
    id: &ResourceId,
    current: &Value,
    doing: &str,
) -> Result<Value, Refusal> {
    let change = exchange.body.get("identity").cloned().unwrap_or_default();
    if change.is_null() {
        return Ok(current.clone());
    }
    let (system, user) = kinds(text(&change, "/type"))?;
    let mut block = json!({ "type": name_of(system, user) });
    if system {
        let (principal, tenant) = system_assigned(exchange.world, id, current);
        block["principalId"] = json!(principal);
        block["tenantId"] = json!(tenant);
    } else {
        let gone = text(current, "/principalId").to_owned();
        if !gone.is_empty() {
            exchange.world.set_principal(&gone, None);
        }
    }
    if user {
        let attached = attached(exchange, current, &change, doing)?;
        block["userAssignedIdentities"] = Value::Object(attached);
    }
    Ok(block)
}

/// The principal ID of an attached identity; of the resource's own where `identity` is empty.
#[must_use]
pub fn principal(block: &Value, identity: &str) -> Option<String> {
    if identity.is_empty() {
        let own = text(block, "/principalId");
        return (!own.is_empty()).then(|| own.to_owned());
    }
    let (_, found) = find(block, identity)?;
    Some(text(found, "/principalId").to_owned())
}

/// The user-assigned identities of a block.
pub fn users(block: &Value) -> impl Iterator<Item = &String> {
    let map = block
        .get("userAssignedIdentities")
        .and_then(Value::as_object);
    map.into_iter().flat_map(Map::keys)
}

fn find<'a>(block: &'a Value, identity: &str) -> Option<(&'a String, &'a Value)> {
    let map = block.get("userAssignedIdentities")?.as_object()?;
    map.iter().find(|(it, _)| it.eq_ignore_ascii_case(identity))
}

/// Reads `SystemAssigned, UserAssigned` and its relatives, with or without the blank.
fn kinds(kind: &str) -> Result<(bool, bool), Refusal> {
    let plain = kind.replace(' ', "").to_ascii_lowercase();
    match plain.as_str() {
        "none" => Ok((false, false)),
        "systemassigned" => Ok((true, false)),
        "userassigned" => Ok((false, true)),
        "systemassigned,userassigned" => Ok((true, true)),
        _ => {
            let message = format!("The identity type '{kind}' is not valid.");
            Err(Refusal::bad("InvalidIdentityType", message))
        }
    }
}

fn name_of(system: bool, user: bool) -> &'static str {
    match (system, user) {
        (true, true) => "SystemAssigned,UserAssigned",
        (true, false) => "SystemAssigned",
        (false, true) => "UserAssigned",
        (false, false) => "None",
    }
}

/// The identity that comes and goes with a resource.
fn system_assigned(world: &mut dyn World, id: &ResourceId, current: &Value) -> (String, String) {
    let tenant = world.tenant_of(id).unwrap_or_default();
    let known = text(current, "/principalId");
    if !known.is_empty() {
        return (known.to_owned(), tenant);
    }
    let principal = new_principal(world, id, &tenant);
    (principal, tenant)
}

/// A service principal for a resource; the directory's copies know it only after a while.
pub fn new_principal(world: &mut dyn World, id: &ResourceId, tenant: &str) -> String {
    let principal = world.guid(&format!("principal of {id}"));
    let known_from = replicated_from(world, &principal);
    let document = Principal {
        id: principal.clone(),
        tenant: tenant.to_owned(),
        kind: "ServicePrincipal".into(),
        name: id.name().to_owned(),
        known_from,
    };
    world.set_principal(&principal, Some(document));
    principal
}

/// From when the directory's copies know a new principal everywhere. "Replication delay", says the
/// refusal; that it takes up to two minutes is assumed.
pub fn replicated_from(world: &dyn World, principal: &str) -> Timestamp {
    let seconds = world.spread(&format!("replication of {principal}"), 20..=120);
    world.now() + std::time::Duration::from_secs(seconds)
}

fn attached(
    exchange: &Exchange<'_>,
    current: &Value,
    change: &Value,
    doing: &str,
) -> Result<Map<String, Value>, Refusal> {
    let mut map = current
        .get("userAssignedIdentities")
        .and_then(Value::as_object)
        .cloned()
        .unwrap_or_default();
    let asked = change
        .get("userAssignedIdentities")
        .and_then(Value::as_object);
    for (name, value) in asked.into_iter().flatten() {
        map.retain(|it, _| !it.eq_ignore_ascii_case(name));
        if !value.is_null() {
            map.insert(name.clone(), one(exchange, name, doing)?);
        }
    }
    if map.is_empty() {
        let message =
            "The identity ids must not be null or empty for 'UserAssigned' identity type.";
        return Err(Refusal::bad("MissingIdentityIds", message));
    }
    Ok(map)
}

fn one(exchange: &Exchange<'_>, name: &str, doing: &str) -> Result<Value, Refusal> {
    let id = ResourceId::parse(name)
        .ok()
        .filter(|it| it.is(USER_ASSIGNED));
    let Some(id) = id.filter(|_| name.starts_with('/')) else {
        let message = format!(
            "Property id '{name}' at path 'identity.userAssignedIdentities' is invalid. Expect fully qualified resource Id that start with '/subscriptions/{{subscriptionId}}' or '/providers/{{resourceProviderNamespace}}/'."
        );
        return Err(Refusal::bad("LinkedInvalidPropertyId", message));
    };
    exchange.linked(ASSIGN, &id, doing)?;
    let identity = exchange.world.document(&id).ok_or_else(|| {
        let message = format!(
            "Identity operation for resource '{}' failed with error 'Failed to perform resource identity operation. Status: 'BadRequest'. Response: '{{\"error\":{{\"code\":\"BadRequest\",\"message\":\"Resource '{id}' was not found.\"}}}}'.",
            exchange.path
        );
        Refusal::bad("FailedIdentityOperation", message)
    })?;
    Ok(json!({
        "principalId": identity.text("/properties/principalId"),
        "clientId": identity.text("/properties/clientId"),
    }))
}
