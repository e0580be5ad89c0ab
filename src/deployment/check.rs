//! A deployment compared with its policy: what was observed becomes findings.

use std::time::Duration;

use super::content_security;
use super::finding::{Finding, Part, Verdict};
use super::policy::{Keep, Policy, RETURN_PAGE, media_type};
use crate::arm::operation::Answer;
use crate::arm::{Body, Lost, Response, Timestamp};

/// How far two clocks may lie apart. Nothing of Azure's depends on it: tokens are renewed by the
/// time that has passed. It is our own measure of a clock that misleads a person.
const SKEW: Duration = Duration::from_secs(5 * 60);

const CONTENT_SECURITY: &str = "Content-Security-Policy";
const WRITE_AGAIN: &str =
    "Write the header files again with `cargo xtask headers`, and deploy them.";

/// The headers of the document, a finding each.
#[must_use]
pub fn page(policy: &Policy, answer: &Answer) -> Vec<Finding> {
    let path = "index.html";
    let rows = expected(policy, path).into_iter();
    let judge = |(name, meant): (&str, String)| {
        let seen = answer.as_ref().map(|it| it.headers.get(name));
        let (verdict, seen, next) = match seen {
            Err(lost) => (Verdict::Unknown, unseen(lost), String::new()),
            Ok(None) => (Verdict::Wrong, "no such header".into(), WRITE_AGAIN.into()),
            Ok(Some(seen)) => match faults(name, &meant, seen) {
                none if none.is_empty() => (Verdict::Right, seen.to_owned(), String::new()),
                found => {
                    let next = format!("{}. {WRITE_AGAIN}", found.join("; "));
                    (Verdict::Wrong, seen.to_owned(), next)
                }
            },
        };
        Finding {
            part: Part::Page,
            what: name.into(),
            expected: meant,
            seen,
            verdict,
            next,
        }
    };
    rows.map(judge).collect()
}

/// Another file of the site: that it is there, is itself, and has the headers it should have.
#[must_use]
pub fn file(policy: &Policy, path: &str, answer: &Answer) -> Finding {
    let (verdict, seen, next) = match answer {
        Err(lost) => (Verdict::Unknown, unseen(lost), String::new()),
        Ok(response) => match wrongs(policy, path, response) {
            none if none.is_empty() => (Verdict::Right, "as expected".into(), String::new()),
            found => (Verdict::Wrong, found.join("; "), mend(path).into()),
        },
    };
    Finding {
        part: Part::Files,
        what: format!("/{path}"),
        expected: format!(
            "HTTP 200, {}, Cache-Control: {}, and the headers of every answer",
            media_type(path),
            Keep::of(path).value()
        ),
        seen,
        verdict,
        next,
    }
}

/// This device's clock against the server's, which told its time somewhere between two looks at
/// the own one.
#[must_use]
pub fn clock(date: Option<&str>, asked: Timestamp, answered: Timestamp) -> Finding {
    let here = format!("{} here", answered.rfc3339());
    let (verdict, seen, next) = match date.map(Timestamp::of_http_date) {
        None => (
            Verdict::Unknown,
            format!("{here}; the server does not tell its time"),
            String::new(),
        ),
        Some(None) => (
            Verdict::Unknown,
            format!("{here}; what the server says is no time"),
            String::new(),
        ),
        Some(Some(there)) => {
            // A date has no milliseconds.
            let end = there + Duration::from_secs(1);
            let apart = asked.since(end).max(there.since(answered));
            let seen = format!("{here}, {} at the server", there.rfc3339());
            match apart > SKEW {
                false => (Verdict::Right, seen, String::new()),
                true => (
                    Verdict::Wrong,
                    format!("{seen}: {} minutes apart", apart.as_secs() / 60),
                    "Set the clock of this device: when a key expires and how long something takes are judged by it.".into(),
                ),
            }
        }
    };
    Finding {
        part: Part::Clock,
        what: "Time".into(),
        expected: "at most 5 minutes from the server’s".into(),
        seen,
        verdict,
        next,
    }
}

/// Whether a vault answers this browser. Any answer will do: a refusal is one.
#[must_use]
pub fn vault(host: &str, answer: &Answer) -> Finding {
    let (verdict, seen, next) = match answer {
        Ok(response) => (
            Verdict::Right,
            format!("HTTP {}", response.status),
            String::new(),
        ),
        Err(Lost::NoAnswer) => (
            Verdict::Wrong,
            "no answer".into(),
            "A firewall, or the vault answers no browser (CORS): a browser does not say which. Steps at this vault are handed to a person.".into(),
        ),
        Err(lost @ Lost::NotSent(_)) => (Verdict::Unknown, unseen(lost), String::new()),
    };
    Finding {
        part: Part::Vaults,
        what: host.into(),
        expected: "an answer".into(),
        seen,
        verdict,
        next,
    }
}

/// What the headers of a file should be.
fn expected(policy: &Policy, path: &str) -> Vec<(&'static str, String)> {
    let mut headers = policy.of(path);
    headers.push(("Cache-Control", Keep::of(path).value().into()));
    headers.push(("Content-Type", media_type(path).into()));
    headers
}

fn wrongs(policy: &Policy, path: &str, response: &Response) -> Vec<String> {
    if response.status != 200 {
        return vec![format!("HTTP {}", response.status)];
    }
    // A host that answers every path with the console seems to have every file.
    let is_console = |it: &Body| matches!(it, Body::Text(text) if text.contains("data-wasm="));
    if path == RETURN_PAGE && is_console(&response.body) {
        return vec!["the console itself is answered here".into()];
    }
    let rows = expected(policy, path).into_iter();
    rows.flat_map(|(name, meant)| match response.headers.get(name) {
        None => vec![format!("no {name}")],
        Some(seen) => faults(name, &meant, seen),
    })
    .collect()
}

/// What is wrong with the value of a header; nothing where it will do.
fn faults(name: &str, meant: &str, seen: &str) -> Vec<String> {
    let parts = |it: &str| -> Vec<String> {
        let parts = it.split(',').map(|it| it.trim().to_ascii_lowercase());
        parts.filter(|it| !it.is_empty()).collect()
    };
    let is_fine = match name {
        CONTENT_SECURITY => return content_security::differences(meant, seen),
        "Strict-Transport-Security" => max_age(seen) >= max_age(meant),
        // What else it forbids is the deployment's to say.
        "Permissions-Policy" => parts(meant).iter().all(|it| parts(seen).contains(it)),
        // With or without a character set.
        "Content-Type" => kind(seen).eq_ignore_ascii_case(kind(meant)),
        _ => parts(meant) == parts(seen),
    };
    match is_fine {
        true => Vec::new(),
        false => vec![format!("{name} is {seen}")],
    }
}

fn kind(media: &str) -> &str {
    media.split(';').next().unwrap_or_default().trim()
}

fn max_age(value: &str) -> Option<u64> {
    let mut parts = value.split(';').map(str::trim);
    parts.find_map(|it| it.strip_prefix("max-age=")?.parse().ok())
}

fn mend(path: &str) -> &'static str {
    match path {
        RETURN_PAGE => {
            "Nobody can sign in without it: deploy it, and keep it out of the rule that answers every path with the console."
        }
        _ => "Deploy the file as it was built, with the headers that `cargo xtask headers` writes.",
    }
}

fn unseen(lost: &Lost) -> String {
    match lost {
        Lost::NoAnswer => "no answer arrived".into(),
        Lost::NotSent(why) => format!("not asked: {why}"),
    }
}

#[cfg(test)]
mod tests;
