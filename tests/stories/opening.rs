//! *Change who opens the vault*: there and back, without a moment in which nobody can.

use cmk_console::plan::Consequence;
use cmk_console::sandbox::{Fault, Sandbox};
use serde_json::Value;

use crate::console::places::{ACCOUNT, IDENTITY, Place};
use crate::console::{Console, Wish, words};
use crate::ends::End;
use crate::{changes, check, ends_before_anything_is_sent, proved};

const INVOICES: &str = "fabrikaminvoices";

fn change(place: &Place, kind: &str, before: &str) -> Wish {
    Wish::new(ACCOUNT, "change-opener", Some(&place.account(INVOICES)))
        .answer("identity-kind", kind)
        .answer("identity", place.find(IDENTITY, "id-docs-cmk").as_str())
        .answer("before", before)
}

fn shown(place: &Place) -> Value {
    place.read(place.account(INVOICES), "2025-08-01")
}

/// The identities that are attached, and the one that opens the vault.
fn identities(place: &Place) -> (String, String) {
    let shown = shown(place);
    let text = |at: &str| {
        shown
            .pointer(at)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    let opener = text("/properties/encryption/identity/userAssignedIdentity");
    let name = opener.rsplit('/').next().unwrap_or_default();
    (text("/identity/type").to_owned(), name.to_owned())
}

#[test]
fn there_and_back_without_losing_access() {
    const ACCOUNTS: &str = "PATCH storageAccounts";
    const GRANT: &str = "PUT roleAssignments";
    let place = Place::everyday();
    let key = shown(&place)["properties"]["encryption"]["keyvaultproperties"].clone();
    for (kind, before, expected, is_left) in [
        (
            "system",
            "keep",
            &[ACCOUNTS, GRANT, ACCOUNTS][..],
            ("SystemAssigned,UserAssigned", ""),
        ),
        (
            "user",
            "keep",
            &[ACCOUNTS],
            ("SystemAssigned,UserAssigned", "id-docs-cmk"),
        ),
        (
            "system",
            "detach",
            &[ACCOUNTS, ACCOUNTS],
            ("SystemAssigned", ""),
        ),
        (
            "user",
            "detach",
            &[ACCOUNTS, ACCOUNTS, ACCOUNTS],
            ("UserAssigned", "id-docs-cmk"),
        ),
    ] {
        place.time.with(Sandbox::clear_log);
        let run = proved(&place, "mara", &change(&place, kind, before));
        assert_eq!(changes(&place), expected, "to {kind}, {before}");
        let (kinds, opener) = identities(&place);
        assert_eq!(
            (kinds.as_str(), opener.as_str()),
            is_left,
            "to {kind}, {before}"
        );
        let now = shown(&place)["properties"]["encryption"]["keyvaultproperties"].clone();
        assert_eq!(now, key, "to {kind}, {before}");
        assert!(check(&run.plan, "downtime").source.is_some());
    }
}

#[test]
fn the_old_identity_goes_only_after_the_new_one_was_seen() {
    let place = Place::everyday();
    proved(&place, "mara", &change(&place, "system", "keep"));
    let run = proved(&place, "mara", &change(&place, "user", "detach"));
    let ids: Vec<&str> = run.plan.all_steps().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["switch", "see", "detach", "prove"]);
    let door = run.plan.steps.last().and_then(|it| it.consequence.clone());
    assert!(matches!(door, Some(Consequence::OneWayDoor(_))), "{door:?}");

    let place = Place::everyday();
    place.time.always(Fault::AcceptedNotApplied);
    let end = Console::of(&place.time, "mara").fulfil(&change(&place, "system", "detach"));
    let End::Ended(run) = end else {
        panic!("it was not started: {end:#?}");
    };
    assert_ne!(words(run.outcome.as_ref().expect("an end")), "Proved");
    assert!(
        run.journal.iter().all(|it| it.step != "detach"),
        "{:#?}",
        run.journal
    );
    assert_eq!(identities(&place).1, "id-docs-cmk");
}

#[test]
fn what_does_not_fit_blames_its_field() {
    let place = Place::everyday();
    let same = change(&place, "user", "keep");
    let other = place.find(IDENTITY, "id-orders-cmk");
    for (wish, expected) in [
        (same.clone(), "no identity-kind"),
        (same.answer("identity", other.as_str()), "no identity"),
        (
            Wish {
                target: Some(place.account("fabrikamorders")),
                ..change(&place, "system", "keep")
            },
            "blocked by applies",
        ),
    ] {
        let said = ends_before_anything_is_sent(&place, "mara", &wish);
        assert_eq!(said, expected, "{:?}", wish.answers);
    }
}
