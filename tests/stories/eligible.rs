//! A role that somebody is eligible for is none until it is activated, and the plan says where.

use std::time::Duration;

use cmk_console::arm::{Request, ResourceId};
use cmk_console::keys::grant::assignment;
use cmk_console::plan::{Finding, Fix};
use cmk_console::sandbox::LogEntry;

use crate::console::places::{Place, VAULT};
use crate::console::{Console, Wish};
use crate::{check, planned, proved};

const CONTRIBUTOR: &str = "f25e0fa2-a7c8-4377-a976-54943a77a395";

/// The customer's vault.
fn vault(place: &Place) -> ResourceId {
    let keys = place.time.subscription("aiko", "Contoso Keys");
    let list = Request::get(format!("{keys}/providers/{VAULT}"), "2026-02-01");
    let found = place.time.as_person("aiko").ask(&list).value().clone();
    let id = found["value"][0]["id"].as_str().expect("a vault");
    ResourceId::parse(id).expect("an ID")
}

fn create_key(place: &Place) -> Wish {
    let wish = Wish::new(VAULT, "create-key", Some(&vault(place)));
    wish.answer("name", "eligible-cmk")
}

fn asked_for_eligible_roles(place: &Place) -> usize {
    let is_question = |it: &&LogEntry| it.path.ends_with("roleEligibilityScheduleInstances");
    place
        .time
        .with(|it| it.log().iter().filter(is_question).count())
}

#[test]
fn an_eligible_role_is_named_with_the_way_to_activate_it() {
    let place = Place::everyday();
    let plan = planned(&place, "ben", &create_key(&place));
    let right = check(&plan, "right-key");
    assert_eq!(right.finding, Finding::Failed);
    assert!(
        right
            .reason
            .starts_with("You are eligible for Key Vault Contributor"),
        "{right:?}"
    );
    let Some(Fix::Link { href, .. }) = &right.fix else {
        panic!("no link: {right:?}");
    };
    assert!(
        href.starts_with("https://portal.azure.com/#view/Microsoft_Azure_PIMCommon/"),
        "{href}"
    );
    assert_eq!(asked_for_eligible_roles(&place), 1);

    // Azure thinks the same of a role that is not active.
    let id = vault(&place).child("keys", "eligible-cmk");
    let body = serde_json::json!({"properties": {"kty": "RSA", "keySize": 2048}});
    let answer = place
        .time
        .as_person("ben")
        .ask(&Request::put(id, "2026-02-01", body));
    assert_eq!(answer.status, 403, "{answer:?}");

    // Once it is, nothing is asked about it.
    let keys = place.time.subscription("aiko", "Contoso Keys");
    let active = assignment::create_for_person(&keys, CONTRIBUTOR, &place.object("ben"));
    assert_eq!(place.time.as_person("aiko").ask(&active).status, 201);
    place.time.pass(Duration::from_secs(600));
    proved(&place, "ben", &create_key(&place));
    assert_eq!(asked_for_eligible_roles(&place), 1);
}

/// What an eligible role would not allow is said as before.
#[test]
fn a_role_that_would_not_help_is_not_named() {
    let place = Place::everyday();
    let wish = Wish::new(VAULT, "give-rights", Some(&vault(&place)));
    let plan = planned(&place, "ben", &wish);
    let right = check(&plan, "right-grant");
    assert!(
        right.reason.contains("Owner") && right.fix.is_none(),
        "{right:?}"
    );
    for person in ["tom", "deniz"] {
        let prod = place.find(VAULT, "kv-fabrikam-prod");
        let wish = Wish::new(VAULT, "create-key", Some(&prod)).answer("name", "other-cmk");
        let plan = Console::of(&place.time, person)
            .plan(&wish)
            .expect("a plan");
        let right = check(&plan, "right-key");
        assert!(right.reason.contains("Owner"), "{person}: {right:?}");
    }
}
