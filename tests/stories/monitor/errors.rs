//! The errors: of a cluster's update, of its reading, and those of the troubleshooting part.

use cmk_console::arm::Request;
use cmk_console::sandbox::Control;
use serde_json::json;

use super::limits::ORDERS;
use super::meeting::*;
use crate::console::places::{CLUSTER, IDENTITY, Place, VAULT, identifier};

pub const ROWS: &[Row] = &[
    row(
        "update: cluster is in deleting state",
        |it| {
            delete(it, "law-plain-weu");
            refused(
                it,
                &patch(
                    it,
                    "law-plain-weu",
                    json!({ "properties": { "billingType": "Workspaces" } }),
                ),
            )
        },
        &[
            "is being deleted",
            "free again after 14 days",
            "deleting state",
        ],
    ),
    row(
        "delete: cluster is in deleting state",
        |it| {
            delete(it, "law-plain-weu");
            refused(it, &Request::delete(cluster(it, "law-plain-weu"), LA))
        },
        &["A deletion cannot be stopped"],
    ),
    row(
        "update: the key has a bad format",
        |it| refused(it, &patch(it, "law-hub-weu", key("", ""))),
        &["not named as the cluster wants it", "32 hexadecimal digits"],
    ),
    row(
        "update: a version that is none",
        |it| refused(it, &patch(it, "law-hub-weu", key("orders-cmk", "newest"))),
        &["not named as the cluster wants it"],
    ),
    row(
        "update: the key cannot be validated, not granted",
        |it| refused(it, &patch(it, "law-hub-weu", key("orders-cmk", ""))),
        &[
            "cannot use the key",
            "Wait a few minutes after a grant",
            "Failed to validate key",
        ],
    ),
    row(
        "update: the key cannot be validated, no such key",
        |it| refused(it, &patch(it, "law-hub-weu", key("gone-cmk", ""))),
        &["the key is missing"],
    ),
    row(
        "update: the key is not recoverable",
        |it| {
            grant_dev(it);
            let body = json!({ "properties": { "keyVaultProperties": {
                "keyVaultUri": "https://kv-fabrikam-dev.vault.azure.net",
                "keyName": "dev-cmk", "keyVersion": "",
            }}});
            refused(it, &patch(it, "law-hub-weu", body))
        },
        &["could lose the key", "Turn on purge protection"],
    ),
    row(
        "update: another operation is at work",
        |it| {
            raise(it);
            refused(
                it,
                &patch(
                    it,
                    "law-plain-weu",
                    json!({ "properties": { "billingType": "Workspaces" } }),
                ),
            )
        },
        &[
            "Another change to the cluster is at work",
            "Succeeded, and try again",
        ],
    ),
    row(
        "update while it is updating, said before",
        |it| {
            raise(it);
            planned(
                it,
                &wish(it, CLUSTER, "change-billing", "law-plain-weu")
                    .answer("billing", "Workspaces"),
            )
        },
        &["[Failed idle]", "in progress", "Updating"],
    ),
    row(
        "update while it is provisioning",
        |it| {
            done(it, &new_cluster(it, "law-new", "northeurope"));
            refused(
                it,
                &patch(
                    it,
                    "law-new",
                    json!({ "properties": { "billingType": "Workspaces" } }),
                ),
            )
        },
        &["Another change to the cluster is at work"],
    ),
    row(
        "get: no such cluster",
        |it| {
            let id = cluster(it, "law-hub-weu")
                .parent_group()
                .provider(CLUSTER, "law-none");
            refused(it, &Request::get(id, LA))
        },
        &[
            "There is no such cluster",
            "wait until 14 days after the deletion",
        ],
    ),
    row(
        "two identities",
        |it| {
            let id = it.find(IDENTITY, "id-orders-cmk");
            let both = json!({ "identity": {
                "type": "SystemAssigned,UserAssigned",
                "userAssignedIdentities": { id.as_str(): {} },
            }});
            refused(it, &patch(it, "law-plain-weu", both))
        },
        &["one identity only"],
    ),
    row(
        "update with an access policy without Get",
        |it| {
            without_get(it);
            let body = json!({ "properties": { "keyVaultProperties": {
                "keyVaultUri": "https://kv-fabrikam-policies.vault.azure.net",
                "keyName": "policies-cmk", "keyVersion": "",
            }}});
            refused(it, &patch(it, "law-hub-weu", body))
        },
        &["may not get, wrap and unwrap yet"],
    ),
    row(
        "an access policy without Get, said before",
        |it| {
            without_get(it);
            let wish = wish(it, CLUSTER, "change-key", "law-hub-weu");
            planned(
                it,
                &wish.answer("key", &identifier("kv-fabrikam-policies/policies-cmk")),
            )
        },
        &[
            "[Warning policy-get]",
            "needs Get to see that the vault is recoverable",
        ],
    ),
    row(
        "roles are writable and deletable",
        |it| {
            planned(
                it,
                &wish(it, CLUSTER, "use-my-key", "law-plain-weu").answer("key", ORDERS),
            )
        },
        &["[Passed right-grant]", "[Passed right-revoke]"],
    ),
    row(
        "rotated in the vault and not in the cluster",
        |it| page(it, CLUSTER, "law-audit-weu"),
        &["Uses an older version"],
    ),
    row(
        "rotated, and the old version disabled",
        |it| {
            disable_old(it);
            page(it, CLUSTER, "law-audit-weu")
        },
        &["Bad Key disabled"],
    ),
];

fn delete(place: &Place, name: &str) {
    done(place, &Request::delete(cluster(place, name), LA));
}

fn principal(place: &Place, identity: &str) -> serde_json::Value {
    place.read(place.find(IDENTITY, identity), "2024-11-30")["properties"].clone()
}

fn grant_dev(place: &Place) {
    let vault = place.find(VAULT, "kv-fabrikam-dev");
    let subscription = place.documents.subscription().expect("an ID");
    let role = "e147488a-f6f5-4113-8e2d-b22465e65bf6";
    let name = "4f1c3a52-6d0e-4c6b-9a57-0d9c2b7f1e22";
    let id = vault.provider("Microsoft.Authorization/roleAssignments", name);
    let body = json!({ "properties": {
        "roleDefinitionId": format!("/subscriptions/{subscription}/providers/Microsoft.Authorization/roleDefinitions/{role}"),
        "principalId": principal(place, "id-logs-cmk")["principalId"],
        "principalType": "ServicePrincipal",
    }});
    done(place, &Request::put(id, "2022-04-01", body));
    hours(place, 1);
}

fn without_get(place: &Place) {
    let identity = principal(place, "id-logs-cmk");
    let vault = place.find(VAULT, "kv-fabrikam-policies");
    let body = json!({ "properties": { "accessPolicies": [{
        "tenantId": identity["tenantId"],
        "objectId": identity["principalId"],
        "permissions": { "keys": ["wrapKey", "unwrapKey"] },
    }]}});
    done(
        place,
        &Request::put(format!("{vault}/accessPolicies/add"), "2026-02-01", body),
    );
    hours(place, 1);
}

/// The versions of the key of the hub, the newest first.
pub fn versions(place: &Place) -> Vec<String> {
    let key = place
        .find(VAULT, "kv-fabrikam-prod")
        .child("keys", "logs-cmk");
    let list = place.read(format!("{key}/versions"), "2026-02-01");
    let rows = list["value"].as_array().expect("versions").iter();
    rows.map(|it| it["name"].as_str().expect("a name").to_owned())
        .collect()
}

fn disable_old(place: &Place) {
    let key = place
        .find(VAULT, "kv-fabrikam-prod")
        .child("keys", "logs-cmk");
    let version = versions(place).pop().expect("the oldest");
    place.time.control(Control::SetKeyEnabled {
        key,
        version,
        enabled: false,
    });
}
