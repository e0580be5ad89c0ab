//! Key vaults, their keys and Managed HSMs in the sandbox.
//!
//! Source: azure-rest-api-specs, `Microsoft.KeyVault` 2026-02-01; azure-security-docs,
//! `articles/key-vault/general/{access-control-default,soft-delete-overview,common-error-codes}.md`,
//! read 21 Aug 2026. Sentences from public issue reports, named where they are used.

mod access;
mod audit;
mod body;
pub mod data_plane;
mod deleted;
mod hsm;
pub mod keys;
pub mod opening;
mod policies;
mod rotation;
pub mod shell;
mod vaults;

pub use audit::DiagnosticSettings;
pub use hsm::ManagedHsms;

use serde_json::Value;

use crate::arm::{Method, ResourceId};
use crate::resources::simulated::{Document, Route, Simulated, World, shown};

/// The ARM type of vaults.
pub(super) const VAULTS: &str = "Microsoft.KeyVault/vaults";
/// The ARM type of Managed HSMs.
pub(super) const HSMS: &str = "Microsoft.KeyVault/managedHSMs";
/// The ARM type of vaults that were deleted and can be recovered.
const DELETED: &str = "Microsoft.KeyVault/locations/deletedVaults";

/// What deleted keys are filed under. No client of Resource Manager ever sees one.
const DELETED_KEYS: &str = "Sandbox.KeyVault/deletedKeys";

/// Versions that clients send; only the newest two give a new vault Azure RBAC by default.
const VERSIONS: &[&str] = &[
    "2026-05-15",
    "2026-02-01",
    "2025-05-01",
    "2024-11-01",
    "2023-07-01",
    "2022-07-01",
];

/// Vaults.
pub struct Vaults;
/// Keys of vaults.
pub struct Keys;

const ONE: &str = "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.KeyVault/vaults/{name}";
const READ: &str = "Microsoft.KeyVault/vaults/read";
const WRITE: &str = "Microsoft.KeyVault/vaults/write";
const KEYS_READ: &str = "Microsoft.KeyVault/vaults/keys/read";

static VAULT_ROUTES: &[Route] = &[
    Route::at(Method::Get, ONE, READ, shown),
    Route::at(Method::Put, ONE, WRITE, vaults::put),
    Route::at(Method::Patch, ONE, WRITE, vaults::patch),
    Route::at(
        Method::Delete,
        ONE,
        "Microsoft.KeyVault/vaults/delete",
        deleted::delete,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.KeyVault/vaults",
        READ,
        vaults::list,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/providers/Microsoft.KeyVault/vaults",
        READ,
        vaults::list,
    ),
    Route::at(
        Method::Put,
        "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.KeyVault/vaults/{name}/accessPolicies/{operation}",
        "Microsoft.KeyVault/vaults/accessPolicies/write",
        policies::put,
    ),
    Route::asking(
        "/subscriptions/{subscription}/providers/Microsoft.KeyVault/checkNameAvailability",
        "Microsoft.KeyVault/checkNameAvailability/read",
        vaults::check_name,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/providers/Microsoft.KeyVault/deletedVaults",
        "Microsoft.KeyVault/deletedVaults/read",
        deleted::list,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/providers/Microsoft.KeyVault/locations/{location}/deletedVaults/{name}",
        "Microsoft.KeyVault/locations/deletedVaults/read",
        deleted::one,
    ),
    Route::at(
        Method::Post,
        "/subscriptions/{subscription}/providers/Microsoft.KeyVault/locations/{location}/deletedVaults/{name}/purge",
        "Microsoft.KeyVault/locations/deletedVaults/purge/action",
        deleted::purge,
    ),
];

static KEY_ROUTES: &[Route] = &[
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.KeyVault/vaults/{name}/keys",
        KEYS_READ,
        keys::list,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.KeyVault/vaults/{name}/keys/{key}",
        KEYS_READ,
        keys::one,
    ),
    Route::at(
        Method::Put,
        "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.KeyVault/vaults/{name}/keys/{key}",
        "Microsoft.KeyVault/vaults/keys/write",
        keys::put,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.KeyVault/vaults/{name}/keys/{key}/versions",
        "Microsoft.KeyVault/vaults/keys/versions/read",
        keys::versions,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.KeyVault/vaults/{name}/keys/{key}/versions/{version}",
        "Microsoft.KeyVault/vaults/keys/versions/read",
        keys::version,
    ),
];

impl Simulated for Vaults {
    fn types(&self) -> &'static [&'static str] {
        &[VAULTS, DELETED]
    }

    fn api_versions(&self) -> &'static [&'static str] {
        VERSIONS
    }

    fn routes(&self) -> &'static [Route] {
        VAULT_ROUTES
    }

    fn show(&self, world: &dyn World, document: &Document) -> Value {
        if document.id.is(DELETED) {
            return deleted::show(document);
        }
        vaults::show(world, document)
    }

    /// The time of a deleted vault is over.
    fn due(&self, world: &mut dyn World, id: &ResourceId) {
        world.remove(id);
    }
}

impl Simulated for Keys {
    fn types(&self) -> &'static [&'static str] {
        &[keys::OF_VAULTS, DELETED_KEYS]
    }

    fn api_versions(&self) -> &'static [&'static str] {
        VERSIONS
    }

    fn routes(&self) -> &'static [Route] {
        KEY_ROUTES
    }

    fn data_versions(&self) -> &'static [&'static str] {
        data_plane::VERSIONS
    }

    fn data_routes(&self) -> &'static [Route] {
        data_plane::ROUTES
    }

    fn show(&self, world: &dyn World, document: &Document) -> Value {
        keys::show(world, document)
    }

    /// The rotation policy wants a new version, or the time of a deleted key is over.
    fn due(&self, world: &mut dyn World, id: &ResourceId) {
        if id.is(DELETED_KEYS) {
            data_plane::due(world, id);
            return;
        }
        rotation::due(world, id);
    }
}
