//! *Use my key*: every way from Microsoft's key to the customer's.

use crate::console::places::Place;
use crate::{changes, proved};

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
