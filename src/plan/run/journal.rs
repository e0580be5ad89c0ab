//! The journal of a run: what was sent when and how it was answered, and nothing secret.

use serde::{Deserialize, Serialize};

use super::Run;
use crate::arm::operation::Answer;
use crate::arm::{ArmError, Lost, Method, Request, Timestamp};

/// One exchange.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// When the answer came, or was given up.
    pub at: Timestamp,
    /// The step it belongs to.
    pub step: String,
    /// The verb.
    pub method: Method,
    /// Where it went, without the query: operation addresses carry signatures in theirs.
    pub path: String,
    /// The HTTP status; `None` when no answer came.
    pub status: Option<u16>,
    /// The error code of a refusal; may be empty.
    pub code: String,
    /// `x-ms-request-id`, where it was readable.
    pub request_id: Option<String>,
    /// `x-ms-correlation-request-id`, where it was readable.
    pub correlation_id: Option<String>,
    /// What else is worth knowing; may be empty.
    pub note: String,
}

impl Run {
    /// Writes an exchange into the journal.
    pub(super) fn record(&mut self, now: Timestamp, request: &Request, answer: &Answer) {
        let response = answer.as_ref().ok();
        let header = |name: &str| {
            response
                .and_then(|it| it.headers.get(name))
                .map(str::to_owned)
        };
        let refused = response.filter(|it| !it.is_success());
        let note = match answer {
            Ok(_) => String::new(),
            Err(Lost::NoAnswer) => "no answer".into(),
            Err(Lost::NotSent(why)) => format!("not sent: {why}"),
        };
        self.journal.push(Entry {
            at: now,
            step: self.step().id.clone(),
            method: request.method,
            path: request.path().to_owned(),
            status: response.map(|it| it.status),
            code: refused
                .map(|it| ArmError::read(it).code)
                .unwrap_or_default(),
            request_id: header("x-ms-request-id"),
            correlation_id: header("x-ms-correlation-request-id"),
            note,
        });
    }
}
