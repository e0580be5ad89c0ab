//! Steps that a person does.

use crate::plans::{given_back, hand_over, set_key};
use crate::script::check;

#[test]
fn what_nothing_shows_a_person_must_say() {
    check(
        "said",
        &hand_over(false),
        "
        start       -> ask
        wait 60     -> ask
        reload      -> ask
        handed over -> GET account
        200 key     -> Proved
    ",
    );
}

#[test]
fn what_a_read_shows_needs_no_word() {
    check(
        "seen",
        &hand_over(true),
        "
        start     -> GET account
        200 old   -> sleep 5
        wake      -> GET account
        200 north -> GET account
        200 key   -> Proved
    ",
    );
}

#[test]
fn a_persons_word_makes_it_look_at_once_and_is_not_believed() {
    check(
        "said too early",
        &hand_over(true),
        "
        start       -> GET account
        200 old     -> sleep 5
        handed over -> GET account
        200 old     -> sleep 5
        wake        -> GET account
        200 north   -> GET account
        200 key     -> Proved
    ",
    );
    check(
        "said while a read is under way",
        &hand_over(true),
        "
        start       -> GET account
        handed over -> await
        200 north   -> GET account
        200 key     -> Proved
    ",
    );
}

#[test]
fn a_hand_over_that_shows_nothing_in_time_is_too_late() {
    check(
        "nobody came",
        &hand_over(true),
        "
        start   -> GET account
        200 old -> sleep 5
        wait 20 -> GET account
        200 old -> TooLate
        try again -> GET account
        200 north -> GET account
        200 key   -> Proved
    ",
    );
}

#[test]
fn a_persons_word_means_nothing_to_other_steps() {
    check(
        "while a write is under way",
        &set_key(),
        "
        start       -> PATCH account
        handed over -> await
        200 key     -> GET account
        handed over -> await
        200 key     -> Proved
        handed over -> Proved
    ",
    );
}

#[test]
fn what_a_person_gives_back_is_an_id_and_stands_in_what_follows() {
    check(
        "given back",
        &given_back(),
        "
        start                   -> ask
        handed                  -> ask
        handed ../../evil       -> ask
        handed {{object}}       -> ask
        reload                  -> ask
        handed over             -> PUT 5c0e9a41-0000-4000-8000-00000000000b
        200 key                 -> GET account
        200 key                 -> OnTrust
    ",
    );
}
