//! What must be known of a type before anything is asked.

use crate::arm::Source;

/// Something that concerns every resource of a type: that Azure has retired it.
#[derive(Clone, Copy, Debug)]
pub struct Notice {
    /// In a line.
    pub title: &'static str,
    /// What it means, and what to do instead.
    pub text: &'static str,
    /// What takes its place, as an action of the registry.
    pub successor: Option<Successor>,
    /// Where it is said.
    pub sources: &'static [Source],
}

/// An action that does instead what cannot be done any more.
#[derive(Clone, Copy, Debug)]
pub struct Successor {
    /// The link's words.
    pub label: &'static str,
    /// The ARM type.
    pub arm_type: &'static str,
    /// The action's id.
    pub action: &'static str,
}
