//! The way into a vault's data plane: the challenge, the network, roles and access policies.

use serde_json::{Value, json};

use super::entra::{OWN, PUBLIC, client_token, json_of, send};
use super::plane::Plane;
use super::workshop::{KV, Workshop};
use super::*;
use crate::sandbox::Client;

fn shop() -> Workshop {
    let shop = Workshop::new();
    shop.vault("kv-a", json!({}));
    shop.key("kv-a", "k", json!({}));
    shop
}

#[test]
fn without_a_token_there_is_a_challenge_and_with_a_wrong_one_too() {
    let shop = shop();
    let time = &shop.time;
    let token = |client: &str, scope: &str| client_token(time, client, PUBLIC, scope);
    let vault = "https://vault.azure.net/.default";
    let rows = [
        (None, "AKV10000"),
        (Some("Basic abc".to_owned()), "AKV10000"),
        (Some("Bearer abc".to_owned()), "AKV10046"),
        (
            Some(format!(
                "Bearer {}",
                token("rotation", "https://management.azure.com/.default")
            )),
            "AKV10022",
        ),
        (
            Some(format!(
                "Bearer {}",
                token("rotation", "https://vault.azure.net//.default")
            )),
            "AKV10022",
        ),
        (
            Some(format!("Bearer {}", token("partner", vault))),
            "AKV10032",
        ),
    ];
    let url = "https://kv-a.vault.azure.net/keys?api-version=7.4";
    let home = tenant(Directory::Fabrikam);
    for (authorization, code) in rows {
        let headers = authorization.as_deref().map(|it| ("authorization", it));
        let headers: Vec<_> = headers.into_iter().collect();
        let answer = send(time, ("GET", url), &headers, "");
        assert_eq!(answer.status, 401, "{code}");
        assert!(answer.body.contains(code), "{code}: {}", answer.body);
        let challenge = format!(
            "Bearer authorization=\"{PUBLIC}/{home}\", resource=\"https://vault.azure.net\""
        );
        assert_eq!(
            answer.headers.get("www-authenticate"),
            Some(challenge.as_str())
        );
        assert_eq!(answer.headers.get("access-control-allow-origin"), None);
    }
    let bearer = format!("Bearer {}", token("rotation", vault));
    time.pass(std::time::Duration::from_secs(3600));
    let answer = send(time, ("GET", url), &[("authorization", &bearer)], "");
    assert!(answer.body.contains("IDX10223"), "{}", answer.body);
}

#[test]
fn under_a_name_of_its_own_everything_keeps_that_name() {
    let shop = shop();
    let url = "https://kv-a.vault.localhost:8443/keys/k?api-version=7.6-preview.2";
    let challenge = send(&shop.time, ("GET", url), &[], "");
    let expected = format!(
        "Bearer authorization=\"{OWN}/{}\", resource=\"https://vault.localhost:8443\"",
        tenant(Directory::Fabrikam)
    );
    assert_eq!(
        challenge.headers.get("www-authenticate"),
        Some(expected.as_str())
    );
    let scope = "https://vault.localhost:8443/.default";
    let token = client_token(&shop.time, "rotation", OWN, scope);
    let bearer = format!("Bearer {token}");
    let answer = send(&shop.time, ("GET", url), &[("authorization", &bearer)], "");
    let kid = json_of(&answer)["key"]["kid"].as_str().map(str::to_owned);
    let kid = kid.unwrap_or_default();
    assert!(
        kid.starts_with("https://kv-a.vault.localhost:8443/keys/k/"),
        "{}",
        answer.body
    );
}

#[test]
fn a_vault_that_is_not_there_has_no_name() {
    let shop = shop();
    let request = |url: &str| send(&shop.time, ("GET", url), &[], "").status;
    let rows = [
        ("https://kv-b.vault.azure.net/keys?api-version=7.4", 0),
        ("https://kv-a.vault.azure.net/keys?api-version=7.4", 401),
        ("https://h.managedhsm.azure.net/keys?api-version=7.4", 501),
    ];
    for (url, status) in rows {
        assert_eq!(request(url), status, "{url}");
    }
}

#[test]
fn roles_and_policies_open_what_they_say() {
    let shop = shop();
    let who = |id: &str| Client::named(id).expect("a client").object(Seed::of(1));
    let policy = json!([{
        "tenantId": tenant(Directory::Fabrikam),
        "objectId": who("dashboard"),
        "permissions": { "keys": ["Get", "list"] },
    }]);
    shop.vault(
        "kv-p",
        json!({ "enableRbacAuthorization": false, "accessPolicies": policy }),
    );
    shop.key("kv-p", "k", json!({}));
    let rsa = json!({ "kty": "RSA" });
    let none = Value::Null;
    let (rbac, list) = ("ForbiddenByRbac", "ForbiddenByPolicy");
    let rows = [
        ("kv-a", "rotation", "GET", "/keys/k", &none, 200, ""),
        (
            "kv-a",
            "rotation",
            "POST",
            "/keys/new/create",
            &rsa,
            200,
            "",
        ),
        ("kv-a", "dashboard", "GET", "/keys", &none, 403, rbac),
        (
            "kv-a",
            "dashboard",
            "POST",
            "/keys/k/rotate",
            &none,
            403,
            rbac,
        ),
        ("kv-p", "dashboard", "GET", "/keys", &none, 200, ""),
        ("kv-p", "dashboard", "GET", "/keys/k", &none, 200, ""),
        (
            "kv-p",
            "dashboard",
            "POST",
            "/keys/k/create",
            &rsa,
            403,
            list,
        ),
        ("kv-p", "rotation", "GET", "/keys/k", &none, 403, list),
    ];
    for (vault, client, method, path, body, status, code) in rows {
        let found = Plane::of(&shop.time, vault, client).outcome(method, path, body);
        let expected = (status, code.to_owned());
        assert_eq!(found, expected, "{client}: {method} {path} of {vault}");
    }
    let refused = Plane::of(&shop.time, "kv-a", "dashboard").send("GET", "/keys/k", &none);
    for part in [
        "Microsoft.KeyVault/vaults/keys/read",
        &who("dashboard"),
        "Vault: kv-a;location=westeurope",
    ] {
        assert!(refused.body.contains(part), "{part}: {}", refused.body);
    }
}

#[test]
fn the_firewall_comes_before_every_right() {
    let shop = shop();
    let plane = Plane::of(&shop.time, "kv-a", "rotation");
    let set = |properties: Value| {
        let body = json!({ "properties": properties });
        let request = Request::patch(shop.vault_id("kv-a"), KV, body);
        assert_eq!(shop.mara(&request).status, 200);
        plane.outcome("GET", "/keys/k", &Value::Null).1
    };
    let rules = |rules: &[&str]| {
        let rules: Vec<Value> = rules.iter().map(|it| json!({ "value": it })).collect();
        json!({ "networkAcls": { "defaultAction": "Deny", "ipRules": rules } })
    };
    let rows = [
        (rules(&[]), "ForbiddenByFirewall"),
        (rules(&["198.51.100.0/24"]), "ForbiddenByFirewall"),
        (rules(&["203.0.113.7/32"]), ""),
        (
            json!({ "publicNetworkAccess": "Disabled" }),
            "ForbiddenByConnection",
        ),
    ];
    for (properties, code) in rows {
        assert_eq!(set(properties.clone()), code, "{properties}");
    }
    // Resource Manager looks at a key from behind the firewall.
    let key = Request::get(shop.vault_id("kv-a").child("keys", "k"), KV);
    assert_eq!(shop.mara(&key).status, 200);
}

#[test]
fn versions_paths_and_pages_are_checked() {
    let shop = shop();
    for name in ["a", "b"] {
        shop.key("kv-a", name, json!({}));
    }
    let plane = Plane::of(&shop.time, "kv-a", "rotation");
    let bearer = format!("Bearer {}", plane.token);
    let rows = [
        ("/keys/k?api-version=7.4", 200),
        ("/keys/k?api-version=2025-07-01", 200),
        ("/keys/k/?api-version=7.6-preview.2", 200),
        ("/keys/k?api-version=2015-06-01", 400),
        ("/keys/k", 400),
        ("/secrets?api-version=7.6", 501),
        ("/keys/nothing?api-version=7.6", 404),
        ("/keys?maxresults=26&api-version=7.6", 400),
    ];
    for (path, status) in rows {
        let url = format!("https://kv-a.vault.azure.net{path}");
        let answer = send(&shop.time, ("GET", &url), &[("authorization", &bearer)], "");
        assert_eq!(answer.status, status, "{path}: {}", answer.body);
    }
    let first = plane.get("/keys?maxresults=2");
    let next = first["nextLink"].as_str().expect("a next page");
    let answer = send(&shop.time, ("GET", next), &[("authorization", &bearer)], "");
    let second = json_of(&answer);
    let names: Vec<Value> = [&first, &second]
        .iter()
        .flat_map(|it| it["value"].as_array().cloned().unwrap_or_default())
        .map(|it| it["kid"].clone())
        .collect();
    let expected =
        ["a", "b", "k"].map(|it| json!(format!("https://kv-a.vault.azure.net/keys/{it}")));
    assert_eq!(names, expected);
    assert_eq!(second["nextLink"], Value::Null);
    let wrap = plane.outcome("POST", "/keys/k/x/wrapkey", &json!({}));
    assert_eq!(wrap, (501, "NotSimulated".to_owned()));
}
