//! Forms as data: the questions of an action, and what the person said.
//!
//! A form knows no browser; one renderer draws them all, and `cargo xtask plan` prints them.

mod answers;
mod imported;
mod input;
mod pick;

pub use answers::{Answers, Invalid};
pub use imported::{Change, Imported};
pub use input::{Check, Choice, Create, Filled, Input, Keep, Pick};
pub use pick::Offered;

use serde::Serialize;

use crate::arm::Cloud;

/// The questions of one action, in reading order.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Form {
    /// The questions.
    pub fields: Vec<Field>,
}

/// One question.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Field {
    /// The name its answer goes by.
    pub name: &'static str,
    /// What is asked, in sentence case.
    pub label: String,
    /// One sentence below the control.
    pub help: String,
    /// An answer that would do, shown with an error.
    pub example: String,
    /// How it is answered.
    pub input: Input,
    /// Whether an empty answer is refused.
    pub required: bool,
    /// What stands there before anybody answers.
    pub initial: String,
    /// Asked only while another answer is one of these.
    pub only_when: Option<Only>,
}

/// A condition on another answer.
#[derive(Clone, Debug, Serialize)]
pub struct Only {
    /// The other field.
    pub field: &'static str,
    /// The answers with which this one is asked.
    pub is: Vec<String>,
}

impl Form {
    /// A form of these fields.
    #[must_use]
    pub fn new(fields: Vec<Field>) -> Self {
        Self { fields }
    }

    /// The answers before anybody answered.
    #[must_use]
    pub fn initial(&self) -> Answers {
        self.fields
            .iter()
            .filter(|it| !it.initial.is_empty())
            .map(|it| (it.name, it.initial.clone()))
            .collect()
    }

    /// Whether a field is asked, given the other answers.
    #[must_use]
    pub fn is_asked(&self, field: &Field, answers: &Answers) -> bool {
        field.only_when.as_ref().is_none_or(|only| {
            let asked = self
                .fields
                .iter()
                .find(|it| it.name == only.field)
                .is_none_or(|it| self.is_asked(it, answers));
            asked && only.is.iter().any(|it| it == answers.text(only.field))
        })
    }

    /// The answers with defaults filled in and those of fields that are not asked left out.
    #[must_use]
    pub fn complete(&self, given: &Answers) -> Answers {
        let mut all = self.initial();
        all.extend(given);
        let asked = self
            .fields
            .iter()
            .filter(|it| self.is_asked(it, &all))
            .map(|it| it.name);
        asked
            .filter(|it| !all.text(it).is_empty())
            .map(|it| (it, all.text(it).to_owned()))
            .collect()
    }

    /// What is wrong with the answers, field by field, before anything is read.
    #[must_use]
    pub fn problems(&self, answers: &Answers, cloud: &Cloud) -> Vec<Invalid> {
        let asked = self.fields.iter().filter(|it| self.is_asked(it, answers));
        asked
            .filter_map(|it| it.problem(answers.text(it.name), cloud).err())
            .collect()
    }
}

impl Field {
    /// A question that must be answered.
    #[must_use]
    pub fn new(name: &'static str, label: &str, input: Input) -> Self {
        Self {
            name,
            label: label.into(),
            help: String::new(),
            example: String::new(),
            input,
            required: true,
            initial: String::new(),
            only_when: None,
        }
    }

    /// Adds the sentence below the control.
    #[must_use]
    pub fn help(mut self, help: &str) -> Self {
        self.help = help.into();
        self
    }

    /// Adds an answer that would do.
    #[must_use]
    pub fn example(mut self, example: &str) -> Self {
        self.example = example.into();
        self
    }

    /// Sets the answer that stands there at first.
    #[must_use]
    pub fn initial(mut self, initial: &str) -> Self {
        self.initial = initial.into();
        self
    }

    /// Allows an empty answer.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.required = false;
        self
    }

    /// Asks only while another answer is one of these.
    #[must_use]
    pub fn only_when(mut self, field: &'static str, is: &[&str]) -> Self {
        self.only_when = Some(Only {
            field,
            is: is.iter().map(|it| (*it).to_owned()).collect(),
        });
        self
    }

    /// Whether an answer will do.
    ///
    /// # Errors
    /// Says what is wrong with it, blaming this field.
    pub fn problem(&self, answer: &str, cloud: &Cloud) -> Result<(), Invalid> {
        if answer.trim().is_empty() {
            if !self.required {
                return Ok(());
            }
            return Err(Invalid {
                example: self.example.clone(),
                ..Invalid::new(self.name, "This is needed.")
            });
        }
        self.input
            .check(answer, cloud)
            .map_err(|it| Invalid::unfit(self.name, it))
    }
}
