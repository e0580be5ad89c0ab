//! Who may do what at Microsoft Graph: what the token permits, and what the person's roles in the
//! directory permit. Both are needed where somebody is signed in; an application has only the
//! first.
//!
//! Source: graph docs, `concepts/permissions-overview.md` and the tables of permissions of each
//! method; entra-docs, `permissions-reference.md` and `delegate-app-roles.md`, read 21 Aug 2026.

use super::directory::{inner, settings};
use super::refusals::denied;
use crate::resources::simulated::{Caller, Document, Refusal, World};
use crate::sandbox::people::{Directory, DirectoryRole};

/// A permission, and those that hold it too.
const HELD_BY: [(&str, &[&str]); 4] = [
    (
        "Application.Read.All",
        &[
            "Application.ReadWrite.All",
            "Application.ReadWrite.OwnedBy",
            "Directory.Read.All",
            "Directory.ReadWrite.All",
        ],
    ),
    (
        "Application.ReadWrite.All",
        &["Application.ReadWrite.OwnedBy", "Directory.ReadWrite.All"],
    ),
    (
        "User.Read",
        &[
            "User.ReadWrite",
            "User.Read.All",
            "Directory.Read.All",
            "Directory.ReadWrite.All",
        ],
    ),
    (
        "Directory.Read.All",
        &[
            "Directory.ReadWrite.All",
            "DelegatedPermissionGrant.ReadWrite.All",
        ],
    ),
];

/// Whether the token permits something.
pub(super) fn holds(caller: &Caller, permission: &str) -> bool {
    let others = HELD_BY.iter().find(|(it, _)| *it == permission);
    let others = others.map_or(&[][..], |(_, it)| *it);
    let is_meant = |held: &String| {
        let held = held.as_str();
        held.eq_ignore_ascii_case(permission)
            || others.iter().any(|it| it.eq_ignore_ascii_case(held))
    };
    caller.permissions.iter().any(is_meant)
}

/// Refuses what the token does not permit.
pub(in crate::sandbox) fn check_permission(
    caller: &Caller,
    permission: &str,
) -> Result<(), Refusal> {
    if permission.is_empty() || holds(caller, permission) {
        return Ok(());
    }
    Err(denied())
}

/// Whether somebody is signed in, and not an application by itself.
pub(super) fn is_person(caller: &Caller) -> bool {
    caller.name.contains('@')
}

fn has(caller: &Caller, wanted: impl Fn(DirectoryRole) -> bool) -> bool {
    let roles = [
        DirectoryRole::ApplicationAdministrator,
        DirectoryRole::CloudApplicationAdministrator,
        DirectoryRole::ApplicationDeveloper,
    ];
    let held = |it: &DirectoryRole| caller.directory_roles.iter().any(|id| id == it.template());
    roles.into_iter().any(|it| held(&it) && wanted(it))
}

/// Whether an application may touch only what it has made.
fn is_limited(caller: &Caller) -> bool {
    !caller
        .permissions
        .iter()
        .any(|it| ["Application.ReadWrite.All", "Directory.ReadWrite.All"].contains(&it.as_str()))
}

/// Whether somebody manages every application of the directory.
pub(super) fn administers(caller: &Caller) -> bool {
    if is_person(caller) {
        return has(caller, DirectoryRole::is_administrator);
    }
    !is_limited(caller)
}

/// Whether somebody may register an application.
pub(super) fn registers(world: &dyn World, caller: &Caller) -> bool {
    !is_person(caller)
        || has(caller, |_| true)
        || settings(world, &caller.tenant).is_some_and(Directory::lets_people_register)
}

/// Refuses who may not change an application or what hangs on it.
pub(super) fn check_owner(caller: &Caller, application: &Document) -> Result<(), Refusal> {
    let owners = inner(application).owners;
    if administers(caller) || owners.contains(&caller.object) {
        return Ok(());
    }
    Err(denied())
}
