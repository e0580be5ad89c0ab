//! The words in which Azure says how far an operation or a resource has come, and the ends this leads to.

use serde_json::Value;

use super::Next;
use crate::arm::error::{ArmError, Failure};
use crate::arm::response::{Body, Response};

/// Where an operation stands.
pub(super) enum State {
    Running,
    Succeeded,
    Failed(Box<ArmError>),
}

impl State {
    /// Reads a status word, ignoring case; one that nobody knows means that work goes on.
    pub(super) fn of(word: &str, body: &Value) -> Self {
        match word.to_ascii_lowercase().as_str() {
            "succeeded" => Self::Succeeded,
            "failed" => Self::failed("failed", "OperationFailed", body),
            "canceled" | "cancelled" => Self::failed("cancelled", "OperationCanceled", body),
            _ => Self::Running,
        }
    }

    /// Reads a resource's own word; none means that there is nothing to wait for.
    pub(super) fn of_resource(response: &Response) -> Self {
        let body = response.value();
        body.pointer("/properties/provisioningState")
            .and_then(Value::as_str)
            .map_or(Self::Succeeded, |word| Self::of(word, body))
    }

    /// The body's own error counts; the words here stand in where it has none.
    fn failed(word: &str, code: &str, body: &Value) -> Self {
        let mut error = ArmError::from_value(body);
        error.status = 200;
        if error.code.is_empty() {
            error.code = code.into();
        }
        if error.message.is_empty() {
            error.message = format!("The operation ended as {word}, and Azure gave no reason.");
        }
        error.raw = body.clone();
        Self::Failed(Box::new(error))
    }
}

pub(super) fn done(response: Response) -> Result<Next, Failure> {
    Ok(Next::Done(Ok(response)))
}

/// An answer that must be JSON, or nothing at all.
pub(super) fn readable(response: Response) -> Result<Next, Failure> {
    match response.body {
        Body::Text(_) => unreadable("the answer is no JSON"),
        Body::Empty | Body::Json(_) => done(response),
    }
}

pub(super) fn unreadable(why: &str) -> Result<Next, Failure> {
    Err(Failure::Unreadable(why.to_owned()))
}
