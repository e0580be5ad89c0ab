//! Steps that wait for something to be seen.

use crate::plans::{gone, set_key, watch};
use crate::script::{Player, check};

#[test]
fn a_watch_reads_at_its_pace_until_it_sees() {
    check(
        "seen at the second look",
        &watch(0),
        "
        start     -> GET account
        200 old   -> sleep 5
        wake      -> GET account
        200 north -> GET account
        200 key   -> Proved
    ",
    );
    check(
        "what is gone is seen as gone",
        &gone(),
        "
        start        -> GET vault
        200 nothing  -> sleep 5
        wake         -> GET vault
        404 NotFound -> GET account
        200 key      -> Proved
    ",
    );
}

#[test]
fn a_watch_has_a_limit() {
    check(
        "never seen",
        &watch(0),
        "
        start   -> GET account
        200 old -> sleep 5
        wait 19 -> GET account
        200 old -> sleep 5
        wait 5  -> GET account
        200 old -> TooLate
    ",
    );
    check(
        "refused all the time",
        &watch(0),
        "
        start         -> GET account
        403 Forbidden -> sleep 5
        wait 20       -> GET account
        403 Forbidden -> TooLate
    ",
    );
    check(
        "no answer that makes sense",
        &watch(0),
        "
        start    -> GET account
        200 text -> sleep 5
        wait 20  -> GET account
        200 text -> TooLate
    ",
    );
}

#[test]
fn some_effects_take_time_that_no_read_shows() {
    check(
        "seen at once, waited for all the same",
        &watch(10),
        "
        start     -> GET account
        200 north -> sleep 10
        wake      -> GET account
        200 north -> GET account
        200 key   -> Proved
    ",
    );
    check(
        "gone again meanwhile",
        &watch(10),
        "
        start     -> GET account
        200 north -> sleep 10
        wake      -> GET account
        200 old   -> sleep 5
        wait 10   -> GET account
        200 old   -> TooLate
    ",
    );
}

#[test]
fn a_watch_survives_lost_and_throttled_reads() {
    check(
        "both",
        &watch(0),
        "
        start       -> GET account
        no answer   -> sleep 2
        wake        -> GET account
        429 after 3 -> sleep 3
        wake        -> GET account
        200 north   -> GET account
        200 key     -> Proved
    ",
    );
}

#[test]
fn what_was_seen_is_told() {
    for (event, words) in [
        ("200 old", "location is south"),
        ("404 NotFound", "it does not exist"),
        ("403 Forbidden", "reading is refused: 403 Forbidden"),
        ("not sent", "not sent: you are signed out"),
    ] {
        let mut player = Player::new(watch(0), false);
        player.tell("start");
        player.tell(event);
        assert_eq!(player.run.last_seen(), Some(words), "after {event}");
    }
}

#[test]
fn the_proof_tells_what_it_saw_instead() {
    let mut player = Player::new(set_key(), false);
    for event in ["start", "200 key", "200 wrong", "wait 10", "200 wrong"] {
        player.tell(event);
    }
    let Some(cmk_console::plan::Outcome::NotProved { seen }) = &player.run.outcome else {
        unreachable!("{:?}", player.run.outcome);
    };
    let wrong = "https://vault.vault.azure.net/keys/orders/bb";
    assert_eq!(seen, &format!("currentVersionedKeyIdentifier is {wrong}"));
}
