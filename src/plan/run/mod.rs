//! Runs: a plan being carried out, sans-IO, so that it can be put away and taken up again.
//!
//! A run is told what happened and says what to do next. Whoever drives it stores it *before*
//! doing what it says; then a closed tab, a lost network and an expired token all look the same
//! afterwards: an answer that never arrived.

mod advance;
mod following;
mod journal;
mod outcome;
mod sending;
mod standing;
mod watching;

pub use journal::Entry;
pub use outcome::Outcome;
pub use standing::Standing;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use following::Begun;

use super::laws::{self, Broken};
use super::step::Step;
use super::template::Bindings;
use super::{Check, Plan};
use crate::arm::{Failure, Operation, Origin, Request, ResourceId, Timestamp};
use crate::directory::capsule::Capsule;

/// A plan being carried out.
///
/// Holds no token, no claim and no secret: everything in it may be stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Run {
    /// Unique among the runs of a person.
    pub id: String,
    /// What is carried out.
    pub plan: Plan,
    /// When it was started.
    pub started: Timestamp,
    /// Which step is at work; after the last one comes the proof.
    pub position: usize,
    /// When that step began.
    pub step_began: Timestamp,
    /// What has happened.
    pub journal: Vec<Entry>,
    /// How it ended; `None` while it has not.
    pub outcome: Option<Outcome>,
    /// Whether the person asked to stop after this step.
    pub stopping: bool,
    origin: Origin,
    bindings: Bindings,
    stage: Stage,
    /// When each step ended.
    finished: Vec<Timestamp>,
    /// What steps have begun that a later one follows, by their ids.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    begun: BTreeMap<String, Begun>,
    /// Steps that were passed over because they could not be done in time any more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    missed: Vec<usize>,
    /// How often the current step's write was sent again because its answer was lost.
    lost_writes: u32,
    /// Whether the answer to the last request has not come yet. Until then nothing else is sent,
    /// so that no answer is ever taken for that to another request.
    awaiting: bool,
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The time it asked for has come, or the run is taken up again after a reload.
    Wake,
    /// The answer to the last request.
    Answer(crate::arm::operation::Answer),
    /// The person says that the handed-over work is done, and gives back what it asks for; empty
    /// where it asks for nothing.
    HandedOver(String),
    /// The person wants it to stop after this step.
    Stop,
    /// The person wants the step that ended it to be tried again.
    TryAgain,
}

/// What to do next.
#[derive(Clone, Debug, PartialEq)]
pub enum Todo {
    /// Send this and come back with the answer. Its token is one of this directory.
    Send {
        /// The request.
        request: Box<Request>,
        /// The tenant id.
        directory: String,
    },
    /// Come back at this time, or earlier when something happens: the answer to the last request,
    /// if it is still under way.
    Sleep(Timestamp),
    /// It has ended; the outcome says how.
    Nothing,
}

/// Where the current step stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Stage {
    /// Nothing has been sent for this step yet.
    Ready,
    /// A request is under way, or its operation is.
    Sending {
        operation: Operation,
        request: Box<Request>,
        refused_since: Option<Timestamp>,
        tries: u32,
    },
    /// A wait, then a request.
    Resting { until: Timestamp, then: Box<Stage> },
    /// A write's answer is missing, or not to be trusted: the resource is read.
    Verifying {
        reading: Operation,
        request: Box<Request>,
        why: Failure,
        reads: u32,
        resent: u32,
    },
    /// A person is at work, and only that person can say when it is done.
    Asking,
    /// A condition is waited for.
    Watching {
        reading: Operation,
        request: Box<Request>,
        last: String,
    },
}

/// Why a run was not started.
#[derive(Clone, Debug, PartialEq)]
pub enum CannotStart {
    /// Checks forbid it.
    Blocked(Vec<Check>),
    /// The plan breaks a law: a mistake of ours.
    Unlawful(Vec<Broken>),
    /// Another run is at work on the same resource.
    Busy(String),
}

impl Run {
    /// Starts a run of a plan whose checks and laws allow it, unless one of `others` is still at
    /// work on the same resource. `origin` is the Resource Manager whose addresses it may follow.
    ///
    /// # Errors
    /// Why it may not start.
    pub fn start(
        id: &str,
        plan: Plan,
        origin: Origin,
        now: Timestamp,
        others: &[Self],
    ) -> Result<Self, CannotStart> {
        let blocking: Vec<Check> = plan.blocking().cloned().collect();
        if !blocking.is_empty() {
            return Err(CannotStart::Blocked(blocking));
        }
        let broken = laws::broken(&plan);
        if !broken.is_empty() {
            return Err(CannotStart::Unlawful(broken));
        }
        if let Some(other) = others.iter().find(|it| it.is_at_work_on(&plan.target)) {
            return Err(CannotStart::Busy(other.id.clone()));
        }
        Ok(Self {
            id: id.into(),
            plan,
            started: now,
            position: 0,
            step_began: now,
            journal: Vec::new(),
            outcome: None,
            stopping: false,
            origin,
            bindings: Bindings::new(),
            stage: Stage::Ready,
            finished: Vec::new(),
            begun: BTreeMap::new(),
            missed: Vec::new(),
            lost_writes: 0,
            awaiting: false,
        })
    }

    /// The step at work; the one that ended it when it has ended.
    #[must_use]
    pub fn step(&self) -> &Step {
        self.plan.step(self.position).unwrap_or(&self.plan.proof)
    }

    /// Whether it has not ended and works on this resource.
    #[must_use]
    pub fn is_at_work_on(&self, target: &ResourceId) -> bool {
        self.outcome.is_none() && self.plan.target == *target
    }

    /// When a finished step ended.
    #[must_use]
    pub fn finished_at(&self, position: usize) -> Option<Timestamp> {
        self.finished.get(position).copied()
    }

    /// When the next request will be sent, while it waits.
    #[must_use]
    pub fn next_at(&self) -> Option<Timestamp> {
        match &self.stage {
            Stage::Resting { until, .. } if self.outcome.is_none() => Some(*until),
            _ => None,
        }
    }

    /// What was last seen while a condition is waited for.
    #[must_use]
    pub fn last_seen(&self) -> Option<&str> {
        match self.stage.at_heart() {
            Stage::Watching { last, .. } if !last.is_empty() => Some(last),
            _ => None,
        }
    }

    /// Whether the current step is refused as "not yet" and tried again.
    #[must_use]
    pub fn refused_since(&self) -> Option<Timestamp> {
        match self.stage.at_heart() {
            Stage::Sending { refused_since, .. } => *refused_since,
            _ => None,
        }
    }

    /// What somebody in another directory is to be told, once everything is done.
    #[must_use]
    pub fn letter(&self) -> Option<Capsule> {
        let (Some(Outcome::Proved { at, .. }) | Some(Outcome::OnTrust { at, .. })) = &self.outcome
        else {
            return None;
        };
        let letter = serde_json::to_value(self.plan.letter.as_ref()?).ok()?;
        let letter = super::template::bind_value(&letter, &self.bindings).ok()?;
        let letter: Capsule = serde_json::from_value(letter).ok()?;
        Some(letter.issued_at(*at))
    }

    /// The request of a step with every value that is known by now.
    #[must_use]
    pub fn bound(&self, request: &Request) -> Request {
        super::template::bind(request, &self.bindings).unwrap_or_else(|_| request.clone())
    }

    /// A line to hand over with every value that is known by now.
    #[must_use]
    pub fn bound_command(&self, line: &str) -> String {
        super::template::bind_command(line, &self.bindings).unwrap_or_else(|_| line.to_owned())
    }
}

impl Stage {
    fn at_heart(&self) -> &Self {
        match self {
            Self::Resting { then, .. } => then.at_heart(),
            other => other,
        }
    }
}
