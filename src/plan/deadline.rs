//! Deadlines: a step that must happen within a time of another.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::arm::Timestamp;

/// Until when a step must be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Deadline {
    /// The step whose sending starts the time, by its id.
    pub after: String,
    /// Seconds from then on.
    pub within: u32,
    /// What happens where it comes later, in a sentence or two.
    pub late: String,
}

/// Where a run stands with a deadline that has begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The step that must be done, by its place in the plan.
    pub position: usize,
    /// When the time began.
    pub from: Timestamp,
    /// When it is over.
    pub at: Timestamp,
    /// When the step was done; nothing while it is not.
    pub met: Option<Timestamp>,
}

impl Deadline {
    /// A time from the sending of a step, and what happens when it is over.
    #[must_use]
    pub fn new(after: &str, within: u32, late: &str) -> Self {
        let (after, late) = (after.into(), late.into());
        Self {
            after,
            within,
            late,
        }
    }
}

impl Due {
    /// How much time there is in all.
    #[must_use]
    pub fn total(&self) -> Duration {
        self.at.since(self.from)
    }

    /// How much of it is left; nothing once the step is done. A clock that lags behind the answer
    /// does not make it longer.
    #[must_use]
    pub fn left(&self, now: Timestamp) -> Option<Duration> {
        self.met
            .is_none()
            .then(|| self.at.since(now).min(self.total()))
    }

    /// Whether the step came too late, or has not come yet and cannot come in time any more.
    #[must_use]
    pub fn is_late(&self, now: Timestamp) -> bool {
        self.met.unwrap_or(now) > self.at
    }
}
