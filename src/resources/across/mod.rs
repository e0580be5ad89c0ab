//! A key of one directory for a resource of another, by two people who do not see each other's.
//!
//! The provider registers an application and lets a managed identity act as it (*offer*). The
//! customer installs that application and grants it the use of a key (*allow*). The provider sets
//! the key (*take*). Links carry what each has to tell the other.
//!
//! Source: Microsoft Learn, "Configure cross-tenant customer-managed keys for an existing storage
//! account", read 21 Aug 2026.

mod application;
mod asking;
mod install;
mod offer;
pub mod progress;
mod receipt;

pub use application::{Which, questions as application_questions};
pub use asking::Graph;
pub use install::{Install, way_question};
pub use offer::{Offered, questions as offer_questions};
pub use receipt::Taken;

use super::{ALL, Action, ResourceType};
use crate::arm::Source;

/// The action with which a provider prepares a resource for the key of a customer.
pub const OFFER: &str = "offer-customer-key";

/// The action with which a customer lets a provider use a key.
pub const ALLOW: &str = "let-provider-use-key";

/// The action with which a provider sets the key of a customer.
pub const TAKE: &str = "use-customer-key";

/// The question for the link that each of the last two begins with.
pub const LINK: &str = "link";

/// The name under which a run keeps the application ID of a new application.
pub const CLIENT: &str = "application.appId";

/// The name under which a run keeps the object ID of a new application.
pub const APPLICATION: &str = "application.id";

pub(crate) const PAGE: Source = Source::new(
    "Configure cross-tenant customer-managed keys",
    "https://learn.microsoft.com/azure/storage/common/customer-managed-keys-configure-cross-tenant-existing-account",
    "2026-08-21",
);

/// The types whose resources can be under the key of another directory.
pub fn kinds() -> impl Iterator<Item = &'static dyn ResourceType> {
    ALL.iter().copied().filter(|it| it.action(TAKE).is_some())
}

/// The type and the action that a customer's link leads to.
#[must_use]
pub fn allowing() -> Option<(&'static dyn ResourceType, &'static dyn Action)> {
    ALL.iter()
        .find_map(|kind| Some((*kind, kind.action(ALLOW)?)))
}
