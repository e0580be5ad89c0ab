//! Complaints about clusters: what other tools lose, refuse or do not say.

use cmk_console::arm::Request;
use cmk_console::plan::{Condition, Finding, Step, Work};
use serde_json::{Value, json};

use crate::console::Wish;
use crate::console::places::{CLUSTER, IDENTITY, Place, VAULT, identifier};
use crate::{changes, check, planned, proved};

fn on(place: &Place, action: &str, cluster: &str) -> Wish {
    Wish::new(CLUSTER, action, Some(&place.find(CLUSTER, cluster)))
}

fn bodies(steps: &[Step]) -> Vec<Value> {
    let writes = steps.iter().filter_map(Step::write);
    writes.filter_map(|it| it.body.clone()).collect()
}

/// hashicorp/terraform-provider-azurerm#13166: a 202 taken for a failure, and the key for removed.
#[test]
fn complaint_16_an_accepted_change_is_followed_until_the_key_is_read() {
    let place = Place::everyday();
    let wish = on(&place, "use-my-key", "law-plain-weu")
        .answer("key", &identifier("kv-fabrikam-prod/orders-cmk"));
    let run = proved(&place, "mara", &wish);
    assert_eq!(changes(&place), ["PUT roleAssignments", "PATCH clusters"]);
    let polls = run
        .journal
        .iter()
        .filter(|it| it.path.contains("operationStatuses"));
    assert!(polls.count() > 1, "the operation was not followed");
    assert!(run.journal.iter().any(|it| it.status == Some(202)));
}

/// Azure/azure-cli#22842: an empty version was taken for a missing one.
#[test]
fn complaint_18_an_empty_version_is_sent_as_it_is() {
    let place = Place::everyday();
    let plan = planned(
        &place,
        "mara",
        &on(&place, "follow-latest", "law-audit-weu"),
    );
    let [body] = bodies(&plan.steps).try_into().expect("one write");
    assert_eq!(body["properties"]["keyVaultProperties"]["keyVersion"], "");
    let Work::Watch(proof) = &plan.proof.work else {
        panic!("the proof is no read");
    };
    let follows = |it: &Condition| matches!(it, Condition::All(all) if format!("{all:?}").contains("FollowsKey"));
    assert!(follows(&proof.until), "{:?}", proof.until);
}

/// hashicorp/terraform-provider-azurerm#28862: what was read is sent back, read-only parts too.
#[test]
fn complaint_20_a_change_sends_nothing_but_the_change() {
    let place = Place::everyday();
    for (action, answers) in [
        ("change-capacity", ("capacity", "500")),
        ("change-billing", ("billing", "Workspaces")),
        ("change-identity", ("identity-kind", "system")),
    ] {
        let wish = on(&place, action, "law-hub-weu").answer(answers.0, answers.1);
        let plan = planned(&place, "mara", &wish);
        for body in bodies(&plan.steps) {
            let text = body.to_string();
            for other in ["associatedWorkspaces", "provisioningState", "clusterId"] {
                assert!(!text.contains(other), "{action} sends {other}");
            }
            let members = body.as_object().expect("an object").len();
            assert_eq!(members, 1, "{action} sends {text}");
        }
    }
}

/// Microsoft's page: the key goes first, because the new identity does not exist yet.
#[test]
fn complaint_5_identity_and_key_of_a_cluster_change_one_after_the_other() {
    let place = Place::everyday();
    let wish = on(&place, "change-identity", "law-hub-weu").answer("identity-kind", "system");
    let plan = planned(&place, "mara", &wish);
    let ids: Vec<&str> = plan.steps.iter().map(|it| it.id.as_str()).collect();
    let order = [
        "remove-key",
        "change-identity",
        "grant",
        "wait",
        "newest",
        "set-key",
    ];
    assert_eq!(ids, order);
    let empty = json!({ "keyVaultUri": "", "keyName": "", "keyVersion": "" });
    assert_eq!(
        bodies(&plan.steps)[0]["properties"]["keyVaultProperties"],
        empty
    );
    assert!(check(&plan, "goes-on").headline.contains("go on"));
    proved(&place, "mara", &wish);
    let wish = on(&place, "change-identity", "law-hub-weu")
        .answer("identity-kind", "user")
        .answer("identity", place.find(IDENTITY, "id-orders-cmk").as_str());
    let plan = planned(&place, "mara", &wish);
    let ids: Vec<&str> = plan.steps.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["grant", "wait", "newest", "change-identity"]);
    proved(&place, "mara", &wish);
}

/// Azure/bicep-registry-modules#6183: names and slots that stay taken.
#[test]
fn complaint_21_what_a_deletion_leaves_behind_is_said_before() {
    let place = Place::everyday();
    let plan = planned(&place, "mara", &on(&place, "delete", "law-plain-weu"));
    assert!(check(&plan, "reserved").headline.contains("14 days"));
    assert!(plan.steps[0].consequence.is_some(), "it is no one-way door");
    let linked = planned(&place, "mara", &on(&place, "delete", "law-hub-weu"));
    let found = check(&linked, "linked");
    assert_eq!(found.finding, Finding::Failed);
    assert!(found.headline.contains("log-security-weu"), "{found:?}");
}

/// MicrosoftDocs/azure-docs#95568: a vault behind a private endpoint takes no user-assigned
/// identity. And vault and cluster share a region, and Get is needed.
#[test]
fn complaint_12_a_vault_that_a_cluster_cannot_use_is_said_before() {
    let place = Place::everyday();
    let key = identifier("kv-fabrikam-policies/policies-cmk");
    let identity = place.read(place.find(IDENTITY, "id-logs-cmk"), "2024-11-30");
    let vault = place.find(VAULT, "kv-fabrikam-policies");
    let policy = json!({ "properties": { "accessPolicies": [{
        "tenantId": identity["properties"]["tenantId"],
        "objectId": identity["properties"]["principalId"],
        "permissions": { "keys": ["wrapKey", "unwrapKey"] },
    }]}});
    let request = Request::put(format!("{vault}/accessPolicies/add"), "2026-02-01", policy);
    let answer = place.time.as_person("mara").ask(&request);
    assert!(answer.is_success(), "{:?}", answer.body);
    let wish = on(&place, "change-key", "law-hub-weu").answer("key", &key);
    let plan = planned(&place, "mara", &wish);
    let found = check(&plan, "policy-get");
    assert_eq!(found.finding, Finding::Warning, "{found:?}");
    assert!(found.reason.contains("Get"), "{found:?}");
    assert_eq!(check(&plan, "region").finding, Finding::Passed);
    proved(&place, "mara", &wish);
}

/// The same for a vault in another region, which Azure refuses in words that say nothing of it.
#[test]
fn complaint_14_a_vault_of_another_region_is_said_before() {
    let place = Place::everyday();
    let near = place.find(VAULT, "kv-fabrikam-prod");
    let near = place.read(near, "2026-02-01");
    let far = place
        .find(VAULT, "kv-fabrikam-prod")
        .parent()
        .expect("a group")
        .provider(VAULT, "kv-fabrikam-neu");
    let mara = place.time.as_person("mara");
    let vault = json!({ "location": "northeurope", "properties": {
        "tenantId": near["properties"]["tenantId"],
        "sku": { "family": "A", "name": "standard" },
        "enableRbacAuthorization": true,
        "enablePurgeProtection": true,
    }});
    let key = json!({ "properties": { "kty": "RSA", "keySize": 2048 } });
    for request in [
        Request::put(&far, "2026-02-01", vault),
        Request::put(far.child("keys", "far-cmk"), "2026-02-01", key),
    ] {
        let answer = mara.ask(&request);
        assert!(answer.is_success(), "{:?}", answer.body);
        place.time.pass(std::time::Duration::from_secs(600));
    }
    let wish = on(&place, "use-my-key", "law-plain-weu")
        .answer("key", &identifier("kv-fabrikam-neu/far-cmk"));
    let found = planned(&place, "mara", &wish);
    let found = check(&found, "region");
    assert_eq!(found.finding, Finding::Failed, "{found:?}");
    assert!(found.headline.contains("northeurope"), "{found:?}");
}

#[test]
fn a_commitment_is_raised_at_once_and_lowered_only_when_it_is_over() {
    let place = Place::everyday();
    let to = |capacity: &str| {
        on(&place, "change-capacity", "law-plain-weu").answer("capacity", capacity)
    };
    proved(&place, "mara", &to("500"));
    let plan = planned(&place, "mara", &to("100"));
    let found = check(&plan, "commitment");
    assert_eq!(found.finding, Finding::Failed, "{found:?}");
    assert!(
        found.headline.contains("cannot be lowered before"),
        "{found:?}"
    );
    place.time.pass(std::time::Duration::from_secs(32 * 86_400));
    proved(&place, "mara", &to("100"));
}

/// The order for a cluster's own identity: what is to be granted has to be there first.
#[test]
fn a_new_cluster_comes_before_or_after_the_grant_as_its_identity_demands() {
    for (kind, order) in [
        ("user", ["grant", "wait", "newest", "create", ""]),
        ("system", ["create", "grant", "wait", "newest", "set-key"]),
    ] {
        let place = Place::everyday();
        let wish = place
            .create((CLUSTER, "create"), "rg-new-weu", "law-new-weu")
            .answer("key", &identifier("kv-fabrikam-prod/orders-cmk"))
            .answer("identity-kind", kind)
            .answer("identity", place.find(IDENTITY, "id-orders-cmk").as_str());
        let plan = planned(&place, "mara", &wish);
        let ids: Vec<&str> = plan.steps.iter().map(|it| it.id.as_str()).collect();
        let order: Vec<&str> = order.into_iter().filter(|it| !it.is_empty()).collect();
        assert_eq!(ids, order, "{kind}");
        proved(&place, "mara", &wish);
    }
}
