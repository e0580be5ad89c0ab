//! From nothing set up to a green status, and everything that can be done afterwards: for a cluster
//! with its own identity, and for one with a user-assigned one.

use cmk_console::arm::Request;
use cmk_console::plan::Outcome;
use cmk_console::sandbox::{Control, Sandbox};
use serde_json::json;

use super::meeting::*;
use crate::console::places::{CLUSTER, IDENTITY, Place, VAULT, WORKSPACE};
use crate::console::{Console, Wish};
use crate::ends::End;
use crate::{changes, proved};

pub const GROUP: &str = "rg-a";
pub const KEY: &str = "https://kv-logs-new.vault.azure.net/keys/logs-cmk";

/// Carries a wish out and gives what was changed by it.
pub fn change(place: &Place, wish: &Wish) -> Vec<String> {
    place.time.with(Sandbox::clear_log);
    proved(place, "mara", wish);
    changes(place)
}

fn on(place: &Place, action: &str) -> Wish {
    wish(place, CLUSTER, action, "law-new")
}

pub fn of_workspace(place: &Place, action: &str) -> Wish {
    wish(place, WORKSPACE, action, "log-new")
}

/// The five steps of the page: vault and key, cluster, permission, key in the cluster, workspaces.
pub fn set_up(place: &Place, kind: &str) {
    let made = change(
        place,
        &place.create((VAULT, "create"), GROUP, "kv-logs-new"),
    );
    assert_eq!(made, ["PUT vaults"]);
    let key = wish(place, VAULT, "create-key", "kv-logs-new").answer("name", "logs-cmk");
    assert_eq!(change(place, &key), ["PUT keys"]);
    let mut cluster = place
        .create((CLUSTER, "create"), GROUP, "law-new")
        .answer("key", KEY)
        .answer("identity-kind", kind);
    let mut order = vec!["PUT clusters", "PUT roleAssignments", "PATCH clusters"];
    if kind == "user" {
        let identity = place.create((IDENTITY, "create"), GROUP, "id-logs");
        assert_eq!(change(place, &identity), ["PUT userAssignedIdentities"]);
        cluster = cluster.answer("identity", place.find(IDENTITY, "id-logs").as_str());
        order = vec!["PUT roleAssignments", "PUT clusters"];
    }
    assert_eq!(change(place, &cluster), order, "{kind}");
    let group = place.find(CLUSTER, "law-new").parent_group();
    let workspace = group.provider(WORKSPACE, "log-new");
    done(
        place,
        &Request::put(&workspace, LA, json!({ "location": "westeurope" })),
    );
    let link =
        of_workspace(place, "link").answer("cluster", place.find(CLUSTER, "law-new").as_str());
    assert_eq!(change(place, &link), ["PUT linkedServices"]);
}

fn is_green(place: &Place, when: &str) {
    let words = page(place, CLUSTER, "law-new");
    assert!(words.contains("Ok Key can be used"), "{when}: {words}");
    // A version that is not shown cannot be called in use.
    let configured = words.contains("Ok Uses your key") || words.contains("Names your key");
    assert!(configured, "{when}: {words}");
}

#[test]
fn from_nothing_to_a_green_status_and_on() {
    for kind in ["user", "system"] {
        let place = Place::nothing_set_up();
        set_up(&place, kind);
        is_green(&place, kind);
        let words = page(&place, WORKSPACE, "log-new");
        assert!(words.contains("Cluster: law-new"), "{words}");
        rotations(&place);
        identities(&place, kind);
        revocation(&place);
        the_rest(&place);
    }
}

/// The latest is taken by itself; a version is pinned; the latest is followed again.
fn rotations(place: &Place) {
    let key = place.find(VAULT, "kv-logs-new").child("keys", "logs-cmk");
    place.time.control(Control::RotateKey { key: key.clone() });
    hours(place, 2);
    is_green(place, "rotated");
    let newest = place.newest("kv-logs-new/logs-cmk");
    let pinned = on(place, "change-key")
        .answer("key", &newest)
        .answer("versions", "pinned");
    assert_eq!(change(place, &pinned), ["PATCH clusters"]);
    place.time.control(Control::RotateKey { key });
    hours(place, 2);
    let words = page(place, CLUSTER, "law-new");
    assert!(words.contains("Uses an older version"), "{words}");
    assert_eq!(
        change(place, &on(place, "follow-latest")),
        ["PATCH clusters"]
    );
    is_green(place, "followed");
}

/// To the other kind of identity and back.
fn identities(place: &Place, kind: &str) {
    if kind == "system" {
        let identity = place.create((IDENTITY, "create"), GROUP, "id-logs");
        change(place, &identity);
    }
    let user = on(place, "change-identity")
        .answer("identity-kind", "user")
        .answer("identity", place.find(IDENTITY, "id-logs").as_str());
    let own = on(place, "change-identity").answer("identity-kind", "system");
    let rows = [
        (
            own,
            &[
                "PATCH clusters",
                "PATCH clusters",
                "PUT roleAssignments",
                "PATCH clusters",
            ][..],
        ),
        (user, &["PATCH clusters"][..]),
    ];
    let mut rows = rows.to_vec();
    if kind == "system" {
        rows.reverse();
    }
    for (wish, order) in rows {
        let found = change(place, &wish);
        // A grant that an earlier change has left is not given again.
        let found: Vec<&str> = found.iter().map(String::as_str).collect();
        let without = |of: &[&str]| -> Vec<String> {
            of.iter()
                .filter(|it| !it.contains("roleAssignments"))
                .map(|it| (*it).to_owned())
                .collect()
        };
        assert_eq!(without(&found), without(order), "{kind}");
        is_green(place, "identity");
    }
}

/// Taken away, and given back: within the hour, and within half of one.
fn revocation(place: &Place) {
    assert_eq!(ask(place, &queried(place, "log-new")).status, 200);
    let taken = change(place, &on(place, "revoke"));
    assert_eq!(taken.len(), 1, "{taken:?}");
    hours(place, 1);
    assert_eq!(ask(place, &queried(place, "log-new")).status, 403);
    let words = page(place, CLUSTER, "law-new");
    assert!(words.contains("Bad "), "{words}");
    change(place, &on(place, "restore"));
    hours(place, 1);
    assert_eq!(ask(place, &queried(place, "log-new")).status, 200);
    is_green(place, "given back");
}

/// Unlinked, capacity, billing, Microsoft's key, deleted.
fn the_rest(place: &Place) {
    assert_eq!(
        change(place, &of_workspace(place, "unlink")),
        ["DELETE linkedServices"]
    );
    for (action, field, answer) in [
        ("change-capacity", "capacity", "500"),
        ("change-billing", "billing", "Workspaces"),
    ] {
        let wish = on(place, action).answer(field, answer);
        assert_eq!(change(place, &wish), ["PATCH clusters"], "{action}");
    }
    assert_eq!(
        change(place, &on(place, "return-to-microsoft")),
        ["PATCH clusters"]
    );
    let words = page(place, CLUSTER, "law-new");
    assert!(words.contains("Microsoft-managed key"), "{words}");
    assert_eq!(change(place, &on(place, "delete")), ["DELETE clusters"]);
}

/// Azure refuses, the other answer is offered, and the new plan is the person's to start.
#[test]
fn a_region_without_double_encryption_asks_before_it_goes_without() {
    use cmk_console::keys::explain;
    let place = Place::everyday();
    let wish = place
        .create((CLUSTER, "create"), "rg-new-weu", "law-scus")
        .answer("location", "southcentralus")
        .answer("identity-kind", "system")
        .answer("with-key", "false");
    let end = Console::of(&place.time, "mara").fulfil(&wish);
    let End::Ended(run) = &end else {
        panic!("{end:?}");
    };
    let Some(Outcome::Refused(error)) = &run.outcome else {
        panic!("{run:?}");
    };
    let instead = explain::instead(error).expect("another answer");
    assert_eq!((instead.field, instead.value), ("twice", "false"));
    assert_eq!(place.all(CLUSTER).len(), 4, "nothing was created by itself");
    proved(&place, "mara", &wish.answer(instead.field, instead.value));
}
