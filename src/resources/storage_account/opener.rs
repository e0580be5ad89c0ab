//! The identity that opens the vault for a storage account, attached in a request of its own.

use serde_json::json;

use super::WRITE;
use crate::arm::access::{Permission, Place};
use crate::arm::{Request, Resource, ResourceId, Source, versions};
use crate::form::Field;
use crate::keys::Attached;
use crate::keys::identity::{ASSIGN, Spelling};
use crate::plan::{Check, Condition, Finding, Fix, Step, Watch};
use crate::resources::Ask;
use crate::resources::own_key::{Opener, PRINCIPAL, identity_question, kind_question};

const ONE_IDENTITY: Source = Source::new(
    "Storage accounts: user-assigned identities",
    "https://learn.microsoft.com/azure/storage/common/customer-managed-keys-configure-existing-account",
    "2026-08-21",
);

/// Which kind of identity, and which one.
pub(super) fn questions(subscription: &str) -> Vec<Field> {
    let user = "Can be granted before it is needed; survives the account.";
    let system = "One per account; goes when the account goes.";
    vec![
        kind_question((user, "The account's own identity"), system),
        identity_question(subscription).only_when("identity-kind", &["user"]),
    ]
}

/// Whether the identity is there, may be used, and is the only one of its kind.
pub(super) fn checks(opener: &Opener, attached: &Attached, ask: &Ask<'_>) -> Vec<Check> {
    let mut checks = opener.checks(attached, ask);
    let others = opener.id().and_then(|id| {
        let mut users = attached.user.iter();
        users.find(|it| it.id != *id)
    });
    checks.extend(others.map(|it| only_one(&it.id)));
    checks
}

/// Attaches the identity where it is not attached yet.
pub(super) fn attach(opener: &Opener, account: &Resource, attached: &Attached) -> Option<Step> {
    let read = Request::get(&account.id, versions::STORAGE);
    let (title, envelope, seen) = match opener {
        Opener::System if attached.system.is_some() => return None,
        Opener::System => (
            format!("Give {} an identity of its own", account.name),
            attached.with_system(Spelling::Compact),
            Condition::Present("/identity/principalId".into()),
        ),
        Opener::User(id) if attached.user(id).is_some() => return None,
        Opener::User(id) => (
            format!("Attach {} to the account", id.name()),
            attached.with_user(id, Spelling::Compact),
            Condition::Member("/identity/userAssignedIdentities".into(), id.to_string()),
        ),
    };
    let request = Request::patch(
        &account.id,
        versions::STORAGE,
        json!({ "identity": envelope }),
    );
    let step = Step::send("attach", title, request, Watch::new(read, seen))
        .why("In a request of its own: Storage refuses to change identity and key together.")
        .needs(WRITE)
        .undo("Detach the identity while nothing uses it.");
    Some(match opener {
        Opener::System => step.capture(PRINCIPAL, "/identity/principalId"),
        Opener::User(_) => step.needs(ASSIGN),
    })
}

/// Azure takes one user-assigned identity per account and refuses a second.
fn only_one(other: &ResourceId) -> Check {
    Check::new(
        "one-identity",
        Finding::Failed,
        format!(
            "The account has the identity {} already, and takes one only.",
            other.name()
        ),
    )
    .reason("Use that one, or detach it first.")
    .source(&ONE_IDENTITY)
    .fix(Fix::Answer {
        label: format!("Use {}", other.name()),
        field: "identity".into(),
        value: other.to_string(),
    })
}

/// What attaching an identity needs besides writing the account.
pub(super) const PERMISSIONS: [Permission; 2] = [
    Permission::control(WRITE, Place::Resource),
    Permission::control(ASSIGN, Place::Identity),
];
