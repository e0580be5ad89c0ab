//! Errors as ARM writes them, and the stages at which something can go wrong.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::response::{Body, Lost, Response};

/// A refusal by Azure, in its own words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ArmError {
    /// The HTTP status; 200 for an operation that failed later.
    pub status: u16,
    /// `AuthorizationFailed`, `ScopeLocked`, …; empty where the answer had none.
    pub code: String,
    /// Azure's sentence.
    pub message: String,
    /// The codes and messages below the first one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<(String, String)>,
    /// `x-ms-correlation-request-id`, where it was readable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correlation_id: Option<String>,
    /// The whole answer, for the person who wants to see it.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub raw: Value,
}

/// Why an exchange did not end well. The variants are stages, and stay apart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Failure {
    /// Azure said no.
    Refused(Box<ArmError>),
    /// No answer arrived.
    Lost(Lost),
    /// An answer arrived that cannot be understood.
    Unreadable(String),
    /// An answer named an address outside the configured origin; nothing was sent there.
    Untrusted(String),
}

impl ArmError {
    /// Reads the error of an answer in any of its shapes: `{"error": {…}}`, `{"code", "message"}`,
    /// or no JSON at all. Some services put another envelope, as a string, into `message`.
    ///
    /// Source: Azure/azure-resource-manager-rpc, `v1.0/common-api-details.md`, read 21 Aug 2026.
    #[must_use]
    pub fn read(response: &Response) -> Self {
        let mut error = match &response.body {
            Body::Json(value) => Self::from_value(value),
            Body::Text(text) => Self {
                message: text.chars().take(500).collect(),
                ..Self::default()
            },
            Body::Empty => Self::default(),
        };
        error.status = response.status;
        error.correlation_id = response
            .headers
            .get("x-ms-correlation-request-id")
            .map(str::to_owned);
        error.raw = response.value().clone();
        if error.message.is_empty() {
            error.message = format!("HTTP {} without a message", response.status);
        }
        error
    }

    /// Reads an error object, wrapped or not.
    #[must_use]
    pub fn from_value(value: &Value) -> Self {
        let inner = value
            .get("error")
            .filter(|it| it.is_object())
            .unwrap_or(value);
        let text = |name: &str| {
            inner
                .get(name)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        let (code, message) = (text("code"), text("message"));
        if message.trim_start().starts_with('{')
            && let Ok(nested) = serde_json::from_str::<Value>(&message)
        {
            let nested = Self::from_value(&nested);
            if !nested.message.is_empty() {
                let code = if nested.code.is_empty() {
                    code
                } else {
                    nested.code.clone()
                };
                return Self {
                    code,
                    raw: value.clone(),
                    ..nested
                };
            }
        }
        let details = inner
            .get("details")
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        let details = details
            .map(Self::from_value)
            .map(|it| (it.code, it.message))
            .collect();
        Self {
            code,
            message,
            details,
            raw: value.clone(),
            ..Self::default()
        }
    }

    /// Whether this code, or one of the codes below it, is `code`.
    #[must_use]
    pub fn has_code(&self, code: &str) -> bool {
        self.code.eq_ignore_ascii_case(code)
            || self
                .details
                .iter()
                .any(|(it, _)| it.eq_ignore_ascii_case(code))
    }

    /// The scopes a lock was found on, as the message of `ScopeLocked` quotes them.
    #[must_use]
    pub fn locked_scopes(&self) -> Vec<&str> {
        let after = self
            .message
            .split("are locked: ")
            .nth(1)
            .unwrap_or_default();
        after.split('\'').skip(1).step_by(2).collect()
    }
}

impl fmt::Display for ArmError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {}: {}", self.status, self.code, self.message)
    }
}

impl Failure {
    /// The refusal of an unsuccessful answer.
    #[must_use]
    pub fn refused(response: &Response) -> Self {
        Self::Refused(Box::new(ArmError::read(response)))
    }

    /// Azure's refusal, if it was one.
    #[must_use]
    pub fn refusal(&self) -> Option<&ArmError> {
        match self {
            Self::Refused(error) => Some(error),
            Self::Lost(_) | Self::Unreadable(_) | Self::Untrusted(_) => None,
        }
    }

    /// The HTTP status of a refusal.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.refusal().map(|it| it.status)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn all_shapes_give_code_and_message() {
        let nested = r#"{"error":{"code":"Inner","message":"inner words"}}"#;
        let rows = [
            (
                Body::Json(json!({"error": {"code": "A", "message": "b"}})),
                "A",
                "b",
            ),
            (Body::Json(json!({"code": "A", "message": "b"})), "A", "b"),
            (
                Body::Json(json!({"error": {"code": "Outer", "message": nested}})),
                "Inner",
                "inner words",
            ),
            (Body::Text("<html>".into()), "", "<html>"),
            (Body::Empty, "", "HTTP 502 without a message"),
        ];
        for (body, code, message) in rows {
            let error = ArmError::read(&Response::new(502, body.clone()));
            assert_eq!(
                (error.code.as_str(), error.message.as_str()),
                (code, message),
                "{body:?}"
            );
        }
    }

    #[test]
    fn a_code_is_found_among_the_details() {
        let body = json!({"error": {"code": "Conflict", "message": "m", "details": [{"code": "ScopeLocked", "message": "n"}]}});
        assert!(ArmError::from_value(&body).has_code("scopelocked"));
    }

    #[test]
    fn the_locked_scopes_are_read_from_the_message() {
        let message = "The scope '/a' cannot perform write operation because following scope(s) are locked: '/subscriptions/s','/b'. Please remove the lock and try again.";
        let error = ArmError {
            message: message.into(),
            ..ArmError::default()
        };
        assert_eq!(error.locked_scopes(), ["/subscriptions/s", "/b"]);
    }
}
