//! The laws of a plan, each with plans built to break it and one that keeps it.
//!
//! Every row changes one lawful plan. What breaks a law must be blamed on that law and on the step
//! that broke it; what keeps the laws must break none.

mod addresses;
mod keys;
mod lawful;
mod links;
mod order;
mod proof;
mod writes;

use cmk_console::plan::laws::{Law, broken};
use cmk_console::plan::{Condition, Plan};
use lawful::{ACCOUNT, at, drop_check, lawful, prove, recreate, send, shown_by, stops};

/// A change to the lawful plan.
type Change = fn(&mut Plan);

#[test]
fn the_lawful_plan_breaks_no_law() {
    let found = broken(&lawful());
    assert!(found.is_empty(), "{found:?}");
}

/// One plan per law; a new law does not compile without one.
fn breaker(law: Law) -> (Change, &'static str) {
    match law {
        Law::ProveBeforeKey => (|it| drop_check(it, "recoverable"), "key"),
        Law::IdentityAndKeyApart => (writes::both_in_one_patch, "key"),
        Law::NoRecreation => (|it| recreate(it, ACCOUNT), "key"),
        Law::ReadBeforeRepeat => (
            |it| shown_by(it, at(ACCOUNT), Condition::All(vec![])),
            "key",
        ),
        Law::ProveByReading => (|it| prove(it, ACCOUNT, Condition::Exists), "prove"),
        Law::OwnOriginOnly => (|it| send(it, 0, at("https://evil.com/x")), "attach"),
        Law::OneWriteAtATime => (|it| drop_check(it, "idle"), "attach"),
        Law::LinkToReady => (|it| links::link(it, links::CLUSTER), "key"),
        Law::NothingUnbound => (|it| it.steps[0].captures.clear(), "grant"),
        Law::FollowedToItsEnd => (order::nobody_follows, "attach"),
        Law::DeadlineInReach => (order::after_what_is_waited_for, "key"),
        Law::SomethingToDo => (|it| it.steps.clear(), "prove"),
        Law::WayBackFirst => (|it| stops(it), "grant"),
    }
}

#[test]
fn a_broken_law_says_which_and_where() {
    for law in [
        Law::ProveBeforeKey,
        Law::IdentityAndKeyApart,
        Law::NoRecreation,
        Law::ReadBeforeRepeat,
        Law::ProveByReading,
        Law::OwnOriginOnly,
        Law::OneWriteAtATime,
        Law::LinkToReady,
        Law::NothingUnbound,
        Law::FollowedToItsEnd,
        Law::DeadlineInReach,
        Law::SomethingToDo,
        Law::WayBackFirst,
    ] {
        let (change, step) = breaker(law);
        let mut plan = lawful();
        change(&mut plan);
        let said: Vec<String> = broken(&plan).iter().map(ToString::to_string).collect();
        let begins = format!("{law:?} at {step}: ");
        assert!(
            said.iter().any(|it| it.starts_with(&begins)),
            "{begins:?} is not said: {said:#?}"
        );
    }
}

/// Plans that break a law at a step.
fn breaks(law: Law, step: &str, rows: &[(&'static str, Change)]) {
    for (name, change) in rows {
        let mut plan = lawful();
        change(&mut plan);
        let found = broken(&plan);
        assert!(
            found.iter().any(|it| it.law == law && it.step == step),
            "{name}: {law:?} is not broken at {step}, but {found:?}"
        );
    }
}

fn keeps(rows: &[(&'static str, Change)]) {
    for (name, change) in rows {
        let mut plan = lawful();
        change(&mut plan);
        let found = broken(&plan);
        assert!(found.is_empty(), "{name}: {found:?}");
    }
}
