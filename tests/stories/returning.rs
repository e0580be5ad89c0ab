//! *Return to Microsoft-managed keys*: the way back, and what stays as it is.

use cmk_console::arm::Request;
use cmk_console::plan::Finding;
use cmk_console::sandbox::Sandbox;
use serde_json::{Value, json};

use crate::console::Wish;
use crate::console::places::{ACCOUNT, IDENTITY, Place, identifier};
use crate::{changes, check, ends_before_anything_is_sent, planned, proved};

fn back(place: &Place, account: &str) -> Wish {
    Wish::new(
        ACCOUNT,
        "return-to-microsoft",
        Some(&place.account(account)),
    )
}

fn encryption(place: &Place, account: &str) -> Value {
    place.read(place.account(account), "2025-08-01")["properties"]["encryption"].clone()
}

#[test]
fn the_way_back_is_one_request_and_can_be_gone_again() {
    let place = Place::everyday();
    let run = proved(&place, "mara", &back(&place, "fabrikaminvoices"));
    assert_eq!(changes(&place), ["PATCH storageAccounts"]);
    let shown = encryption(&place, "fabrikaminvoices");
    assert_eq!(shown["keySource"], "Microsoft.Storage");
    assert!(shown["keyvaultproperties"].is_null(), "{shown}");
    assert!(run.plan.steps.iter().all(|it| it.consequence.is_none()));
    let said = check(&run.plan, "control");
    assert_eq!(said.finding, Finding::Warning);
    assert!(said.reason.contains("neither a one-way door nor an outage"));
    assert!(said.source.is_some());
    let grant = check(&run.plan, "old-grant");
    assert!(grant.reason.contains("fabrikamdocs"), "{grant:?}");

    place.time.with(Sandbox::clear_log);
    let docs = place.find(IDENTITY, "id-docs-cmk");
    let again = place
        .use_my_key("fabrikaminvoices", "kv-fabrikam-prod/docs-cmk")
        .answer("identity", docs.as_str());
    proved(&place, "mara", &again);
}

/// Queues and tables under the account's key, and everything encrypted twice.
#[test]
fn what_was_chosen_at_creation_stays() {
    let place = Place::everyday();
    let create = place
        .create(
            (ACCOUNT, "create-with-my-key"),
            "rg-new-weu",
            "fabrikamtwice",
        )
        .answer("key", &identifier("kv-fabrikam-prod/orders-cmk"))
        .answer("identity", place.find(IDENTITY, "id-orders-cmk").as_str())
        .answer("tables", "false")
        .answer("infrastructure", "true");
    proved(&place, "mara", &create);
    let run = proved(&place, "mara", &back(&place, "fabrikamtwice"));
    let shown = encryption(&place, "fabrikamtwice");
    assert_eq!(shown["services"]["queue"]["keyType"], "Account");
    assert!(shown["services"]["table"].is_null(), "{shown}");
    assert_eq!(shown["requireInfrastructureEncryption"], true);
    let said = &check(&run.plan, "stays").reason;
    assert_eq!(
        said,
        "With blobs and files, the key of each queue becomes Microsoft's too. Everything stays encrypted a second time."
    );
}

#[test]
fn what_cannot_be_left_and_what_needs_no_way_back_says_so() {
    let place = Place::everyday();
    for (account, expected) in [
        ("fabrikampayroll", "blocked by old-key"),
        ("fabrikamorders", "blocked by applies"),
        ("fabrikamlegacy", "blocked by applies, locks"),
    ] {
        let said = ends_before_anything_is_sent(&place, "mara", &back(&place, account));
        assert_eq!(said, expected, "{account}");
    }
    let plan = planned(&place, "mara", &back(&place, "fabrikamorders"));
    let said = &check(&plan, "applies").headline;
    assert_eq!(said, "It uses a Microsoft-managed key already.");
}

/// A key of another directory can be left from here alone; whether it can still open what it closed
/// cannot be seen from here.
#[test]
fn a_key_of_another_directory_is_left_without_seeing_it() {
    let place = Place::everyday();
    let docs = place.account("fabrikamdocs");
    let request = Request::get(&docs, "2025-08-01");
    let mut shown = place.time.as_person("mara").ask(&request).value().clone();
    shown["properties"]["encryption"]["identity"]["federatedIdentityClientId"] =
        json!("3109d1c4-a5de-4d84-8832-feabb916a4b6");
    let kind = cmk_console::resources::of(ACCOUNT).expect("a type of the registry");
    let account = cmk_console::arm::Resource::read(&shown).expect("an account");
    let applies = |action: &str| {
        let action = kind.action(action).expect("an action of the type");
        action.applies(&account)
    };
    assert_eq!(applies("return-to-microsoft"), Ok(()));
    for action in ["change-key", "follow-latest", "pin-version"] {
        let why = applies(action).expect_err(action);
        assert!(why.contains("another directory"), "{action}: {why}");
    }
}
