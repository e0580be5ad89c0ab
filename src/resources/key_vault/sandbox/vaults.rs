//! Vaults: created, changed, listed.

use std::time::Duration;

use serde_json::{Value, json};

use super::body;
use super::{DELETED, VAULTS, deleted};
use crate::arm::{Response, Timestamp};
use crate::resources::simulated::place::{check_shape, location, taken};
use crate::resources::simulated::{
    Document, Exchange, Outcome, Refusal, Right, World, merge, text,
};

/// Who may give roles, and so may switch a vault to them.
const GRANT: &str = "Microsoft.Authorization/roleAssignments/write";

pub(super) fn list(exchange: &mut Exchange<'_>) -> Outcome {
    exchange.list(VAULTS)
}

/// The address of a vault, and whether its name is known to DNS yet.
pub(super) fn show(world: &dyn World, document: &Document) -> Value {
    let mut shown = document.envelope();
    let name = document.id.name().to_ascii_lowercase();
    let uri = format!("https://{name}.{}/", world.names().vault_suffix);
    let ready = is_ready(world, document);
    shown["properties"]["vaultUri"] = json!(uri);
    shown["properties"]["provisioningState"] =
        json!(if ready { "Succeeded" } else { "RegisteringDns" });
    shown
}

/// Whether the vault answers under its name.
pub(super) fn is_ready(world: &dyn World, vault: &Document) -> bool {
    let ready = vault.inner.get("ready").and_then(Value::as_i64);
    ready.is_none_or(|it| Timestamp(it) <= world.now())
}

pub(super) fn put(exchange: &mut Exchange<'_>) -> Outcome {
    let id = exchange.id()?;
    check_shape(exchange)?;
    check_vault_name(id.name())?;
    let place = location(exchange, &id)?;
    if text(&exchange.body, "/properties/createMode").eq_ignore_ascii_case("recover") {
        return deleted::recover(exchange, &id);
    }
    let tenant = exchange.world.tenant_of(&id).unwrap_or_default();
    let before = exchange.world.document(&id).cloned();
    if before.is_none() {
        check_free(exchange.world, id.name())?;
    }
    let asked = &exchange.body["properties"];
    body::check(asked, &tenant, before.as_ref())?;
    let rbac = asked
        .get("enableRbacAuthorization")
        .and_then(Value::as_bool);
    let rbac = rbac.unwrap_or_else(|| default_model(before.as_ref(), &exchange.api_version));
    body::check_policies_given(asked, rbac)?;
    if let Some(before) = &before {
        check_model(exchange, before, rbac)?;
    }
    let properties = body::replaced(asked, before.as_ref(), rbac);
    let status = if before.is_some() { 200 } else { 201 };
    let mut document = Document::new(
        id.clone(),
        json!({
            "location": place,
            "tags": exchange.body.get("tags").cloned().unwrap_or(json!({})),
            "properties": properties,
        }),
    );
    match before {
        Some(before) => {
            document.id = before.id.clone();
            document.inner = before.inner.clone();
            body::remember_policies(exchange.world, &mut document, &before);
        }
        None => {
            // How long the name takes to be known is assumed.
            let seconds = exchange.world.spread(&id.lower(), 15..=60);
            let takes = exchange.world.stretch(Duration::from_secs(seconds));
            document.inner = json!({ "ready": exchange.world.now() + takes });
        }
    }
    Ok(keep(exchange, status, document))
}

pub(super) fn patch(exchange: &mut Exchange<'_>) -> Outcome {
    check_shape(exchange)?;
    let before = exchange.document()?;
    let tenant = exchange.world.tenant_of(&before.id).unwrap_or_default();
    let asked = exchange
        .body
        .get("properties")
        .cloned()
        .unwrap_or(json!({}));
    body::check(&asked, &tenant, Some(&before))?;
    let rbac = asked
        .get("enableRbacAuthorization")
        .and_then(Value::as_bool);
    if let Some(rbac) = rbac {
        check_model(exchange, &before, rbac)?;
    }
    let mut document = before.clone();
    merge(&mut document.body["properties"], &body::known(&asked));
    if let Some(tags) = exchange.body.get("tags") {
        merge(&mut document.body["tags"], tags);
    }
    body::remember_policies(exchange.world, &mut document, &before);
    Ok(keep(exchange, 200, document))
}

fn keep(exchange: &mut Exchange<'_>, status: u16, document: Document) -> Response {
    exchange.world.put(document.clone());
    Response::json(status, exchange.world.show(&document))
}

/// What a vault uses when nobody says so: Azure RBAC for a new one from 2026-02-01 on, access
/// policies before; an existing vault keeps its model.
///
/// Source: azure-security-docs, `access-control-default.md`, read 21 Aug 2026.
fn default_model(before: Option<&Document>, api_version: &str) -> bool {
    match before {
        Some(it) => body::uses_rbac(it),
        None => api_version >= "2026-02-01",
    }
}

/// Switching the model needs the right to give roles. The documents disagree on this; the
/// stricter one is followed.
fn check_model(exchange: &Exchange<'_>, before: &Document, rbac: bool) -> Result<(), Refusal> {
    let caller = exchange.caller;
    if rbac == body::uses_rbac(before)
        || exchange
            .world
            .may(&caller.object, Right::Action(GRANT), &before.id)
    {
        return Ok(());
    }
    let message = format!(
        "The client '{}' with object id '{}' does not have authorization to perform action '{GRANT}' over scope '{}' or the scope is invalid. If access was recently granted, please refresh your credentials.",
        caller.name, caller.object, before.id
    );
    Err(Refusal::new(403, "AuthorizationFailed", message))
}

/// Source: `common-error-codes.md`, `VaultNameNotValid`, read 21 Aug 2026.
fn check_vault_name(name: &str) -> Result<(), Refusal> {
    if is_name(name) {
        return Ok(());
    }
    let message = format!(
        "The vault name '{name}' is invalid. A vault's name must be between 3-24 alphanumeric characters. The name must begin with a letter, end with a letter or digit, and not contain consecutive hyphens. Follow this link for more information: https://go.microsoft.com/fwlink/?linkid=2147742"
    );
    Err(Refusal::bad("VaultNameNotValid", message))
}

fn is_name(name: &str) -> bool {
    (3..=24).contains(&name.len())
        && name
            .chars()
            .all(|it| it.is_ascii_alphanumeric() || it == '-')
        && name.starts_with(|it: char| it.is_ascii_alphabetic())
        && !name.ends_with('-')
        && !name.contains("--")
}

/// Names are unique in all of Azure, deleted vaults included.
///
/// Source: the sentences are those of Azure/azure-cli#29115 and of public logs, read 24 Nov 2026.
fn check_free(world: &dyn World, name: &str) -> Result<(), Refusal> {
    if taken(world, VAULTS, name).is_some() {
        let message = format!(
            "The vault name '{name}' is already in use. Vault names are globally unique so it is possible that the name is already taken. If you are sure that the vault name was not taken then it is possible that a vault with the same name was recently deleted but not purged after being placed in a recoverable state."
        );
        return Err(Refusal::new(409, "VaultAlreadyExists", message));
    }
    if taken(world, DELETED, name).is_some() {
        let message = "A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault. Follow this link https://go.microsoft.com/fwlink/?linkid=2149745 for more information on soft delete.";
        return Err(Refusal::new(409, "ConflictError", message));
    }
    Ok(())
}

pub(super) fn check_name(exchange: &mut Exchange<'_>) -> Outcome {
    let name = text(&exchange.body, "/name");
    if !text(&exchange.body, "/type").eq_ignore_ascii_case(VAULTS) {
        let message = format!("The type has to be '{VAULTS}'.");
        return Err(Refusal::bad_request(message));
    }
    let refusal = check_vault_name(name)
        .err()
        .map(|it| ("AccountNameInvalid", it));
    let refusal = refusal.or_else(|| {
        let taken = check_free(exchange.world, name).err()?;
        Some(("AlreadyExists", taken))
    });
    let answer = match refusal {
        None => json!({ "nameAvailable": true }),
        Some((reason, refusal)) => json!({
            "nameAvailable": false,
            "reason": reason,
            "message": refusal.message,
        }),
    };
    Ok(Response::json(200, answer))
}
