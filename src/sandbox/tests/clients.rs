//! What clients send that nobody here wrote: their API versions, and their ways that surprise.

use serde_json::{Value, json};

use super::workshop::{ENCRYPTION_USER, KV, ST, Workshop};
use super::*;

#[test]
fn every_version_that_a_client_sends_is_answered() {
    let shop = Workshop::ready();
    let (group, vault) = (&shop.group, shop.vault_id("kv-a"));
    let subscription = group.subscription_id().expect("a subscription");
    let at = |scope: &ResourceId, rest: &str| format!("{scope}{rest}");
    let rows = [
        ("/tenants".to_owned(), "2022-12-01 2016-06-01"),
        ("/subscriptions".to_owned(), "2022-12-01 2016-06-01"),
        (at(&subscription, "/locations"), "2022-12-01"),
        (
            at(&subscription, "/resourcegroups"),
            "2025-04-01 2022-09-01",
        ),
        (at(&subscription, "/providers"), "2025-04-01 2022-09-01"),
        (at(&subscription, "/resources"), "2025-04-01 2015-11-01"),
        (
            at(
                &subscription,
                "/providers/Microsoft.KeyVault/deletedManagedHSMs",
            ),
            "2026-02-01",
        ),
        (
            at(&vault, ""),
            "2026-05-15 2026-02-01 2025-05-01 2024-11-01 2023-07-01",
        ),
        (
            at(&shop.account_id("acc1"), ""),
            "2026-09-01 2026-04-01 2025-08-01",
        ),
        (
            at(&shop.identity_id("id-a"), ""),
            "2024-11-30 2025-05-31-preview",
        ),
        (
            at(&vault, "/providers/Microsoft.Authorization/roleAssignments"),
            "2022-04-01",
        ),
        (
            at(&vault, "/providers/Microsoft.Authorization/roleDefinitions"),
            "2022-04-01 2022-05-01-preview",
        ),
        (
            at(group, "/providers/Microsoft.Authorization/permissions"),
            "2022-04-01",
        ),
        (
            at(group, "/providers/Microsoft.Authorization/locks"),
            "2020-05-01 2016-09-01",
        ),
    ];
    for (path, versions) in rows {
        for version in versions.split(' ') {
            let answer = shop.mara(&Request::get(&path, version));
            assert_eq!(answer.status, 200, "{path} {version}: {:?}", answer.body);
        }
    }
}

#[test]
fn a_whole_vault_that_was_read_can_be_put_back_with_another_policy() {
    let shop = Workshop::new();
    shop.vault(
        "kv-p",
        json!({ "enableRbacAuthorization": false, "accessPolicies": [] }),
    );
    let id = shop.vault_id("kv-p");
    let mut whole = shop.mara(&Request::get(&id, KV)).value().clone();
    let policy = json!({
        "tenantId": tenant(Directory::Fabrikam),
        "objectId": object("priya"),
        "permissions": { "keys": ["get", "wrapKey", "unwrapKey"] },
    });
    whole["properties"]["accessPolicies"] = json!([policy]);
    let answer = shop.mara(&Request::put(&id, KV, whole.clone()));
    assert_eq!(answer.status, 200, "{:?}", answer.body);
    let mut read = shop.mara(&Request::get(&id, KV)).value().clone();
    for it in [&mut read, &mut whole] {
        it["properties"]["accessPolicies"][0]
            .as_object_mut()
            .expect("a policy")
            .retain(|name, _| name != "applicationId");
    }
    assert_eq!(read, whole);
}

#[test]
fn an_account_takes_back_the_encryption_that_was_read() {
    let shop = Workshop::ready();
    let version = shop.versions("kv-a", "k")[0].clone();
    let body = shop.key_of("kv-a", "k", &version, "id-a");
    assert_eq!(shop.patch("acc1", body).status, 200);
    let before = shop.encryption("acc1");
    let body = json!({ "tags": { "a": "b" }, "properties": { "encryption": before } });
    let answer = shop.patch("acc1", body);
    assert_eq!(answer.status, 200, "{:?}", answer.body);
    // The version stays pinned: whoever wants to follow has to clear it.
    let kept = &shop.encryption("acc1")["keyvaultproperties"];
    assert_eq!(kept["keyversion"], version);
    let mut clear = before;
    clear["keyvaultproperties"]["keyversion"] = json!("");
    let body = json!({ "properties": { "encryption": clear } });
    assert_eq!(shop.patch("acc1", body).status, 200);
    assert_eq!(
        shop.encryption("acc1")["keyvaultproperties"]["keyversion"],
        ""
    );
}

#[test]
fn first_answers_are_those_that_the_sdks_accept() {
    let shop = Workshop::ready();
    let account = shop.account_body();
    let create = Request::put(shop.account_id("acc2"), ST, account);
    assert_eq!(shop.mara(&create).status, 202);
    let vault = |name: &str| {
        let body = json!({ "location": "westeurope", "properties": {
            "tenantId": tenant(Directory::Fabrikam),
            "sku": { "family": "A", "name": "standard" },
            "enableRbacAuthorization": true,
        }});
        shop.mara(&Request::put(shop.vault_id(name), KV, body))
            .status
    };
    assert_eq!((vault("kv-b"), vault("kv-b")), (201, 200));
    let free = |provider: &str, kind: &str, name: &str| {
        let subscription = shop.group.subscription_id().expect("a subscription");
        let path = format!("{subscription}/providers/{provider}/checkNameAvailability");
        let version = if kind == "vaults" { KV } else { ST };
        let body = json!({ "name": name, "type": format!("{provider}/{kind}") });
        let answer = shop.mara(&Request::post(path, version, Some(body)));
        answer.value()["nameAvailable"].clone()
    };
    let rows = [
        ("Microsoft.KeyVault", "vaults", "kv-a", false),
        ("Microsoft.KeyVault", "vaults", "kv-free", true),
        ("Microsoft.Storage", "storageAccounts", "acc1", false),
        ("Microsoft.Storage", "storageAccounts", "accfree", true),
    ];
    for (provider, kind, name, expected) in rows {
        assert_eq!(free(provider, kind, name), Value::Bool(expected), "{name}");
    }
}

#[test]
fn roles_are_found_by_name_and_assignments_say_where_they_are() {
    let shop = Workshop::ready();
    let vault = shop.vault_id("kv-a");
    let list = |scope: &str, kind: &str, filter: &str| {
        let path = format!("{scope}/providers/Microsoft.Authorization/{kind}");
        rows(&shop.mara(&Request::get(path, "2022-04-01").query("$filter", filter)))
    };
    let name = "roleName eq 'Key Vault Crypto Service Encryption User'";
    let found = list(vault.as_str(), "roleDefinitions", name);
    assert_eq!(found.len(), 1);
    assert!(
        found[0]["id"]
            .as_str()
            .is_some_and(|it| it.ends_with(ENCRYPTION_USER)),
        "{found:?}"
    );
    // A slash too many, as the JavaScript SDK sends it.
    let doubled = format!("https://management.azure.com/{vault}");
    let of_identity = format!("principalId eq '{}'", shop.principal("id-a"));
    for scope in [vault.as_str(), &doubled] {
        let assignments = list(scope, "roleAssignments", &of_identity);
        let scopes: Vec<_> = assignments
            .iter()
            .map(|it| it["properties"]["scope"].as_str().unwrap_or_default())
            .collect();
        assert!(scopes.contains(&vault.as_str()), "{scopes:?} of {scope}");
    }
}
