//! *Use my key*: every way from Microsoft's key to the customer's.

use cmk_console::arm::Request;
use cmk_console::plan::Fix;
use cmk_console::sandbox::Sandbox;
use serde_json::json;

use crate::console::places::{IDENTITY, Place};
use crate::{changes, check, ends_before_anything_is_sent, planned, proved};

const ATTACH: &str = "PATCH storageAccounts";
const BY_ROLE: &str = "PUT roleAssignments";
const BY_POLICY: &str = "PUT accessPolicies";
const SET_KEY: &str = "PATCH storageAccounts";

/// A name, the account, the key, other answers, and what must have been changed.
type Row<'a> = (
    &'a str,
    &'a str,
    &'a str,
    &'a [(&'a str, &'a str)],
    [&'a str; 3],
);

#[test]
fn every_way_ends_with_the_key_read_back() {
    let own: &[(&str, &str)] = &[("identity-kind", "system")];
    let rows: [Row<'_>; 8] = [
        (
            "follow, a role",
            "fabrikamorders",
            "kv-fabrikam-prod/orders-cmk",
            &[],
            [ATTACH, BY_ROLE, SET_KEY],
        ),
        (
            "follow, a role, own identity",
            "fabrikamorders",
            "kv-fabrikam-prod/orders-cmk",
            own,
            [ATTACH, BY_ROLE, SET_KEY],
        ),
        (
            "pinned, a role",
            "fabrikamorders",
            "kv-fabrikam-prod/orders-cmk",
            &[("versions", "pinned")],
            [ATTACH, BY_ROLE, SET_KEY],
        ),
        (
            "pinned, a role, own identity",
            "fabrikamorders",
            "kv-fabrikam-prod/orders-cmk",
            &[("versions", "pinned"), ("identity-kind", "system")],
            [ATTACH, BY_ROLE, SET_KEY],
        ),
        (
            "a role for the whole vault",
            "fabrikamorders",
            "kv-fabrikam-prod/orders-cmk",
            &[("grant", "vault")],
            [ATTACH, BY_ROLE, SET_KEY],
        ),
        (
            "an access policy",
            "fabrikamarchive000000024",
            "kv-fabrikam-policies/policies-cmk",
            &[],
            [ATTACH, BY_POLICY, SET_KEY],
        ),
        (
            "an access policy, own identity",
            "fabrikamarchive000000024",
            "kv-fabrikam-policies/policies-cmk",
            &[("identity-kind", "system"), ("versions", "pinned")],
            [ATTACH, BY_POLICY, SET_KEY],
        ),
        (
            "a key in hardware",
            "fabrikamarchive000000024",
            "kv-fabrikam-premium/premium-cmk",
            &[],
            [ATTACH, BY_ROLE, SET_KEY],
        ),
    ];
    for (name, account, key, answers, expected) in rows {
        let place = Place::everyday();
        let mut wish = place
            .use_my_key(account, key)
            .answer("key", &place.newest(key));
        for (field, answer) in answers {
            wish = wish.answer(field, answer);
        }
        let run = proved(&place, "mara", &wish);
        assert_eq!(changes(&place), expected, "{name}");
        let last = run.journal.last().expect("a journal");
        assert_eq!(
            (last.method.as_str(), last.step.as_str()),
            ("GET", "prove"),
            "{name}"
        );
    }
}

/// Gives an account identities before the story begins.
fn attach(place: &Place, account: &str, envelope: serde_json::Value) {
    let body = json!({ "identity": envelope });
    let request = Request::patch(place.account(account), "2025-08-01", body);
    let answer = place.time.as_person("mara").ask(&request);
    assert!(answer.is_success(), "{:?}", answer.body);
    place.time.with(Sandbox::clear_log);
}

#[test]
fn what_is_attached_already_is_neither_attached_again_nor_lost() {
    let place = Place::everyday();
    let orders = place.find(IDENTITY, "id-orders-cmk");
    let user = json!({ orders.as_str(): {} });
    for (name, envelope, kind, expected) in [
        (
            "the same one",
            json!({ "type": "UserAssigned", "userAssignedIdentities": user }),
            "user",
            1,
        ),
        (
            "its own, by itself",
            json!({ "type": "SystemAssigned" }),
            "system",
            1,
        ),
        (
            "its own, and another is added",
            json!({ "type": "SystemAssigned" }),
            "user",
            2,
        ),
        (
            "another, and its own is added",
            json!({ "type": "UserAssigned", "userAssignedIdentities": user }),
            "system",
            2,
        ),
    ] {
        let place = place.clone();
        attach(&place, "fabrikamorders", envelope.clone());
        let wish = place
            .use_my_key("fabrikamorders", "kv-fabrikam-prod/orders-cmk")
            .answer("identity-kind", kind);
        let account = proved(&place, "mara", &wish).plan.target;
        let patches = changes(&place).iter().filter(|it| *it == SET_KEY).count();
        assert_eq!(patches, expected, "{name}");
        let shown = place.read(account, "2025-08-01");
        let kinds = shown["identity"]["type"].as_str().unwrap_or_default();
        let before = envelope["type"].as_str().expect("a type");
        assert!(kinds.contains(before), "{name}: {before} became {kinds}");
    }
}

#[test]
fn a_second_identity_is_refused_before_it_is_sent_and_the_first_one_offered() {
    let place = Place::everyday();
    let docs = place.find(IDENTITY, "id-docs-cmk");
    let other = json!({ "type": "UserAssigned", "userAssignedIdentities": { docs.as_str(): {} } });
    attach(&place, "fabrikamorders", other);
    let wish = place.use_my_key("fabrikamorders", "kv-fabrikam-prod/orders-cmk");
    let said = ends_before_anything_is_sent(&place, "mara", &wish);
    assert_eq!(said, "blocked by one-identity");
    let plan = planned(&place, "mara", &wish);
    let Some(Fix::Answer { field, value, .. }) = &check(&plan, "one-identity").fix else {
        panic!("nothing is offered: {:?}", check(&plan, "one-identity"));
    };
    proved(&place, "mara", &wish.answer(field, value));
}

#[test]
fn an_account_whose_kind_cannot_is_told_what_stays_under_microsofts_key() {
    let place = Place::everyday();
    let old = place.account("fabrikamorders").parent().expect("a group");
    let old = old.provider("Microsoft.Storage/storageAccounts", "fabrikamold");
    let put = |scope: &str| {
        let body = json!({
            "location": "westeurope", "kind": "Storage", "sku": { "name": "Standard_LRS" },
            "properties": { "encryption": { "keySource": "Microsoft.Storage", "services": {
                "queue": { "enabled": true, "keyType": scope },
            }}},
        });
        let request = Request::put(&old, "2025-08-01", body);
        place.time.as_person("mara").ask(&request)
    };
    assert_eq!(put("Account").status, 400, "Azure refuses the kind");
    assert!(put("Service").is_success());
    place.time.pass(std::time::Duration::from_secs(300));
    let plan = planned(
        &place,
        "mara",
        &place.use_my_key("fabrikamold", "kv-fabrikam-prod/orders-cmk"),
    );
    let left = check(&plan, "key-scope");
    assert!(
        left.headline
            .contains("queues and tables of fabrikamold stay"),
        "{left:?}"
    );
    assert!(left.reason.contains("kind Storage"), "{left:?}");
}
