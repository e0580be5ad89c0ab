//! The request log: what was asked of the sandbox, by whom, and with which result.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::fault::Fault;
use crate::arm::Timestamp;

/// One request in the log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LogEntry {
    /// The simulated time.
    pub at: Timestamp,
    /// The user principal name; empty where no good token was sent.
    pub person: String,
    /// The directory of the token.
    pub tenant: String,
    /// The verb.
    pub method: String,
    /// The path without the query.
    pub path: String,
    /// The HTTP status; 0 where no answer was given.
    pub status: u16,
    /// The error code of a refusal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Whether anything is different now.
    pub changed: bool,
    /// The faults that struck.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<Fault>,
}

/// The latest requests, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Log(VecDeque<LogEntry>);

/// How many requests are remembered.
const KEPT: usize = 5000;

impl Log {
    /// Every request that is remembered, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &LogEntry> {
        self.0.iter()
    }

    /// Those that changed something, oldest first.
    pub fn changes(&self) -> impl Iterator<Item = &LogEntry> {
        self.0.iter().filter(|it| it.changed)
    }

    /// Those that were no reads by their verb.
    pub fn writes(&self) -> impl Iterator<Item = &LogEntry> {
        self.0
            .iter()
            .filter(|it| !matches!(it.method.as_str(), "GET" | "HEAD" | "OPTIONS"))
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    pub(super) fn push(&mut self, entry: LogEntry) {
        if self.0.len() >= KEPT {
            self.0.pop_front();
        }
        self.0.push_back(entry);
    }
}
