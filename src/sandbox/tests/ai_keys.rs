//! The key of a Foundry account: which is taken, which not, and when there is a way back.

use std::time::Duration;

use serde_json::{Value, json};

use super::ai_accounts::{AI, account, body, id, key, patch, read, ready, said};
use super::*;

#[test]
fn every_key_that_cannot_be_is_refused() {
    let shop = ready();
    account(&shop, "ai-a", "AIServices");
    shop.vault("kv-open", json!({ "enablePurgeProtection": null }));
    shop.vault("kv-far", json!({}));
    for vault in ["kv-open", "kv-far"] {
        shop.key(vault, "k", json!({}));
        shop.grant(vault, "id-a");
    }
    shop.key(
        "kv-a",
        "ec",
        json!({ "kty": "EC", "keySize": null, "curveName": "P-256" }),
    );
    shop.identity("id-b");
    shop.time.pass(Duration::from_secs(600));
    let with = |change: Value| {
        let mut wanted = key(&shop, "kv-a", "", "id-a");
        let block = &mut wanted["properties"]["encryption"]["keyVaultProperties"];
        crate::resources::simulated::merge(block, &change);
        wanted
    };
    let rows = [
        (
            with(json!({ "keyVaultUri": "https://elsewhere.example/" })),
            "KeyVaultProperties is invalid",
        ),
        (
            with(json!({ "keyName": "" })),
            "KeyVaultProperties is invalid",
        ),
        (
            with(json!({ "keyName": "gone" })),
            "KeyVaultProperties is invalid",
        ),
        (
            with(json!({ "keyVersion": "newest" })),
            "KeyVaultProperties is invalid",
        ),
        (
            with(json!({ "identityClientId": "" })),
            "KeyVaultProperties is invalid",
        ),
        (
            key(&shop, "kv-a", "", "id-b"),
            "KeyVaultProperties is invalid",
        ),
        (key(&shop, "kv-a", "", ""), "needs a managed identity"),
        (key(&shop, "kv-gone", "", "id-a"), "Key store not found"),
        (
            with(json!({ "keyName": "ec" })),
            "Key version not supported",
        ),
        (
            key(&shop, "kv-open", "", "id-a"),
            "The encryption key must be recoverable and not purgeable",
        ),
    ];
    for (change, words) in rows {
        let answer = patch(&shop, "ai-a", change.clone());
        assert!(said(&answer).contains(words), "{change}: {}", said(&answer));
    }
    let closed = json!({ "properties": { "restrictOutboundNetworkAccess": true } });
    assert_eq!(patch(&shop, "ai-a", closed).status, 200);
    let shut = patch(&shop, "ai-a", key(&shop, "kv-a", "", "id-a"));
    assert!(said(&shut).contains("403 Forbidden"), "{}", said(&shut));
    let listed = json!({ "properties": { "allowedFqdnList": ["kv-a.vault.azure.net"] } });
    assert_eq!(patch(&shop, "ai-a", listed).status, 200);
    assert_eq!(
        patch(&shop, "ai-a", key(&shop, "kv-a", "", "id-a")).status,
        202
    );
}

#[test]
fn a_vault_of_another_region_is_no_key_store() {
    let shop = ready();
    let far =
        json!({ "location": "northeurope", "properties": { "customSubDomainName": "ai-far" } });
    let mut wanted = body("ai-far", &far);
    wanted["identity"] = shop.user_assigned("id-a");
    crate::resources::simulated::merge(&mut wanted, &key(&shop, "kv-a", "", "id-a"));
    let answer = shop.mara(&Request::put(id(&shop, "ai-far"), AI, wanted));
    assert!(
        said(&answer).contains("Key store not found"),
        "{}",
        said(&answer)
    );
}

#[test]
fn a_kind_decides_about_the_way_back_and_about_identities() {
    let shop = ready();
    shop.vault("kv-b", json!({}));
    shop.key("kv-b", "k", json!({}));
    shop.grant("kv-b", "id-a");
    for (name, kind) in [("ai-a", "AIServices"), ("ai-f", "FormRecognizer")] {
        account(&shop, name, kind);
        let answer = patch(&shop, name, key(&shop, "kv-a", "", "id-a"));
        assert_eq!(answer.status, 202, "{}", said(&answer));
        shop.time.pass(Duration::from_secs(600));
    }
    let back =
        json!({ "properties": { "encryption": { "keySource": "Microsoft.CognitiveServices" } } });
    for (change, words) in [
        (back.clone(), "can't be updated from customer-managed keys"),
        (key(&shop, "kv-b", "", "id-a"), "same key store"),
        (
            json!({ "identity": { "type": "SystemAssigned" } }),
            "needs a managed identity",
        ),
    ] {
        let answer = patch(&shop, "ai-a", change);
        assert!(said(&answer).contains(words), "{}", said(&answer));
    }
    assert_eq!(
        patch(&shop, "ai-f", key(&shop, "kv-b", "", "id-a")).status,
        202
    );
    shop.time.pass(Duration::from_secs(600));
    assert_eq!(patch(&shop, "ai-f", back).status, 202);
    assert!(
        read(&shop, "ai-f")["properties"]
            .get("encryption")
            .is_none()
    );
    for (name, kind, words) in [
        (
            "ai-o",
            "OpenAI",
            "User-assigned managed identities are not supported",
        ),
        (
            "ai-c",
            "ComputerVision",
            "not supported for accounts of type 'ComputerVision'",
        ),
    ] {
        account(&shop, name, kind);
        let answer = patch(&shop, name, key(&shop, "kv-a", "", "id-a"));
        assert!(said(&answer).contains(words), "{}", said(&answer));
    }
}
