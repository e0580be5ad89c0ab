//! Refusals: those that mean "not yet", those that mean "busy", and those that mean "no".

use crate::plans::{already, patient, post, set_key};
use crate::script::check;

#[test]
fn not_yet_is_tried_again_at_a_growing_pace() {
    check(
        "the grant arrives",
        &patient(),
        "
        start                             -> PATCH account
        403 KeyVaultAuthenticationFailure -> sleep 15
        wake                              -> PATCH account
        403 KeyVaultAuthenticationFailure -> sleep 30
        wake                              -> PATCH account
        200 key                           -> GET account
        200 key                           -> Proved
    ",
    );
}

#[test]
fn patience_has_a_limit() {
    check(
        "the grant never arrives",
        &patient(),
        "
        start                             -> PATCH account
        403 KeyVaultAuthenticationFailure -> sleep 15
        wake                              -> PATCH account
        403 KeyVaultAuthenticationFailure -> sleep 30
        wake                              -> PATCH account
        403 KeyVaultAuthenticationFailure -> sleep 60
        wake                              -> PATCH account
        403 KeyVaultAuthenticationFailure -> Refused KeyVaultAuthenticationFailure
    ",
    );
}

#[test]
fn another_refusal_ends_it_at_once() {
    check(
        "no patience with a lock",
        &patient(),
        "
        start           -> PATCH account
        409 ScopeLocked -> GET account
        200 old         -> sleep 5
        wake            -> GET account
        200 old         -> sleep 5
        wake            -> GET account
        200 old         -> Refused ScopeLocked
    ",
    );
    check(
        "a right is missing",
        &patient(),
        "
        start                   -> PATCH account
        403 AuthorizationFailed -> Refused AuthorizationFailed
    ",
    );
    check(
        "a code nobody declared",
        &set_key(),
        "
        start                             -> PATCH account
        403 KeyVaultAuthenticationFailure -> Refused KeyVaultAuthenticationFailure
    ",
    );
}

#[test]
fn a_busy_resource_is_waited_for_five_minutes() {
    check(
        "busy for a while",
        &set_key(),
        "
        start                          -> PATCH account
        409 AnotherOperationInProgress -> sleep 15
        wake                           -> PATCH account
        200 key                        -> GET account
        200 key                        -> Proved
    ",
    );
    check(
        "busy for ever",
        &set_key(),
        "
        start                          -> PATCH account
        409 AnotherOperationInProgress -> sleep 15
        wait 300                       -> PATCH account
        409 AnotherOperationInProgress -> GET account
        200 old                        -> sleep 5
        wake                           -> GET account
        200 old                        -> sleep 5
        wake                           -> GET account
        200 old                        -> Refused AnotherOperationInProgress
    ",
    );
}

#[test]
fn a_conflict_may_be_our_own_earlier_success() {
    check(
        "it exists already, as wanted",
        &set_key(),
        "
        start        -> PATCH account
        409 Conflict -> GET account
        200 key      -> GET account
        200 key      -> Proved
    ",
    );
}

#[test]
fn a_refusal_may_say_that_it_was_done_before() {
    check(
        "done before, and proved by reading all the same",
        &already(),
        "
        start         -> PATCH account
        409 AlreadySo -> GET account
        200 old       -> sleep 5
        wait 10       -> GET account
        200 old       -> NotProved
    ",
    );
}

#[test]
fn throttling_and_5xx_are_repeated_and_then_believed_only_after_a_read() {
    check(
        "throttled once",
        &set_key(),
        "
        start       -> PATCH account
        429 after 7 -> sleep 7
        wake        -> PATCH account
        200 key     -> GET account
        200 key     -> Proved
    ",
    );
    check(
        "500 seven times, and yet it happened",
        &set_key(),
        "
        start    -> PATCH account
        500 Oh   -> sleep 2
        wake     -> PATCH account
        500 Oh   -> sleep 4
        wake     -> PATCH account
        500 Oh   -> sleep 8
        wake     -> PATCH account
        500 Oh   -> sleep 16
        wake     -> PATCH account
        500 Oh   -> sleep 32
        wake     -> PATCH account
        500 Oh   -> sleep 64
        wake     -> PATCH account
        500 Oh   -> GET account
        200 key  -> GET account
        200 key  -> Proved
    ",
    );
    check(
        "a POST that was answered 503 is not repeated",
        &post(false),
        "
        start   -> POST failover
        503 Oh  -> GET account
        200 old -> sleep 5
        wake    -> GET account
        200 old -> sleep 5
        wake    -> GET account
        200 old -> Refused Oh
    ",
    );
    check(
        "a POST that may be repeated is",
        &post(true),
        "
        start       -> POST failover
        503 after 1 -> sleep 1
        wake        -> POST failover
        200 north   -> GET account
        200 key     -> Proved
    ",
    );
}
