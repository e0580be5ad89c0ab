//! What goes wrong on the way: no answers, nonsense, foreign addresses, things not there yet.

use cmk_console::arm::Method::{Delete, Get, Head, Patch, Post, Put};
use cmk_console::arm::{Audience, Next, Operation, Request};

use crate::machine::{RESOURCE, answer, check, check_request, first, origin, shown};

#[test]
fn an_answered_not_now_is_repeated_as_it_is() {
    for method in [Get, Put, Patch, Delete] {
        for status in [408, 429, 500, 502, 503, 504] {
            let script = format!("{status} => {method} resource in 2\n204 => done 204");
            check("the first request", method, &script);
        }
        check("is no", method, "400 => refused 400");
        check("is no", method, "409 => refused 409");
    }
    for status in [408, 429, 500, 502, 503, 504] {
        let script = format!("202 aao => GET monitor in 5\n{status} => GET monitor in 2");
        check("a poll", Put, &script);
    }
    check(
        "a poll that is refused",
        Put,
        "202 aao => GET monitor in 5\n403 => refused 403",
    );
    check(
        "Azure's own wait",
        Put,
        "429 retry=17 => PUT resource in 17",
    );
}

#[test]
fn a_post_is_repeated_only_where_that_is_safe() {
    check("an action", Post, "503 => refused 503");
    let safe = first(Post).repeatable();
    check_request("marked so", safe, "503 => POST resource in 2");
    let reading = Request::post(
        "/subscriptions/s/providers/Microsoft.PolicyInsights/checkPolicyRestrictions",
        "1",
        None,
    );
    check_request(
        "one that reads",
        reading,
        "lost => POST subscriptions/s/providers/Microsoft.PolicyInsights/checkPolicyRestrictions in 2",
    );
}

#[test]
fn a_lost_read_is_repeated_and_a_lost_write_never() {
    for method in [Get, Head] {
        let script = format!("lost => {method} resource in 2\nlost => {method} resource in 4");
        check("a read", method, &script);
    }
    for method in [Put, Patch, Delete, Post] {
        check("a write", method, "lost => lost");
        check("a write not sent", method, "not-sent => not sent");
    }
    check_request(
        "a POST that may be repeated",
        first(Post).repeatable(),
        "lost => lost",
    );
    check(
        "a poll",
        Put,
        "202 aao => GET monitor in 5\nlost => GET monitor in 2\nlost => GET monitor in 4",
    );
}

#[test]
fn trouble_without_end_ends() {
    for (said, end) in [("503", "refused 503"), ("lost", "lost")] {
        let (mut operation, mut next) = Operation::begin(first(Get), origin());
        let mut sent = 0;
        while let Next::Send { .. } = next {
            sent += 1;
            assert!(sent < 50, "{said} is repeated for ever");
            next = operation.advance(&answer(said), 0.5);
        }
        assert_eq!((sent, shown(&next).as_str()), (7, end), "{said}");
    }
    // A success in between starts the count anew.
    let (mut operation, _) = Operation::begin(first(Put), origin());
    let mut next = operation.advance(&answer("202 aao"), 0.5);
    for _ in 0..20 {
        assert_eq!(shown(&next).split(" in").next(), Some("GET monitor"));
        let again = operation.advance(&answer("503"), 0.5);
        assert_eq!(shown(&again), "GET monitor in 2");
        next = operation.advance(&answer(r#"200 {"status":"Running"}"#), 0.5);
    }
}

#[test]
fn nonsense_is_a_failure_and_no_endless_loop() {
    for nonsense in [
        "200",
        "200 text",
        "200 {}",
        r#"200 {"status":5}"#,
        "200 {broken",
    ] {
        let script = format!("202 aao => GET monitor in 5\n{nonsense} => unreadable");
        check(nonsense, Put, &script);
    }
    for nonsense in ["200", "200 text", "200 {broken"] {
        let script = format!("202 => GET resource in 5\n{nonsense} => unreadable");
        check(nonsense, Put, &script);
    }
    check("an answer to a read", Get, "200 text => unreadable");
    check("an empty answer to a read", Get, "200 => unreadable");
    check("a Managed HSM that is not there", Get, "204 => done 204");
    check("an answer to a write", Put, "200 text => unreadable");
    check("a write may say nothing", Put, "200 => done 200");
}

#[test]
fn a_foreign_address_is_not_followed_and_no_address_at_all_is_an_error() {
    for (header, target) in [("aao", "GET resource in 5"), ("loc", "GET resource in 5")] {
        for method in [Put, Patch, Delete] {
            check(
                "the resource is read instead",
                method,
                &format!("202 {header}=foreign => {target}"),
            );
        }
        check(
            "a POST has no other way",
            Post,
            &format!("202 {header}=foreign => untrusted"),
        );
        for hostile in ["relative", "userinfo", "plain"] {
            for method in [Put, Patch, Delete, Post] {
                let script = format!("202 {header}={hostile} => untrusted");
                check(hostile, method, &script);
            }
        }
    }
    check(
        "a foreign monitor and a location of our own",
        Put,
        "202 aao=foreign loc => GET location in 5",
    );
    check(
        "a foreign address in a poll keeps the old one",
        Put,
        r#"
        202 aao => GET monitor in 5
        200 aao=foreign {"status":"Running"} => GET monitor in 5
        200 aao=relative {"status":"Running"} => untrusted
    "#,
    );
    let (mut operation, _) = Operation::begin(first(Put), origin());
    operation.advance(&answer("202 aao=foreign"), 0.5);
    assert!(operation.notes()[0].contains("eastus.management.example"));
}

#[test]
fn a_monitor_may_appear_late_but_not_later() {
    check(
        "within a minute",
        Put,
        r#"
        202 aao => GET monitor in 5
        404 => GET monitor in 5
        404 => GET monitor in 5
        200 {"status":"Succeeded"} => GET resource
        404 => GET resource in 15
        200 {} => done 200
    "#,
    );
    for said in ["404", "404 retry=0"] {
        for begin in ["202 aao retry=0", "202 retry=0"] {
            let (mut operation, _) = Operation::begin(first(Put), origin());
            let mut next = operation.advance(&answer(begin), 0.5);
            let mut polls = 0;
            while let Next::Send { .. } = next {
                polls += 1;
                assert!(polls < 100, "{begin} then {said} for ever");
                next = operation.advance(&answer(said), 0.5);
            }
            assert_eq!(shown(&next), "refused 404", "{begin} then {said}");
        }
    }
    check(
        "a POST's location has no grace",
        Post,
        "202 loc => GET location in 5\n404 => refused 404",
    );
}

#[test]
fn other_services_have_no_long_running_operations() {
    let graph = Request {
        audience: Audience::Graph,
        ..first(Post)
    };
    check_request("a created object", graph, "202 loc=foreign {} => done 202");
    let read = first(Get);
    assert_eq!(read.path(), RESOURCE);
    check_request("a read", read, "200 aao loc {} => done 200");
}

#[test]
fn acceptance_is_known() {
    let (mut operation, _) = Operation::begin(first(Put), origin());
    assert!(!operation.is_accepted());
    operation.advance(&answer("503"), 0.5);
    assert!(!operation.is_accepted(), "a refusal is no acceptance");
    operation.advance(&answer("202 aao"), 0.5);
    assert!(operation.is_accepted());
}
