//! Who opens the vault for a storage account: its own identity, or one that lives on its own.

use serde_json::json;

use super::WRITE;
use crate::arm::access::{Permission, Place, rights};
use crate::arm::{Read, Reading, Request, Resource, ResourceId, Source, versions};
use crate::form::{Answers, Create, Field, Input, Invalid, Pick};
use crate::keys::identity::{self, Spelling};
use crate::keys::{Attached, IdentityKind};
use crate::plan::{Check, Condition, Finding, Fix, Step, Watch, preflight};
use crate::resources::Ask;
use crate::resources::own_key::{PRINCIPAL, Principal};

pub(super) const ASSIGN: &str = "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action";

const ONE_IDENTITY: Source = Source::new(
    "Storage accounts: user-assigned identities",
    "https://learn.microsoft.com/azure/storage/common/customer-managed-keys-configure-existing-account",
    "2026-08-21",
);

/// The identity that opens the vault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Opener {
    /// The account's own.
    System,
    /// One that lives on its own.
    User(ResourceId),
}

/// Which kind of identity, and which one.
pub(super) fn questions(subscription: &str) -> Vec<Field> {
    vec![
        Field::new(
            "identity-kind",
            "Who opens the vault",
            Input::choice(&[
                (
                    "user",
                    "A user-assigned identity",
                    "Can be granted before it is needed; survives the account.",
                ),
                (
                    "system",
                    "The account's own identity",
                    "One per account; goes when the account goes.",
                ),
            ]),
        )
        .initial("user"),
        identity_question(subscription).only_when("identity-kind", &["user"]),
    ]
}

/// Which user-assigned identity.
pub(super) fn identity_question(subscription: &str) -> Field {
    let pick = Pick {
        read: identity::list_read(subscription),
        value: "/id",
        label: "/name",
        hint: "/location",
        keep: Vec::new(),
        create: Some(Create::Action {
            arm_type: "Microsoft.ManagedIdentity/userAssignedIdentities",
            action: "create",
        }),
        empty: "This subscription has no user-assigned identity yet.",
    };
    Field::new("identity", "Identity", Input::Pick(pick))
        .example("/subscriptions/…/resourceGroups/…/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-orders-cmk")
}

impl Opener {
    /// Reads the answers.
    pub(super) fn of(answers: &Answers) -> Result<Self, Invalid> {
        if answers.is("identity-kind", "system") {
            return Ok(Self::System);
        }
        let id = answers.id("identity")?;
        if !id.is(identity::ARM_TYPE) {
            return Err(Invalid::new(
                "identity",
                "This is no user-assigned identity.",
            ));
        }
        Ok(Self::User(id))
    }

    pub(super) fn kind(&self) -> IdentityKind {
        match self {
            Self::System => IdentityKind::System,
            Self::User(_) => IdentityKind::User,
        }
    }

    /// What it is called on screen.
    pub(super) fn name<'a>(&'a self, account: &'a str) -> &'a str {
        match self {
            Self::System => account,
            Self::User(id) => id.name(),
        }
    }

    /// The ID that request bodies name; `None` for the account's own.
    pub(super) fn id(&self) -> Option<&ResourceId> {
        match self {
            Self::System => None,
            Self::User(id) => Some(id),
        }
    }

    /// What must be read about it.
    pub(super) fn reads(&self) -> Vec<Read> {
        self.id()
            .map(|id| vec![identity::read(id), rights::read(id)])
            .unwrap_or_default()
    }

    /// Its object ID, as far as it is known; an account gets its own only by a step of the plan.
    pub(super) fn principal(&self, attached: &Attached, ask: &Ask<'_>) -> Option<Principal> {
        match self {
            Self::System => Some(
                attached
                    .system
                    .clone()
                    .map_or(Principal::Later, Principal::Known),
            ),
            Self::User(id) => identity::one(id, ask.facts)
                .into_found()
                .map(|it| Principal::Known(it.principal_id)),
        }
    }

    /// Whether it is there and may be used.
    pub(super) fn checks(&self, attached: &Attached, ask: &Ask<'_>) -> Vec<Check> {
        let Self::User(id) = self else {
            return Vec::new();
        };
        let name = id.name();
        let there = match identity::one(id, ask.facts) {
            Reading::Found(_) => Check::new(
                "identity",
                Finding::Passed,
                format!("{name} exists in the same directory."),
            ),
            Reading::Missing => Check::new(
                "identity",
                Finding::Failed,
                format!("There is no identity {name}."),
            )
            .reason("It was deleted, or its ID is another one."),
            _ => Check::new(
                "identity",
                Finding::Unknown,
                format!("Whether the identity {name} exists is not known."),
            ),
        };
        let mut checks = vec![there.as_of(ask.facts.as_of([&identity::read(id)]))];
        if attached.user(id).is_none() {
            checks.push(preflight::right(
                "right-identity",
                ASSIGN,
                id,
                name,
                ask.facts,
            ));
        }
        checks.extend(
            attached
                .user
                .iter()
                .find(|it| it.id != *id)
                .map(|it| only_one(&it.id)),
        );
        checks
    }

    /// Attaches it where it is not attached yet, in a request of its own.
    pub(super) fn attach(&self, account: &Resource, attached: &Attached) -> Option<Step> {
        let read = Request::get(&account.id, versions::STORAGE);
        let (title, envelope, seen) = match self {
            Self::System if attached.system.is_some() => return None,
            Self::System => (
                format!("Give {} an identity of its own", account.name),
                attached.with_system(Spelling::Compact),
                Condition::Present("/identity/principalId".into()),
            ),
            Self::User(id) if attached.user(id).is_some() => return None,
            Self::User(id) => (
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
        Some(match self {
            Self::System => step.capture(PRINCIPAL, "/identity/principalId"),
            Self::User(_) => step.needs(ASSIGN),
        })
    }
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
