//! How a run ended. Only one of these is success, and only a read-back makes it.

use serde::{Deserialize, Serialize};

use crate::arm::{ArmError, Timestamp};

/// The end of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// A read showed the wish fulfilled.
    Proved {
        /// When it was read.
        at: Timestamp,
        /// What was read, in words.
        evidence: String,
    },
    /// What can be read is as wished for, and the rest is as somebody said.
    OnTrust {
        /// When it was read.
        at: Timestamp,
        /// What was read, in words.
        evidence: String,
    },
    /// Azure accepted everything, and still the read-back shows something else.
    NotProved {
        /// What was read instead.
        seen: String,
    },
    /// Azure said no.
    Refused(Box<ArmError>),
    /// What a step waited for did not come in time.
    TooLate {
        /// What was seen instead.
        seen: String,
    },
    /// Whether a step happened could not be found out.
    Unknown {
        /// Why.
        why: String,
    },
    /// Our own rules forbade to send a step; Azure has not heard of it.
    NotSent {
        /// Which rule.
        why: String,
    },
    /// The person stopped it between two steps.
    Stopped,
}

impl Outcome {
    /// Whether this is the one that may be shown green.
    #[must_use]
    pub fn is_success(&self) -> bool {
        matches!(self, Self::Proved { .. })
    }
}
