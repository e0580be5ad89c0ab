//! The data plane of vaults, for keys: what is asked under a vault's own name.
//!
//! Source: azure-rest-api-specs, `Microsoft.KeyVault` data plane 7.4 to 2025-07-01, `keys`;
//! azure-security-docs, `articles/key-vault/general/{rbac-guide,rest-error-codes,
//! authentication-requests-and-responses}.md`, read 21 Aug 2026. Sentences from public issue
//! reports, named where they are used. There is no material behind these keys, so everything that
//! would use some (encrypt, wrap, sign, import, backup) is not simulated, as are secrets and
//! certificates.

mod bundle;
mod deleted;
mod entry;
mod lists;
mod policy;
mod write;

use super::DELETED_KEYS;
use super::keys::Key;
use crate::arm::{Method, Response};
use crate::resources::simulated::{Exchange, Outcome, Refusal, Route};

pub(super) use deleted::{check_free, due, purge_date};
pub use entry::tenant;

use entry::{Permission, not_found};

/// Versions that clients send. The Azure CLI 2.91 sends a preview.
pub(super) const VERSIONS: &[&str] = &[
    "2025-07-01",
    "7.6",
    "7.6-preview.2",
    "7.6-preview.1",
    "7.5",
    "7.4",
];

const GET: Permission = Permission::of("Microsoft.KeyVault/vaults/keys/read", "get");
const LIST: Permission = Permission::of("Microsoft.KeyVault/vaults/keys/read", "list");
const CREATE: Permission = Permission::of("Microsoft.KeyVault/vaults/keys/create/action", "create");
const UPDATE: Permission = Permission::of("Microsoft.KeyVault/vaults/keys/update/action", "update");
const ROTATE: Permission = Permission::of("Microsoft.KeyVault/vaults/keys/rotate/action", "rotate");
const DELETE: Permission = Permission::of("Microsoft.KeyVault/vaults/keys/delete", "delete");
const RECOVER: Permission =
    Permission::of("Microsoft.KeyVault/vaults/keys/recover/action", "recover");
const PURGE: Permission = Permission::of("Microsoft.KeyVault/vaults/keys/purge/action", "purge");
const READ_POLICY: Permission = Permission::of(
    "Microsoft.KeyVault/vaults/keyrotationpolicies/read",
    "getrotationpolicy",
);
const WRITE_POLICY: Permission = Permission::of(
    "Microsoft.KeyVault/vaults/keyrotationpolicies/write",
    "setrotationpolicy",
);

/// What each of them needs is checked behind the firewall, so the routes themselves ask nothing.
pub(super) static ROUTES: &[Route] = &[
    Route::at(Method::Get, "/keys", "", lists::keys),
    Route::at(Method::Get, "/keys/{key}", "", one),
    Route::at(Method::Get, "/keys/{key}/versions", "", lists::versions),
    Route::at(Method::Get, "/keys/{key}/{version}", "", one),
    Route::at(Method::Post, "/keys/{key}/create", "", write::create),
    Route::at(Method::Patch, "/keys/{key}", "", write::update),
    Route::at(Method::Patch, "/keys/{key}/{version}", "", write::update),
    Route::at(Method::Post, "/keys/{key}/rotate", "", write::rotate),
    Route::at(Method::Get, "/keys/{key}/rotationpolicy", "", policy::read),
    Route::at(Method::Put, "/keys/{key}/rotationpolicy", "", policy::put),
    Route::at(Method::Delete, "/keys/{key}", "", deleted::delete),
    Route::at(Method::Get, "/deletedkeys", "", lists::deleted),
    Route::at(Method::Get, "/deletedkeys/{key}", "", deleted::one),
    Route::at(
        Method::Post,
        "/deletedkeys/{key}/recover",
        "",
        deleted::recover,
    ),
    Route::at(Method::Delete, "/deletedkeys/{key}", "", deleted::purge),
];

/// A refusal as the data plane words it: what Resource Manager calls a bad request has another
/// name here.
fn in_its_words(mut refusal: Refusal) -> Refusal {
    if refusal.code == "BadRequest" {
        refusal.code = "BadParameter".to_owned();
    }
    refusal
}

fn one(exchange: &mut Exchange<'_>) -> Outcome {
    let found = entry::key(exchange, &GET)?;
    let id = exchange.param("version");
    let name = found.document.id.name();
    let version = found
        .key
        .version(id)
        .ok_or_else(|| not_found(&format!("{name}/{id}")))?;
    Ok(Response::json(
        200,
        bundle::shown(exchange.world, &found, version),
    ))
}
