//! Steps that send, when everything goes well or a value is missing.

use crate::plans::{capture, grant, set_key, whole_way};
use crate::script::check;

#[test]
fn a_write_is_proved_by_a_read_after_it() {
    check(
        "set the key",
        &set_key(),
        "
        start   -> PATCH account
        200 key -> GET account
        200 key -> Proved
    ",
    );
}

#[test]
fn what_the_write_answered_proves_nothing() {
    check(
        "accepted, not applied",
        &set_key(),
        "
        start   -> PATCH account
        200 key -> GET account
        200 old -> sleep 5
        wake    -> GET account
        200 old -> sleep 5
        wake    -> GET account
        200 old -> NotProved
    ",
    );
    check(
        "another version",
        &set_key(),
        "
        start     -> PATCH account
        200 key   -> GET account
        200 wrong -> sleep 5
        wake      -> GET account
        200 key   -> Proved
    ",
    );
    check(
        "the account is gone",
        &set_key(),
        "
        start      -> PATCH account
        200 key    -> GET account
        404 Gone   -> sleep 5
        wait 10    -> GET account
        404 Gone   -> NotProved
    ",
    );
}

#[test]
fn a_later_step_uses_what_an_earlier_one_gave() {
    let grant = grant();
    check(
        "the whole way",
        &whole_way(),
        &format!(
            "
        start        -> PATCH account
        200 attached -> PUT {grant}
        200 granted  -> PATCH account
        200 key      -> GET account
        200 key      -> Proved
    "
        ),
    );
}

#[test]
fn a_missing_value_ends_the_run_before_anything_is_sent_with_it() {
    check(
        "no principal in the answer",
        &whole_way(),
        "
        start   -> PATCH account
        200 old -> Unknown
    ",
    );
    check(
        "read later, it is there",
        &whole_way(),
        "
        start        -> PATCH account
        200 old      -> Unknown
        try again    -> GET account
        200 old      -> sleep 5
        wake         -> GET account
        200 old      -> sleep 5
        wake         -> GET account
        200 old      -> PATCH account
        200 old      -> Unknown
    ",
    );
    check(
        "no principal for a watch",
        &capture(),
        "
        start   -> GET account
        200 old -> Unknown
    ",
    );
}

#[test]
fn a_value_that_would_change_an_address_is_not_sent() {
    check(
        "a path in the principal",
        &capture(),
        "
        start    -> GET account
        200 evil -> Unknown
        try again -> Unknown
    ",
    );
}

#[test]
fn a_request_our_own_rules_forbid_is_not_repeated() {
    check(
        "signed out",
        &set_key(),
        "
        start     -> PATCH account
        not sent  -> NotSent
        wake      -> NotSent
        try again -> PATCH account
        200 key   -> GET account
        200 key   -> Proved
    ",
    );
}
