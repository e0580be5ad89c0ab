//! Who opens the vault for a resource: its own identity, or one that lives on its own.

use super::access::Principal;
use crate::arm::access::rights;
use crate::arm::{Read, Reading, ResourceId};
use crate::form::{Answers, Create, Field, Input, Invalid, Pick};
use crate::keys::identity::{self, ASSIGN};
use crate::keys::{Attached, IdentityKind};
use crate::plan::{Check, Finding, preflight};
use crate::resources::Ask;

/// The identity that opens the vault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opener {
    /// The resource's own.
    System,
    /// One that lives on its own.
    User(ResourceId),
}

/// Which kind of identity, each with what choosing it means; the resource's own is called `own`.
#[must_use]
pub fn kind_question((user, own): (&str, &str), system: &str) -> Field {
    Field::new(
        "identity-kind",
        "Who opens the vault",
        Input::choice(&[
            ("user", "A user-assigned identity", user),
            ("system", own, system),
        ]),
    )
    .initial("user")
}

/// Which user-assigned identity of a subscription.
#[must_use]
pub fn identity_question(subscription: &str) -> Field {
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
    Field::new("identity", "Identity", Input::Pick(pick))
        .example("/subscriptions/…/resourceGroups/…/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-orders-cmk")
}

impl Opener {
    /// Reads the answers.
    ///
    /// # Errors
    /// The answer that will not do.
    pub fn of(answers: &Answers) -> Result<Self, Invalid> {
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

    /// Which of the two kinds.
    #[must_use]
    pub fn kind(&self) -> IdentityKind {
        match self {
            Self::System => IdentityKind::System,
            Self::User(_) => IdentityKind::User,
        }
    }

    /// What it is called on screen; the resource's own has the name of the resource.
    #[must_use]
    pub fn name<'a>(&'a self, resource: &'a str) -> &'a str {
        self.id().map_or(resource, ResourceId::name)
    }

    /// The ID that request bodies name; `None` for the resource's own.
    #[must_use]
    pub fn id(&self) -> Option<&ResourceId> {
        match self {
            Self::System => None,
            Self::User(id) => Some(id),
        }
    }

    /// What must be read about it.
    #[must_use]
    pub fn reads(&self) -> Vec<Read> {
        self.id()
            .map(|id| vec![identity::read(id), rights::read(id)])
            .unwrap_or_default()
    }

    /// Its object ID, as far as it is known; a resource gets its own only by a step of the plan.
    #[must_use]
    pub fn principal(&self, attached: &Attached, ask: &Ask<'_>) -> Option<Principal> {
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

    /// Whether it is there and may be attached where it is not.
    #[must_use]
    pub fn checks(&self, attached: &Attached, ask: &Ask<'_>) -> Vec<Check> {
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
        checks
    }
}
