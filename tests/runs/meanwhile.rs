//! What happens while Azure is at work: steps that go on, a deadline, and following to the end.

use std::time::Duration;

use cmk_console::plan::{Outcome, Standing};

use crate::plans::meanwhile;
use crate::script::{Player, check};

#[test]
#[expect(clippy::too_many_lines, reason = "one row per turn of the run")]
fn the_run_goes_on_while_azure_is_at_work_and_follows_it_afterwards() {
    check(
        "by its monitor",
        &meanwhile(),
        "
        start        -> PUT account
        202 monitor  -> GET account
        200 attached -> GET account
        200 north    -> sleep 5
        wake         -> GET monitor
        200 running  -> sleep 5
        wake         -> GET monitor
        200 done     -> GET account
        200 key      -> GET account
        200 key      -> Proved
    ",
    );
    check(
        "its answer was lost, so the resource tells",
        &meanwhile(),
        "
        start        -> PUT account
        no answer    -> GET account
        200 working  -> GET account
        200 attached -> GET account
        200 north    -> GET account
        200 working  -> sleep 5
        wake         -> GET account
        200 key      -> GET account
        200 key      -> Proved
    ",
    );
    check(
        "what failed by its own account is read before it is believed",
        &meanwhile(),
        "
        start        -> PUT account
        202 monitor  -> GET account
        200 attached -> GET account
        200 north    -> sleep 5
        wake         -> GET monitor
        200 broken   -> GET account
        200 key      -> GET account
        200 key      -> Proved
    ",
    );
    check(
        "a tab that was closed takes it up again",
        &meanwhile(),
        "
        start        -> PUT account
        202 monitor  -> GET account
        200 attached -> GET account
        reload       -> sleep 2
        wake         -> GET account
        200 north    -> sleep 3
        reload       -> sleep 3
        wake         -> GET monitor
        200 done     -> GET account
        200 key      -> GET account
        200 key      -> Proved
    ",
    );
}

#[test]
fn what_cannot_come_in_time_any_more_is_passed_over_and_azure_says_what_becomes_of_it() {
    check(
        "nobody granted it",
        &meanwhile(),
        "
        start        -> PUT account
        202 monitor  -> GET account
        200 attached -> GET account
        200 old      -> sleep 5
        wait 31      -> GET account
        200 old      -> GET monitor
        200 broken   -> GET account
        200 failed   -> sleep 5
        wake         -> GET account
        200 failed   -> sleep 5
        wake         -> GET account
        200 failed   -> Refused Broken
    ",
    );
}

/// A player after these events.
fn after(events: &[&str]) -> Player {
    let mut player = Player::new(meanwhile(), true);
    for event in events {
        player.tell(event);
    }
    player
}

const GRANTING: [&str; 4] = ["start", "202 monitor", "200 attached", "200 old"];

#[test]
fn the_time_runs_from_the_request_and_is_told_all_along() {
    let left = |player: &Player| {
        let due = player.run.due()?;
        Some(due.left(player.now)?.as_secs())
    };
    assert_eq!(left(&after(&["start"])), None, "nothing is accepted yet");
    assert_eq!(left(&after(&["start", "400 Bad"])), None, "refused");
    let mut player = after(&GRANTING);
    assert_eq!(left(&player), Some(30));
    player.tell("wait 12");
    assert_eq!(left(&player), Some(18));
    assert_eq!(player.run.lateness(player.now), None);
    player.tell("stop");
    assert_eq!(player.run.outcome, Some(Outcome::Stopped));
    assert_eq!(left(&player), Some(18), "Azure goes on counting");
    let mut player = after(&GRANTING);
    player.tell("wait 5");
    player.tell("200 north");
    let due = player.run.due().expect("a deadline");
    assert_eq!(due.left(player.now), None, "it is met");
    assert_eq!(due.met, Some(player.now));
    assert_eq!(due.total(), Duration::from_secs(30));
    assert_eq!(player.run.lateness(player.now), None);
}

#[test]
fn a_missed_deadline_is_told_apart_from_a_step_that_is_done() {
    let mut player = after(&GRANTING);
    player.tell("wait 31");
    player.tell("200 old");
    assert_eq!(player.run.standing(2), Standing::Missed);
    assert_eq!(player.run.standing(3), Standing::Working);
    let said = player.run.lateness(player.now).expect("it is late");
    for part in ["Grant it the key", "was not done", "Azure gives it up."] {
        assert!(said.contains(part), "{said}");
    }
    let due = player.run.due().expect("a deadline");
    assert!(due.is_late(player.now) && due.met.is_none(), "{due:?}");
}

#[test]
fn a_request_that_was_refused_first_starts_the_time_when_it_is_sent_again() {
    let mut player = after(&["start", "400 Bad", "wait 100", "try again"]);
    player.tell("202 monitor");
    let due = player.run.due().expect("a deadline");
    assert_eq!(due.from, player.now);
}
