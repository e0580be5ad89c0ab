//! From an empty subscription to a Foundry account under a key, with either kind of identity.

use cmk_console::arm::Resource;
use cmk_console::keys::{Tone, explain, health};
use cmk_console::plan::{Consequence, Fix, Step};
use cmk_console::resources;
use cmk_console::sandbox::{Fault, Sandbox};

use super::shown;
use crate::console::places::{AI, IDENTITY, Place, VAULT, identifier};
use crate::console::{Beside, Console, Wish, words};
use crate::ends::End;
use crate::{changes, check, ends_before_anything_is_sent, planned, proved};

/// Vault and key by the console's own actions, and the wish for an account under them.
fn prepared(place: &Place, vault: &[(&str, &str)], key: &[(&str, &str)]) -> Wish {
    let answered = |wish: Wish, answers: &[(&str, &str)]| {
        let mut wish = wish;
        for (field, answer) in answers {
            wish = wish.answer(field, answer);
        }
        wish
    };
    let create = place.create((VAULT, "create"), "rg-made", "kv-story");
    let vault = proved(place, "mara", &answered(create, vault)).plan.target;
    let create = Wish::new(VAULT, "create-key", Some(&vault))
        .answer("name", "story-cmk")
        .answer("size", "2048");
    proved(place, "mara", &answered(create, key));
    place
        .create((AI, "create-with-my-key"), "rg-made", "ai-story")
        .answer("sub-domain", "ai-story")
        .answer("key", "https://kv-story.vault.azure.net/keys/story-cmk")
}

/// The verdicts of the account's page.
fn verdicts(place: &Place, wish: &Wish) -> (Tone, Tone) {
    let console = Console::of(&place.time, "mara");
    let target = wish.target.clone().expect("an account");
    let resource = Resource::read(&shown(place, &target)).expect("a resource");
    let kind = resources::of(AI).expect("a row");
    let found = kind.configuration(&resource).expect("a configuration");
    for _ in 0..8 {
        let reads = health::reads(&target, &found, &console.facts.borrow());
        reads.iter().for_each(|it| drop(console.learn(it)));
    }
    let facts = console.facts.borrow();
    let newest = health::newest(&target, &found, &facts);
    let health = health::health(&target, &found, &facts, place.time.now());
    (found.verdict(newest.as_ref()).tone, health.tone)
}

#[test]
fn an_account_under_a_key_comes_out_of_nothing_with_either_identity() {
    const GRANT: &str = "PUT roleAssignments";
    const POLICY: &str = "PUT accessPolicies";
    type Answers<'a> = &'a [(&'a str, &'a str)];
    let rows: [(&str, Answers<'_>, Answers<'_>, Answers<'_>, &[&str]); 5] = [
        (
            "user-assigned, as offered",
            &[],
            &[],
            &[],
            &["PUT userAssignedIdentities", GRANT, "PUT accounts"],
        ),
        (
            "its own, as offered",
            &[],
            &[],
            &[("identity-kind", "system")],
            &["PUT accounts", GRANT, "PATCH accounts"],
        ),
        (
            "user-assigned, access policies, the narrower role unused",
            &[("model", "policies")],
            &[],
            &[("role", "service")],
            &["PUT userAssignedIdentities", POLICY, "PUT accounts"],
        ),
        (
            "its own, access policies",
            &[("model", "policies")],
            &[],
            &[("identity-kind", "system")],
            &["PUT accounts", POLICY, "PATCH accounts"],
        ),
        (
            "its own, in hardware, with an end, the narrower role on the vault",
            &[("tier", "premium")],
            &[("type", "RSA-HSM"), ("until", "2028-01-01")],
            &[
                ("identity-kind", "system"),
                ("role", "service"),
                ("grant", "vault"),
            ],
            &["PUT accounts", GRANT, "PATCH accounts"],
        ),
    ];
    for (name, vault, key, answers, expected) in rows {
        let place = Place::nothing_set_up();
        let mut wish = prepared(&place, vault, key);
        let is_user = !answers.contains(&("identity-kind", "system"));
        let before = changes(&place).len();
        if is_user {
            let create = place.create((IDENTITY, "create"), "rg-made", "id-story");
            let identity = proved(&place, "mara", &create).plan.target;
            wish = wish.answer("identity", identity.as_str());
        }
        for (field, answer) in answers {
            wish = wish.answer(field, answer);
        }
        let run = proved(&place, "mara", &wish);
        assert_eq!(changes(&place)[before..], *expected, "{name}");
        let account = shown(&place, &run.plan.target);
        let block = &account["properties"]["encryption"]["keyVaultProperties"];
        assert_eq!(block["keyName"], "story-cmk", "{name}");
        let is_named = block["identityClientId"] != "";
        assert_eq!(is_named, is_user, "{name}: {block}");
        wish.target = Some(run.plan.target.clone());
        assert_eq!(verdicts(&place, &wish), (Tone::Ok, Tone::Ok), "{name}");
    }
}

/// The order of Microsoft's page, and the door before the button works.
#[test]
fn the_order_is_microsofts_and_the_door_is_on_the_step_that_goes_through_it() {
    let place = Place::everyday();
    let identity = place.find(IDENTITY, "id-orders-cmk");
    for (kind, order, door) in [
        ("user", &["grant", "wait", "newest", "create"][..], "create"),
        (
            "system",
            &["create", "grant", "wait", "newest", "set-key"],
            "set-key",
        ),
    ] {
        let wish = place
            .create((AI, "create-with-my-key"), "rg-new-weu", "ai-new-weu")
            .answer("sub-domain", "ai-new-weu")
            .answer("key", &identifier("kv-fabrikam-prod/foundry-cmk"))
            .answer("identity-kind", kind)
            .answer("identity", identity.as_str());
        let plan = planned(&place, "mara", &wish);
        let ids: Vec<&str> = plan.steps.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(ids, order, "{kind}");
        let doors: Vec<&str> = plan
            .steps
            .iter()
            .filter(|it| matches!(it.consequence, Some(Consequence::OneWayDoor(_))))
            .map(|it| it.id.as_str())
            .collect();
        assert_eq!(doors, [door], "{kind}");
        let bodies: Vec<String> = plan
            .steps
            .iter()
            .filter_map(Step::write)
            .filter_map(|it| it.body.as_ref().map(ToString::to_string))
            .collect();
        let first = bodies.iter().find(|it| it.contains("AIServices"));
        let first = first.expect("a creation");
        assert_eq!(first.contains("keyVaultProperties"), kind == "user");
        assert!(!first.contains("\"identityClientId\":\"\""), "{first}");
    }
}

#[test]
fn a_grant_that_never_arrives_ends_with_the_reason_and_the_account_as_it_is() {
    let place = Place::nothing_set_up();
    let wish = prepared(&place, &[], &[]).answer("identity-kind", "system");
    place.time.with(Sandbox::clear_log);
    place.time.always(Fault::GrantNeverArrives);
    let End::Ended(run) = Console::of(&place.time, "mara").fulfil(&wish) else {
        panic!("it was not started");
    };
    let said = words(run.outcome.as_ref().expect("an end"));
    assert_eq!(said, "Refused Forbidden", "{:?}", run.outcome);
    let Some(cmk_console::plan::Outcome::Refused(error)) = &run.outcome else {
        panic!("{:?}", run.outcome);
    };
    let told = explain(error);
    assert!(told.what.contains("may not use the key yet"), "{told:?}");
    assert!(told.source.is_some(), "{told:?}");
    let account = shown(&place, &run.plan.target);
    assert!(account["properties"].get("encryption").is_none());
    assert_eq!(account["properties"]["provisioningState"], "Succeeded");
}

#[test]
fn a_reload_on_the_way_changes_nothing() {
    let place = Place::nothing_set_up();
    let wish = prepared(&place, &[], &[]).answer("identity-kind", "system");
    let mut reached = usize::MAX;
    let mut beside = Beside::nothing().reloads(move |_, run| {
        let is_new = std::mem::replace(&mut reached, run.position) != run.position;
        is_new.then_some(crate::console::Reload::After)
    });
    let run = crate::proved_beside(&place, "mara", &wish, &mut beside);
    assert!(check(&run.plan, "sub-domain").headline.contains("free"));
}

/// A complaint of public threads: a policy sees an account that has an identity of its own before its key.
#[test]
fn complaint_3_a_policy_wants_the_key_in_the_first_request() {
    let place = Place::everyday();
    let own = place
        .create(
            (AI, "create-with-my-key"),
            "rg-ai-strict-weu",
            "ai-strict-weu",
        )
        .answer("sub-domain", "ai-strict-weu")
        .answer("key", &identifier("kv-fabrikam-prod/foundry-cmk"))
        .answer("identity", place.find(IDENTITY, "id-ai-cmk").as_str())
        .answer("identity-kind", "system");
    let said = ends_before_anything_is_sent(&place, "mara", &own);
    assert_eq!(said, "blocked by policy");
    let plan = planned(&place, "mara", &own);
    let found = check(&plan, "policy");
    assert!(found.reason.contains("second request"), "{found:?}");
    let Some(Fix::Answer { field, value, .. }) = &found.fix else {
        panic!("nothing is offered: {found:?}");
    };
    proved(&place, "mara", &own.answer(field, value));
}
