//! Lists: every page, and no page of somebody else.

use cmk_console::arm::{Audience, Failure, Listing, Next, Origin, Request};

use crate::machine::{RESOURCE, answer, origin, play, shown};

fn check(what: &str, script: &str) {
    let listing = Listing::begin(Request::get(RESOURCE, "1"), origin());
    play(what, listing, script);
}

fn page(rows: &str, link: &str) -> String {
    format!(r#"200 {{"value":[{rows}],"nextLink":{link}}}"#)
}

fn own(path: &str) -> String {
    format!(r#""https://management.azure.com/{path}?skip=1""#)
}

#[test]
fn pages_are_followed_to_the_last() {
    let script = format!(
        "{} => GET page2\n{} => GET page3\n{} => done 200",
        page("1,2", &own("page2")),
        page("", &own("page3")),
        page("3", "null"),
    );
    check("an empty page may have a link", &script);
    let (mut listing, _) = Listing::begin(Request::get(RESOURCE, "1"), origin());
    listing.advance(&answer(&page("1,2", &own("page2"))), 0.5);
    let Next::Done(Ok(response)) = listing.advance(&answer(&page("3", r#""""#)), 0.5) else {
        panic!("an empty link ends the list");
    };
    assert_eq!(response.value()["value"], serde_json::json!([1, 2, 3]));
}

#[test]
fn a_link_that_is_none_is_an_error() {
    for (link, end) in [
        ("5", "unreadable"),
        (r#"{"a":1}"#, "unreadable"),
        (r#""/subscriptions""#, "untrusted"),
        (r#""//evil.example/x""#, "untrusted"),
        (r#""https://evil.example/x""#, "untrusted"),
        (
            r#""https://management.azure.com@evil.example/""#,
            "untrusted",
        ),
        (
            r#""https://management.azure.com.evil.example/""#,
            "untrusted",
        ),
        (r#""http://management.azure.com/x""#, "untrusted"),
        (r#""javascript:alert(1)""#, "untrusted"),
    ] {
        check(link, &format!("{} => {end}", page("1", link)));
    }
}

#[test]
fn a_list_that_goes_round_ends() {
    let script = format!(
        "{} => GET a\n{} => GET b\n{} => unreadable",
        page("1", &own("a")),
        page("2", &own("b")),
        page("3", &own("a")),
    );
    check("two pages in a circle", &script);
    let (mut listing, mut next) = Listing::begin(Request::get(RESOURCE, "1"), origin());
    let mut pages = 0;
    while let Next::Send { .. } = next {
        pages += 1;
        assert!(pages < 2000, "the list never ends");
        next = listing.advance(&answer(&page("1", &own(&format!("p{pages}")))), 0.5);
    }
    assert_eq!(shown(&next), "unreadable");
}

#[test]
fn trouble_on_a_page_is_tried_again() {
    let script = format!(
        "503 => GET resource in 2\nlost => GET resource in 4\n{} => GET a\nlost => GET a in 2\n{} => done 200",
        page("1", &own("a")),
        page("2", "null"),
    );
    check("a page", &script);
    check("a refusal", "403 => refused 403");
    for nonsense in ["200", "200 text", "200 {}", r#"200 {"value":5}"#, "204"] {
        check(nonsense, &format!("{nonsense} => unreadable"));
    }
}

#[test]
fn a_list_of_graph_goes_on_at_graph_with_its_own_token() {
    let graph = Origin::of("https://graph.microsoft.com").expect("an origin");
    let first = || Request::get("/v1.0/applications", "").to(Audience::Graph);
    let page = |link: &str| {
        answer(&format!(
            r#"200 {{"value":[1],"@odata.nextLink":"{link}"}}"#
        ))
    };
    let (mut listing, _) = Listing::begin(first(), graph.clone());
    let next = listing.advance(
        &page("https://graph.microsoft.com/v1.0/applications?$skiptoken=2"),
        0.5,
    );
    let Next::Send { request, .. } = next else {
        panic!("the next page is not asked for: {next:?}");
    };
    assert_eq!(request.audience, Audience::Graph);
    let (mut listing, _) = Listing::begin(first(), graph);
    let next = listing.advance(&page("https://management.azure.com/subscriptions"), 0.5);
    assert!(
        matches!(next, Next::Done(Err(Failure::Untrusted(_)))),
        "{next:?}"
    );
}
