//! Which identity a cluster gets: its own, or one that lives on its own. It takes one only.

use crate::arm::access::rights;
use crate::arm::{Read, Reading, ResourceId};
use crate::form::{Answers, Create, Field, Input, Invalid, Pick};
use crate::keys::identity::{self, ASSIGN};
use crate::plan::{Check, Finding, preflight};
use crate::resources::Ask;
use crate::resources::own_key::Principal;

/// The identity that a cluster is to have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Opener {
    /// Its own.
    System,
    /// One that lives on its own.
    User(ResourceId),
}

/// Which kind of identity, and which one.
pub(super) fn questions(subscription: &str, initial: &str) -> Vec<Field> {
    let pick = Pick {
        read: identity::list_read(subscription),
        value: "/id",
        label: "/name",
        hint: "/location",
        keep: Vec::new(),
        create: Some(Create::Action {
            arm_type: identity::ARM_TYPE,
            action: "create",
        }),
        empty: "This subscription has no user-assigned identity yet.",
    };
    vec![
        Field::new(
            "identity-kind",
            "Who opens the vault",
            Input::choice(&[
                (
                    "user",
                    "A user-assigned identity",
                    "Can be granted before it is needed. Not for a vault behind a private endpoint.",
                ),
                (
                    "system",
                    "The cluster's own identity",
                    "Is made with the cluster, so that its key comes afterwards.",
                ),
            ]),
        )
        .initial(initial),
        Field::new("identity", "Identity", Input::Pick(pick))
            .example("/subscriptions/…/resourceGroups/…/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-logs-cmk")
            .only_when("identity-kind", &["user"]),
    ]
}

impl Opener {
    /// Reads the answers.
    pub(super) fn of(answers: &Answers) -> Result<Self, Invalid> {
        if answers.is("identity-kind", "system") {
            return Ok(Self::System);
        }
        let id = answers.id("identity")?;
        if id.is(identity::ARM_TYPE) {
            return Ok(Self::User(id));
        }
        Err(Invalid::new(
            "identity",
            "This is no user-assigned identity.",
        ))
    }

    /// The ID that request bodies name.
    pub(super) fn id(&self) -> Option<&ResourceId> {
        match self {
            Self::System => None,
            Self::User(id) => Some(id),
        }
    }

    /// What must be read about it.
    pub(super) fn reads(&self) -> Vec<Read> {
        let reads = |id| vec![identity::read(id), rights::read(id)];
        self.id().map(reads).unwrap_or_default()
    }

    /// Its object ID; a cluster gets its own only by a step of the plan.
    pub(super) fn principal(&self, ask: &Ask<'_>) -> Option<Principal> {
        let Self::User(id) = self else {
            return Some(Principal::Later);
        };
        let found = identity::one(id, ask.facts).into_found();
        found.map(|it| Principal::Known(it.principal_id))
    }

    /// Whether it is there and may be attached.
    pub(super) fn checks(&self, ask: &Ask<'_>) -> Vec<Check> {
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
        vec![
            there.as_of(ask.facts.as_of([&identity::read(id)])),
            preflight::right("right-identity", ASSIGN, id, name, ask.facts),
        ]
    }
}
