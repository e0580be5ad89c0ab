//! Storage accounts in the sandbox.
//!
//! Source: azure-rest-api-specs, `Microsoft.Storage` 2025-08-01; azure-docs,
//! `articles/storage/common/customer-managed-keys-*.md`, read 21 Aug 2026. Sentences of refusals
//! from public issue reports, named where they are used.

mod accounts;
mod encryption;
mod following;
mod key_errors;
mod key_scope;
mod names;
mod opener;
mod scopes;
mod shown;

use serde_json::Value;

use crate::arm::{Method, ResourceId};
use crate::resources::simulated::{self, Document, Exchange, Outcome, Route, Simulated, World};

pub use shown::plant_unfinished;

/// The ARM type of storage accounts.
const ACCOUNTS: &str = "Microsoft.Storage/storageAccounts";

/// Storage accounts.
pub struct StorageAccounts;

const ONE: &str = "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Storage/storageAccounts/{name}";
const SCOPE: &str = "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Storage/storageAccounts/{name}/encryptionScopes/{scope}";
const READ_SCOPES: &str = "Microsoft.Storage/storageAccounts/encryptionScopes/read";
const WRITE_SCOPES: &str = "Microsoft.Storage/storageAccounts/encryptionScopes/write";
const READ: &str = "Microsoft.Storage/storageAccounts/read";
const WRITE: &str = "Microsoft.Storage/storageAccounts/write";

static ROUTES: &[Route] = &[
    Route::at(Method::Get, ONE, READ, simulated::shown),
    Route::at(Method::Put, ONE, WRITE, accounts::put),
    Route::at(Method::Patch, ONE, WRITE, accounts::patch),
    Route::at(
        Method::Delete,
        ONE,
        "Microsoft.Storage/storageAccounts/delete",
        accounts::delete,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Storage/storageAccounts",
        READ,
        list,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/providers/Microsoft.Storage/storageAccounts",
        READ,
        list,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Storage/storageAccounts/{name}/encryptionScopes",
        READ_SCOPES,
        scopes::list,
    ),
    Route::at(Method::Get, SCOPE, READ_SCOPES, scopes::get),
    Route::at(Method::Put, SCOPE, WRITE_SCOPES, scopes::write),
    Route::at(Method::Patch, SCOPE, WRITE_SCOPES, scopes::write),
    Route::asking(
        "/subscriptions/{subscription}/providers/Microsoft.Storage/checkNameAvailability",
        "Microsoft.Storage/checknameavailability/read",
        names::check,
    ),
];

impl Simulated for StorageAccounts {
    fn types(&self) -> &'static [&'static str] {
        &[ACCOUNTS, scopes::SCOPES]
    }

    fn api_versions(&self) -> &'static [&'static str] {
        &[
            "2026-09-01",
            "2026-04-01",
            "2025-08-01",
            "2025-06-01",
            "2024-01-01",
            "2023-05-01",
        ]
    }

    fn routes(&self) -> &'static [Route] {
        ROUTES
    }

    fn show(&self, world: &dyn World, document: &Document) -> Value {
        if document.id.is(scopes::SCOPES) {
            return scopes::show(world, document);
        }
        shown::show(world, document)
    }

    /// The daily look at the key.
    fn due(&self, world: &mut dyn World, id: &ResourceId) {
        following::look(world, id);
    }

    fn key_changed(&self, world: &mut dyn World, key: &ResourceId) {
        following::key_changed(world, key);
    }
}

fn list(exchange: &mut Exchange<'_>) -> Outcome {
    exchange.list(ACCOUNTS)
}
