//! What became of a text that somebody pasted instead of answering.

use super::Answers;

/// The answers that a pasted text gives, and what had to be changed to get them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The answers; questions it says nothing of are left out.
    pub answers: Answers,
    /// What was changed or left out, in the order of the text.
    pub changes: Vec<Change>,
}

/// Something that was changed in a pasted text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What was done: "Removed 2 comments".
    pub what: String,
    /// Why.
    pub why: String,
}

impl Imported {
    /// Adds what was done and why.
    pub fn note(&mut self, what: impl Into<String>, why: &str) {
        let (what, why) = (what.into(), why.into());
        self.changes.push(Change { what, why });
    }
}
