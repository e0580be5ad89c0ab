//! The answers in a file, and whether they will do.

use std::fs;
use std::path::Path;

use cmk_console::arm::{Cloud, ResourceId};
use cmk_console::form::{Answers, Form, Invalid};
use serde_json::{Map, Value};

use super::{Asked, TARGET, refused};
use crate::problem::Problem;

/// What the person said, as it stands in the file.
pub(super) struct Given(Answers);

/// Reads a JSON object of field to answer.
pub(super) fn read(path: &Path) -> Result<Given, Problem> {
    let text = fs::read_to_string(path).map_err(|it| Problem::file(path, &it))?;
    let object: Map<String, Value> = serde_json::from_str(&text).map_err(|it| {
        Problem::new(
            format!("{} holds no answers: {it}.", path.display()),
            "Write a JSON object with one member for each answer: {\"field\": \"answer\"}.",
        )
    })?;
    Given::of(&object)
}

impl Given {
    /// Answers are texts; numbers and truths are taken for the texts they are written as.
    pub(super) fn of(object: &Map<String, Value>) -> Result<Self, Problem> {
        let mut answers = Answers::default();
        let mut wrong = Vec::new();
        for (field, value) in object {
            match value {
                Value::Null => {}
                Value::String(text) => answers.set(field, text.as_str()),
                Value::Bool(_) | Value::Number(_) => answers.set(field, value.to_string()),
                Value::Array(_) | Value::Object(_) => {
                    wrong.push(Invalid::new(field, "This is no text, number or truth."));
                }
            }
        }
        if wrong.is_empty() {
            return Ok(Self(answers));
        }
        Err(refused(&wrong))
    }

    /// An answer as it was given.
    pub(super) fn text(&self, field: &str) -> &str {
        self.0.text(field)
    }

    /// The resource that the action is about; none for an action that makes one.
    pub(super) fn target(&self, asked: Asked) -> Result<Option<ResourceId>, Problem> {
        if asked.action.creates() {
            return Ok(None);
        }
        let id = self.0.id(TARGET).map_err(|it| refused(&[it]))?;
        let wanted = asked.kind.arm_type();
        if id
            .arm_type()
            .is_some_and(|it| it.eq_ignore_ascii_case(wanted))
        {
            return Ok(Some(id));
        }
        let reason = format!("This is no ID of a {} ({wanted}).", asked.kind.label());
        Err(refused(&[Invalid::new(TARGET, &reason)]))
    }

    /// The answers as planning wants them, once each of them will do.
    pub(super) fn complete(&self, form: &Form, cloud: &Cloud) -> Result<Answers, Problem> {
        let names: Vec<_> = form.fields.iter().map(|it| it.name).collect();
        let strangers = self.0.iter().filter(|(it, _)| !names.contains(it));
        let reason = format!(
            "There is no such field. The fields are {}.",
            names.join(", ")
        );
        let mut wrong: Vec<_> = strangers.map(|(it, _)| Invalid::new(it, &reason)).collect();
        let complete = form.complete(&self.0);
        wrong.extend(form.problems(&complete, cloud));
        if wrong.is_empty() {
            return Ok(complete);
        }
        Err(refused(&wrong))
    }
}
