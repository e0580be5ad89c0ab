//! Steps: the ordered things that will happen, as data.

use serde::{Deserialize, Serialize};

use super::check::Claim;
use super::deadline::Deadline;
use super::patience::Patience;
use super::save::Save;
use super::work::{HandOver, Until, Watch, Work};
use crate::arm::{Read, Request};

/// One thing that will happen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Step {
    /// Stable name, unique in a plan: `set-key`.
    pub id: String,
    /// What happens, as an instruction: "Set the key".
    pub title: String,
    /// Why it is a step of its own; may be empty.
    pub why: String,
    /// What is done.
    pub work: Work,
    /// The directory (tenant id) whose token it needs.
    pub directory: String,
    /// The permissions it needs, as ARM actions.
    pub permissions: Vec<String>,
    /// Seconds it usually takes.
    pub expected: u32,
    /// What cannot be taken back, or stops working.
    pub consequence: Option<Consequence>,
    /// How to take it back; empty when nothing needs to be.
    pub undo: String,
    /// Refusals that mean "not yet".
    pub patience: Option<Patience>,
    /// Until when it must be done, counted from an earlier step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Deadline>,
    /// Refusals that mean that it was done before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub already: Vec<String>,
    /// Values to keep from the answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub captures: Vec<Capture>,
    /// What it proves to the laws when it is done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub settles: Vec<Claim>,
    /// What a person is offered to save to a file before it goes on. Only the question is kept
    /// here, never the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saves: Option<Save>,
}

/// What a person must know before it happens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Consequence {
    /// It cannot be undone.
    OneWayDoor(String),
    /// Something stops working.
    Outage(String),
}

/// A value kept under a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capture {
    /// The name later requests use.
    pub name: String,
    /// JSON pointer into the answer.
    pub at: String,
}

impl Step {
    /// A step that sends a request.
    #[must_use]
    pub fn send(id: &str, title: impl Into<String>, request: Request, shown_by: Watch) -> Self {
        let until = Until::Done;
        let work = Work::Send {
            request,
            shown_by,
            until,
        };
        Self::new(id, title.into(), work)
    }

    /// A step that sends a request and goes on as soon as Azure has accepted it.
    #[must_use]
    pub fn begin(id: &str, title: impl Into<String>, request: Request, shown_by: Watch) -> Self {
        let until = Until::Accepted;
        let work = Work::Send {
            request,
            shown_by,
            until,
        };
        Self::new(id, title.into(), work)
    }

    /// A step that follows what an earlier one began.
    #[must_use]
    pub fn follow(id: &str, title: impl Into<String>, begun_by: &str, shown_by: Watch) -> Self {
        let begun_by = begun_by.into();
        Self::new(id, title.into(), Work::Follow { begun_by, shown_by })
    }

    /// A step that waits for something to be seen.
    #[must_use]
    pub fn watch(id: &str, title: impl Into<String>, watch: Watch) -> Self {
        Self::new(id, title.into(), Work::Watch(watch))
    }

    /// A step for a person.
    #[must_use]
    pub fn hand_over(id: &str, title: impl Into<String>, hand_over: HandOver) -> Self {
        Self::new(id, title.into(), Work::HandOver(hand_over))
    }

    /// Adds why it is there.
    #[must_use]
    pub fn why(mut self, why: impl Into<String>) -> Self {
        self.why = why.into();
        self
    }

    /// Adds a permission it needs.
    #[must_use]
    pub fn needs(mut self, action: &str) -> Self {
        self.permissions.push(action.into());
        self
    }

    /// Sets how many seconds it usually takes.
    #[must_use]
    pub fn expected(mut self, seconds: u32) -> Self {
        self.expected = seconds;
        self
    }

    /// Says what cannot be undone.
    #[must_use]
    pub fn one_way_door(mut self, words: &str) -> Self {
        self.consequence = Some(Consequence::OneWayDoor(words.into()));
        self
    }

    /// Says what stops working.
    #[must_use]
    pub fn outage(mut self, words: impl Into<String>) -> Self {
        self.consequence = Some(Consequence::Outage(words.into()));
        self
    }

    /// Says how to take it back.
    #[must_use]
    pub fn undo(mut self, words: &str) -> Self {
        self.undo = words.into();
        self
    }

    /// Says which refusals mean "not yet", for how many seconds.
    #[must_use]
    pub fn patience(mut self, codes: &[&str], limit: u32) -> Self {
        let (codes, words) = (owned(codes), Vec::new());
        self.patience = Some(Patience {
            codes,
            words,
            limit,
        });
        self
    }

    /// Says by which words of Azure's sentence a refusal means "not yet", for how many seconds.
    #[must_use]
    pub fn patience_with_words(mut self, words: &[&str], limit: u32) -> Self {
        let (codes, words) = (Vec::new(), owned(words));
        self.patience = Some(Patience {
            codes,
            words,
            limit,
        });
        self
    }

    /// Says until when it must be done.
    #[must_use]
    pub fn deadline(mut self, deadline: Deadline) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// Says which refusals mean that it was done before.
    #[must_use]
    pub fn already(mut self, codes: &[&str]) -> Self {
        self.already = owned(codes);
        self
    }

    /// Keeps a value of the answer.
    #[must_use]
    pub fn capture(mut self, name: &str, at: &str) -> Self {
        self.captures.push(Capture {
            name: name.into(),
            at: at.into(),
        });
        self
    }

    /// Says what it proves when it is done.
    #[must_use]
    pub fn settles(mut self, claim: Claim) -> Self {
        self.settles.push(claim);
        self
    }

    /// Offers to save what is read to a file.
    #[must_use]
    pub fn saves(mut self, read: Read, name: impl Into<String>) -> Self {
        let name = name.into();
        self.saves = Some(Save { read, name });
        self
    }

    /// The request that is shown for it.
    #[must_use]
    pub fn request(&self) -> Option<&Request> {
        match &self.work {
            Work::Send { request, .. } => Some(request),
            Work::Watch(watch) => Some(&watch.read),
            Work::Follow { shown_by, .. } => Some(&shown_by.read),
            Work::HandOver(hand_over) => hand_over.shown_by.as_ref().map(|it| &it.read),
        }
    }

    /// The read that shows whether it happened.
    #[must_use]
    pub fn shown_by(&self) -> Option<&Watch> {
        match &self.work {
            Work::Send { shown_by, .. } | Work::Follow { shown_by, .. } => Some(shown_by),
            Work::Watch(watch) => Some(watch),
            Work::HandOver(hand_over) => hand_over.shown_by.as_ref(),
        }
    }

    /// The request, if it changes anything.
    #[must_use]
    pub fn write(&self) -> Option<&Request> {
        match &self.work {
            Work::Send { request, .. } if !request.is_read() => Some(request),
            Work::Send { .. } | Work::Follow { .. } | Work::Watch(_) | Work::HandOver(_) => None,
        }
    }

    /// Whether something is other than before when it is done, by a request or by a person.
    #[must_use]
    pub fn changes(&self) -> bool {
        !matches!(self.work, Work::Watch(_))
    }

    fn new(id: &str, title: String, work: Work) -> Self {
        Self {
            id: id.into(),
            title,
            why: String::new(),
            work,
            directory: String::new(),
            permissions: Vec::new(),
            expected: 2,
            consequence: None,
            undo: String::new(),
            patience: None,
            deadline: None,
            already: Vec::new(),
            captures: Vec::new(),
            settles: Vec::new(),
            saves: None,
        }
    }
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|it| (*it).to_owned()).collect()
}
