//! Entra as a person meets it: directories, signing in to one, and what its refusals mean.
//!
//! Nothing here asks Entra for anything; MSAL does, in the browser half. Here is what MSAL leaves to
//! its caller: whether an ID token is one for us, what a challenge asks for, and what to say when
//! somebody cannot be signed in. Two people in two directories work together by [`graph`]'s objects
//! and by the links of [`capsule`].

mod account;
mod auth_error;
mod authority;
pub mod capsule;
mod challenge;
mod explain;
pub mod graph;
mod tenants;

pub use account::{Account, Expected, NotForUs, skew};
pub use auth_error::{AuthError, Remedy};
pub use authority::{authority, is_name, is_tenant_id, known_authorities, scope};
pub use challenge::{Challenge, Insisted, Met, Renewal, meet};
pub use explain::{
    Explained, asks_again, dictionary, explain, not_for_us, refused_by_policy, somebody_else,
    unfinished,
};
pub use tenants::{Tenant, tenants, tenants_read};
