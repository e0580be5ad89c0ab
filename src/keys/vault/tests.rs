//! Vaults as Azure writes them, and the search for one.

use serde_json::{Value, json};

use super::*;
use crate::arm::access::subscriptions;
use crate::arm::{ArmError, Failure, Timestamp};

pub(crate) fn wire(subscription: &str, name: &str, properties: &Value) -> Value {
    let mut all = json!({
        "tenantId": "t",
        "vaultUri": format!("https://{name}.vault.azure.net/"),
        "sku": {"family": "A", "name": "premium"},
        "enableSoftDelete": true,
        "enablePurgeProtection": true,
        "enableRbacAuthorization": true,
        "provisioningState": "Succeeded",
    });
    for (field, value) in properties.as_object().into_iter().flatten() {
        all[field] = value.clone();
    }
    json!({
        "id": format!("/subscriptions/{subscription}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/{name}"),
        "name": name,
        "location": "East US 2",
        "properties": all,
    })
}

fn vault(properties: &Value) -> Vault {
    Vault::parse(&wire("s", "contoso", properties)).expect("a vault")
}

#[test]
fn what_is_left_out_has_azures_default() {
    let bare = vault(&json!({
        "enableSoftDelete": null, "enablePurgeProtection": null, "enableRbacAuthorization": null,
    }));
    assert!(bare.soft_delete && !bare.purge_protection && !bare.is_recoverable());
    assert_eq!(bare.permission_model, PermissionModel::AccessPolicies);
    assert_eq!(bare.host, "contoso.vault.azure.net");
    assert_eq!(bare.location, "eastus2");
    assert!(bare.network.is_open() && bare.network.bypass_trusted);
}

#[test]
fn the_firewall_is_read_in_any_casing() {
    let rows = [
        (
            json!({"publicNetworkAccess": "Disabled"}),
            PublicAccess::Disabled,
            DefaultAction::Allow,
            true,
        ),
        (
            json!({"publicNetworkAccess": "SecuredByPerimeter"}),
            PublicAccess::SecuredByPerimeter,
            DefaultAction::Allow,
            true,
        ),
        (
            json!({"networkAcls": {"defaultAction": "deny", "bypass": "None"}}),
            PublicAccess::Enabled,
            DefaultAction::Deny,
            false,
        ),
        (
            json!({"networkAcls": {"defaultAction": "Deny"}}),
            PublicAccess::Enabled,
            DefaultAction::Deny,
            true,
        ),
    ];
    for (properties, access, action, bypass) in rows {
        let network = vault(&properties).network;
        assert_eq!(
            (
                network.public_access,
                network.default_action,
                network.bypass_trusted
            ),
            (access, action, bypass),
            "{properties}"
        );
        assert!(!network.is_open(), "{properties}");
    }
}

#[test]
fn a_managed_hsm_is_ready_only_when_active() {
    let hsm = |properties: Value| {
        Vault::parse(&json!({
            "id": "/subscriptions/s/resourceGroups/rg/providers/microsoft.keyvault/managedhsms/h1",
            "location": "eastus2",
            "sku": {"name": "Standard_B1"},
            "properties": properties,
        }))
    };
    let uri = "https://h1.managedhsm.azure.net/";
    let active = json!({"activationStatus": "Active"});
    for (properties, ready) in [
        (
            json!({"hsmUri": uri, "provisioningState": "Succeeded", "securityDomainProperties": active}),
            true,
        ),
        (
            json!({"hsmUri": uri, "provisioningState": "Activated"}),
            true,
        ),
        (
            json!({"hsmUri": uri, "provisioningState": "Succeeded"}),
            false,
        ),
        (
            json!({"hsmUri": uri, "provisioningState": "Updating", "securityDomainProperties": active}),
            false,
        ),
        (
            json!({"hsmUri": uri, "provisioningState": "Succeeded", "securityDomainProperties": {"activationStatus": "NotActivated"}}),
            false,
        ),
    ] {
        let it = hsm(properties.clone()).expect("an HSM");
        assert_eq!(it.is_ready(), ready, "{properties}");
        assert_eq!(it.permission_model, PermissionModel::LocalRoles);
        assert_eq!(it.sku, "Standard_B1");
        assert!(!it.purge_protection, "an HSM has none unless it says so");
    }
    assert!(hsm(json!({})).is_none(), "an HSM without an address");
}

#[test]
fn requests_say_everything_azure_would_decide() {
    let new = NewVault {
        id: vault(&json!({})).id,
        location: "eastus2".into(),
        tenant: "t".into(),
        tier: Tier::Premium,
        permission_model: PermissionModel::AccessPolicies,
        retention_days: 90,
        purge_protection: false,
    };
    let body = create(&new).body.unwrap_or_default();
    assert_eq!(body["properties"]["enableRbacAuthorization"], false);
    assert_eq!(body["properties"].get("enablePurgeProtection"), None);
    let protected = vault(&json!({"enableSoftDelete": false}));
    assert_eq!(
        protect(&protected).body,
        Some(json!({"properties": {"enablePurgeProtection": true, "enableSoftDelete": true}}))
    );
    assert!(name_check("s", "contoso").is_read());
}

fn subscriptions_known(ids: &[&str]) -> Facts {
    let mut facts = Facts::default();
    let rows: Vec<Value> = ids.iter().map(|it| json!({"subscriptionId": it})).collect();
    facts.insert(
        &subscriptions::read(),
        Timestamp(0),
        Ok(json!({"value": rows})),
    );
    facts
}

fn refusal(status: u16) -> Failure {
    Failure::Refused(Box::new(ArmError {
        status,
        ..ArmError::default()
    }))
}

#[test]
fn a_vault_is_sought_near_first_and_then_everywhere() {
    let key = KeyUri::read("https://contoso.vault.azure.net/keys/k").expect("a key");
    let mut facts = Facts::default();
    let near = list_read("a", VaultKind::Vault);
    assert_eq!(
        find_reads(&key, None, Some("a"), &facts),
        std::slice::from_ref(&near)
    );
    assert_eq!(find(&key, None, Some("a"), &facts), Sought::NotRead);

    facts.insert(&near, Timestamp(0), Ok(json!({"value": []})));
    assert!(find_reads(&key, None, Some("a"), &facts).contains(&subscriptions::read()));
    facts.extend(subscriptions_known(&["A", "b"]));
    let far = list_read("b", VaultKind::Vault);
    assert!(find_reads(&key, None, Some("a"), &facts).contains(&far));

    facts.insert(&far, Timestamp(0), Err(refusal(403)));
    assert_eq!(
        find(&key, None, Some("a"), &facts),
        Sought::NotVisible(vec!["b".into()])
    );
    facts.insert(&far, Timestamp(0), Ok(json!({"value": []})));
    assert_eq!(find(&key, None, Some("a"), &facts), Sought::Nowhere);

    let found = wire("b", "contoso", &json!({}));
    facts.insert(&far, Timestamp(0), Ok(json!({"value": [found]})));
    let reads = find_reads(&key, None, Some("a"), &facts);
    assert_eq!(find(&key, None, Some("a"), &facts), Sought::NotRead);
    facts.insert(&reads[0], Timestamp(0), Ok(found));
    assert!(matches!(
        find(&key, None, Some("a"), &facts),
        Sought::Found(_)
    ));
}
