//! Foundry accounts and their kin, their projects and those that were deleted, in the sandbox.
//!
//! Source: azure-rest-api-specs, `Microsoft.CognitiveServices` 2025-06-01; azure-ai-docs,
//! `articles/foundry/includes/concepts-encryption-keys-portal-1.md` and
//! `articles/ai-services/recover-purge-resources.md`, read 27 Nov 2026; sentences of public issue
//! reports, named where they are used.

mod accounts;
mod body;
mod deleted;
mod errors;
mod key;
mod names;
mod projects;
mod shown;
mod state;
mod work;

use serde_json::Value;

use crate::arm::{Method, ResourceId};
use crate::resources::simulated::{Document, Exchange, Outcome, Route, Simulated, World, shown};

/// The ARM type of accounts.
const ACCOUNTS: &str = "Microsoft.CognitiveServices/accounts";

/// The ARM type of projects.
const PROJECTS: &str = "Microsoft.CognitiveServices/accounts/projects";

/// The ARM type of accounts that were deleted and can be recovered.
const DELETED: &str = "Microsoft.CognitiveServices/locations/resourceGroups/deletedAccounts";

/// The kind that holds projects.
const FOUNDRY: &str = "AIServices";

/// Accounts, projects and deleted accounts.
pub struct AiAccounts;

const ONE: &str = "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.CognitiveServices/accounts/{name}";
const PROJECT: &str = "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.CognitiveServices/accounts/{name}/projects/{project}";
const GONE: &str = "/subscriptions/{subscription}/providers/Microsoft.CognitiveServices/locations/{location}/resourceGroups/{group}/deletedAccounts/{name}";
const READ: &str = "Microsoft.CognitiveServices/accounts/read";
const WRITE: &str = "Microsoft.CognitiveServices/accounts/write";
const PROJECT_READ: &str = "Microsoft.CognitiveServices/accounts/projects/read";
const PROJECT_WRITE: &str = "Microsoft.CognitiveServices/accounts/projects/write";

static ROUTES: &[Route] = &[
    Route::at(Method::Get, ONE, READ, shown),
    Route::at(Method::Put, ONE, WRITE, accounts::put),
    Route::at(Method::Patch, ONE, WRITE, accounts::patch),
    Route::at(
        Method::Delete,
        ONE,
        "Microsoft.CognitiveServices/accounts/delete",
        deleted::delete,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.CognitiveServices/accounts",
        READ,
        list,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/providers/Microsoft.CognitiveServices/accounts",
        READ,
        list,
    ),
    Route::asking(
        "/subscriptions/{subscription}/providers/Microsoft.CognitiveServices/checkDomainAvailability",
        "Microsoft.CognitiveServices/checkDomainAvailability/action",
        names::check,
    ),
    Route::at(Method::Get, PROJECT, PROJECT_READ, shown),
    Route::at(Method::Put, PROJECT, PROJECT_WRITE, projects::put),
    Route::at(Method::Patch, PROJECT, PROJECT_WRITE, projects::patch),
    Route::at(
        Method::Delete,
        PROJECT,
        "Microsoft.CognitiveServices/accounts/projects/delete",
        projects::delete,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.CognitiveServices/accounts/{name}/projects",
        PROJECT_READ,
        projects::list,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/providers/Microsoft.CognitiveServices/deletedAccounts",
        "Microsoft.CognitiveServices/deletedAccounts/read",
        deleted::list,
    ),
    Route::at(
        Method::Get,
        GONE,
        "Microsoft.CognitiveServices/locations/resourceGroups/deletedAccounts/read",
        deleted::one,
    ),
    Route::at(
        Method::Delete,
        GONE,
        "Microsoft.CognitiveServices/locations/resourceGroups/deletedAccounts/delete",
        deleted::purge,
    ),
];

impl Simulated for AiAccounts {
    fn types(&self) -> &'static [&'static str] {
        &[ACCOUNTS, PROJECTS, DELETED]
    }

    /// Those that know projects.
    fn api_versions(&self) -> &'static [&'static str] {
        &[
            "2026-07-01",
            "2026-05-15-preview",
            "2026-05-01",
            "2026-03-01",
            "2025-12-01",
            "2025-09-01",
            "2025-06-01",
        ]
    }

    fn routes(&self) -> &'static [Route] {
        ROUTES
    }

    fn show(&self, world: &dyn World, document: &Document) -> Value {
        shown::show(world, document)
    }

    /// Something is gone for good, or was deleted and can be recovered.
    fn due(&self, world: &mut dyn World, id: &ResourceId) {
        if id.is(ACCOUNTS) {
            deleted::finish(world, id);
        } else {
            world.remove(id);
        }
    }
}

fn list(exchange: &mut Exchange<'_>) -> Outcome {
    exchange.list(ACCOUNTS)
}
