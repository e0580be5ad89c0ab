//! Facts: what was read from Azure, each the answer to a question, with the time of reading.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::error::{ArmError, Failure};
use super::request::Request;
use super::timestamp::Timestamp;

/// Something to be read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Read {
    /// The question.
    pub request: Request,
    /// Whether the answer is a list, whose pages are followed to the last.
    pub list: bool,
}

/// Everything that is known, by question.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Facts(BTreeMap<String, Fact>);

/// One answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// When it was read.
    pub at: Timestamp,
    /// What was read, or why nothing was.
    pub outcome: Result<Value, Failure>,
}

/// What is known about one question.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Known<'a> {
    /// Nobody asked yet.
    NotRead,
    /// It is there.
    Present(&'a Value),
    /// Azure says that there is no such thing.
    Missing,
    /// Azure refused, or gave no usable answer.
    Failed(&'a Failure),
}

impl Read {
    /// One resource or one answer.
    #[must_use]
    pub fn one(request: Request) -> Self {
        Self {
            request,
            list: false,
        }
    }

    /// A list with all its pages.
    #[must_use]
    pub fn list(request: Request) -> Self {
        Self {
            request,
            list: true,
        }
    }
}

impl Facts {
    /// Remembers an answer.
    pub fn insert(&mut self, read: &Read, at: Timestamp, outcome: Result<Value, Failure>) {
        self.0.insert(read.request.question(), Fact { at, outcome });
    }

    /// Forgets an answer, so that it is read again.
    pub fn forget(&mut self, read: &Read) {
        self.0.remove(&read.request.question());
    }

    /// The answer with its time.
    #[must_use]
    pub fn get(&self, read: &Read) -> Option<&Fact> {
        self.0.get(&read.request.question())
    }

    /// What is known about a question.
    #[must_use]
    pub fn known(&self, read: &Read) -> Known<'_> {
        match self.get(read).map(|it| &it.outcome) {
            None => Known::NotRead,
            // A Managed HSM that is not there answers 204 without a body.
            Some(Ok(Value::Null)) => Known::Missing,
            Some(Ok(value)) => Known::Present(value),
            Some(Err(Failure::Refused(error))) if is_missing(error) => Known::Missing,
            Some(Err(failure)) => Known::Failed(failure),
        }
    }

    /// The value, if it is known and there.
    #[must_use]
    pub fn value(&self, read: &Read) -> Option<&Value> {
        match self.known(read) {
            Known::Present(value) => Some(value),
            Known::NotRead | Known::Missing | Known::Failed(_) => None,
        }
    }

    /// The entries of a list; empty when it is not known.
    pub fn rows(&self, read: &Read) -> impl Iterator<Item = &Value> {
        self.value(read)
            .and_then(|it| it.get("value"))
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
    }

    /// The time of the oldest fact among these questions.
    #[must_use]
    pub fn as_of<'a>(&self, reads: impl IntoIterator<Item = &'a Read>) -> Option<Timestamp> {
        reads
            .into_iter()
            .filter_map(|it| self.get(it))
            .map(|it| it.at)
            .min()
    }

    /// Takes over what another set knows.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }
}

/// A missing group or subscription above the resource means the same for the person who asked.
fn is_missing(error: &ArmError) -> bool {
    error.status == 404
}
