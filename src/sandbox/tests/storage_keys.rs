//! The key of a storage account: a row for each refusal, and what is read back.

use std::time::Duration;

use serde_json::{Value, json};

use super::workshop::Workshop;
use super::*;
use crate::sandbox::Control;

#[test]
fn the_whole_way_from_identity_to_read_back() {
    let shop = Workshop::new();
    shop.vault("kv-a", json!({}));
    shop.key("kv-a", "k", json!({}));
    shop.identity("id-a");
    shop.account("acc1", json!({}));
    shop.attach("acc1", "id-a");
    shop.grant("kv-a", "id-a");
    let early = shop.set_key("acc1", "kv-a", "k");
    assert_eq!(
        outcome(&early),
        (400, "KeyVaultAuthenticationFailure".to_owned())
    );
    assert_eq!(shop.encryption("acc1")["keySource"], "Microsoft.Storage");
    let mut tries = 0;
    while !shop.set_key("acc1", "kv-a", "k").is_success() {
        shop.time.pass(Duration::from_secs(30));
        tries += 1;
        assert!(tries <= 10, "the grant never arrived");
    }
    assert!(tries >= 2, "the grant arrived within {tries} tries");
    let encryption = shop.encryption("acc1");
    assert_eq!(encryption["keySource"], "Microsoft.Keyvault");
    assert_eq!(encryption["keyvaultproperties"]["keyversion"], "");
    assert_eq!(shop.version_in_use("acc1"), shop.versions("kv-a", "k")[0]);
    assert!(encryption["keyvaultproperties"]["lastKeyRotationTimestamp"].is_string());
}

#[test]
fn every_key_that_cannot_be_used_is_refused_by_its_code() {
    let shop = Workshop::ready();
    let now = shop.time.now().seconds();
    let auth = "KeyVaultAuthenticationFailure";
    let missing = "KeyVaultEncryptionKeyNotFound";
    let invalid = "InvalidValuesForRequestParameters";
    let made = |vault: &str, properties: Value, key: Value| {
        shop.vault(vault, properties);
        shop.key(vault, "k", key);
        shop.grant(vault, "id-a");
    };
    let closed =
        |bypass: &str| json!({ "networkAcls": { "defaultAction": "Deny", "bypass": bypass } });
    made(
        "kv-open",
        json!({ "enablePurgeProtection": null }),
        json!({}),
    );
    made("kv-shut", closed("None"), json!({}));
    made("kv-trusting", closed("AzureServices"), json!({}));
    made(
        "kv-private",
        json!({ "publicNetworkAccess": "Disabled" }),
        json!({}),
    );
    made("kv-ec", json!({}), json!({ "kty": "EC", "keySize": null }));
    made(
        "kv-off",
        json!({}),
        json!({ "attributes": { "enabled": false } }),
    );
    made(
        "kv-late",
        json!({}),
        json!({ "attributes": { "nbf": now + 864_000 } }),
    );
    made(
        "kv-old",
        json!({}),
        json!({ "attributes": { "exp": now + 60 } }),
    );
    shop.vault("kv-alone", json!({}));
    shop.key("kv-alone", "k", json!({}));
    shop.time.pass(Duration::from_secs(700));
    let rows = [
        ("kv-open", "k", "", 400, "KeyVaultPolicyError"),
        ("kv-shut", "k", "", 400, auth),
        ("kv-private", "k", "", 400, auth),
        ("kv-alone", "k", "", 400, auth),
        ("kv-ec", "k", "", 400, invalid),
        ("kv-off", "k", "", 400, missing),
        ("kv-late", "k", "", 400, auth),
        ("kv-old", "k", "", 400, auth),
        ("kv-a", "nothing", "", 400, missing),
        (
            "kv-a",
            "k",
            "0123456789abcdef0123456789abcdef",
            400,
            missing,
        ),
        ("kv-nowhere", "k", "", 400, "KeyVaultVaultNotFound"),
        ("a.b", "k", "", 400, invalid),
        ("kv-trusting", "k", "", 200, ""),
    ];
    for (vault, key, version, status, code) in rows {
        let answer = shop.patch("acc1", shop.key_of(vault, key, version, "id-a"));
        assert_eq!(
            outcome(&answer),
            (status, code.to_owned()),
            "{vault}/{key}/{version}: {:?}",
            answer.body
        );
    }
}

#[test]
fn identity_and_key_have_rules_of_their_own() {
    let shop = Workshop::ready();
    shop.identity("id-b");
    shop.grant("kv-a", "id-b");
    shop.key("kv-a", "k2", json!({}));
    shop.account("plain", json!({}));
    shop.account("own", json!({ "identity": { "type": "SystemAssigned" } }));
    shop.time.pass(Duration::from_secs(600));
    assert_eq!(shop.set_key("acc1", "kv-a", "k").status, 200);
    let key = |identity: &str| shop.key_of("kv-a", "k2", "", identity);
    let with = |mut body: Value, pointer: &str, value: Value| {
        *body.pointer_mut(pointer).expect("a place") = value;
        body
    };
    let both = |identity: Value| {
        let mut body = key("id-b");
        body["identity"] = identity;
        body
    };
    let users = |ids: &[(&str, Value)]| {
        let map = ids
            .iter()
            .map(|(name, value)| (shop.identity_id(name).to_string(), value.clone()));
        json!({ "type": "UserAssigned", "userAssignedIdentities": map.collect::<serde_json::Map<_, _>>() })
    };
    let no_opener = with(key("id-a"), "/properties/encryption/identity", Value::Null);
    let together = "InvalidRequestPropertyValue";
    let invalid = "InvalidValuesForRequestParameters";
    let rows: [(&str, Value, u16, &str); 11] = [
        ("plain", no_opener.clone(), 400, "MissingMsiHeaders"),
        ("plain", key("id-a"), 400, invalid),
        ("own", no_opener, 400, "KeyVaultAuthenticationFailure"),
        ("plain", both(users(&[("id-b", json!({}))])), 400, together),
        (
            "acc1",
            both(users(&[("id-a", Value::Null), ("id-b", json!({}))])),
            400,
            together,
        ),
        (
            "acc1",
            json!({ "identity": users(&[("id-b", json!({}))]) }),
            400,
            invalid,
        ),
        (
            "acc1",
            json!({ "identity": { "type": "None" } }),
            400,
            invalid,
        ),
        (
            "plain",
            json!({ "identity": { "type": "UserAssigned" } }),
            400,
            "MissingIdentityIds",
        ),
        (
            "plain",
            json!({ "identity": users(&[("id-nobody", json!({}))]) }),
            400,
            "FailedIdentityOperation",
        ),
        (
            "plain",
            json!({ "identity": { "type": "UserAssigned", "userAssignedIdentities": { "x": {} } } }),
            400,
            "LinkedInvalidPropertyId",
        ),
        ("acc1", key("id-a"), 200, ""),
    ];
    for (account, body, status, code) in rows {
        let answer = shop.patch(account, body.clone());
        assert_eq!(
            outcome(&answer),
            (status, code.to_owned()),
            "{account} {body}: {:?}",
            answer.body
        );
    }
    let said = shop.patch("plain", both(users(&[("id-b", json!({}))])));
    assert!(
        ArmError::read(&said).message.contains(
            "'encryption.identity, encryption.keyvaultproperties' cannot be updated in a single operation"
        )
    );
}

#[test]
fn going_back_to_microsofts_keys_needs_the_old_key() {
    let shop = Workshop::ready();
    assert_eq!(shop.set_key("acc1", "kv-a", "k").status, 200);
    let key = shop.vault_id("kv-a").child("keys", "k");
    let back = json!({ "properties": { "encryption": {
        "services": { "blob": { "enabled": true }, "file": { "enabled": true } },
        "keySource": "Microsoft.Storage",
    }}});
    let enable = |enabled: bool| Control::SetKeyEnabled {
        key: key.clone(),
        version: String::new(),
        enabled,
    };
    shop.time.control(enable(false));
    let refused = shop.patch("acc1", back.clone());
    assert_eq!(outcome(&refused).1, "KeyVaultEncryptionKeyNotFound");
    shop.time.control(enable(true));
    assert_eq!(shop.patch("acc1", back).status, 200);
    let encryption = shop.encryption("acc1");
    assert_eq!(encryption["keySource"], "Microsoft.Storage");
    assert!(encryption.get("keyvaultproperties").is_none());
}
