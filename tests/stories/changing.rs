//! From one key of the customer's to another, and what is said of the one that was left.

use std::time::Duration;

use cmk_console::arm::Resource;
use cmk_console::plan::Finding;
use cmk_console::sandbox::{Control, Sandbox};

use crate::console::places::{ACCOUNT, Place, VAULT, identifier};
use crate::console::{Console, Wish};
use crate::{changes, check, ends_before_anything_is_sent, planned, proved};

const BY_ROLE: &str = "PUT roleAssignments";
const BY_POLICY: &str = "PUT accessPolicies";
const SET_KEY: &str = "PATCH storageAccounts";

/// A name, the account, the key, other answers, and what must have been changed.
type Row<'a> = (
    &'a str,
    &'a str,
    &'a str,
    &'a [(&'a str, &'a str)],
    &'a [&'a str],
);

/// *Change key* on an account, to the newest version of a key given as `vault/key`.
fn change(place: &Place, account: &str, key: &str) -> Wish {
    Wish::new(ACCOUNT, "change-key", Some(&place.account(account)))
        .answer("key", &place.newest(key))
}

#[test]
fn every_way_to_another_key_ends_with_it_read_back() {
    let pinned: &[(&str, &str)] = &[("versions", "pinned")];
    let rows: [Row<'_>; 7] = [
        (
            "the same vault, another name",
            "fabrikaminvoices",
            "kv-fabrikam-prod/orders-cmk",
            &[],
            &[BY_ROLE, SET_KEY],
        ),
        (
            "the same vault, another name, pinned",
            "fabrikaminvoices",
            "kv-fabrikam-prod/orders-cmk",
            pinned,
            &[BY_ROLE, SET_KEY],
        ),
        (
            "another vault",
            "fabrikaminvoices",
            "kv-fabrikam-premium/premium-cmk",
            &[("grant", "vault")],
            &[BY_ROLE, SET_KEY],
        ),
        (
            "another vault that uses access policies",
            "fabrikamdocs",
            "kv-fabrikam-policies/policies-cmk",
            &[],
            &[BY_POLICY, SET_KEY],
        ),
        (
            "another version, pinned as before",
            "fabrikamdocs",
            "kv-fabrikam-prod/docs-cmk",
            pinned,
            &[SET_KEY],
        ),
        (
            "the version that was followed, pinned",
            "fabrikaminvoices",
            "kv-fabrikam-prod/docs-cmk",
            pinned,
            &[SET_KEY],
        ),
        (
            "no version any more",
            "fabrikamdocs",
            "kv-fabrikam-prod/docs-cmk",
            &[],
            &[SET_KEY],
        ),
    ];
    for (name, account, key, answers, expected) in rows {
        let place = Place::everyday();
        let mut wish = change(&place, account, key);
        for (field, answer) in answers {
            wish = wish.answer(field, answer);
        }
        let before = place.read(place.account(account), "2025-08-01");
        let run = proved(&place, "mara", &wish);
        assert_eq!(changes(&place), expected, "{name}");
        let after = place.read(&run.plan.target, "2025-08-01");
        assert_eq!(before["identity"], after["identity"], "{name}");
        let opener = "/properties/encryption/identity";
        assert_eq!(before.pointer(opener), after.pointer(opener), "{name}");
        assert!(check(&run.plan, "downtime").source.is_some(), "{name}");
    }
}

#[test]
fn the_old_grant_stays_and_its_users_are_named() {
    let place = Place::everyday();
    let wish = change(&place, "fabrikaminvoices", "kv-fabrikam-prod/orders-cmk");
    let plan = planned(&place, "mara", &wish);
    let old = check(&plan, "old-grant");
    assert_eq!(old.finding, Finding::Warning);
    assert!(old.headline.starts_with("id-docs-cmk "), "{old:?}");
    assert!(old.reason.contains("fabrikamdocs"), "{old:?}");
    assert!(old.evidence.ends_with("keys/docs-cmk"), "{old:?}");
    let mut writes = plan.steps.iter().filter_map(|it| it.write());
    assert!(writes.all(|it| it.method.as_str() != "DELETE"));
}

#[test]
fn a_key_that_cannot_unwrap_cannot_be_left() {
    let place = Place::everyday();
    let wish = change(&place, "fabrikampayroll", "kv-fabrikam-prod/orders-cmk");
    let said = ends_before_anything_is_sent(&place, "mara", &wish);
    assert_eq!(said, "blocked by old-key");
    let plan = planned(&place, "mara", &wish);
    let reason = &check(&plan, "old-key").reason;
    assert!(reason.contains("disabled"), "{reason}");
    let vault = place.find(VAULT, "kv-fabrikam-prod");
    place.time.control(Control::SetKeyEnabled {
        key: vault.child("keys", "payroll-cmk"),
        version: String::new(),
        enabled: true,
    });
    proved(&place, "mara", &wish);
}

#[test]
fn what_does_not_fit_is_said_in_words() {
    let place = Place::everyday();
    let docs = identifier("kv-fabrikam-prod/docs-cmk");
    for (account, key, expected) in [
        ("fabrikaminvoices", docs, "no key"),
        (
            "fabrikamorders",
            identifier("kv-fabrikam-prod/orders-cmk"),
            "blocked by applies",
        ),
        (
            "fabrikaminvoices",
            identifier("kv-fabrikam-prod/retired-cmk"),
            "blocked by key",
        ),
        (
            "fabrikaminvoices",
            identifier("kv-fabrikam-dev/dev-cmk"),
            "blocked by recoverable, key",
        ),
    ] {
        let wish = Wish::new(ACCOUNT, "change-key", Some(&place.account(account)));
        let wish = wish.answer("key", &key);
        let said = ends_before_anything_is_sent(&place, "mara", &wish);
        assert_eq!(said, expected, "{account} to {key}");
    }
}

/// `fabrikamdocs` is pinned to the first of three versions.
#[test]
fn following_and_pinning_are_each_others_way_back() {
    let place = Place::everyday();
    let newest = place.newest("kv-fabrikam-prod/docs-cmk");
    let docs = place.account("fabrikamdocs");
    let first = in_use(&place, "fabrikamdocs");
    assert_ne!(first, newest);

    let follow = Wish::new(ACCOUNT, "follow-latest", Some(&docs));
    let run = proved(&place, "mara", &follow);
    assert_eq!(changes(&place), [SET_KEY]);
    assert_eq!(in_use(&place, "fabrikamdocs"), newest);
    let said = check(&run.plan, "versions");
    assert!(said.reason.contains("24 hours"), "{said:?}");
    let again = ends_before_more_is_sent(&place, &follow);
    assert_eq!(again, "blocked by applies");

    let pin = Wish::new(ACCOUNT, "pin-version", Some(&docs)).answer("key", &first);
    proved(&place, "mara", &pin);
    assert_eq!(in_use(&place, "fabrikamdocs"), first);
    assert_eq!(ends_before_more_is_sent(&place, &pin), "blocked by applies");
    proved(&place, "mara", &follow);
}

/// Which versions of `docs-cmk` may be disabled, before and after the account that is pinned to the
/// first of three leaves it.
#[test]
fn an_old_version_may_be_disabled_a_day_after_its_last_user_left_it() {
    let place = Place::everyday();
    let pinned = in_use(&place, "fabrikamdocs");
    let first = pinned.rsplit('/').next().expect("a version")[..8].to_owned();
    let older = |account: &str| {
        let wish = Wish::new(
            ACCOUNT,
            "return-to-microsoft",
            Some(&place.account(account)),
        );
        check(&planned(&place, "mara", &wish), "old-versions").clone()
    };
    let before = older("fabrikaminvoices");
    assert_eq!(
        before.headline,
        "1 of 2 older versions of docs-cmk may be disabled now."
    );
    let needed = format!("{first}: no, fabrikamdocs is pinned to it.");
    assert!(before.reason.contains(&needed), "{before:?}");
    assert!(before.source.is_some(), "{before:?}");

    let docs = place.account("fabrikamdocs");
    proved(
        &place,
        "mara",
        &Wish::new(ACCOUNT, "follow-latest", Some(&docs)),
    );
    let left = older("fabrikaminvoices");
    assert_eq!(
        left.headline,
        "0 of 2 older versions of docs-cmk may be disabled now."
    );
    let from = format!("{first}: from ");
    assert!(left.reason.contains(&from), "{left:?}");
    let kind = cmk_console::resources::of(ACCOUNT).expect("a type of the registry");
    let shown = Resource::read(&place.read(&docs, "2025-08-01")).expect("an account");
    let details = kind.details(&shown);
    let said = details
        .iter()
        .find(|it| it.label.starts_with("Needs no older"));
    let said = &said.expect("a detail").value;
    assert!(left.reason.contains(said.as_str()), "{said}: {left:?}");

    place.time.pass(Duration::from_secs(24 * 3600));
    let headline = older("fabrikaminvoices").headline;
    assert_eq!(
        headline,
        "2 of 2 older versions of docs-cmk may be disabled now."
    );
}

/// What stands in the form before anybody answers is the version in use.
#[test]
fn the_version_in_use_is_offered_for_pinning() {
    let place = Place::everyday();
    let account = place.account("fabrikaminvoices");
    let wish = Wish::new(ACCOUNT, "pin-version", Some(&account));
    let in_use = in_use(&place, "fabrikaminvoices");
    proved(&place, "mara", &wish.answer("key", &in_use));
    let form =
        Console::of(&place.time, "mara").form(&Wish::new(ACCOUNT, "pin-version", Some(&account)));
    assert_eq!(form.initial().text("key"), in_use);
}

#[test]
fn only_a_version_of_the_key_can_be_pinned() {
    let place = Place::everyday();
    let account = place.account("fabrikaminvoices");
    for key in [
        place.newest("kv-fabrikam-prod/orders-cmk"),
        identifier("kv-fabrikam-prod/docs-cmk"),
    ] {
        let wish = Wish::new(ACCOUNT, "pin-version", Some(&account)).answer("key", &key);
        let said = ends_before_anything_is_sent(&place, "mara", &wish);
        assert_eq!(said, "no key", "{key}");
    }
}

fn in_use(place: &Place, account: &str) -> String {
    let shown = place.read(place.account(account), "2025-08-01");
    let at = "/properties/encryption/keyvaultproperties/currentVersionedKeyIdentifier";
    let found = shown.pointer(at).and_then(|it| it.as_str());
    found.expect("a key in use").to_owned()
}

fn ends_before_more_is_sent(place: &Place, wish: &Wish) -> String {
    place.time.with(Sandbox::clear_log);
    ends_before_anything_is_sent(place, "mara", wish)
}
