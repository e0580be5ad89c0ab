//! Facts in a file: answers by question, each written as `cargo xtask call` ends.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use cmk_console::arm::{Body, Facts, Failure, Method, Read, Request, Response, Timestamp};
use serde::Deserialize;
use serde_json::Value;

use crate::problem::Problem;

/// An answer of Azure. What else `call` says of it, its `outcome` for one, follows from these.
#[derive(Deserialize)]
struct Answered {
    status: u16,
    #[serde(default)]
    body: Value,
    /// When it was read; now, where nothing is said.
    at: Option<String>,
}

/// Reads a JSON object of question to answer.
pub(super) fn read(path: &Path, now: Timestamp) -> Result<Facts, Problem> {
    let text = fs::read_to_string(path).map_err(|it| Problem::file(path, &it))?;
    parse(&text, now).map_err(|why| {
        Problem::new(
            format!("{} holds no facts: {why}.", path.display()),
            "Write a JSON object with a member for each question that `cargo xtask plan` lists as unread:\n\
             {\"GET /subscriptions?api-version=2022-12-01\": {\"status\": 200, \"body\": {\"value\": []}}}",
        )
    })
}

pub(super) fn parse(text: &str, now: Timestamp) -> Result<Facts, String> {
    let rows: BTreeMap<String, Answered> =
        serde_json::from_str(text).map_err(|it| it.to_string())?;
    let mut facts = Facts::default();
    for (question, answered) in rows {
        let read = asked(&question).ok_or_else(|| {
            format!("{question} is no question: a method, a path, and the body if there is one")
        })?;
        let at = match &answered.at {
            None => now,
            Some(text) => Timestamp::parse(text).ok_or_else(|| format!("{text} is no time"))?,
        };
        let response = Response::new(answered.status, Body::Json(answered.body));
        let outcome = if response.is_success() {
            Ok(response.value().clone())
        } else {
            Err(Failure::refused(&response))
        };
        facts.insert(&read, at, outcome);
    }
    Ok(facts)
}

pub(super) fn asked(question: &str) -> Option<Read> {
    let (method, rest) = question.trim().split_once(' ')?;
    let (url, body) = rest.split_once(' ').unwrap_or((rest, ""));
    let body = match body {
        "" => None,
        text => Some(serde_json::from_str(text).ok()?),
    };
    let request = Request {
        method: Method::parse(method)?,
        body,
        ..Request::follow(url)
    };
    url.starts_with('/').then(|| Read::one(request))
}

/// A question as it stands in the file.
pub(super) fn question(request: &Request) -> String {
    let body = request.body.as_ref().map(Value::to_string);
    let parts = [request.method.as_str(), &request.url];
    let parts = parts.into_iter().chain(body.as_deref());
    parts.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_question_is_read_as_it_is_written() {
        let rows = [
            Request::get("/subscriptions", "2022-12-01"),
            Request::post(
                "/x/checkNameAvailability",
                "1",
                Some(json!({"name": "a b"})),
            ),
        ];
        for request in rows {
            let text = question(&request);
            let read = asked(&text).map(|it| it.request.question());
            assert_eq!(read, Some(request.question()), "{text}");
        }
        for text in ["", "GET", "GET subscriptions", "LOOK /x", "POST /x {"] {
            assert_eq!(asked(text), None, "{text}");
        }
    }

    #[test]
    fn what_call_prints_is_a_fact() {
        let text = r#"{"get /A?api-version=1": {"outcome": "succeeded", "status": 200, "body": {"a": 1}, "at": "2026-11-23T14:30:00Z"},
            "GET /b?api-version=1": {"outcome": "failed", "status": 404, "body": {"error": {"code": "ResourceNotFound"}}}}"#;
        let facts = parse(text, Timestamp(7)).expect("two facts");
        let read = |path| Read::one(Request::get(path, "1"));
        assert_eq!(facts.value(&read("/a")), Some(&json!({"a": 1})));
        let at = facts.get(&read("/a")).map(|it| it.at);
        assert_eq!(at, Timestamp::parse("2026-11-23T14:30:00Z"));
        assert_eq!(facts.known(&read("/b")), cmk_console::arm::Known::Missing);
        assert_eq!(facts.get(&read("/b")).map(|it| it.at), Some(Timestamp(7)));
    }
}
