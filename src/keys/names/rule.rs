//! What the rules about names share: a length, letters and digits, and how they refuse.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Fit;

/// Why a text will not do, and one that would.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unfit {
    /// A sentence that says what is wrong.
    pub why: String,
    /// Something that would be accepted.
    pub example: String,
}

/// What most names share: a length, letters, digits and a few more.
pub(super) struct Rule {
    pub(super) what: &'static str,
    pub(super) shortest: usize,
    pub(super) longest: usize,
    pub(super) also: &'static str,
    pub(super) example: &'static str,
}

impl Rule {
    pub(super) fn length(&self, name: &str) -> Fit {
        let (length, what) = (name.chars().count(), self.what);
        let (shortest, longest) = (self.shortest, self.longest);
        check(
            (shortest..=longest).contains(&length),
            format!("{what} has {shortest} to {longest} characters; this has {length}."),
            self.example,
        )
    }

    pub(super) fn characters(&self, name: &str) -> Fit {
        let odd = name
            .chars()
            .find(|it| !it.is_ascii_alphanumeric() && !self.also.contains(*it));
        let also = match self.also {
            "-" => "letters, digits and hyphens",
            "-_" => "letters, digits, hyphens and underscores",
            "-_." => "letters, digits, dots, hyphens and underscores",
            _ => "letters and digits",
        };
        match odd {
            None => Ok(()),
            Some(odd) => self.check(false, &format!("holds only {also}, not {odd:?}")),
        }
    }

    pub(super) fn check(&self, fits: bool, rule: &str) -> Fit {
        check(fits, format!("{} {rule}.", self.what), self.example)
    }
}

pub(super) fn check(fits: bool, why: String, example: &str) -> Fit {
    if fits {
        return Ok(());
    }
    Err(Unfit::new(why, example))
}

impl Unfit {
    /// A refusal with an example.
    #[must_use]
    pub fn new(why: impl Into<String>, example: impl Into<String>) -> Self {
        Self {
            why: why.into(),
            example: example.into(),
        }
    }
}

impl fmt::Display for Unfit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} For example: {}", self.why, self.example)
    }
}
