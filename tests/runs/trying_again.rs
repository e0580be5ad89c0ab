//! Trying again what ended a run.

use crate::plans::{post, set_key, watch};
use crate::script::check;

#[test]
fn a_refused_write_is_sent_again() {
    check(
        "after the right was given",
        &set_key(),
        "
        start                   -> PATCH account
        403 AuthorizationFailed -> Refused AuthorizationFailed
        try again               -> PATCH account
        200 key                 -> GET account
        200 key                 -> Proved
    ",
    );
}

#[test]
fn an_unknown_write_is_read_first() {
    check(
        "it happened",
        &post(false),
        "
        start                   -> POST failover
        no answer               -> GET account
        403 AuthorizationFailed -> Unknown
        try again               -> GET account
        200 north               -> GET account
        200 key                 -> Proved
    ",
    );
    check(
        "it did not, and a PATCH may be sent again",
        &set_key(),
        "
        start                   -> PATCH account
        no answer               -> GET account
        403 AuthorizationFailed -> Unknown
        try again               -> GET account
        200 old                 -> sleep 5
        wake                    -> GET account
        200 old                 -> sleep 5
        wake                    -> GET account
        200 old                 -> PATCH account
        200 key                 -> GET account
        200 key                 -> Proved
    ",
    );
    check(
        "it did not, and a POST may not",
        &post(false),
        "
        start                   -> POST failover
        no answer               -> GET account
        403 AuthorizationFailed -> Unknown
        try again               -> GET account
        200 old                 -> sleep 5
        wake                    -> GET account
        200 old                 -> sleep 5
        wake                    -> GET account
        200 old                 -> Unknown
    ",
    );
}

#[test]
fn after_a_write_was_lost_for_good_it_may_be_sent_again() {
    let lost = "
        no answer -> GET account
        200 old   -> sleep 5
        wake      -> GET account
        200 old   -> sleep 5
        wake      -> GET account
        200 old   ->";
    let again = "
        try again -> GET account
        200 old   -> sleep 5
        wake      -> GET account
        200 old   -> sleep 5
        wake      -> GET account
        200 old   -> PATCH account
        200 key   -> GET account
        200 key   -> Proved";
    let script = format!(
        "start -> PATCH account {lost} PATCH account {lost} PATCH account {lost} PATCH account {lost} Unknown {again}"
    );
    check("the network is back", &set_key(), &script);
}

#[test]
fn what_came_too_late_or_was_not_proved_is_looked_at_again() {
    check(
        "too late",
        &watch(0),
        "
        start     -> GET account
        200 old   -> sleep 5
        wait 20   -> GET account
        200 old   -> TooLate
        try again -> GET account
        200 old   -> sleep 5
        wake      -> GET account
        200 north -> GET account
        200 key   -> Proved
    ",
    );
    check(
        "not proved: read, never written again",
        &set_key(),
        "
        start     -> PATCH account
        200 key   -> GET account
        200 old   -> sleep 5
        wait 10   -> GET account
        200 old   -> NotProved
        try again -> GET account
        200 key   -> Proved
    ",
    );
}

#[test]
fn there_is_nothing_to_try_again_in_success_or_work() {
    check(
        "proved",
        &set_key(),
        "
        start     -> PATCH account
        try again -> await
        200 key   -> GET account
        200 key   -> Proved
        try again -> Proved
        wake      -> Proved
        stop      -> Proved
        200 old   -> Proved
    ",
    );
}
