//! Managed HSMs: read through Resource Manager, used only once they are activated.
//!
//! Source: azure-security-docs, `articles/key-vault/managed-hsm/*`, read 21 Aug 2026. What Azure
//! answers to a request for keys while `AllowKeyManagementOperationsThroughARM` is off is not
//! documented; code and sentence are assumed.

use serde_json::{Value, json};

use super::{HSMS, VERSIONS, keys, rotation};
use crate::arm::{Method, ResourceId, Response};
use crate::resources::simulated::{
    Document, Exchange, Outcome, Refusal, Route, Simulated, World, page,
};

/// Managed HSMs and their keys.
pub struct ManagedHsms;

const HSM: &str = "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.KeyVault/managedHSMs/{name}";

static ROUTES: &[Route] = &[
    Route::at(Method::Get, HSM, "Microsoft.KeyVault/managedHSMs/read", one),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.KeyVault/managedHSMs",
        "Microsoft.KeyVault/managedHSMs/read",
        list,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/providers/Microsoft.KeyVault/managedHSMs",
        "Microsoft.KeyVault/managedHSMs/read",
        list,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/providers/Microsoft.KeyVault/deletedManagedHSMs",
        "Microsoft.KeyVault/deletedManagedHsms/read",
        deleted,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.KeyVault/managedHSMs/{name}/keys",
        "Microsoft.KeyVault/managedHSMs/keys/read",
        keys::list,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.KeyVault/managedHSMs/{name}/keys/{key}",
        "Microsoft.KeyVault/managedHSMs/keys/read",
        keys::one,
    ),
    Route::at(
        Method::Put,
        "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.KeyVault/managedHSMs/{name}/keys/{key}",
        "Microsoft.KeyVault/managedHSMs/keys/write",
        keys::put,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.KeyVault/managedHSMs/{name}/keys/{key}/versions",
        "Microsoft.KeyVault/managedHSMs/keys/versions/read",
        keys::versions,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.KeyVault/managedHSMs/{name}/keys/{key}/versions/{version}",
        "Microsoft.KeyVault/managedHSMs/keys/versions/read",
        keys::version,
    ),
];

impl Simulated for ManagedHsms {
    fn types(&self) -> &'static [&'static str] {
        &[HSMS, keys::OF_HSMS]
    }

    fn api_versions(&self) -> &'static [&'static str] {
        VERSIONS
    }

    fn routes(&self) -> &'static [Route] {
        ROUTES
    }

    fn show(&self, world: &dyn World, document: &Document) -> Value {
        if document.id.is(HSMS) {
            return show(world, document);
        }
        keys::show(world, document)
    }

    fn due(&self, world: &mut dyn World, id: &ResourceId) {
        rotation::due(world, id);
    }
}

pub(super) fn show(world: &dyn World, document: &Document) -> Value {
    let mut shown = document.envelope();
    let name = document.id.name().to_ascii_lowercase();
    shown["properties"]["hsmUri"] = json!(format!("https://{name}.{}/", world.names().hsm_suffix));
    shown
}

/// One that is not there is answered by 204, not by 404.
pub(super) fn one(exchange: &mut Exchange<'_>) -> Outcome {
    match exchange.document() {
        Ok(document) => Ok(Response::json(200, exchange.world.show(&document))),
        Err(_) => Ok(Response::empty(204)),
    }
}

pub(super) fn list(exchange: &mut Exchange<'_>) -> Outcome {
    exchange.list(HSMS)
}

/// None: nothing here deletes one. The Azure CLI asks whenever it lists deleted vaults.
fn deleted(exchange: &mut Exchange<'_>) -> Outcome {
    page(exchange, Vec::new())
}

/// Whether the security domain was downloaded.
pub(super) fn is_active(hsm: &Document) -> bool {
    hsm.text("/properties/securityDomainProperties/activationStatus") == "Active"
}

/// Refuses keys through Resource Manager unless the HSM's own setting allows them.
pub(super) fn check_keys(container: &Document) -> Result<(), Refusal> {
    if !container.id.is(HSMS) || is_active(container) && container.inner["keysThroughArm"] == true {
        return Ok(());
    }
    let message = format!(
        "Key management operations through Azure Resource Manager are not allowed for the managed HSM '{}'. The setting AllowKeyManagementOperationsThroughARM has to be true.",
        container.id.name()
    );
    Err(Refusal::new(403, "Forbidden", message))
}
