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
mod shown;

use serde_json::Value;

use crate::arm::{Method, ResourceId};
use crate::resources::simulated::{
    self, Document, Exchange, Outcome, Refusal, Route, Simulated, World, page,
};

pub use shown::plant_unfinished;

/// The ARM type of storage accounts.
const ACCOUNTS: &str = "Microsoft.Storage/storageAccounts";

/// Storage accounts.
pub struct StorageAccounts;

const ONE: &str = "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Storage/storageAccounts/{name}";
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
        "Microsoft.Storage/storageAccounts/encryptionScopes/read",
        scopes,
    ),
    Route::asking(
        "/subscriptions/{subscription}/providers/Microsoft.Storage/checkNameAvailability",
        "Microsoft.Storage/checknameavailability/read",
        names::check,
    ),
];

impl Simulated for StorageAccounts {
    fn types(&self) -> &'static [&'static str] {
        &[ACCOUNTS]
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

/// None: nothing here makes one, because how it is made is not simulated.
fn scopes(exchange: &mut Exchange<'_>) -> Outcome {
    let account = exchange
        .container()
        .provider(ACCOUNTS, exchange.param("name"));
    if exchange.world.document(&account).is_none() {
        return Err(Refusal::not_found(&account));
    }
    page(exchange, Vec::new())
}
