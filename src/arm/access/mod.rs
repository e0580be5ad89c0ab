//! Resource Manager's own governance: rights, locks, policies, providers, subscriptions and groups.
//!
//! Each file gives the [`Read`](super::Read) that asks, and the parser of the answer.

pub mod activity;
pub mod eligible;
pub mod groups;
pub mod lockbox;
pub mod locks;
pub mod permission;
pub mod policy;
pub mod providers;
pub mod rights;
pub mod roles;
pub mod subscriptions;

pub use eligible::Eligible;
pub use groups::Group;
pub use locks::{Change, Lock};
pub use permission::{Permission, Place, Plane};
pub use policy::{AskAt, Denial, Planned};
pub use providers::Registration;
pub use rights::Rights;
pub use roles::Role;
pub use subscriptions::{Location, Subscription};
