//! A vault that went by access policies goes by roles, and back: nobody who is not named loses
//! anything.

use cmk_console::keys::grant::policy;
use cmk_console::plan::work::Work;
use cmk_console::plan::{Consequence, Finding, Outcome, Step};
use cmk_console::sandbox::Sandbox;

use crate::console::places::{ACCOUNT, IDENTITY, Place, VAULT};
use crate::console::{Console, Wish};
use crate::revoking::health_of;
use crate::{changes, check, ends_before_anything_is_sent, planned, proved};

const POLICIES: &str = "kv-fabrikam-policies";

fn wish(place: &Place, vault: &str, model: &str) -> Wish {
    let vault = place.find(VAULT, vault);
    Wish::new(VAULT, "change-permission-model", Some(&vault)).answer("model", model)
}

/// An account that uses a key of the vault by an access policy.
fn with_a_user() -> Place {
    let place = Place::everyday();
    let use_it = place.use_my_key("fabrikamorders", "kv-fabrikam-policies/policies-cmk");
    proved(&place, "mara", &use_it);
    place.time.with(Sandbox::clear_log);
    place
}

fn health(place: &Place) -> String {
    health_of(place, &place.account("fabrikamorders")).headline
}

fn principal(place: &Place, identity: &str) -> String {
    let shown = place.read(place.find(IDENTITY, identity), "2024-11-30");
    let id = shown["properties"]["principalId"].as_str();
    id.expect("an ID").to_owned()
}

#[test]
fn every_policy_becomes_a_role_before_the_vault_goes_by_roles() {
    let place = with_a_user();
    let begun = place.time.now();
    let run = proved(&place, "mara", &wish(&place, POLICIES, "roles"));
    let expected = ["PUT roleAssignments", "PUT roleAssignments", "PATCH vaults"];
    assert_eq!(changes(&place), expected);
    assert!(place.time.now().since(begun).as_secs() >= 600);
    let all = check(&run.plan, "holders");
    assert_eq!(
        all.headline,
        "Everybody who has rights in kv-fabrikam-policies keeps them."
    );
    let holder = check(&run.plan, "holder-0");
    assert_eq!(holder.evidence, "keys get, wrapKey, unwrapKey");
    assert!(
        holder
            .reason
            .contains("Key Vault Crypto Service Encryption User"),
        "{holder:?}"
    );
    assert!(run.plan.steps.iter().all(|it| it.consequence.is_none()));
    assert_eq!(health(&place), "Key can be used");

    // Back again: the policies are still there, and nobody needs anything.
    place.time.with(Sandbox::clear_log);
    let back = proved(&place, "mara", &wish(&place, POLICIES, "policies"));
    // The Administrator of the subscription had no policy.
    assert_eq!(changes(&place), ["PUT accessPolicies", "PATCH vaults"]);
    assert_eq!(check(&back.plan, "holders").finding, Finding::Passed);
    assert_eq!(health(&place), "Key can be used");
}

#[test]
fn who_is_left_out_is_named_and_comes_back_by_the_written_way() {
    let place = with_a_user();
    let orders = principal(&place, "id-orders-cmk");
    let wish = wish(&place, POLICIES, "roles").answer("without", &orders);
    let run = proved(&place, "mara", &wish);
    let lost = run
        .plan
        .checks
        .iter()
        .find(|it| it.headline.contains("loses"));
    let lost = lost.expect("somebody loses");
    assert_eq!(lost.finding, Finding::Warning);
    assert!(lost.headline.contains(&orders), "{lost:?}");
    let outage = run.plan.steps.iter().find_map(|it| it.consequence.as_ref());
    assert!(
        matches!(outage, Some(Consequence::Outage(it)) if it.contains(&orders)),
        "{outage:?}"
    );
    assert_eq!(health(&place), "Grant missing");
    for step in &run.plan.restore {
        let Work::Send { request, .. } = &step.work else {
            panic!("{step:?}");
        };
        assert_eq!(place.time.as_person("mara").ask(request).status, 200);
    }
    assert_eq!(health(&place), "Key can be used");
}

/// Azure gives no role to what the directory does not have any more, and then nothing is switched.
#[test]
fn an_object_that_is_gone_stops_the_change_until_it_is_left_out() {
    let place = with_a_user();
    let (vault, gone) = (
        place.find(VAULT, POLICIES),
        "3109d1c4-a5de-4d84-8832-feabb916a4b6",
    );
    let tenant = Console::of(&place.time, "mara").tenant();
    let request = policy::add(&vault, &tenant, gone, &["get", "list"]);
    assert_eq!(place.time.as_person("mara").ask(&request).status, 200);
    place.time.with(Sandbox::clear_log);
    let switch = wish(&place, POLICIES, "roles");
    let run = Console::of(&place.time, "mara").fulfil(&switch).run();
    assert!(matches!(&run.outcome, Some(Outcome::Refused(it)) if it.code == "PrincipalNotFound"));
    assert!(!changes(&place).contains(&"PATCH vaults".to_owned()));
    proved(&place, "mara", &switch.answer("without", gone));
    assert_eq!(health(&place), "Key can be used");
}

#[test]
fn roles_at_one_key_become_policies_for_all_and_that_is_said() {
    let place = Place::everyday();
    let run = proved(
        &place,
        "mara",
        &wish(&place, "kv-fabrikam-prod", "policies"),
    );
    assert_eq!(changes(&place), ["PUT accessPolicies", "PATCH vaults"]);
    let docs = principal(&place, "id-docs-cmk");
    let said = run
        .plan
        .checks
        .iter()
        .find(|it| it.headline.starts_with(&docs));
    let said = said.expect("a check for the identity");
    assert!(said.reason.contains("every key of the vault"), "{said:?}");
    let invoices = place.find(ACCOUNT, "fabrikaminvoices");
    assert_eq!(health_of(&place, &invoices).headline, "Key can be used");
    // Its owner reads roles from then on nowhere, and the same again is said to be so.
    let again =
        Console::of(&place.time, "mara").fulfil(&wish(&place, "kv-fabrikam-prod", "policies"));
    assert_eq!(again.words(), "blocked by model");
}

#[test]
fn who_has_the_role_already_is_given_nothing() {
    let place = Place::everyday();
    let (vault, priya) = (place.find(VAULT, POLICIES), place.object("priya"));
    let tenant = Console::of(&place.time, "mara").tenant();
    let request = policy::add(&vault, &tenant, &priya, &["all"]);
    assert_eq!(place.time.as_person("mara").ask(&request).status, 200);
    let plan = planned(&place, "mara", &wish(&place, POLICIES, "roles"));
    let kept = plan
        .checks
        .iter()
        .find(|it| it.headline.starts_with(&priya));
    assert!(
        kept.is_some_and(|it| it.reason.contains("already")),
        "{kept:?}"
    );
    let gives = |it: &&Step| it.title.contains(&priya);
    assert_eq!(plan.steps.iter().filter(gives).count(), 0);
}

#[test]
fn both_rights_are_needed_before_anything_is_sent() {
    for (person, expected) in [
        ("tom", "blocked by right-vault, right-grant"),
        ("deniz", "blocked by right-vault, right-grant"),
    ] {
        let place = Place::everyday();
        let said = ends_before_anything_is_sent(&place, person, &wish(&place, POLICIES, "roles"));
        assert_eq!(said, expected, "{person}");
    }
    let place = Place::everyday();
    proved(&place, "priya", &wish(&place, POLICIES, "roles"));
}
