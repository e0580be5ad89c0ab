//! Plays a script: each line is an answer and what must come of it.

use std::time::Duration;

use cmk_console::arm::effects::Machine;
use cmk_console::arm::{Body, Failure, Lost, Method, Next, Operation, Origin, Request, Response};

pub const ARM: &str = "https://management.azure.com";
pub const RESOURCE: &str = "/subscriptions/s/resourceGroups/rg/providers/A.B/things/t";

pub fn origin() -> Origin {
    Origin::of(ARM).expect("an origin")
}

/// The request a script begins with.
pub fn first(method: Method) -> Request {
    Request {
        method,
        body: (method != Method::Delete).then(|| serde_json::json!({})),
        ..Request::get(RESOURCE, "1")
    }
}

/// Plays a script against an operation that begins with `method`.
pub fn check(what: &str, method: Method, script: &str) {
    check_request(what, first(method), script);
}

pub fn check_request(what: &str, first: Request, script: &str) {
    let (operation, next) = Operation::begin(first, origin());
    play(what, (operation, next), script);
}

/// Plays a script: lines of `answer => expected`, where expected is what comes after the answer.
pub fn play(what: &str, (mut machine, mut next): (impl Machine, Next), script: &str) {
    for line in script.lines().map(str::trim).filter(|it| !it.is_empty()) {
        let (said, expected) = line.split_once("=>").expect("an arrow");
        assert!(
            matches!(next, Next::Send { .. }),
            "{what}: over before `{line}`: {next:?}"
        );
        next = machine.advance(&answer(said.trim()), 0.5);
        assert_eq!(
            shown(&next),
            expected.trim(),
            "{what}: after `{}`",
            said.trim()
        );
    }
}

/// `202 aao loc=foreign retry=0 {"status":"Running"}`, `lost`, `200 text`.
pub fn answer(said: &str) -> Result<Response, Lost> {
    let (words, body) = match said.find('{') {
        Some(at) => (&said[..at], Body::read(&said[at..])),
        None => (said, Body::Empty),
    };
    let mut words = words.split_whitespace();
    let status = words.next().expect("a status");
    if status == "lost" {
        return Err(Lost::NoAnswer);
    }
    if status == "not-sent" {
        return Err(Lost::NotSent("read-only".into()));
    }
    let mut response = Response::new(status.parse().expect("a number"), body);
    for word in words {
        let (name, value) = word.split_once('=').unwrap_or((word, ""));
        response = match name {
            "aao" => response.header("Azure-AsyncOperation", address("monitor", value)),
            "loc" => response.header("Location", address("location", value)),
            "retry" => response.header("Retry-After", value),
            "text" => Response {
                body: Body::Text("<html>".into()),
                ..response
            },
            _ => panic!("no such word: {word}"),
        };
    }
    Ok(response)
}

fn address(kind: &str, variant: &str) -> String {
    match variant {
        "" => format!("{ARM}/{kind}?t=1"),
        "foreign" => format!("https://eastus.management.example/{kind}"),
        "relative" => format!("/{kind}"),
        "userinfo" => format!("{ARM}@evil.example/{kind}"),
        "plain" => format!("http://management.azure.com/{kind}"),
        "long" => format!("{ARM}/{kind}?t={}", "x".repeat(7000)),
        other => format!("{ARM}/{kind}-{other}?t=1"),
    }
}

/// `GET monitor in 5`, `GET resource`, `done 200`, `refused ScopeLocked`, `lost`.
pub fn shown(next: &Next) -> String {
    match next {
        Next::Send { after, request } => {
            let path = request.path();
            let target = if path == RESOURCE {
                "resource"
            } else {
                &path[1..]
            };
            let wait = if *after == Duration::ZERO {
                String::new()
            } else {
                format!(" in {}", after.as_secs())
            };
            format!("{} {target}{wait}", request.method)
        }
        Next::Done(Ok(response)) => format!("done {}", response.status),
        Next::Done(Err(Failure::Refused(error))) if error.code.is_empty() => {
            format!("refused {}", error.status)
        }
        Next::Done(Err(Failure::Refused(error))) => format!("refused {}", error.code),
        Next::Done(Err(Failure::Lost(Lost::NoAnswer))) => "lost".into(),
        Next::Done(Err(Failure::Lost(Lost::NotSent(_)))) => "not sent".into(),
        Next::Done(Err(Failure::Unreadable(_))) => "unreadable".into(),
        Next::Done(Err(Failure::Untrusted(_))) => "untrusted".into(),
    }
}
