//! What a customer-managed key is: its name, its vault, who may use it, and whether it can be used.
//!
//! Everything here is pure. A file that needs to know something gives the reads that ask and the
//! parser of the answer; judgements are [`Verdict`]s over a [`Configuration`] and the facts.

pub mod commands;
pub mod configuration;
pub mod data_plane;
pub mod disabling;
pub mod expiry;
pub mod explain;
pub mod grant;
pub mod health;
pub mod identity;
pub mod key;
pub mod key_uri;
pub mod names;
pub mod network;
pub mod unprotected;
pub mod vault;
pub mod verdict;

pub use configuration::{Configuration, Following, KeyReference, KeySource, UsedIdentity};
pub use explain::{Explanation, Timing, explain};
pub use grant::{GrantState, Granted, How};
pub use identity::{Attached, Identity, IdentityKind};
pub use key::{Key, KeyVersionInfo, Needs, Problem};
pub use key_uri::{KeyUri, KeyVersion, Pasted, VaultKind};
pub use names::Unfit;
pub use unprotected::Unprotected;
pub use vault::{PermissionModel, Vault};
pub use verdict::{Evidence, Tone, Verdict};
