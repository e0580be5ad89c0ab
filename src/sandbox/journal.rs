//! What has to be kept so that the same Azure is there again after a reload: where it began, and
//! everything that was accepted since.

use serde::{Deserialize, Serialize};

use super::control::Control;
use super::entra::applications::Registration;
use super::fault::Fault;
use super::graph::Consent;
use super::scenario::Scenario;
use super::seed::Seed;
use crate::arm::Timestamp;
use crate::resources::simulated::Caller;

/// The number of the format below. A journal of another format is refused, never half-read.
pub const FORMAT: u32 = 3;

/// A sandbox as it is stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Journal {
    /// The format.
    pub format: u32,
    /// What it began with.
    pub scenario: Scenario,
    /// What every GUID and every delay follows from.
    pub seed: Seed,
    /// The wall time at which it began. Two journals with another one are two sandboxes.
    pub started: Timestamp,
    /// The speed of simulated time at the beginning.
    pub speed: u32,
    /// The applications that people sign in with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub registrations: Vec<Registration>,
    /// What was accepted, in order.
    pub entries: Vec<Entry>,
}

/// Something that was accepted, with the wall time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "entry", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Entry {
    /// A request that changed something. There is no token in it.
    Write {
        /// When.
        at: Timestamp,
        /// Who.
        caller: Caller,
        /// The verb.
        method: String,
        /// The absolute URL.
        url: String,
        /// The body.
        body: String,
        /// The faults that decided how it was carried out.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        faults: Vec<Fault>,
    },
    /// A fault struck that is set for a number of times.
    Struck {
        /// When.
        at: Timestamp,
        /// Which setting, by its place in the list.
        setting: usize,
    },
    /// An authorization code was redeemed, which is possible once.
    Redeemed {
        /// When.
        at: Timestamp,
        /// Which.
        code: String,
        /// Until when it would have been good.
        until: Timestamp,
    },
    /// Somebody agreed to an application on one of Entra's pages.
    Consented {
        /// When.
        at: Timestamp,
        /// To what.
        consent: Consent,
    },
    /// Somebody used the sandbox's own controls.
    Control {
        /// When.
        at: Timestamp,
        /// What they did.
        control: Control,
    },
}

/// Why a journal cannot be replayed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnknownJournal {
    /// It has another format number.
    Format(u32),
    /// It cannot be read.
    Unreadable(String),
}

impl Entry {
    /// The wall time.
    #[must_use]
    pub fn at(&self) -> Timestamp {
        match self {
            Self::Write { at, .. }
            | Self::Struck { at, .. }
            | Self::Redeemed { at, .. }
            | Self::Consented { at, .. }
            | Self::Control { at, .. } => *at,
        }
    }
}

impl Journal {
    /// Reads a stored journal.
    ///
    /// # Errors
    /// When it has another format, or is no journal.
    pub fn read(text: &str) -> Result<Self, UnknownJournal> {
        #[derive(Deserialize)]
        struct Head {
            format: u32,
        }
        let unreadable = |why: serde_json::Error| UnknownJournal::Unreadable(why.to_string());
        let head: Head = serde_json::from_str(text).map_err(unreadable)?;
        if head.format != FORMAT {
            return Err(UnknownJournal::Format(head.format));
        }
        serde_json::from_str(text).map_err(unreadable)
    }
}

impl std::fmt::Display for UnknownJournal {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Format(format) => write!(
                out,
                "The stored sandbox has format {format}; this version reads format {FORMAT}."
            ),
            Self::Unreadable(why) => write!(out, "The stored sandbox cannot be read: {why}."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_format_is_refused_before_anything_else_is_read() {
        let rows = [
            (r#"{"format": 99, "new": {}}"#, UnknownJournal::Format(99)),
            (r#"{"format": 0}"#, UnknownJournal::Format(0)),
        ];
        for (text, expected) in rows {
            assert_eq!(Journal::read(text), Err(expected));
        }
        for text in [
            "",
            "{}",
            "[]",
            r#"{"format": 3}"#,
            r#"{"format": 3, "x": 2}"#,
        ] {
            assert!(
                matches!(Journal::read(text), Err(UnknownJournal::Unreadable(_))),
                "{text} was read"
            );
        }
    }
}
