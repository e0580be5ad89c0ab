//! Writes whose answer never arrived: read first, repeat at most what may be repeated.

use cmk_console::plan::Work;

use crate::plans::{post, set_key};
use crate::script::check;

#[test]
fn a_read_shows_that_it_happened() {
    check(
        "at the first look",
        &set_key(),
        "
        start     -> PATCH account
        no answer -> GET account
        200 key   -> GET account
        200 key   -> Proved
    ",
    );
    check(
        "at the third look",
        &set_key(),
        "
        start     -> PATCH account
        no answer -> GET account
        200 old   -> sleep 5
        wake      -> GET account
        200 old   -> sleep 5
        wake      -> GET account
        200 key   -> GET account
        200 key   -> Proved
    ",
    );
    check(
        "when the work is over",
        &set_key(),
        "
        start       -> PATCH account
        no answer   -> GET account
        200 working -> sleep 5
        wake        -> GET account
        200 working -> sleep 5
        wake        -> GET account
        200 working -> sleep 5
        wake        -> GET account
        200 key     -> GET account
        200 key     -> Proved
    ",
    );
}

#[test]
fn long_work_is_looked_at_as_seldom_as_the_step_would() {
    let mut plan = set_key();
    let last = plan.steps.last_mut().expect("a step");
    if let Work::Send { shown_by, .. } = &mut last.work {
        (shown_by.pace, shown_by.limit) = (60, 7200);
    }
    check(
        "while it is at work",
        &plan,
        "
        start       -> PATCH account
        no answer   -> GET account
        200 working -> sleep 60
        wake        -> GET account
        200 working -> sleep 60
        wake        -> GET account
        200 old     -> PATCH account
    ",
    );
}

#[test]
fn what_three_looks_do_not_show_is_sent_again() {
    check(
        "lost once",
        &set_key(),
        "
        start     -> PATCH account
        no answer -> GET account
        200 old   -> sleep 5
        wake      -> GET account
        200 old   -> sleep 5
        wake      -> GET account
        200 old   -> PATCH account
        200 key   -> GET account
        200 key   -> Proved
    ",
    );
}

#[test]
fn a_post_is_never_sent_again() {
    check(
        "lost",
        &post(false),
        "
        start     -> POST failover
        no answer -> GET account
        200 old   -> sleep 5
        wake      -> GET account
        200 old   -> sleep 5
        wake      -> GET account
        200 old   -> Unknown
    ",
    );
    check(
        "lost, and yet it happened",
        &post(false),
        "
        start     -> POST failover
        no answer -> GET account
        200 north -> GET account
        200 key   -> Proved
    ",
    );
}

#[test]
fn lost_again_and_again_it_is_sent_four_times_at_most() {
    let lost = "
        no answer -> GET account
        200 old   -> sleep 5
        wake      -> GET account
        200 old   -> sleep 5
        wake      -> GET account
        200 old   ->";
    let script = format!(
        "start -> PATCH account {lost} PATCH account {lost} PATCH account {lost} PATCH account {lost} Unknown"
    );
    check("four times", &set_key(), &script);
}

#[test]
fn unreadable_or_missing_reads_leave_it_unknown() {
    check(
        "reading is refused",
        &set_key(),
        "
        start                   -> PATCH account
        no answer               -> GET account
        403 AuthorizationFailed -> Unknown
    ",
    );
    check(
        "no such resource is an answer too",
        &set_key(),
        "
        start        -> PATCH account
        no answer    -> GET account
        404 NotFound -> sleep 5
        wake         -> GET account
        200 key      -> GET account
        200 key      -> Proved
    ",
    );
    check(
        "a lost read is repeated",
        &set_key(),
        "
        start     -> PATCH account
        no answer -> GET account
        no answer -> sleep 2
        wake      -> GET account
        200 key   -> GET account
        200 key   -> Proved
    ",
    );
}
