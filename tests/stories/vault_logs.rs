//! Who uses the keys of a vault is written down, in a workspace that is there or made for it.

use std::time::Duration;

use cmk_console::arm::{Request, Resource};
use cmk_console::keys::grant::assignment;
use cmk_console::keys::vault::audit;
use cmk_console::plan::Outcome;
use cmk_console::resources;
use cmk_console::sandbox::Sandbox;
use serde_json::json;

use crate::console::places::{ACCOUNT, Place, VAULT, WORKSPACE};
use crate::console::{Beside, Console, Wish};
use crate::{changes, check, ends_before_anything_is_sent, proved};

const POLICIES: &str = "kv-fabrikam-policies";

fn wish(place: &Place, vault: &str, workspace: &str) -> Wish {
    let workspace = place.find(WORKSPACE, workspace);
    Wish::new(VAULT, "send-audit-logs", Some(&place.find(VAULT, vault)))
        .answer("workspace", workspace.as_str())
}

/// What the page of the vault says.
fn written_down(place: &Place, vault: &str) -> String {
    let console = Console::of(&place.time, "mara");
    let kind = resources::of(VAULT).expect("a type of the registry");
    let shown = console.learn(&kind.read(&place.find(VAULT, vault)));
    let vault = Resource::read(&shown.expect("it is there")).expect("a resource");
    let now = place.time.now();
    let known = console.facts.borrow().clone();
    for read in kind.related_reads(&vault, &known, now) {
        console.learn(&read).expect("it can be read");
    }
    let rows = kind.related(&vault, &console.facts.borrow(), now);
    rows[0].value.clone()
}

#[test]
fn the_use_of_keys_goes_to_a_workspace_and_the_page_says_so() {
    for person in ["mara", "deniz"] {
        let place = Place::everyday();
        let before = written_down(&place, POLICIES);
        assert_eq!(
            before,
            "nowhere: kv-fabrikam-policies has no diagnostic setting for it"
        );
        proved(&place, person, &wish(&place, POLICIES, "log-apps-weu"));
        assert_eq!(changes(&place), ["PUT diagnosticSettings"], "{person}");
        assert_eq!(written_down(&place, POLICIES), "in workspace log-apps-weu");
    }
}

#[test]
fn a_workspace_is_made_first_where_there_is_none() {
    let place = Place::everyday();
    let create = place.create((WORKSPACE, "create"), "rg-new-weu", "log-keys-weu");
    proved(&place, "mara", &create);
    proved(&place, "mara", &wish(&place, POLICIES, "log-keys-weu"));
    let expected = ["PUT workspaces", "PUT diagnosticSettings"];
    assert_eq!(changes(&place), expected);
}

#[test]
fn what_azure_would_refuse_is_said_before_anything_is_sent() {
    let place = Place::everyday();
    let prod = |workspace: &str| wish(&place, "kv-fabrikam-prod", workspace);
    for (person, wish, expected) in [
        ("mara", prod("log-security-weu"), "blocked by settings"),
        ("mara", prod("log-apps-weu"), "blocked by settings"),
        (
            "mara",
            prod("log-apps-weu").answer("name", "a/b"),
            "no name",
        ),
        (
            "mara",
            prod("log-apps-weu").answer("workspace", place.account("fabrikamdocs").as_str()),
            "no workspace",
        ),
        (
            "priya",
            prod("log-apps-weu").answer("name", "two"),
            "blocked by right-vault, right-workspace",
        ),
        (
            "tom",
            prod("log-apps-weu").answer("name", "two"),
            "blocked by right-vault, right-workspace",
        ),
    ] {
        let said = ends_before_anything_is_sent(&place, person, &wish);
        assert_eq!(said, expected, "{person}: {:?}", wish.answers);
    }
    let there = Console::of(&place.time, "mara").plan(&prod("log-security-weu"));
    let there = there.expect("a plan");
    assert_eq!(check(&there, "settings").evidence, "setting key-audit");
}

/// A setting that sends something else to an account of its own.
fn another(place: &Place, number: usize) -> Request {
    let vault = place.find(VAULT, POLICIES);
    let id = vault.provider(
        "Microsoft.Insights/diagnosticSettings",
        &format!("s{number}"),
    );
    let account = place.all(ACCOUNT)[number].clone();
    let body = json!({"properties": {
        "storageAccountId": account.as_str(),
        "logs": [{"category": "AzurePolicyEvaluationDetails", "enabled": true}],
    }});
    Request::put(id, "2021-05-01-preview", body)
}

#[test]
fn a_vault_with_five_settings_takes_no_sixth() {
    let place = Place::everyday();
    for number in 0..5 {
        let answer = place.time.as_person("mara").ask(&another(&place, number));
        assert_eq!(answer.status, 200, "{answer:?}");
    }
    let wish = wish(&place, POLICIES, "log-apps-weu");
    assert_eq!(
        Console::of(&place.time, "mara").fulfil(&wish).words(),
        "blocked by settings"
    );
    let sixth = place.time.as_person("mara").ask(&another(&place, 5));
    assert_eq!(sixth.status, 409, "{sixth:?}");
}

/// Somebody else sends the same log to the same workspace between the plan and its run.
#[test]
fn a_place_that_is_used_meanwhile_is_refused_by_azure() {
    let place = Place::everyday();
    let (vault, workspace) = (
        place.find(VAULT, POLICIES),
        place.find(WORKSPACE, "log-apps-weu"),
    );
    let console = Console::of(&place.time, "mara");
    let wish = wish(&place, POLICIES, "log-apps-weu");
    let plan = console.plan(&wish).expect("a plan");
    let other = audit::send(&vault, "by-policy", &workspace);
    assert_eq!(place.time.as_person("deniz").ask(&other).status, 200);
    let run = console.start(plan).expect("a run");
    let run = console.end(&wish, run, &mut Beside::nothing()).run();
    let Some(Outcome::Refused(error)) = &run.outcome else {
        panic!("{:?}", run.outcome);
    };
    assert_eq!(error.code, "Conflict");
    let said = cmk_console::keys::explain(error);
    assert!(said.what.contains("goes there already"), "{said:?}");
}

/// The right on the vault is one, the right on the workspace another.
#[test]
fn a_right_that_is_missing_at_the_workspace_is_named_with_it() {
    let place = Place::everyday();
    let (vault, workspace) = (
        place.find(VAULT, POLICIES),
        place.find(WORKSPACE, "log-apps-weu"),
    );
    let contributor = "17d1049b-9a84-46fb-8f53-869881c3d3ab";
    let give = assignment::create_for_person(&vault, contributor, &place.object("tom"));
    assert_eq!(place.time.as_person("mara").ask(&give).status, 201);
    place.time.pass(Duration::from_secs(600));
    place.time.with(Sandbox::clear_log);
    let wish = wish(&place, POLICIES, "log-apps-weu");
    let said = ends_before_anything_is_sent(&place, "tom", &wish);
    assert_eq!(said, "blocked by right-workspace");
    let answer = place
        .time
        .as_person("tom")
        .ask(&audit::send(&vault, "x", &workspace));
    assert_eq!(answer.status, 403);
    assert_eq!(answer.value()["error"]["code"], "LinkedAuthorizationFailed");
}
