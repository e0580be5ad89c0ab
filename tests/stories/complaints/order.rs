//! Complaints about what must come before what: the grant, the identity, the key.

use cmk_console::arm::Request;
use cmk_console::keys::{Timing, explain};
use cmk_console::plan::laws::key_set_by;
use cmk_console::plan::{Outcome, Run};
use cmk_console::sandbox::{Entry, Fault, Scenario};
use serde_json::Value;

use super::{ORDERS, use_my_key};
use crate::console::Console;
use crate::console::places::{ACCOUNT, IDENTITY, Place, VAULT, identifier};
use crate::ends::End;
use crate::{check, ends_before_anything_is_sent, planned, proved};

/// The error codes that a step was refused with.
fn refusals(run: &Run, step: &str) -> Vec<String> {
    let refused = run
        .journal
        .iter()
        .filter(|it| it.step == step && !it.code.is_empty());
    refused.map(|it| it.code.clone()).collect()
}

/// Bodies of the requests that changed something, in order.
fn bodies(place: &Place) -> Vec<Value> {
    let body = |it: &Entry| match it {
        Entry::Write { body, .. } => serde_json::from_str(body).ok(),
        _ => None,
    };
    place
        .time
        .with(|it| it.journal().entries.iter().filter_map(body).collect())
}

/// Azure/bicep#16601: the key fails just after the grant and works on retry.
#[test]
fn complaint_1_the_key_fails_just_after_the_grant() {
    let mut waited = 0;
    for seed in 1..=12 {
        let place = Place::of(Scenario::Everyday, seed);
        let run = proved(&place, "mara", &use_my_key(&place));
        let refused = refusals(&run, "set-key");
        let known = ["KeyVaultAuthenticationFailure"];
        assert!(
            refused.iter().all(|it| known.contains(&it.as_str())),
            "{refused:?}"
        );
        waited += usize::from(!refused.is_empty());
        let again = refusals(&run, "attach").len() + refusals(&run, "grant").len();
        assert_eq!(again, 0, "seed {seed}: more than the key was tried again");
    }
    assert!(
        waited >= 3,
        "only {waited} of 12 grants were late, which proves little"
    );
}

/// hashicorp/terraform-provider-azurerm#32855: a service's words mislead about the same thing.
#[test]
fn complaint_2_the_words_of_the_refusal_mislead() {
    let place = Place::everyday();
    place.time.always(Fault::GrantNeverArrives);
    let end = Console::of(&place.time, "mara").fulfil(&use_my_key(&place));
    let End::Ended(run) = end else {
        panic!("it was not started: {end:#?}");
    };
    let Some(Outcome::Refused(error)) = &run.outcome else {
        panic!("{:?}", run.outcome);
    };
    assert!(
        error
            .message
            .contains("authentication issue on the keyvault")
    );
    let said = explain(error);
    assert_eq!(said.timing, Timing::NotYet);
    assert!(said.why.contains("grant"), "{}", said.why);
    let tries = refusals(&run, "set-key").len();
    assert!(tries > 5, "it was given up after {tries} tries");
    let waited = run.journal.last().expect("a journal").at.since(run.started);
    assert!(
        (600..1500).contains(&waited.as_secs()),
        "it was given up after {waited:?}"
    );
}

/// hashicorp/terraform-provider-azurerm#14426: a policy sees the account before its key.
#[test]
fn complaint_3_a_policy_denies_the_account_because_the_key_comes_second() {
    let place = Place::everyday();
    let identity = place.find(IDENTITY, "id-orders-cmk");
    let create = |group: &str| {
        place
            .create((ACCOUNT, "create-with-my-key"), group, "fabrikamnew")
            .answer("key", &identifier(ORDERS))
            .answer("identity", identity.as_str())
    };
    let said = ends_before_anything_is_sent(&place, "mara", &create("rg-restricted-weu"));
    assert_eq!(said, "blocked by policy");
    let plan = planned(&place, "mara", &create("rg-restricted-weu"));
    let policy = check(&plan, "policy");
    assert!(
        policy
            .headline
            .contains("Storage in this group keeps Microsoft's key"),
        "{policy:?}"
    );
    let run = proved(&place, "mara", &create("rg-new-weu"));
    let account = run.plan.target.as_str();
    let writes: Vec<&Request> = run.plan.steps.iter().filter_map(|it| it.write()).collect();
    let on_account = writes.iter().filter(|it| it.path() == account);
    let keys: Vec<bool> = on_account.map(|it| key_set_by(it).is_some()).collect();
    assert_eq!(
        keys,
        [true],
        "some request shows a policy the account without its key"
    );
}

/// hashicorp/terraform-provider-azurerm#6111: there is no identity when the key comes.
#[test]
fn complaint_4_no_identity_is_set_for_this_account() {
    for kind in ["user", "system"] {
        let place = Place::everyday();
        let run = proved(
            &place,
            "mara",
            &use_my_key(&place).answer("identity-kind", kind),
        );
        let ids: Vec<&str> = run.plan.steps.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(
            ids,
            ["attach", "grant", "wait", "newest", "set-key"],
            "{kind}"
        );
        let mut skipped = run.plan.clone();
        skipped.steps.remove(0);
        let started = Console::of(&place.time, "mara").start(skipped);
        assert!(
            kind == "user" || started.is_err(),
            "the identity can be left out"
        );
    }
}

/// Azure/bicep-registry-modules#4467: identity and key cannot be updated in a single operation.
#[test]
fn complaint_5_identity_and_key_cannot_be_updated_together() {
    let place = Place::everyday();
    proved(
        &place,
        "mara",
        &use_my_key(&place).answer("identity-kind", "system"),
    );
    let sent = bodies(&place);
    let identity = |it: &Value| it.get("identity").is_some();
    let key = |it: &Value| {
        it.pointer("/properties/encryption/keyvaultproperties")
            .is_some()
    };
    assert!(sent.iter().any(identity) && sent.iter().any(key));
    assert!(!sent.iter().any(|it| identity(it) && key(it)), "{sent:#?}");
}

/// hashicorp/terraform-provider-azurerm#16374: an identity that is not attached, or another ID.
#[test]
fn complaint_6_the_identity_of_the_encryption_is_invalid() {
    let place = Place::everyday();
    let orders = place.find(IDENTITY, "id-orders-cmk");
    let gone = orders.as_str().replace("id-orders-cmk", "id-gone-cmk");
    let shown = place.read(&orders, "2024-11-30");
    let client = shown["properties"]["clientId"]
        .as_str()
        .expect("a client ID");
    for (answer, expected) in [
        (client, "no identity"),
        (
            place.find(VAULT, "kv-fabrikam-prod").as_str(),
            "no identity",
        ),
        (gone.as_str(), "blocked by identity, principal"),
    ] {
        let wish = use_my_key(&place).answer("identity", answer);
        assert_eq!(
            ends_before_anything_is_sent(&place, "mara", &wish),
            expected,
            "{answer}"
        );
    }
    let other_case = orders
        .as_str()
        .to_uppercase()
        .replace("/SUBSCRIPTIONS", "/subscriptions");
    proved(
        &place,
        "mara",
        &use_my_key(&place).answer("identity", &other_case),
    );
}
