//! Complaints about what a vault must be, whom it lets in, and what has to be granted.

use std::collections::BTreeSet;
use std::time::Duration;

use cmk_console::arm::{ArmError, Request, ResourceId, Response};
use cmk_console::keys::explain;
use cmk_console::keys::grant::SERVICE_ENCRYPTION_USER;
use cmk_console::plan::{Finding, Fix, Plan};
use cmk_console::sandbox::Sandbox;
use serde_json::{Value, json};

use super::use_my_key;
use crate::console::Wish;
use crate::console::places::{IDENTITY, Place, VAULT};
use crate::{changes, check, planned, proved};

/// Azure/azure-sdk-for-java#29016: one message for everything that is missing.
#[test]
fn complaint_7_missing_prerequisites_are_one_message() {
    let place = Place::everyday();
    let wish = place
        .use_my_key("fabrikamlegacy", "kv-fabrikam-dev/dev-cmk")
        .answer("identity", place.find(IDENTITY, "id-docs-cmk").as_ref());
    let plan = planned(&place, "tom", &wish);
    let blocking: BTreeSet<&str> = plan.blocking().map(|it| it.id.as_str()).collect();
    for id in [
        "recoverable",
        "key",
        "locks",
        "right-account",
        "right-identity",
        "right-grant",
    ] {
        assert!(blocking.contains(id), "{id} is not named: {blocking:?}");
    }
    for found in plan.blocking() {
        let helps = found.fix.is_some() || !found.reason.is_empty();
        assert!(helps, "{} says neither why nor what to do", found.id);
    }
}

/// Azure/azure-cli#12346: the vault is not recoverable.
#[test]
fn complaint_8_the_policy_recoverable_is_not_set() {
    let place = Place::everyday();
    let wish = place.use_my_key("fabrikamorders", "kv-fabrikam-dev/dev-cmk");
    let plan = planned(&place, "mara", &wish);
    let Some(Fix::Action {
        target,
        action,
        answers,
        ..
    }) = &check(&plan, "recoverable").fix
    else {
        panic!("nothing is offered: {:?}", check(&plan, "recoverable"));
    };
    let mut fix = Wish::new(VAULT, action, Some(target));
    fix.answers.extend(answers);
    let plan = planned(&place, "mara", &fix);
    assert!(
        plan.steps[0].consequence.is_some(),
        "it is not said that there is no way back"
    );
    proved(&place, "mara", &fix);
    proved(&place, "mara", &wish);
}

/// Azure/azure-cli#17914: the same words for a Managed HSM, where they lead nowhere.
#[test]
fn complaint_9_a_managed_hsm_is_refused_in_a_vaults_words() {
    let place = Place::everyday();
    let wish = place.use_my_key("fabrikamorders", "hsm-fabrikam-new/any-cmk");
    let plan = planned(&place, "mara", &wish);
    for (id, words) in [
        ("vault-ready", "security domain"),
        ("recoverable", "destroy the key"),
    ] {
        let found = check(&plan, id);
        assert_eq!(found.finding, Finding::Failed, "{found:?}");
        assert!(found.reason.contains(words), "{id}: {}", found.reason);
    }
    let fix = check(&plan, "recoverable").fix.clone();
    assert!(matches!(fix, Some(Fix::Command { command, .. }) if command.contains("--hsm-name")));
    let refusal = json!({"error": {"code": "KeyVaultPolicyError", "message": "Keyvault policy recoverable is not set"}});
    let error = ArmError::read(&Response::json(400, refusal));
    assert!(explain(&error).why.contains("Managed HSM"));
}

/// MicrosoftDocs/azure-docs#61015: whether a closed vault lets the service in.
#[test]
fn complaint_10_a_firewall_blocks_although_trusted_services_may_pass() {
    let place = Place::everyday();
    let wish = place.use_my_key("fabrikamorders", "kv-fabrikam-net/net-cmk");
    let plan = planned(&place, "mara", &wish);
    let network = check(&plan, "network");
    assert_eq!(network.finding, Finding::Failed);
    let source = network.source.as_ref().expect("a dated source");
    assert!(
        source.url.contains("overview-vnet-service-endpoints"),
        "{source:?}"
    );
}

/// MicrosoftDocs/azure-docs#73769: which permissions, in which of the two models.
#[test]
fn complaint_13_nobody_says_which_permissions() {
    let place = Place::everyday();
    let plan = planned(&place, "mara", &use_my_key(&place));
    let role = grant_body(&plan)["roleDefinitionId"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    assert!(role.ends_with(SERVICE_ENCRYPTION_USER), "{role}");
    let by_policy = place.use_my_key("fabrikamorders", "kv-fabrikam-policies/policies-cmk");
    let policy = &grant_body(&planned(&place, "mara", &by_policy))["accessPolicies"][0];
    let mut keys: Vec<String> =
        serde_json::from_value(policy["permissions"]["keys"].clone()).expect("a list");
    keys.sort_unstable();
    assert_eq!(keys, ["get", "unwrapKey", "wrapKey"]);

    give(
        &place,
        &place.find(VAULT, "kv-fabrikam-prod"),
        "14b46e9e-c2b7-41b4-b07b-48a6ebf60603",
    );
    let plan = planned(&place, "mara", &use_my_key(&place));
    let grant = check(&plan, "grant");
    assert_eq!(grant.finding, Finding::Warning, "{grant:?}");
    assert!(grant.reason.contains("more than"), "{}", grant.reason);
    place.time.with(Sandbox::clear_log);
    proved(&place, "mara", &use_my_key(&place));
    assert_eq!(changes(&place).len(), 2, "it was granted twice");
}

fn grant_body(plan: &Plan) -> Value {
    let step = plan
        .steps
        .iter()
        .find(|it| it.id == "grant")
        .expect("a grant");
    let body = step.write().and_then(|it| it.body.clone()).expect("a body");
    body["properties"].clone()
}

/// Gives `id-orders-cmk` a role that allows more than it needs.
fn give(place: &Place, at: &ResourceId, role: &str) {
    let identity = place.read(place.find(IDENTITY, "id-orders-cmk"), "2024-11-30");
    let name = "00000000-0000-4000-8000-000000000001";
    let id = at.provider("Microsoft.Authorization/roleAssignments", name);
    let definitions = format!(
        "{}/providers/Microsoft.Authorization/roleDefinitions",
        place.documents
    );
    let body = json!({ "properties": {
        "roleDefinitionId": format!("{definitions}/{role}"),
        "principalId": identity["properties"]["principalId"],
        "principalType": "ServicePrincipal",
    }});
    let answer = place
        .time
        .as_person("mara")
        .ask(&Request::put(id, "2022-04-01", body));
    assert!(answer.is_success(), "{:?}", answer.body);
    place.time.pass(Duration::from_secs(900));
}
