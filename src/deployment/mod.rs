//! What a deployment sends with its files, and whether one does.

mod answers;
pub mod check;
mod content_security;
mod finding;
pub mod policy;

pub use answers::Heard;
pub use finding::{Finding, Part, Verdict, counted, text};
pub use policy::{Keep, Policy, Transport};
