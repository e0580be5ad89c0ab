//! The same journal gives the same Azure.

use std::time::Duration;

use serde_json::json;

use super::*;
use crate::sandbox::{Control, Fault, Journal, Sandbox, WireRequest};

#[test]
fn a_replayed_sandbox_answers_bit_for_bit_the_same() {
    let time = bare();
    let group = group(&time);
    let mara = time.as_person("mara");
    let name = "00000000-0000-4000-8000-000000000001";
    time.set_faults(&[Fault::LostAnswer.next(1), Fault::StaleReads.next(5)]);
    let lost = mara.exchange(&grant(&group, CONTRIBUTOR, &object("tom"), name));
    assert!(lost.is_err());
    time.pass(Duration::from_secs(100));
    let write = Request::put(&group, "2025-04-01", json!({ "location": "westeurope" }));
    assert_eq!(mara.ask(&write).status, 200);
    let _ = mara.ask(&Request::get(&group, "2025-04-01"));
    time.control(Control::SetSpeed { speed: 60 });
    time.pass(Duration::from_secs(10));

    let stored = time.with(|it| serde_json::to_string(it.journal()).expect("a journal"));
    assert!(!stored.contains("Bearer"), "a token was journalled");
    let journal = Journal::read(&stored).expect("the same journal");
    let mut again = Sandbox::replay(journal).expect("a sandbox");
    assert_eq!(again.faults(), time.with(|it| it.faults().to_vec()));

    let paths = [
        format!("{group}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01"),
        format!("{group}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01"),
        format!("{group}?api-version=2025-04-01"),
    ];
    for path in paths {
        let mut request = WireRequest {
            method: "GET".into(),
            url: format!("https://management.azure.com{path}"),
            ..WireRequest::default()
        };
        let token = time.as_person("tom").token(None);
        request
            .headers
            .set("authorization", format!("Bearer {token}"));
        let (one, other) = (time.raw(&request), again.handle(time.wall(), &request));
        assert_eq!(one, other, "{path}");
        assert_eq!(one.status, 200, "{}", one.body);
    }
}

#[test]
fn what_another_tab_added_is_taken_over() {
    let (one, other) = (bare(), bare());
    let group = group(&one);
    let write = Request::put(
        &group,
        "2025-04-01",
        json!({
            "location": "westeurope", "tags": { "by": "one" },
        }),
    );
    assert_eq!(one.as_person("mara").ask(&write).status, 200);
    // The other tab has looked meanwhile, and at a later time.
    other.pass(Duration::from_secs(30));
    let look = Request::get(&group, "2025-04-01");
    let _ = other.as_person("tom").ask(&look);
    let entries = one.with(|it| it.journal().entries.clone());
    other.with(|it| it.absorb(&entries));
    let answer = other.as_person("tom").ask(&look);
    assert_eq!(answer.value()["tags"]["by"], "one");
    assert_eq!(
        one.with(|it| it.journal().clone()),
        other.with(|it| it.journal().clone())
    );
}

#[test]
fn a_reset_begins_again() {
    let time = bare();
    let group = group(&time);
    let write = Request::put(
        &group,
        "2025-04-01",
        json!({
            "location": "westeurope", "tags": { "by": "one" },
        }),
    );
    assert_eq!(time.as_person("mara").ask(&write).status, 200);
    time.pass(Duration::from_secs(5));
    time.control(Control::Reset { scenario: None });
    let answer = time
        .as_person("mara")
        .ask(&Request::get(&group, "2025-04-01"));
    assert_eq!(answer.value()["tags"], json!(null));
    assert!(time.with(|it| it.journal().entries.is_empty()));
    assert_eq!(time.now().day_and_clock(), "Mon 23 Nov 2026, 14:30 UTC");
}
