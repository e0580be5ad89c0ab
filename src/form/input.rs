//! How a question is answered.

use serde::Serialize;

use super::Answers;
use crate::arm::{Cloud, Read, Timestamp};
use crate::keys::{KeyUri, Unfit};

/// Judges an answer: an error says what is wrong and gives an answer that would do.
pub type Check = fn(&str) -> Result<(), Unfit>;

/// The ways to answer.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Input {
    /// A line of text.
    Text(#[serde(skip)] Check),
    /// A key identifier, pasted in any form or picked from a vault.
    Key,
    /// One of a few, all shown.
    Choice(Vec<Choice>),
    /// One of many, in a list.
    Select(Vec<Choice>),
    /// `true` or `false`.
    Switch,
    /// A day, `2027-03-14`.
    Date,
    /// One of the entries of a list that is read from Azure.
    Pick(Pick),
    /// The text of a file that this console wrote.
    File(#[serde(skip)] Check),
}

/// One answer to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What the answer holds.
    pub value: String,
    /// What the person sees.
    pub label: String,
    /// What choosing it means.
    pub help: String,
}

/// A list read: which list, and what of its entries is shown and kept.
#[derive(Clone, Debug, Serialize)]
pub struct Pick {
    /// The list; `{{field}}` in its URL is another answer, without which nothing is read.
    pub read: Read,
    /// JSON pointer to what the answer holds: `/id`.
    pub value: &'static str,
    /// JSON pointer to what the person sees: `/name`.
    pub label: &'static str,
    /// JSON pointer to what tells namesakes apart; empty for none.
    pub hint: &'static str,
    /// Which entries are offered; the others are left out.
    pub keep: Vec<Keep>,
    /// How to make a new one, if that can be done from here.
    pub create: Option<Create>,
    /// What to say when there is none.
    pub empty: &'static str,
}

/// A condition on an entry of a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Keep {
    /// JSON pointer into the entry.
    pub at: &'static str,
    /// The wanted text, ignoring case; `{{field}}` is another answer.
    pub is: &'static str,
}

/// A way to make the thing that is missing from a list.
#[derive(Clone, Debug, Serialize)]
pub enum Create {
    /// By naming it: the plan creates what does not exist yet.
    ByName(#[serde(skip)] Check),
    /// By an action of another resource type, with some of its answers given.
    Filled(Box<Filled>),
    /// By an action of another resource type.
    Action {
        /// The ARM type.
        arm_type: &'static str,
        /// The action's id.
        action: &'static str,
    },
}

/// An action of another resource type, with some of its answers given.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Filled {
    /// What the way there is called.
    pub label: &'static str,
    /// The ARM type.
    pub arm_type: &'static str,
    /// The action's id.
    pub action: &'static str,
    /// The answers that are given.
    pub answers: Answers,
}

impl Input {
    /// Radio buttons from value, label and help.
    #[must_use]
    pub fn choice(rows: &[(&str, &str, &str)]) -> Self {
        Self::Choice(choices(rows))
    }

    /// A drop-down list from value, label and help.
    #[must_use]
    pub fn select(rows: &[(&str, &str, &str)]) -> Self {
        Self::Select(choices(rows))
    }

    /// Judges an answer that is not empty.
    ///
    /// # Errors
    /// What is wrong, with an answer that would do.
    pub fn check(&self, answer: &str, cloud: &Cloud) -> Result<(), Unfit> {
        match self {
            Self::Text(check) | Self::File(check) => check(answer),
            Self::Key => KeyUri::parse(answer, cloud).map(|_| ()),
            Self::Choice(choices) | Self::Select(choices) => one_of(choices, answer),
            Self::Switch if matches!(answer, "true" | "false") => Ok(()),
            Self::Switch => Err(Unfit::new("This is answered by true or false.", "true")),
            Self::Date if Timestamp::parse(&format!("{answer}T00:00:00Z")).is_some() => Ok(()),
            Self::Date => Err(Unfit::new(
                "This is no day: year, month and day are needed.",
                "2027-03-14",
            )),
            Self::Pick(Pick {
                create: Some(Create::ByName(check)),
                ..
            }) if !answer.starts_with('/') => check(answer),
            Self::Pick(_) => Ok(()),
        }
    }
}

fn one_of(choices: &[Choice], answer: &str) -> Result<(), Unfit> {
    if choices.iter().any(|it| it.value == answer) {
        return Ok(());
    }
    let values: Vec<&str> = choices.iter().map(|it| it.value.as_str()).collect();
    Err(Unfit::new(
        format!("This is none of the answers: {}.", values.join(", ")),
        values.first().copied().unwrap_or_default(),
    ))
}

fn choices(rows: &[(&str, &str, &str)]) -> Vec<Choice> {
    rows.iter()
        .map(|(value, label, help)| Choice {
            value: (*value).into(),
            label: (*label).into(),
            help: (*help).into(),
        })
        .collect()
}
