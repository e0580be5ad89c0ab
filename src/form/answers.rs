//! What the person said, read as types; a wrong answer blames its field.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::arm::{Cloud, ResourceId, Timestamp};
use crate::keys::{KeyUri, Pasted, Unfit};

/// Answers by field name, as text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<String, String>);

/// An answer that will not do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invalid {
    /// The field to blame.
    pub field: String,
    /// What is wrong, in one sentence.
    pub reason: String,
    /// An answer that would do; may be empty.
    pub example: String,
}

impl Answers {
    /// The answer as text; empty when there is none.
    #[must_use]
    pub fn text(&self, field: &str) -> &str {
        self.0.get(field).map(|it| it.trim()).unwrap_or_default()
    }

    /// The answer of a choice.
    #[must_use]
    pub fn is(&self, field: &str, value: &str) -> bool {
        self.text(field) == value
    }

    /// The answer of a switch.
    #[must_use]
    pub fn on(&self, field: &str) -> bool {
        self.is(field, "true")
    }

    /// Remembers an answer.
    pub fn set(&mut self, field: &str, value: impl Into<String>) {
        self.0.insert(field.to_owned(), value.into());
    }

    /// Takes over the answers of another set.
    pub fn extend(&mut self, other: &Self) {
        self.0.extend(
            other
                .0
                .iter()
                .map(|(field, value)| (field.clone(), value.clone())),
        );
    }

    /// All answers in order of their fields.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(field, value)| (field.as_str(), value.as_str()))
    }

    /// The answer, which must be there.
    ///
    /// # Errors
    /// Blames the field when the answer is empty.
    pub fn needed(&self, field: &str) -> Result<&str, Invalid> {
        match self.text(field) {
            "" => Err(Invalid::new(field, "This is needed.")),
            text => Ok(text),
        }
    }

    /// The answer as a resource ID.
    ///
    /// # Errors
    /// Blames the field when the answer is empty or no ID.
    pub fn id(&self, field: &str) -> Result<ResourceId, Invalid> {
        ResourceId::parse(self.needed(field)?).map_err(|it| Invalid {
            field: field.into(),
            reason: it.to_string(),
            example: "/subscriptions/…/resourceGroups/…/providers/…".into(),
        })
    }

    /// The answer as a pasted key.
    ///
    /// # Errors
    /// Blames the field when the answer is empty or names no key of this cloud.
    pub fn key(&self, field: &str, cloud: &Cloud) -> Result<Pasted, Invalid> {
        KeyUri::parse(self.needed(field)?, cloud).map_err(|it| Invalid::unfit(field, it))
    }

    /// The answer as the beginning of a day, UTC; `None` when it is empty.
    ///
    /// # Errors
    /// Blames the field when the answer is no day.
    pub fn day(&self, field: &str) -> Result<Option<Timestamp>, Invalid> {
        match self.text(field) {
            "" => Ok(None),
            day => match Timestamp::parse(&format!("{day}T00:00:00Z")) {
                Some(time) => Ok(Some(time)),
                None => Err(Invalid {
                    example: "2027-03-14".into(),
                    ..Invalid::new(field, "This is no day.")
                }),
            },
        }
    }
}

impl<K: Into<String>, V: Into<String>> FromIterator<(K, V)> for Answers {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(rows: I) -> Self {
        Self(
            rows.into_iter()
                .map(|(field, value)| (field.into(), value.into()))
                .collect(),
        )
    }
}

impl Invalid {
    /// Blames a field for a text that will not do.
    #[must_use]
    pub fn unfit(field: &str, unfit: Unfit) -> Self {
        Self {
            field: field.into(),
            reason: unfit.why,
            example: unfit.example,
        }
    }

    /// Blames a field.
    #[must_use]
    pub fn new(field: &str, reason: &str) -> Self {
        Self {
            field: field.into(),
            reason: reason.into(),
            example: String::new(),
        }
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.field, self.reason)?;
        if self.example.is_empty() {
            Ok(())
        } else {
            write!(out, " Such as {}", self.example)
        }
    }
}
