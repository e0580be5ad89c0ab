//! Calls to a scripted server, which is honest, broken or hostile.

mod hostile;
mod rules;
mod script;

use super::*;
use script::Script;

/// What must never be seen but by the server that was called.
const TOKEN: &str = "secret-token";

/// What a call told.
struct Told {
    lines: Vec<Value>,
    outcome: Value,
    /// All of it as it is printed.
    text: String,
}

/// How a call without a token to a real server ends.
pub fn told_by(method: &str, url: &str, authority: Option<&Path>) -> Value {
    let request = Request {
        method: Method::parse(method).expect("a method"),
        ..Request::follow(url)
    };
    let origin = origin(url).expect("an origin");
    let wire = Wire::new(origin, None, authority, |_| {}).expect("a wire");
    follow(&wire, request, |_| {})
}

/// Calls a server, without waiting.
fn called(script: &Script, method: &str, path: &str) -> Told {
    let url = format!("{}{path}", script.base);
    let method = Method::parse(method).expect("a method");
    let request = Request {
        method,
        body: (!matches!(method, Method::Get | Method::Delete))
            .then(|| serde_json::json!({"a": 1})),
        ..Request::follow(&url)
    };
    let origin = origin(&url).expect("an origin");
    let wire = Wire::new(origin, Some(TOKEN.into()), None, |_| {}).expect("a wire");
    let teller = Teller::new(Some(TOKEN.into()));
    let (mut lines, mut text) = (Vec::new(), String::new());
    let outcome = follow(&wire, request.repeatable(), |line| {
        text.push_str(&teller.line(line));
        lines.push(line.clone());
    });
    text.push_str(&teller.line(&outcome));
    Told {
        lines,
        outcome,
        text,
    }
}

#[test]
fn the_token_goes_to_the_server_and_into_no_line() {
    let script = Script::of(|_| vec![Script::json(200, r#"{"echo": "Bearer secret-token"}"#)]);
    let told = called(&script, "PUT", "/x?api-version=1");
    assert_eq!(told.outcome["outcome"], "succeeded", "{}", told.text);
    assert!(!told.text.contains(TOKEN), "{}", told.text);
    let seen = script.seen();
    assert_eq!(seen[0].line, "PUT /x?api-version=1");
    assert_eq!(seen[0].token.as_deref(), Some("Bearer secret-token"));
    assert_eq!(seen[0].body, r#"{"a":1}"#);
}

#[test]
fn a_server_that_is_not_there_is_named_at_once() {
    let told = called(&Script::nowhere(), "GET", "/x");
    assert_eq!(told.lines.len(), 1, "{}", told.text);
    assert_eq!(told.outcome["error"]["code"], "NotSent", "{}", told.text);
}

#[test]
fn left_over_arguments_show_no_value() {
    let rows = [
        (vec!["--tokn", "secret"], "--tokn …"),
        (vec!["--token=secret"], "--token=…"),
    ];
    for (left, shown) in rows {
        let left: Vec<OsString> = left.into_iter().map(Into::into).collect();
        let said = nothing_left(&left).err().map(|it| it.to_string());
        let said = said.unwrap_or_default();
        assert!(said.contains(shown) && !said.contains("secret"), "{said}");
    }
}

#[test]
fn only_https_and_this_machine_are_called() {
    let rows = [
        ("https://management.azure.com/subscriptions", true),
        ("http://127.0.0.1:8080/x", true),
        ("http://localhost/x", true),
        ("http://management.azure.com/subscriptions", false),
        ("/subscriptions", false),
        ("ftp://localhost/x", false),
        ("https://user@management.azure.com/", false),
    ];
    for (url, called) in rows {
        assert_eq!(origin(url).is_ok(), called, "{url}");
    }
}
