//! What lies below a workspace, as parts of the simulated Azure.

use serde_json::Value;

use super::{DELETED, LINKS, SEARCHES, STORES, VERSIONS, WITH_LINKS};
use super::{deleted, links, queries, searches, storage};
use crate::arm::{Method, ResourceId};
use crate::resources::simulated::{Document, Route, Simulated, World};

/// What workspaces are linked to.
pub struct LinkedServices;

/// The storage that workspaces keep queries in.
pub struct LinkedStorage;

/// The queries and functions that are saved in workspaces, and the asking of queries.
pub struct SavedSearches;

/// Workspaces that were deleted and can be recovered.
pub struct DeletedWorkspaces;

macro_rules! below {
    ($rest:literal) => {
        concat!(
            "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.OperationalInsights/workspaces/{name}/",
            $rest
        )
    };
}

macro_rules! right {
    ($rest:literal) => {
        concat!("Microsoft.OperationalInsights/workspaces/", $rest)
    };
}

static LINK_ROUTES: &[Route] = &[
    Route::at(
        Method::Get,
        below!("linkedServices/{link}"),
        right!("linkedServices/read"),
        links::get,
    ),
    Route::at(
        Method::Put,
        below!("linkedServices/{link}"),
        right!("linkedServices/write"),
        links::put,
    ),
    Route::at(
        Method::Delete,
        below!("linkedServices/{link}"),
        right!("linkedServices/delete"),
        links::delete,
    ),
    Route::at(
        Method::Get,
        below!("linkedServices"),
        right!("linkedServices/read"),
        links::list,
    ),
];

static STORE_ROUTES: &[Route] = &[
    Route::at(
        Method::Get,
        below!("linkedStorageAccounts/{kind}"),
        right!("linkedStorageAccounts/read"),
        storage::get,
    ),
    Route::at(
        Method::Put,
        below!("linkedStorageAccounts/{kind}"),
        right!("linkedStorageAccounts/write"),
        storage::put,
    ),
    Route::at(
        Method::Delete,
        below!("linkedStorageAccounts/{kind}"),
        right!("linkedStorageAccounts/delete"),
        storage::delete,
    ),
    Route::at(
        Method::Get,
        below!("linkedStorageAccounts"),
        right!("linkedStorageAccounts/read"),
        storage::list,
    ),
];

static SEARCH_ROUTES: &[Route] = &[
    Route::at(
        Method::Get,
        below!("savedSearches/{search}"),
        right!("savedSearches/read"),
        searches::get,
    ),
    Route::at(
        Method::Put,
        below!("savedSearches/{search}"),
        right!("savedSearches/write"),
        searches::put,
    ),
    Route::at(
        Method::Delete,
        below!("savedSearches/{search}"),
        right!("savedSearches/delete"),
        searches::delete,
    ),
    Route::at(
        Method::Get,
        below!("savedSearches"),
        right!("savedSearches/read"),
        searches::list,
    ),
];

static QUERY_ROUTES: &[Route] = &[
    Route::asking(below!("api/query"), right!("query/read"), queries::ask),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/providers/Microsoft.OperationalInsights/deletedWorkspaces",
        super::READ,
        deleted::list,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.OperationalInsights/deletedWorkspaces",
        super::READ,
        deleted::list,
    ),
];

impl Simulated for LinkedServices {
    fn types(&self) -> &'static [&'static str] {
        &[LINKS]
    }

    fn api_versions(&self) -> &'static [&'static str] {
        &WITH_LINKS
    }

    fn routes(&self) -> &'static [Route] {
        LINK_ROUTES
    }

    fn show(&self, world: &dyn World, document: &Document) -> Value {
        links::show(world, document)
    }

    /// An unlinking is over.
    fn due(&self, world: &mut dyn World, id: &ResourceId) {
        world.remove(id);
    }
}

impl Simulated for LinkedStorage {
    fn types(&self) -> &'static [&'static str] {
        &[STORES]
    }

    fn api_versions(&self) -> &'static [&'static str] {
        &WITH_LINKS
    }

    fn routes(&self) -> &'static [Route] {
        STORE_ROUTES
    }
}

impl Simulated for SavedSearches {
    fn types(&self) -> &'static [&'static str] {
        &[SEARCHES]
    }

    fn api_versions(&self) -> &'static [&'static str] {
        &WITH_LINKS
    }

    fn routes(&self) -> &'static [Route] {
        SEARCH_ROUTES
    }
}

impl Simulated for DeletedWorkspaces {
    fn types(&self) -> &'static [&'static str] {
        &[DELETED]
    }

    /// Queries have a version of their own.
    fn api_versions(&self) -> &'static [&'static str] {
        const { &DELETED_VERSIONS }
    }

    fn routes(&self) -> &'static [Route] {
        QUERY_ROUTES
    }

    fn show(&self, world: &dyn World, document: &Document) -> Value {
        deleted::show(world, document)
    }

    /// It can no longer be recovered.
    fn due(&self, world: &mut dyn World, id: &ResourceId) {
        deleted::forget(world, id);
    }
}

const DELETED_VERSIONS: [&str; 7] = [
    VERSIONS[0],
    VERSIONS[1],
    VERSIONS[2],
    VERSIONS[3],
    VERSIONS[4],
    "2020-08-01",
    "2017-01-01-preview",
];
