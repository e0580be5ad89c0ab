//! What is found, what is not, and what is said of what could not be read.

use serde_json::json;

use super::*;
use crate::arm::access::subscriptions;
use crate::arm::{Failure, Lost, Timestamp};

const ORDERS: &str =
    "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/orders";
const VAULT: &str = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv";
const IDENTITY: &str = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id";

/// Everything read: every list is empty but these.
fn facts(accounts: &Value, vaults: &Value, assignments: &Value) -> Facts {
    let mut facts = Facts::default();
    let subscription = json!({"value": [{
        "subscriptionId": "s", "displayName": "Retail", "tenantId": "t", "state": "Enabled"
    }]});
    facts.insert(&subscriptions::read(), Timestamp(1), Ok(subscription));
    let scope = ResourceId::of_subscription("s");
    for kind in ALL {
        let rows = match kind.arm_type() {
            "Microsoft.Storage/storageAccounts" => accounts,
            "Microsoft.KeyVault/vaults" => vaults,
            _ => &json!([]),
        };
        facts.insert(&kind.list(&scope), Timestamp(2), Ok(json!({"value": rows})));
    }
    let read = assignment::read_everywhere(&scope);
    facts.insert(&read, Timestamp(3), Ok(json!({"value": assignments})));
    facts
}

fn account(state: &str, identity: &Value, encryption: &Value) -> Value {
    json!([{
        "id": ORDERS, "name": "orders", "type": "Microsoft.Storage/storageAccounts",
        "kind": "StorageV2", "sku": {"name": "Standard_LRS"}, "location": "westeurope",
        "identity": identity,
        "properties": {"provisioningState": state, "encryption": encryption},
    }])
}

fn with_identity() -> Value {
    json!({"type": "UserAssigned", "userAssignedIdentities": {IDENTITY: {"principalId": "p"}}})
}

fn of_microsoft() -> Value {
    json!({"keySource": "Microsoft.Storage"})
}

fn by_role(scope: &str, role: &str) -> Value {
    let id = format!("{scope}/providers/Microsoft.Authorization/roleAssignments/a");
    json!([{"id": id, "properties": {
        "roleDefinitionId": format!("/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/{role}"),
        "principalId": "p", "scope": scope,
    }}])
}

fn kinds(facts: &Facts) -> Vec<(What, bool)> {
    let found = of(facts);
    assert_eq!(found.unread, [""; 0]);
    let rows = found.rows.iter();
    rows.map(|it| (it.what, it.action.is_some())).collect()
}

#[test]
fn what_stopped_half_way_is_found_with_what_goes_on() {
    let none = json!([]);
    let plain = account("Succeeded", &Value::Null, &of_microsoft());
    assert_eq!(kinds(&facts(&plain, &none, &none)), []);

    let attached = account("Succeeded", &with_identity(), &of_microsoft());
    assert_eq!(
        kinds(&facts(&attached, &none, &none)),
        [(What::Attached, true)]
    );

    for scope in [VAULT.to_owned(), format!("{VAULT}/keys/orders")] {
        let role = by_role(&scope, grant::SERVICE_ENCRYPTION_USER);
        assert_eq!(
            kinds(&facts(&attached, &none, &role)),
            [(What::Granted, true)]
        );
    }
    let creating = account("Creating", &with_identity(), &of_microsoft());
    assert_eq!(
        kinds(&facts(&creating, &none, &none)),
        [(What::AtWork, false)]
    );
}

#[test]
fn a_role_that_is_too_little_or_for_everything_is_no_grant() {
    let attached = account("Succeeded", &with_identity(), &of_microsoft());
    for (scope, role) in [
        (VAULT, grant::READER),
        ("/subscriptions/s", grant::SERVICE_ENCRYPTION_USER),
    ] {
        let role = by_role(scope, role);
        let found = kinds(&facts(&attached, &json!([]), &role));
        assert_eq!(found, [(What::Attached, true)], "{scope}");
    }
}

#[test]
fn a_policy_of_a_vault_is_a_grant() {
    let vault = json!([{"id": VAULT, "location": "westeurope", "properties": {
        "vaultUri": "https://kv.vault.azure.net/", "tenantId": "t",
        "enableRbacAuthorization": false, "sku": {"name": "standard"},
        "accessPolicies": [{"tenantId": "t", "objectId": "p",
            "permissions": {"keys": ["get", "wrapKey", "unwrapKey"]}}],
    }}]);
    let attached = account("Succeeded", &with_identity(), &of_microsoft());
    let found = kinds(&facts(&attached, &vault, &json!([])));
    assert_eq!(found, [(What::Granted, true)]);
}

#[test]
fn what_could_not_be_read_is_named() {
    let mut facts = facts(&json!([]), &json!([]), &json!([]));
    let scope = ResourceId::of_subscription("s");
    let lost = || Err(Failure::Lost(Lost::NoAnswer));
    facts.insert(&ALL[0].list(&scope), Timestamp(4), lost());
    facts.insert(&assignment::read_everywhere(&scope), Timestamp(4), lost());
    let found = of(&facts);
    assert_eq!(
        found.unread,
        [
            "the role assignments of Retail: no answer arrived",
            "the storage accounts of Retail: no answer arrived",
        ]
    );
    assert_eq!(of(&Facts::default()).unread, ["your subscriptions"]);
}
