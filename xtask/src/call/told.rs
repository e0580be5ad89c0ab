//! What is printed: one line for each exchange, and the outcome. Never the token.

use cmk_console::arm::operation::Answer;
use cmk_console::arm::{Body, Failure, Lost, Request, Response};
use serde_json::{Value, json};

use super::wire::Moment;

/// Writes lines in which the token does not occur, whatever a server echoes.
pub(super) struct Teller {
    token: Option<String>,
}

impl Teller {
    pub(super) fn new(token: Option<String>) -> Self {
        let token = token.filter(|it| !it.is_empty());
        Self { token }
    }

    /// A value as one line.
    pub(super) fn line(&self, value: &Value) -> String {
        self.text(value.to_string())
    }

    /// A text without the token, in either spelling.
    pub(super) fn text(&self, text: String) -> String {
        let Some(token) = &self.token else {
            return text;
        };
        let escaped = Value::from(token.as_str()).to_string();
        text.replace(escaped.trim_matches('"'), HIDDEN)
            .replace(token, HIDDEN)
    }
}

const HIDDEN: &str = "[the token]";

/// A request with its answer.
pub(super) fn exchange(request: &Request, answer: &Answer, moment: &Moment) -> Value {
    let mut told = json!({
        "waited": moment.waited.as_secs(),
        "method": request.method,
        "url": moment.url,
    });
    if let Some(body) = &request.body {
        told["body"] = body.clone();
    }
    match answer {
        Ok(response) => {
            told["status"] = json!(response.status);
            told["headers"] = json!(response.headers);
            told["answer"] = of_body(&response.body);
        }
        Err(Lost::NotSent(why)) => told["notSent"] = json!(why),
        Err(Lost::NoAnswer) => told["noAnswer"] = json!(moment.why),
    }
    told
}

/// How it ended.
pub(super) fn outcome(end: Result<Response, Failure>, notes: &[String]) -> Value {
    let mut told = match end {
        Ok(response) => json!({
            "outcome": "succeeded",
            "status": response.status,
            "body": of_body(&response.body),
            "error": null,
        }),
        Err(failure) => {
            let (code, message) = words(&failure);
            let refusal = failure.refusal();
            json!({
                "outcome": "failed",
                "status": refusal.map(|it| it.status),
                "body": refusal.map(|it| &it.raw),
                "error": { "code": code, "message": message },
            })
        }
    };
    if !notes.is_empty() {
        told["notes"] = json!(notes);
    }
    told
}

/// Azure's own words, or ours where it said none.
fn words(failure: &Failure) -> (&str, String) {
    match failure {
        Failure::Refused(error) if error.code.is_empty() => ("NoCode", error.message.clone()),
        Failure::Refused(error) => (&error.code, error.message.clone()),
        Failure::Lost(Lost::NoAnswer) => (
            "NoAnswer",
            "No answer arrived. Whether a write happened only a read can tell.".into(),
        ),
        Failure::Lost(Lost::NotSent(why)) => ("NotSent", format!("Nothing was sent: {why}.")),
        Failure::Unreadable(why) => (
            "UnreadableAnswer",
            format!("The answer cannot be understood: {why}."),
        ),
        Failure::Untrusted(url) => (
            "UntrustedAddress",
            format!(
                "An answer named an address of another origin, and nothing was sent there: {url}"
            ),
        ),
    }
}

fn of_body(body: &Body) -> Value {
    match body {
        Body::Empty => Value::Null,
        Body::Json(value) => value.clone(),
        Body::Text(text) => json!(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_is_in_no_line() {
        let teller = Teller::new(Some("a\"b".into()));
        let line = teller.line(&json!({ "echo": "Bearer a\"b" }));
        assert_eq!(line, r#"{"echo":"Bearer [the token]"}"#);
        assert_eq!(teller.text("a\"b!".into()), "[the token]!");
        assert_eq!(Teller::new(Some(String::new())).text("x".into()), "x");
    }
}
