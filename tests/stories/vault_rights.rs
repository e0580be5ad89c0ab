//! Rights on the keys of a vault, given to whoever is signed in and to somebody else.

use cmk_console::arm::Request;
use cmk_console::keys::grant::{self, assignment};
use cmk_console::keys::{Timing, explain};
use cmk_console::plan::{Finding, Outcome};
use cmk_console::sandbox::Sandbox;

use crate::console::places::{Place, VAULT};
use crate::console::{Beside, Console, Wish};
use crate::{changes, check, ends_before_anything_is_sent, planned, proved};

fn wish(place: &Place, vault: &str) -> Wish {
    Wish::new(VAULT, "give-rights", Some(&place.find(VAULT, vault)))
}

fn to(wish: Wish, object: &str) -> Wish {
    wish.answer("who", "other").answer("object", object)
}

#[test]
fn a_role_is_given_once_to_oneself_and_to_others() {
    let place = Place::everyday();
    let prod = wish(&place, "kv-fabrikam-prod");
    let tom = to(prod.clone(), &place.object("tom")).answer("role", grant::READER);
    for (person, wish, kind) in [("mara", prod, "User"), ("priya", tom, "User")] {
        place.time.with(Sandbox::clear_log);
        let run = proved(&place, person, &wish);
        assert_eq!(changes(&place), ["PUT roleAssignments"], "{person}");
        let made = run.plan.steps[0]
            .shown_by()
            .expect("it is shown")
            .read
            .clone();
        let made = place.time.as_person("mara").ask(&made).value().clone();
        assert_eq!(made["properties"]["principalType"], kind, "{made}");
        let again = Console::of(&place.time, person).fulfil(&wish).words();
        assert_eq!(again, "blocked by new");
    }
}

#[test]
fn a_vault_with_access_policies_keeps_the_permissions_itself() {
    let place = Place::everyday();
    let sees = |permissions: &str| {
        let tom = to(wish(&place, "kv-fabrikam-policies"), &place.object("tom"));
        tom.answer("permissions", permissions)
    };
    let run = proved(&place, "mara", &sees("get list"));
    assert_eq!(changes(&place), ["PUT accessPolicies"]);
    assert_eq!(check(&run.plan, "object").finding, Finding::Warning);
    let again = Console::of(&place.time, "mara").fulfil(&sees("get list"));
    assert_eq!(again.words(), "blocked by new");
    let more = "get list encrypt decrypt wrapKey unwrapKey sign verify";
    let plan = planned(&place, "mara", &sees(more));
    let missing = "missing: encrypt, decrypt, wrapKey, unwrapKey, sign, verify";
    assert_eq!(check(&plan, "new").evidence, missing);
    proved(&place, "mara", &sees(more));
}

#[test]
fn who_may_not_give_rights_is_told_before_anything_is_sent() {
    for (person, vault, object, expected) in [
        ("tom", "kv-fabrikam-prod", "me", "blocked by right-grant"),
        ("deniz", "kv-fabrikam-prod", "me", "blocked by right-grant"),
        (
            "tom",
            "kv-fabrikam-policies",
            "me",
            "blocked by right-grant",
        ),
        ("mara", "kv-fabrikam-prod", "tom", "no object"),
        ("mara", "kv-fabrikam-prod", "", "no object"),
    ] {
        let place = Place::everyday();
        let wish = match object {
            "me" => wish(&place, vault),
            other => to(wish(&place, vault), other),
        };
        let said = ends_before_anything_is_sent(&place, person, &wish);
        assert_eq!(said, expected, "{person} on {vault} for {object}");
    }
}

#[test]
fn an_object_that_the_directory_does_not_know_is_refused_by_azure() {
    let place = Place::everyday();
    let nobody = "3109d1c4-a5de-4d84-8832-feabb916a4b6";
    let run = Console::of(&place.time, "mara")
        .fulfil(&to(wish(&place, "kv-fabrikam-prod"), nobody))
        .run();
    let Some(Outcome::Refused(error)) = &run.outcome else {
        panic!("{:?}", run.outcome);
    };
    assert_eq!(error.code, "PrincipalNotFound");
    assert!(explain(error).next.contains("object ID"), "{error:?}");
}

/// Somebody else gives the same role between the plan and its run, under a name of their own.
#[test]
fn a_role_that_was_given_meanwhile_is_said_to_be_there() {
    let place = Place::everyday();
    let (vault, tom) = (place.find(VAULT, "kv-fabrikam-prod"), place.object("tom"));
    let console = Console::of(&place.time, "mara");
    let wish = to(wish(&place, "kv-fabrikam-prod"), &tom);
    let plan = console.plan(&wish).expect("a plan");
    let request = assignment::create_for_object(&vault, grant::CRYPTO_OFFICER, &tom);
    let other = "0b5f0c86-6d0d-4b4c-8a3e-0a2f2f3b7c11";
    let path = request.url.replace(
        &assignment::name(&vault, grant::CRYPTO_OFFICER, &tom),
        other,
    );
    let answer = place.time.as_person("priya").ask(&Request {
        url: path,
        ..request
    });
    assert_eq!(answer.status, 201, "{answer:?}");
    let run = console.start(plan).expect("a run");
    let run = console.end(&wish, run, &mut Beside::nothing()).run();
    let Some(Outcome::Refused(error)) = &run.outcome else {
        panic!("{:?}", run.outcome);
    };
    assert_eq!(explain(error).timing, Timing::Already);
}
