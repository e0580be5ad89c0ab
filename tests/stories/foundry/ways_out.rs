//! Versions, the door that opens one way, and deletion with what comes after it.

use std::time::Duration;

use cmk_console::arm::Resource;
use cmk_console::plan::{Consequence, Finding};
use cmk_console::resources::{self, Detail};
use cmk_console::sandbox::{Control, Sandbox};

use super::{on, on_deleted, shown};
use crate::console::places::{AI, DELETED_AI, Place, VAULT, identifier};
use crate::console::{Console, Wish};
use crate::{changes, check, ends_before_anything_is_sent, planned, proved};

fn version(place: &Place, account: &str) -> String {
    let account = shown(place, &place.find(AI, account));
    let block = &account["properties"]["encryption"]["keyVaultProperties"];
    block["keyVersion"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_newer_version_is_one_press_away_and_the_next_one_is_followed_if_wanted() {
    let place = Place::everyday();
    let newest = |place: &Place| {
        let key = place.newest("kv-fabrikam-prod/foundry-cmk");
        key.rsplit('/').next().expect("a version").to_owned()
    };
    assert_ne!(version(&place, "ai-hub-weu"), newest(&place));
    let wish = on(&place, "take-newest", "ai-hub-weu");
    assert!(
        wish.action.form(None).fields.is_empty(),
        "it asks something"
    );
    place.time.with(Sandbox::clear_log);
    proved(&place, "mara", &wish);
    assert_eq!(version(&place, "ai-hub-weu"), newest(&place));
    assert_eq!(changes(&place), ["PATCH accounts"]);
    place.time.with(Sandbox::clear_log);
    let said = ends_before_anything_is_sent(&place, "mara", &wish);
    assert_eq!(said, "blocked by newer");
    let key = place
        .find(VAULT, "kv-fabrikam-prod")
        .child("keys", "foundry-cmk");
    place.time.control(Control::RotateKey { key });
    proved(&place, "mara", &wish);
    assert_eq!(version(&place, "ai-hub-weu"), newest(&place));
    proved(&place, "mara", &on(&place, "follow-latest", "ai-hub-weu"));
    assert_eq!(version(&place, "ai-hub-weu"), "");
}

/// hashicorp/terraform-provider-azurerm#12836: leaving a key deleted the account and its data.
#[test]
fn complaint_24_nothing_leaves_a_foundry_key_and_nothing_deletes_to_create_again() {
    let place = Place::everyday();
    let account = Resource::read(&shown(&place, &place.find(AI, "ai-hub-weu")));
    let account = account.expect("a resource");
    let kind = resources::of(AI).expect("a row");
    let back = kind.action("return-to-microsoft").expect("an action");
    let why = back.applies(&account).expect_err("a way back");
    assert!(why.contains("cannot return"), "{why}");
    let identity = place.find(crate::console::places::IDENTITY, "id-ai-cmk");
    let wish = on(&place, "use-my-key", "ai-plain-weu")
        .answer("key", &identifier("kv-fabrikam-prod/foundry-cmk"))
        .answer("identity", identity.as_str());
    let plan = planned(&place, "mara", &wish);
    let door = plan.steps.iter().find_map(|it| it.consequence.clone());
    let Some(Consequence::OneWayDoor(words)) = door else {
        panic!("no door is named: {door:?}");
    };
    assert!(words.contains("never returns"), "{words}");
    assert!(
        plan.steps
            .iter()
            .all(|it| it.undo.is_empty() || it.id != "set-key")
    );
    // Through the door once: no later change names it again.
    proved(&place, "mara", &wish);
    let later = on(&place, "change-key", "ai-plain-weu")
        .answer("key", &identifier("kv-fabrikam-prod/orders-cmk"));
    let plan = proved(&place, "mara", &later).plan;
    assert!(plan.steps.iter().all(|it| it.consequence.is_none()));
}

#[test]
fn another_kind_returns_to_microsofts_key_and_comes_back() {
    let place = Place::everyday();
    place.time.with(Sandbox::clear_log);
    proved(
        &place,
        "mara",
        &on(&place, "return-to-microsoft", "ai-forms-weu"),
    );
    assert_eq!(changes(&place), ["PATCH accounts"]);
    let identity = place.find(crate::console::places::IDENTITY, "id-ai-cmk");
    let wish = on(&place, "use-my-key", "ai-forms-weu")
        .answer("key", &identifier("kv-fabrikam-prod/foundry-cmk"))
        .answer("identity", identity.as_str());
    let plan = proved(&place, "mara", &wish).plan;
    assert!(plan.steps.iter().all(|it| it.consequence.is_none()));
}

#[test]
fn what_is_deleted_costs_can_come_back_and_goes_for_good_only_by_a_typed_word() {
    let place = Place::everyday();
    let wish = on(&place, "delete", "ai-closed-weu");
    let plan = planned(&place, "mara", &wish);
    for (id, words) in [
        ("kept", "48 hours"),
        ("charges", "costs"),
        ("own-identity", "identity"),
    ] {
        let found = check(&plan, id);
        assert_eq!(found.finding, Finding::Warning, "{id}");
        assert!(found.headline.contains(words), "{found:?}");
    }
    let outage = plan.steps[0].consequence.clone();
    assert!(matches!(outage, Some(Consequence::Outage(_))), "{outage:?}");
    proved(&place, "mara", &wish);
    place.time.pass(Duration::from_secs(3600));
    let recover = on_deleted(&place, "recover", "ai-closed-weu");
    proved(&place, "mara", &recover);
    assert_eq!(
        shown(&place, &place.find(AI, "ai-closed-weu"))["kind"],
        "AIServices"
    );
    proved(&place, "mara", &wish);
    let purge = on_deleted(&place, "purge", "ai-closed-weu");
    let plan = planned(&place, "mara", &purge);
    let door = plan.steps[0].consequence.clone();
    assert!(matches!(door, Some(Consequence::OneWayDoor(_))), "{door:?}");
    proved(&place, "mara", &purge);
    assert!(
        place
            .all(DELETED_AI)
            .iter()
            .all(|it| it.name() != "ai-closed-weu")
    );
    place.time.pass(Duration::from_secs(49 * 3600));
    assert_eq!(place.all(DELETED_AI), []);
}

#[test]
fn an_account_comes_back_into_its_group_and_only_with_its_vault() {
    let place = Place::everyday();
    let recover = on_deleted(&place, "recover", "ai-old-weu");
    let vault = place.find(VAULT, "kv-fabrikam-prod");
    let gone = cmk_console::arm::Request::delete(&vault, "2026-02-01");
    let again = place.clone();
    assert!(again.time.as_person("mara").ask(&gone).is_success());
    let said = ends_before_anything_is_sent(&again, "mara", &recover);
    assert!(said.contains("blocked by vault"), "{said}");
    let run = proved(&place, "mara", &recover);
    let account = shown(&place, &run.plan.target);
    let key = &account["properties"]["encryption"]["keyVaultProperties"]["keyName"];
    assert_eq!(key, "foundry-cmk");
}

/// What the page of an account shows besides its key.
fn related(place: &Place, account: &str) -> Vec<Detail> {
    let console = Console::of(&place.time, "mara");
    let wish = Wish::new(AI, "delete", Some(&place.find(AI, account)));
    let resource = console.resource(&wish).expect("an account");
    let kind = wish.kind;
    let found = kind.configuration(&resource).expect("a configuration");
    for _ in 0..8 {
        let facts = console.facts.borrow().clone();
        let mut reads = kind.related_reads(&resource, &facts, place.time.now());
        reads.extend(cmk_console::keys::health::reads(
            &resource.id,
            &found,
            &facts,
        ));
        reads.iter().for_each(|it| drop(console.learn(it)));
    }
    let facts = console.facts.borrow();
    kind.related(&resource, &facts, place.time.now())
}

#[test]
fn the_page_shows_projects_and_where_the_use_of_the_key_is_written_down() {
    let place = Place::everyday();
    let rows: Vec<(&str, String)> = related(&place, "ai-hub-weu")
        .into_iter()
        .map(|it| (it.label, it.value))
        .collect();
    assert_eq!(
        rows,
        [
            (
                "Projects under its key",
                "assistants (default), evaluations".to_owned()
            ),
            (
                "Use of the key is written down",
                "in workspace log-security-weu".to_owned()
            ),
        ]
    );
    let none: Vec<String> = related(&place, "ai-closed-weu")
        .into_iter()
        .map(|it| it.value)
        .collect();
    assert_eq!(none, ["none"]);
    assert!(related(&place, "ai-vision-weu").is_empty());
}
