//! Queries that move to storage of the customer's, and back.

use cmk_console::arm::{Request, ResourceId};
use cmk_console::form::{Create, Input};
use cmk_console::sandbox::Sandbox;
use serde_json::{Value, json};

use super::journeys::{KEY, change, of_workspace, set_up};
use super::meeting::*;
use crate::console::places::{IDENTITY, Place, WORKSPACE};
use crate::console::{Beside, Console, Wish};
use crate::{changes, planned as plan_of, proved};

/// Both storage links, with a suitable account made by the storage type's own action.
#[test]
fn queries_move_to_storage_and_come_back_from_a_file() {
    let place = Place::nothing_set_up();
    set_up(&place, "user");
    let workspace = place.find(WORKSPACE, "log-new");
    for (name, alias) in [("errors", None), ("offices", Some("offices"))] {
        let body = json!({ "properties": { "category": "Ops", "displayName": name,
            "query": "Event | where Level == '{x}'", "functionAlias": alias }});
        done(
            &place,
            &Request::put(workspace.child("savedSearches", name), LA, body),
        );
    }
    let account = suitable_account(&place);
    let keep = of_workspace(&place, "keep-queries").answer("account", account.as_str());
    let file = exported(&place, &keep);
    assert_eq!(saved(&place), [""; 0], "Azure has removed them");
    let back = of_workspace(&place, "put-queries-back").answer("file", &file);
    assert_eq!(
        change(&place, &back),
        ["PUT savedSearches", "PUT savedSearches"]
    );
    assert_eq!(saved(&place), ["errors", "offices"]);
    let offices = place.read(workspace.child("savedSearches", "offices"), LA);
    assert_eq!(offices["properties"]["functionAlias"], "offices");
    assert_eq!(
        offices["properties"]["query"],
        "Event | where Level == '{x}'"
    );
    let again = Console::of(&place.time, "mara").fulfil(&back).words();
    assert_eq!(again, "blocked by missing");
    let alerts = of_workspace(&place, "keep-alerts").answer("account", account.as_str());
    assert_eq!(change(&place, &alerts), ["PUT linkedStorageAccounts"]);
    for action in ["leave-query-storage", "leave-alert-storage"] {
        let left = change(&place, &of_workspace(&place, action));
        assert_eq!(left, ["DELETE linkedStorageAccounts"], "{action}");
    }
    assert_eq!(
        saved(&place),
        ["errors", "offices"],
        "what was saved there comes back"
    );
}

/// What the list offers when no account will do, with the answers it gives, and those it does not.
fn suitable_account(place: &Place) -> ResourceId {
    let console = Console::of(&place.time, "mara");
    let form = console.form(&of_workspace(place, "keep-queries"));
    let Input::Pick(pick) = &form.fields[0].input else {
        panic!("the account is picked from a list");
    };
    let Some(Create::Filled(filled)) = &pick.create else {
        panic!("nothing is offered");
    };
    assert_eq!(filled.label, "Create a suitable account");
    let offered = |place: &Place| {
        let list = place.read(pick.read.request.path(), "2025-08-01");
        let rows = list["value"].as_array().expect("accounts").clone();
        pick.offered(&rows, &form.initial()).len()
    };
    assert_eq!(offered(place), 0);
    let mut wish = Wish::new(filled.arm_type, filled.action, None);
    wish.answers = filled.answers.clone();
    let wish = wish
        .answer("name", "stlogsnew")
        .answer("key", KEY)
        .answer("identity", place.find(IDENTITY, "id-logs").as_str());
    proved(place, "mara", &wish);
    assert_eq!(offered(place), 1);
    place.account("stlogsnew")
}

/// Runs the plan and gives the file that its first step saves.
fn exported(place: &Place, wish: &Wish) -> String {
    let plan = plan_of(place, "mara", wish);
    let ids: Vec<&str> = plan.steps.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["export", "link"]);
    let console = Console::of(&place.time, "mara");
    let mut file = String::new();
    place.time.with(Sandbox::clear_log);
    let mut beside = Beside::nothing().acts(|run| {
        assert_eq!(
            changes(place),
            [""; 0],
            "nothing is sent before the file is there"
        );
        let save = run.step().saves.clone().expect("something to save");
        let answer: Value = console.learn(&save.read).expect("saved queries");
        file = save.file(&answer, place.time.now(), true);
    });
    let run = console.start(plan).expect("a plan that may start");
    let end = console.end(wish, run, &mut beside);
    drop(beside);
    assert_eq!(end.words(), "Proved", "{end:#?}");
    assert!(file.contains("\"simulated\": true"), "{file}");
    file
}

fn saved(place: &Place) -> Vec<String> {
    let path = format!("{}/savedSearches", place.find(WORKSPACE, "log-new"));
    let list = place.read(path, LA);
    let rows = list["value"].as_array().expect("saved queries").iter();
    rows.map(|it| it["name"].as_str().expect("a name").to_owned())
        .collect()
}
