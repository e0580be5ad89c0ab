//! Encryption scopes: keys of their own within an account.

use serde_json::{Value, json};

use super::workshop::Workshop;
use super::*;
use crate::arm::{Request, ResourceId, versions};

fn write(shop: &Workshop, name: &str, properties: Value) -> Response {
    let id = scope(shop, name);
    let body = json!({ "properties": properties });
    shop.mara(&Request::put(id, versions::STORAGE, body))
}

fn scope(shop: &Workshop, name: &str) -> ResourceId {
    shop.account_id("acc1").child("encryptionScopes", name)
}

fn own(uri: &str) -> Value {
    json!({ "source": "Microsoft.KeyVault", "keyVaultProperties": { "keyUri": uri } })
}

#[test]
fn a_scope_has_the_accounts_key_or_one_of_its_own() {
    let shop = Workshop::ready();
    assert!(shop.set_key("acc1", "kv-a", "k").is_success());
    assert_eq!(write(&shop, "plain", json!({})).status, 201);
    let uri = "https://kv-a.vault.azure.net/keys/k";
    let made = write(&shop, "media", own(uri));
    assert_eq!(made.status, 201, "{made:?}");
    let key = &made.value()["properties"]["keyVaultProperties"];
    assert_eq!(key["keyUri"], uri);
    let in_use = key["currentVersionedKeyIdentifier"]
        .as_str()
        .expect("a version");
    assert_eq!(in_use, format!("{uri}/{}", shop.versions("kv-a", "k")[0]));
    let list = shop.account_id("acc1").child("encryptionScopes", "");
    let list = Request::get(list.as_str().trim_end_matches('/'), versions::STORAGE);
    let rows = shop.done(&list);
    let names: Vec<&str> = rows["value"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|it| it["name"].as_str())
        .collect();
    assert_eq!(names, ["media", "plain"]);
    let back = write(&shop, "media", json!({ "source": "Microsoft.Storage" }));
    assert_eq!(back.status, 200);
    assert!(back.value()["properties"]["keyVaultProperties"].is_null());
}

#[test]
fn a_scope_is_refused_a_key_that_cannot_be_used() {
    let shop = Workshop::ready();
    assert!(shop.set_key("acc1", "kv-a", "k").is_success());
    for (uri, code) in [
        (
            "https://kv-a.vault.azure.net/keys/none",
            "KeyVaultEncryptionKeyNotFound",
        ),
        (
            "https://kv-none.vault.azure.net/keys/k",
            "KeyVaultVaultNotFound",
        ),
        ("kv-a", "InvalidValuesForRequestParameters"),
    ] {
        let said = outcome(&write(&shop, "media", own(uri)));
        assert_eq!(said, (400, code.to_owned()), "{uri}");
    }
    let gone = Request::get(scope(&shop, "media"), versions::STORAGE);
    assert_eq!(shop.mara(&gone).status, 404);
}
