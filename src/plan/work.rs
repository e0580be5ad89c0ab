//! What a step does: it sends, follows, watches, or hands over.

use serde::{Deserialize, Serialize};

use super::condition::Condition;
use crate::arm::Request;

/// What a step does. Requests may hold `{{names}}` of captured values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Work {
    /// Sends a request.
    Send {
        /// The request.
        request: Request,
        /// How a read shows whether it happened, for the case that no answer arrives.
        shown_by: Watch,
        /// How far its long-running operation is followed.
        #[serde(default)]
        until: Until,
    },
    /// Follows the long-running operation of an earlier step to its end.
    Follow {
        /// The step that began it, by its id.
        begun_by: String,
        /// How a read shows whether it happened, whatever the operation says of itself.
        shown_by: Watch,
    },
    /// Reads until a condition holds.
    Watch(Watch),
    /// A person does something that this console cannot do.
    HandOver(HandOver),
}

/// How far a step that sends follows what it has begun.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Until {
    /// To its end.
    #[default]
    Done,
    /// Until Azure has accepted it: something else has to happen while it is at work, and a later
    /// step follows it.
    Accepted,
}

/// A read, repeated until a condition holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Watch {
    /// What is read.
    pub read: Request,
    /// What must be seen.
    pub until: Condition,
    /// Seconds that pass in any case, for effects that no read shows.
    pub at_least: u32,
    /// Seconds between reads.
    pub pace: u32,
    /// Seconds after which it has not come true.
    pub limit: u32,
}

/// Something for a person with other rights, or another program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HandOver {
    /// Who can do it: "an administrator of the Managed HSM".
    pub to: String,
    /// What they do, as lines to copy: a name such as "Azure CLI", and the command.
    pub commands: Vec<(String, String)>,
    /// How the effect is seen; `None` where nothing shows it and only a person can say so.
    pub shown_by: Option<Watch>,
    /// What the person gives back, where later steps need it and no read shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gives: Option<Gives>,
}

/// An ID that a person gives back who has done something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gives {
    /// The name later requests use.
    pub name: String,
    /// What it is called: "Object ID of the service principal".
    pub label: String,
}

impl HandOver {
    /// Something that this person does, by these lines.
    #[must_use]
    pub fn new(to: impl Into<String>, commands: Vec<(String, String)>) -> Self {
        Self {
            to: to.into(),
            commands,
            shown_by: None,
            gives: None,
        }
    }

    /// Says how the effect is seen.
    #[must_use]
    pub fn shown_by(mut self, watch: Watch) -> Self {
        self.shown_by = Some(watch);
        self
    }

    /// Says which ID the person gives back.
    #[must_use]
    pub fn gives(mut self, name: &str, label: &str) -> Self {
        let (name, label) = (name.to_owned(), label.to_owned());
        self.gives = Some(Gives { name, label });
        self
    }
}

impl Watch {
    /// Reads every five seconds for at most two minutes.
    #[must_use]
    pub fn new(read: Request, until: Condition) -> Self {
        Self {
            read,
            until,
            at_least: 0,
            pace: 5,
            limit: 120,
        }
    }

    /// Waits in any case.
    #[must_use]
    pub fn at_least(mut self, seconds: u32) -> Self {
        self.at_least = seconds;
        self
    }

    /// Sets the seconds between reads and the longest wait.
    #[must_use]
    pub fn paced(mut self, pace: u32, limit: u32) -> Self {
        (self.pace, self.limit) = (pace, limit);
        self
    }
}
