//! A deployment that is as it should be, and ones that are not.

use super::*;
use crate::config::Config;
use crate::deployment::Transport;

const CONFIG: &str = r#"{"source":"both","clientId":"5c0e9a41-0000-4000-8000-000000000001"}"#;

fn policy() -> Policy {
    Policy::new(&Config::parse(CONFIG).expect("valid"), Transport::Https)
}

/// A file as our own policy sends it.
fn served(path: &str, body: &str) -> Response {
    let rows = expected(&policy(), path).into_iter();
    rows.fold(
        Response::new(200, Body::Text(body.into())),
        |response, (name, value)| response.header(name, value),
    )
}

fn verdicts(answer: &Answer) -> Vec<(String, Verdict)> {
    let rows = page(&policy(), answer).into_iter();
    rows.map(|it| (it.what, it.verdict)).collect()
}

#[test]
fn what_is_served_as_meant_is_right_and_what_was_not_seen_is_not() {
    let all = |answer: &Answer, verdict| verdicts(answer).iter().all(|it| it.1 == verdict);
    assert!(all(&Ok(served("index.html", "")), Verdict::Right));
    assert!(all(&Err(Lost::NoAnswer), Verdict::Unknown));
    assert!(all(&Ok(Response::empty(200)), Verdict::Wrong));
}

#[test]
fn a_wrong_header_is_named_and_no_other() {
    let rows = [
        ("X-Content-Type-Options", "sniff"),
        ("Referrer-Policy", "origin"),
        ("Cross-Origin-Opener-Policy", "unsafe-none"),
        ("Strict-Transport-Security", "max-age=300"),
        ("Permissions-Policy", "camera=()"),
        ("Cache-Control", "public, max-age=600"),
        ("Content-Type", "text/plain"),
        (CONTENT_SECURITY, "default-src *"),
    ];
    for (name, value) in rows {
        let answer = Ok(served("index.html", "").header(name, value));
        let wrong: Vec<_> = verdicts(&answer)
            .into_iter()
            .filter(|it| it.1 != Verdict::Right)
            .collect();
        assert_eq!(wrong, [(name.to_owned(), Verdict::Wrong)], "{value}");
    }
}

#[test]
fn more_than_is_asked_for_is_right() {
    let rows = [
        ("Strict-Transport-Security", "max-age=63072000; preload"),
        ("Content-Type", "text/html"),
        ("X-Content-Type-Options", "NoSniff"),
    ];
    for (name, value) in rows {
        let answer = Ok(served("index.html", "").header(name, value));
        let all = verdicts(&answer);
        assert!(
            all.iter().all(|it| it.1 == Verdict::Right),
            "{name}: {all:?}"
        );
    }
}

#[test]
fn the_return_page_has_to_be_itself() {
    let check = |answer: Answer| file(&policy(), RETURN_PAGE, &answer);
    assert_eq!(
        check(Ok(served(RETURN_PAGE, "<h1>"))).verdict,
        Verdict::Right
    );
    let console = served(RETURN_PAGE, "<script data-wasm=\"app.wasm\">");
    let rows = [
        (console, "the console itself"),
        (Response::empty(404), "HTTP 404"),
        (
            served(RETURN_PAGE, "").header("Cross-Origin-Opener-Policy", "same-origin"),
            "Cross-Origin-Opener-Policy is same-origin",
        ),
    ];
    for (response, seen) in rows {
        let finding = check(Ok(response));
        assert_eq!(finding.verdict, Verdict::Wrong, "{seen}");
        assert!(finding.seen.contains(seen), "{finding:?}");
    }
    assert_eq!(check(Err(Lost::NoAnswer)).verdict, Verdict::Unknown);
}

#[test]
fn clocks_are_compared_with_the_time_the_answer_took() {
    let at = |it: &str| Timestamp::parse(it).expect("a time");
    let date = Some("Mon, 23 Nov 2026 14:30:00 GMT");
    let rows = [
        (date, "2026-11-23T14:30:00Z", Verdict::Right),
        (date, "2026-11-23T14:34:59Z", Verdict::Right),
        (date, "2026-11-23T14:35:02Z", Verdict::Wrong),
        (date, "2026-11-23T14:24:59Z", Verdict::Wrong),
        (Some("today"), "2026-11-23T14:30:00Z", Verdict::Unknown),
        (None, "2026-11-23T14:30:00Z", Verdict::Unknown),
    ];
    for (date, here, verdict) in rows {
        let finding = clock(date, at(here), at(here));
        assert_eq!(finding.verdict, verdict, "{date:?} {here}: {finding:?}");
        assert!(finding.seen.contains(here), "both clocks are shown");
    }
    // A slow answer is no wrong clock.
    let finding = clock(date, at("2026-11-23T14:20:00Z"), at("2026-11-23T14:31:00Z"));
    assert_eq!(finding.verdict, Verdict::Right);
}

#[test]
fn a_vault_that_refuses_has_answered() {
    let rows = [
        (Ok(Response::empty(403)), Verdict::Right),
        (Err(Lost::NoAnswer), Verdict::Wrong),
        (Err(Lost::NotSent("no token".into())), Verdict::Unknown),
    ];
    for (answer, verdict) in rows {
        assert_eq!(vault("kv.vault.azure.net", &answer).verdict, verdict);
    }
}
