//! Verdicts: a tone, a word, the reason, what it rests on, and how old that is.

use serde::{Deserialize, Serialize};

use crate::arm::{Source, Timestamp};

/// A judgement as the screen shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// How good it is.
    pub tone: Tone,
    /// A few words: "The key can be used".
    pub headline: String,
    /// One or two sentences: why, and what follows from it.
    pub reason: String,
    /// What it rests on, in the order of reading.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// When the oldest fact it rests on was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Timestamp>,
}

/// How good something is. Worse is greater, so that the worst of several is their maximum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// There is nothing to judge.
    None,
    /// As it should be.
    Ok,
    /// Works, and needs attention.
    Warn,
    /// Could not be judged; never shown as good.
    Unknown,
    /// Does not work, or will not.
    Bad,
}

/// One thing a verdict rests on, as one line of facts: "Grant: present, at the vault".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// What it is about: "Grant".
    pub label: String,
    /// How this one thing is.
    pub tone: Tone,
    /// A word or two: "Present".
    pub word: String,
    /// The rest of the sentence; may be empty.
    pub detail: String,
    /// The rule behind it, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

impl Verdict {
    /// A verdict without evidence yet.
    #[must_use]
    pub fn new(tone: Tone, headline: impl Into<String>, reason: impl Into<String>) -> Self {
        Self {
            tone,
            headline: headline.into(),
            reason: reason.into(),
            evidence: Vec::new(),
            as_of: None,
        }
    }

    /// Adds what it rests on.
    #[must_use]
    pub fn because(mut self, evidence: Vec<Evidence>) -> Self {
        self.evidence = evidence;
        self
    }

    /// Says how old its facts are.
    #[must_use]
    pub fn as_of(mut self, at: Option<Timestamp>) -> Self {
        self.as_of = at;
        self
    }
}

impl Evidence {
    /// Something that was found, without a rule to cite.
    #[must_use]
    pub fn new(label: &str, tone: Tone, word: &str, detail: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            tone,
            word: word.into(),
            detail: detail.into(),
            source: None,
        }
    }

    /// Names the rule behind it.
    #[must_use]
    pub fn source(mut self, source: &Source) -> Self {
        self.source = Some(source.clone());
        self
    }
}
