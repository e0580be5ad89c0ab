//! Preflight: the checks that every plan shares, each with the reads it rests on.
//!
//! A check that passes may prove something to the laws; one that could not be made says so and
//! proves nothing.

mod eligible;
mod governance;
mod vault;

pub use eligible::{eligible, eligible_reads};
pub use governance::{delete_locks, idle, locks, policies, provider, right};
pub use vault::{audit, key, ready, recoverable};
