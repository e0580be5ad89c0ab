//! Stopping: at once where nothing is under way that changes anything, after the step otherwise.

use crate::plans::{grant, hand_over, patient, post, set_key, watch, whole_way};
use crate::script::check;

#[test]
fn it_stops_at_once_where_nothing_is_changed() {
    check(
        "between two looks",
        &watch(0),
        "
        start   -> GET account
        200 old -> sleep 5
        stop    -> Stopped
    ",
    );
    check(
        "during a look, whose answer no longer counts",
        &watch(0),
        "
        start     -> GET account
        stop      -> Stopped
        200 north -> Stopped
    ",
    );
    check(
        "during the last look",
        &watch(0),
        "
        start   -> GET account
        200 old -> sleep 5
        wait 20 -> GET account
        stop    -> Stopped
        200 old -> Stopped
    ",
    );
    check(
        "while a person is at work",
        &hand_over(false),
        "
        start       -> ask
        stop        -> Stopped
        handed over -> Stopped
    ",
    );
    check(
        "before the proof, which stays unproved",
        &set_key(),
        "
        start   -> PATCH account
        200 key -> GET account
        stop    -> Stopped
        200 key -> Stopped
    ",
    );
    check(
        "while a refusal is waited out",
        &patient(),
        "
        start                             -> PATCH account
        403 KeyVaultAuthenticationFailure -> sleep 15
        stop                              -> Stopped
        wait 60                           -> Stopped
    ",
    );
}

#[test]
fn a_write_under_way_is_waited_for() {
    check(
        "and no further step is begun",
        &whole_way(),
        "
        start        -> PATCH account
        stop         -> await
        200 attached -> Stopped
    ",
    );
    check(
        "to the end of its operation",
        &set_key(),
        "
        start       -> PATCH account
        202 monitor -> sleep 5
        stop        -> sleep 5
        wake        -> GET monitor
        200 done    -> GET account
        200 key     -> Stopped
    ",
    );
    check(
        "and read when its answer is lost",
        &set_key(),
        "
        start     -> PATCH account
        stop      -> await
        no answer -> GET account
        200 key   -> Stopped
    ",
    );
}

#[test]
fn nothing_is_sent_again_after_a_stop() {
    check(
        "a write refused as not yet",
        &patient(),
        "
        start                             -> PATCH account
        stop                              -> await
        403 KeyVaultAuthenticationFailure -> Stopped
    ",
    );
    check(
        "a lost write that reading does not show",
        &set_key(),
        "
        start     -> PATCH account
        stop      -> await
        no answer -> GET account
        200 old   -> sleep 5
        wake      -> GET account
        200 old   -> sleep 5
        wake      -> GET account
        200 old   -> Unknown
    ",
    );
    check(
        "a POST",
        &post(true),
        "
        start     -> POST failover
        no answer -> GET account
        stop      -> await
        200 old   -> sleep 5
        wake      -> GET account
        200 old   -> sleep 5
        wake      -> GET account
        200 old   -> Unknown
    ",
    );
}

#[test]
fn a_refusal_is_told_even_after_a_stop() {
    check(
        "refused for good",
        &set_key(),
        "
        start                   -> PATCH account
        stop                    -> await
        403 AuthorizationFailed -> Refused AuthorizationFailed
        stop                    -> Refused AuthorizationFailed
    ",
    );
}

#[test]
fn a_stopped_run_goes_on_where_it_was() {
    let grant = grant();
    let script = format!(
        "
        start        -> PATCH account
        stop         -> await
        200 attached -> Stopped
        try again    -> PUT {grant}
        200 granted  -> PATCH account
        200 key      -> GET account
        200 key      -> Proved
    "
    );
    check("after the first step", &whole_way(), &script);
    check(
        "before the proof",
        &set_key(),
        "
        start     -> PATCH account
        200 key   -> GET account
        stop      -> Stopped
        try again -> GET account
        200 key   -> Proved
    ",
    );
}
