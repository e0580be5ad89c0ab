//! Rows of assignments and policies, and the judgement over them.

use serde_json::{Value, json};

use super::*;
use crate::arm::access::roles;
use crate::arm::{ArmError, Facts, Failure};
use crate::keys::vault::Vault;
use crate::keys::vault::tests::wire;

const PRINCIPAL: &str = "aaaaaaaa-0000-0000-0000-000000000001";
const SUBSCRIPTION: &str = "/subscriptions/s";

fn vault(properties: &Value) -> Vault {
    Vault::parse(&wire("s", "contoso", properties)).expect("a vault")
}

fn assigned(role: &str, scope: &str, condition: &Value) -> Value {
    json!({
        "id": format!("{}/providers/Microsoft.Authorization/roleAssignments/{role}", scope.trim_end_matches('/')),
        "properties": {
            "roleDefinitionId": format!("{SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/{role}"),
            "principalId": PRINCIPAL,
            "scope": scope,
            "condition": condition,
        },
    })
}

fn judged(rows: &[Value]) -> GrantState {
    let vault = vault(&json!({}));
    let mut facts = Facts::default();
    let read = &reads(&vault, "orders", PRINCIPAL, &facts)[0];
    facts.insert(read, Timestamp(0), Ok(json!({"value": rows})));
    state(&vault, "orders", PRINCIPAL, &facts)
}

#[test]
fn roles_are_judged_by_their_data_actions_and_their_scope() {
    let vault = vault(&json!({}));
    let (at_vault, at_key) = (vault.id.to_string(), vault.key_id("orders").to_string());
    let officer = roles::by_name("Key Vault Crypto Officer")
        .expect("known")
        .id;
    let owner = roles::by_name("Owner").expect("known").id;
    let reader = roles::by_name("Key Vault Reader").expect("known").id;
    let other_key = vault.key_id("hr").to_string();
    let none = Value::Null;
    let just_enough = Some(false);
    let rows = [
        (vec![], None),
        (
            vec![assigned(SERVICE_ENCRYPTION_USER, &at_vault, &none)],
            just_enough,
        ),
        (
            vec![assigned(
                SERVICE_ENCRYPTION_USER,
                &at_key.to_uppercase(),
                &none,
            )],
            just_enough,
        ),
        (
            vec![assigned(SERVICE_ENCRYPTION_USER, &other_key, &none)],
            None,
        ),
        (
            vec![assigned(SERVICE_ENCRYPTION_USER, SUBSCRIPTION, &none)],
            Some(true),
        ),
        (vec![assigned(CRYPTO_USER, &at_vault, &none)], Some(true)),
        (vec![assigned(officer, &at_vault, &none)], Some(true)),
        (
            vec![
                assigned(officer, &at_vault, &none),
                assigned(SERVICE_ENCRYPTION_USER, &at_vault, &none),
            ],
            just_enough,
        ),
        (
            vec![
                assigned(owner, &at_vault, &none),
                assigned(reader, &at_vault, &none),
            ],
            None,
        ),
    ];
    for (assignments, over) in rows {
        let state = judged(&assignments);
        let found = state.granted().map(|it| it.over_privileged.is_some());
        assert_eq!(found, over, "{assignments:?} gave {state:?}");
    }
}

#[test]
fn a_condition_and_an_unreadable_list_are_not_known() {
    let at = vault(&json!({})).id.to_string();
    let conditional = judged(&[assigned(SERVICE_ENCRYPTION_USER, &at, &json!("@Resource…"))]);
    assert!(
        matches!(conditional, GrantState::Unknown(_)),
        "{conditional:?}"
    );
    let vault = vault(&json!({}));
    let mut facts = Facts::default();
    assert_eq!(
        state(&vault, "orders", PRINCIPAL, &facts),
        GrantState::NotRead
    );
    let read = &reads(&vault, "orders", PRINCIPAL, &facts)[0];
    let refusal = ArmError {
        status: 403,
        ..ArmError::default()
    };
    facts.insert(read, Timestamp(0), Err(Failure::Refused(Box::new(refusal))));
    assert!(matches!(
        state(&vault, "orders", PRINCIPAL, &facts),
        GrantState::Unknown(why) if why.contains("may not read")
    ));
}

#[test]
fn a_custom_role_is_read_before_it_is_judged() {
    let vault = vault(&json!({}));
    let custom = "cccccccc-0000-0000-0000-000000000001";
    let mut facts = Facts::default();
    let list = &reads(&vault, "orders", PRINCIPAL, &facts)[0];
    let row = assigned(custom, vault.id.as_str(), &Value::Null);
    facts.insert(list, Timestamp(0), Ok(json!({"value": [row]})));
    assert_eq!(
        state(&vault, "orders", PRINCIPAL, &facts),
        GrantState::NotRead
    );
    let definition = &reads(&vault, "orders", PRINCIPAL, &facts)[1];
    // Complaint 13: `keys/read` among the actions instead of the data actions.
    for (data_actions, granted) in [
        (json!(["Microsoft.KeyVault/vaults/keys/*"]), true),
        (
            json!([
                "Microsoft.KeyVault/vaults/keys/wrap/action",
                "Microsoft.KeyVault/vaults/keys/unwrap/action"
            ]),
            false,
        ),
    ] {
        let value = json!({"properties": {"roleName": "Ours", "permissions": [
            {"actions": ["Microsoft.KeyVault/vaults/keys/read"], "dataActions": data_actions}]}});
        facts.insert(definition, Timestamp(0), Ok(value));
        let state = state(&vault, "orders", PRINCIPAL, &facts);
        assert_eq!(
            state.granted().is_some(),
            granted,
            "{data_actions}: {state:?}"
        );
    }
}

#[test]
fn access_policies_are_judged_in_any_casing() {
    let policy = |keys: Value, application: Value| {
        json!({
            "enableRbacAuthorization": false,
            "accessPolicies": [{"tenantId": "t", "objectId": PRINCIPAL.to_uppercase(), "applicationId": application, "permissions": {"keys": keys}}],
        })
    };
    let rows = [
        (
            policy(json!(["Get", "WrapKey", "unwrapkey"]), Value::Null),
            Some(false),
        ),
        (
            policy(json!(["get", "list", "wrapKey", "unwrapKey"]), Value::Null),
            Some(false),
        ),
        (policy(json!(["all"]), Value::Null), Some(true)),
        (
            policy(json!(["get", "wrapKey", "unwrapKey", "purge"]), Value::Null),
            Some(true),
        ),
        (policy(json!(["get", "wrapKey"]), Value::Null), None),
        (policy(json!(["all"]), json!("app")), None),
        (
            json!({"enableRbacAuthorization": null, "accessPolicies": []}),
            None,
        ),
    ];
    for (properties, over) in rows {
        let vault = vault(&properties);
        assert!(reads(&vault, "orders", PRINCIPAL, &Facts::default()).is_empty());
        let state = state(&vault, "orders", PRINCIPAL, &Facts::default());
        let found = state.granted().map(|it| it.over_privileged.is_some());
        assert_eq!(found, over, "{properties} gave {state:?}");
    }
}

#[test]
fn granting_twice_is_one_grant() {
    let scope = vault(&json!({})).key_id("orders");
    let name = assignment::name(&scope, SERVICE_ENCRYPTION_USER, PRINCIPAL);
    let shouted = ResourceId::parse(&scope.as_str().to_uppercase()).expect("an id");
    let again = assignment::name(&shouted, SERVICE_ENCRYPTION_USER, &PRINCIPAL.to_uppercase());
    assert_eq!(name, again);
    let request = assignment::create(&scope, SERVICE_ENCRYPTION_USER, PRINCIPAL, &name);
    let body = request.body.unwrap_or_default();
    assert_eq!(body["properties"]["principalType"], "ServicePrincipal");
    assert!(request.url.contains(&format!(
        "/keys/orders/providers/Microsoft.Authorization/roleAssignments/{name}"
    )));
}

#[test]
fn an_access_policy_is_added_with_just_enough() {
    let vault = vault(&json!({"enableRbacAuthorization": false}));
    let request = policy::add(&vault.id, &vault.tenant, PRINCIPAL, &KEY_PERMISSIONS);
    assert!(
        request
            .path()
            .ends_with("/vaults/contoso/accessPolicies/add")
    );
    assert_eq!(
        request.body.unwrap_or_default()["properties"]["accessPolicies"][0]["permissions"]["keys"],
        json!(["get", "wrapKey", "unwrapKey"])
    );
}
