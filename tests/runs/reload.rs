//! Reloads: whatever was under way, the run goes on, writes nothing twice unread, and ends alike.

use cmk_console::arm::Method;
use cmk_console::plan::Outcome;

use crate::plans::{set_key, whole_way};
use crate::script::{Player, check};

#[test]
fn a_request_under_way_counts_as_lost() {
    check(
        "a write",
        &set_key(),
        "
        start   -> PATCH account
        reload  -> GET account
        reload  -> sleep 2
        reload  -> sleep 2
        wake    -> GET account
        200 key -> GET account
        200 key -> Proved
    ",
    );
    check(
        "the proof",
        &set_key(),
        "
        start   -> PATCH account
        200 key -> GET account
        reload  -> sleep 2
        wake    -> GET account
        200 key -> Proved
    ",
    );
}

#[test]
fn a_wait_goes_on_to_its_time() {
    check(
        "an operation",
        &set_key(),
        "
        start       -> PATCH account
        202 monitor -> sleep 5
        reload      -> sleep 5
        wait 3      -> sleep 2
        reload      -> sleep 2
        wait 2      -> GET monitor
        200 done    -> GET account
        200 key     -> GET account
        200 key     -> Proved
    ",
    );
}

/// Answers as Azure would after the writes it has heard; `heard` is whether the answer is lost
/// before or after Azure heard the request.
#[test]
fn a_reload_at_any_line_of_the_whole_way_ends_in_proof() {
    for heard in [false, true] {
        let undisturbed = play(None, heard);
        for line in 0..undisturbed.len() {
            let lines = play(Some(line), heard);
            let ended = lines.last().map(String::as_str);
            assert_eq!(
                ended,
                Some("Proved"),
                "reload at {line}, heard {heard}: {lines:#?}"
            );
        }
    }
}

fn play(reload_at: Option<usize>, heard: bool) -> Vec<String> {
    let mut player = Player::new(whole_way(), false);
    let (mut attached, mut granted, mut key) = (false, false, false);
    let mut lines = vec![player.tell("start")];
    while player.run.outcome.is_none() && lines.len() < 60 {
        let asked = lines.last().cloned().unwrap_or_default();
        let reloads = reload_at.is_some_and(|it| it + 1 == lines.len());
        if asked.starts_with("sleep") {
            lines.push(player.tell(if reloads { "reload" } else { "wake" }));
            continue;
        }
        if !reloads || heard {
            attached |= asked == "PATCH account";
            key |= asked == "PATCH account" && granted;
            granted |= asked.starts_with("PUT");
        }
        let answer = match asked.as_str() {
            "PATCH account" | "GET account" if key => "200 key",
            "PATCH account" | "GET account" if attached => "200 attached",
            "PATCH account" | "GET account" => "200 old",
            _ if granted => "200 granted",
            _ => "404 NotFound",
        };
        lines.push(player.tell(if reloads { "reload" } else { answer }));
    }
    lines
}

#[test]
fn success_rests_on_a_read_after_the_last_write() {
    for reload_at in 0..12 {
        let mut player = Player::new(set_key(), false);
        let mut event = "start".to_owned();
        for line in 0..30 {
            let todo = player.tell(if line == reload_at { "reload" } else { &event });
            event = match todo.as_str() {
                "PATCH account" | "GET account" => "200 key".into(),
                _ => "wake".into(),
            };
        }
        assert!(
            matches!(player.run.outcome, Some(Outcome::Proved { .. })),
            "reload at {reload_at}"
        );
        let methods: Vec<Method> = player.run.journal.iter().map(|it| it.method).collect();
        assert_eq!(
            methods.last(),
            Some(&Method::Get),
            "reload at {reload_at}: {methods:?}"
        );
    }
}

#[test]
fn an_answer_nobody_waits_for_changes_nothing() {
    let mut player = Player::new(set_key(), false);
    for event in ["start", "202 monitor"] {
        player.tell(event);
    }
    let before = player.run.clone();
    player.tell("200 key");
    assert_eq!(player.run, before, "a late answer was taken for another");
}
