//! What every "use my own key" shares, whatever the service: which key, who opens the vault, the
//! checks on both, the grant and the wait for it.

mod access;
mod grant;
mod handed_over;
mod opener;
mod questions;
mod seen;

pub use access::{Access, Principal};
pub use grant::policy_seen;
pub use opener::{Opener, identity_question, kind_question};
pub use questions::{GrantAt, OwnKey, grant_question, key_questions};

/// The name under which a run keeps the principal id of the identity that opens the vault.
pub const PRINCIPAL: &str = "identity.principalId";

/// The name under which a run keeps the newest version of the key.
pub const NEWEST: &str = "key.newest";
