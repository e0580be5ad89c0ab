//! Storage accounts under the key of another directory: what has to be there, and what happens
//! when it goes away.

use std::time::Duration;

use serde_json::{Value, json};

use super::both_sides::Both;
use super::graph::{credential, done, graph, post};
use super::workshop::{KV, ST};
use super::*;
use crate::arm::Method;
use crate::sandbox::Control;

#[test]
fn an_account_takes_the_key_of_another_directory() {
    let both = Both::ready();
    let answer = both.set();
    assert_eq!(outcome(&answer), (200, String::new()), "{:?}", answer.body);
    let encryption = both.shop.encryption("acc1");
    let identity = both.shop.identity_id("id-a");
    assert_eq!(
        encryption["identity"],
        json!({ "userAssignedIdentity": identity.as_str(), "federatedIdentityClientId": both.client })
    );
    let address = encryption["keyvaultproperties"]["currentVersionedKeyIdentifier"].as_str();
    assert!(
        address.is_some_and(|it| it.starts_with("https://kv-theirs.vault.azure.net/keys/cmk/"))
    );
    // What a body does not mention stays.
    let mut again = both.wish(Value::Null);
    let identity = &mut again["properties"]["encryption"]["identity"];
    identity
        .as_object_mut()
        .expect("members")
        .remove("federatedIdentityClientId");
    assert_eq!(both.shop.patch("acc1", again).status, 200);
    assert_eq!(both.shop.encryption("acc1"), encryption);
    // The other directory sees nothing of the account, and this one nothing of the vault.
    let mara = both.shop.mara(&Request::get(&both.vault, KV));
    assert_eq!(
        outcome(&mara),
        (401, "InvalidAuthenticationTokenTenant".to_owned())
    );
    let account = Request::get(both.shop.account_id("acc1"), ST);
    assert_eq!(both.shop.time.as_person("aiko").ask(&account).status, 401);
}

#[test]
fn each_missing_part_is_refused_by_its_own_code() {
    let both = Both::begun();
    let gateway = "GatewayAuthenticationFailed";
    let said = |answer: &Response| (outcome(answer).1, Both::number(answer));
    let of = |code: &str, number: &str| (code.to_owned(), number.to_owned());
    both.shop.time.pass(Duration::from_secs(120));
    assert_eq!(said(&both.set()), of(gateway, "700016"), "not installed");
    let unknown = both.wish(json!("00000000-0000-4000-8000-000000000001"));
    assert_eq!(
        said(&both.shop.patch("acc1", unknown)),
        of(gateway, "700016"),
        "no application"
    );
    let nobody = both.wish(Value::Null);
    let auth = "KeyVaultAuthenticationFailure";
    assert_eq!(
        said(&both.shop.patch("acc1", nobody)),
        of(auth, ""),
        "no application named"
    );
    both.install("aiko");
    both.shop.time.pass(Duration::from_secs(60));
    assert_eq!(said(&both.set()), of(auth, ""), "not granted");
    both.grant("aiko", &both.vault);
    assert_eq!(said(&both.set()), of(auth, ""), "granted just now");
    both.shop.time.pass(Duration::from_secs(400));
    let mut alone = both.wish(json!(both.client));
    alone["properties"]["encryption"]["identity"]["userAssignedIdentity"] = Value::Null;
    let invalid = "InvalidValuesForRequestParameters";
    assert_eq!(
        said(&both.shop.patch("acc1", alone)),
        of(invalid, ""),
        "no identity"
    );
    // Another identity is no subject of the application.
    both.shop.identity("id-b");
    both.shop.account("acc2", json!({}));
    both.shop.attach("acc2", "id-b");
    let mut other = both.wish(json!(both.client));
    let identity = both.shop.identity_id("id-b");
    other["properties"]["encryption"]["identity"]["userAssignedIdentity"] =
        json!(identity.as_str());
    assert_eq!(
        said(&both.shop.patch("acc2", other.clone())),
        of(gateway, "700213"),
        "no credential"
    );
    let path = format!(
        "/applications/{}/federatedIdentityCredentials",
        both.application
    );
    let body = credential("second", &both.shop.principal("id-b"));
    done(&both.shop.time, "mara", &post(&path, body));
    assert_eq!(
        said(&both.shop.patch("acc2", other.clone())),
        of(gateway, "700213"),
        "too new"
    );
    both.shop.time.pass(Duration::from_secs(121));
    assert_eq!(both.shop.patch("acc2", other).status, 200);
    let block = |enabled: bool| {
        let at = format!("/servicePrincipals/{}", both.stand_in("aiko"));
        let change = graph(Method::Patch, &at, json!({ "accountEnabled": enabled }));
        assert_eq!(both.shop.time.as_person("aiko").ask(&change).status, 204);
    };
    block(false);
    assert_eq!(
        said(&both.set()),
        of(gateway, "7000112"),
        "disabled by the customer"
    );
    block(true);
    let change = |audience: &str| {
        let at = format!("/applications/{}", both.application);
        let change = graph(Method::Patch, &at, json!({ "signInAudience": audience }));
        assert_eq!(both.shop.mara(&change).status, 204);
    };
    change("AzureADMyOrg");
    assert_eq!(said(&both.set()), of(gateway, "700016"), "single-tenant");
    change("AzureADMultipleOrgs");
    assert_eq!(both.set().status, 200);
}

#[test]
fn a_second_customer_has_a_stand_in_and_a_grant_of_its_own() {
    let both = Both::ready();
    assert_eq!(both.set().status, 200);
    let time = &both.shop.time;
    let subscription = time.subscription("noor", "Northwind Keys");
    let group = ResourceId::of_group(subscription.subscription().expect("its ID"), "rg-n");
    let vault = group.provider("Microsoft.KeyVault/vaults", "kv-others");
    // By access policy this time.
    both.vault_of(
        "noor",
        &vault,
        json!({ "enableRbacAuthorization": false, "accessPolicies": [] }),
    );
    both.install("noor");
    time.pass(Duration::from_secs(60));
    let mine = both.stand_in("noor");
    assert_ne!(mine, both.stand_in("aiko"));
    both.shop.account("acc2", json!({}));
    both.shop.attach("acc2", "id-a");
    let mut wish = both.wish(json!(both.client));
    let address = "https://kv-others.vault.azure.net";
    wish["properties"]["encryption"]["keyvaultproperties"]["keyvaulturi"] = json!(address);
    let early = both.shop.patch("acc2", wish.clone());
    assert_eq!(outcome(&early).1, "KeyVaultAuthenticationFailure");
    let policy = json!({ "properties": { "accessPolicies": [{
        "tenantId": tenant(Directory::Northwind),
        "objectId": mine,
        "permissions": { "keys": ["get", "wrapKey", "unwrapKey"] },
    }]}});
    done(
        time,
        "noor",
        &Request::put(vault.child("accessPolicies", "add"), KV, policy),
    );
    time.pass(Duration::from_secs(120));
    assert_eq!(both.shop.patch("acc2", wish).status, 200);
}

#[test]
fn a_new_version_of_the_customers_key_is_taken_within_a_day() {
    let both = Both::ready();
    assert_eq!(both.set().status, 200);
    let key = both.vault.child("keys", "cmk");
    let newest = || {
        let shown = done(&both.shop.time, "aiko", &Request::get(&key, KV));
        let address = shown["properties"]["keyUriWithVersion"].as_str();
        address
            .and_then(|it| it.rsplit('/').next())
            .unwrap_or_default()
            .to_owned()
    };
    let first = newest();
    assert_eq!(both.shop.version_in_use("acc1"), first);
    both.shop
        .time
        .control(Control::RotateKey { key: key.clone() });
    assert_ne!(newest(), first);
    both.shop.time.pass(Duration::from_secs(86_400));
    assert_eq!(both.shop.version_in_use("acc1"), newest());
    // The grant goes away: the account shows what it had, takes no newer version, and leaves the
    // key no more.
    let held = both.shop.encryption("acc1");
    let assignment = both.vault.provider(
        "Microsoft.Authorization/roleAssignments",
        "00000000-0000-4000-8000-00000000000e",
    );
    let take = Request::delete(&assignment, "2022-04-01");
    assert_eq!(both.shop.time.as_person("aiko").ask(&take).status, 200);
    both.shop.time.pass(Duration::from_secs(600));
    both.shop
        .time
        .control(Control::RotateKey { key: key.clone() });
    both.shop.time.pass(Duration::from_secs(2 * 86_400));
    assert_eq!(both.shop.encryption("acc1"), held);
    let back = || json!({ "properties": { "encryption": { "keySource": "Microsoft.Storage" } } });
    let refused = |answer: Response| outcome(&answer).1;
    assert_eq!(
        refused(both.shop.patch("acc1", back())),
        "KeyVaultAuthenticationFailure"
    );
    both.grant("aiko", &both.vault);
    both.shop.time.pass(Duration::from_secs(2 * 86_400));
    assert_eq!(both.shop.version_in_use("acc1"), newest());
    // So does a disabled key, and an application that the customer has removed.
    let enable = |enabled: bool| {
        let (key, version) = (key.clone(), String::new());
        both.shop.time.control(Control::SetKeyEnabled {
            key,
            version,
            enabled,
        });
    };
    enable(false);
    assert_eq!(
        refused(both.shop.patch("acc1", back())),
        "KeyVaultEncryptionKeyNotFound"
    );
    enable(true);
    let at = format!("/servicePrincipals/{}", both.stand_in("aiko"));
    let remove = graph(Method::Delete, &at, Value::Null);
    assert_eq!(both.shop.time.as_person("aiko").ask(&remove).status, 204);
    assert_eq!(
        refused(both.shop.patch("acc1", back())),
        "GatewayAuthenticationFailed"
    );
    assert_eq!(
        both.shop.encryption("acc1")["keySource"],
        "Microsoft.Keyvault"
    );
}

#[test]
fn application_and_key_are_not_changed_together() {
    let both = Both::ready();
    both.shop.vault("kv-a", json!({}));
    both.shop.key("kv-a", "k", json!({}));
    both.shop.grant("kv-a", "id-a");
    both.shop.time.pass(Duration::from_secs(600));
    assert_eq!(both.shop.set_key("acc1", "kv-a", "k").status, 200);
    let together = both.set();
    assert_eq!(outcome(&together).1, "InvalidRequestPropertyValue");
    let back = json!({ "properties": { "encryption": { "keySource": "Microsoft.Storage" } } });
    assert_eq!(both.shop.patch("acc1", back).status, 200);
    assert_eq!(both.set().status, 200);
}
