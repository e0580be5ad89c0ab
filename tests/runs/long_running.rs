//! Operations that go on after the answer.

use crate::plans::set_key;
use crate::script::check;

#[test]
fn an_operation_is_followed_to_its_end() {
    check(
        "by its monitor",
        &set_key(),
        "
        start       -> PATCH account
        202 monitor -> sleep 5
        wake        -> GET monitor
        200 running -> sleep 5
        wake        -> GET monitor
        200 done    -> GET account
        200 key     -> GET account
        200 key     -> Proved
    ",
    );
    check(
        "by its location",
        &set_key(),
        "
        start        -> PATCH account
        202 location -> sleep 5
        wake         -> GET result
        202          -> sleep 5
        wake         -> GET result
        200 key      -> GET account
        200 key      -> GET account
        200 key      -> Proved
    ",
    );
    check(
        "with no header readable",
        &set_key(),
        "
        start       -> PATCH account
        202         -> sleep 5
        wake        -> GET account
        200 working -> sleep 5
        wake        -> GET account
        200 key     -> GET account
        200 key     -> Proved
    ",
    );
}

#[test]
fn a_foreign_address_is_not_followed() {
    check(
        "the resource is read instead",
        &set_key(),
        "
        start       -> PATCH account
        202 foreign -> sleep 5
        wake        -> GET account
        200 key     -> GET account
        200 key     -> Proved
    ",
    );
}

#[test]
fn a_failure_after_acceptance_is_believed_only_after_a_read() {
    check(
        "failed, and yet it happened",
        &set_key(),
        "
        start       -> PATCH account
        202 monitor -> sleep 5
        wake        -> GET monitor
        200 broken  -> GET account
        200 key     -> GET account
        200 key     -> Proved
    ",
    );
    check(
        "failed indeed, and is not sent again",
        &set_key(),
        "
        start       -> PATCH account
        202 monitor -> sleep 5
        wake        -> GET monitor
        200 broken  -> GET account
        200 failed  -> sleep 5
        wake        -> GET account
        200 failed  -> sleep 5
        wake        -> GET account
        200 failed  -> Refused Broken
    ",
    );
    check(
        "the resource itself says failed",
        &set_key(),
        "
        start      -> PATCH account
        202        -> sleep 5
        wake       -> GET account
        200 failed -> GET account
        200 failed -> sleep 5
        wake       -> GET account
        200 failed -> sleep 5
        wake       -> GET account
        200 failed -> Refused OperationFailed
    ",
    );
}

#[test]
fn an_unreadable_answer_sends_to_the_resource() {
    check(
        "no JSON from the monitor",
        &set_key(),
        "
        start       -> PATCH account
        202 monitor -> sleep 5
        wake        -> GET monitor
        200 text    -> GET account
        200 key     -> GET account
        200 key     -> Proved
    ",
    );
    check(
        "no status from the monitor",
        &set_key(),
        "
        start       -> PATCH account
        202 monitor -> sleep 5
        wake        -> GET monitor
        200 nothing -> GET account
        200 old     -> sleep 5
        wake        -> GET account
        200 old     -> sleep 5
        wake        -> GET account
        200 old     -> Unknown
    ",
    );
}

#[test]
fn a_poll_without_answer_is_repeated_and_the_write_is_not() {
    check(
        "lost polls",
        &set_key(),
        "
        start       -> PATCH account
        202 monitor -> sleep 5
        wake        -> GET monitor
        no answer   -> sleep 2
        wake        -> GET monitor
        no answer   -> sleep 4
        wake        -> GET monitor
        200 done    -> GET account
        200 key     -> GET account
        200 key     -> Proved
    ",
    );
}
