//! Rows of pasted texts, and properties over generated ones.

use proptest::prelude::*;

use super::*;
use crate::arm::ResourceId;

const V: &str = "78deebed173b48e48f55abf87ed4cf71";
const VAULT: &str = "/subscriptions/6f1c/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv1";

fn pasted(text: &str) -> Result<Pasted, Unfit> {
    KeyUri::parse(text, &Cloud::public())
}

#[test]
fn everything_a_person_pastes_is_understood() {
    let bare = "https://kv1.vault.azure.net/keys/orders";
    let with = format!("{bare}/{V}");
    let hsm = "https://hsm1.managedhsm.azure.net/keys/orders";
    let rows = [
        (bare.to_owned(), bare),
        (with.clone(), &with),
        (format!("{with}/"), &with),
        (format!("{bare}/"), bare),
        (format!("  \"{with}\"\n"), &with),
        (format!("<{bare}>;"), bare),
        ("kv1.vault.azure.net/keys/orders".into(), bare),
        ("https://kv1.vault.azure.net:443/keys/orders".into(), bare),
        ("HTTPS://KV1.Vault.Azure.NET/keys/orders".into(), bare),
        ("https://kv1.vault.azure.net/Keys/orders".into(), bare),
        (with.to_uppercase(), &with),
        (hsm.into(), hsm),
        (format!("{VAULT}/keys/orders"), bare),
        (format!("{}/keys/orders", &VAULT[1..]), bare),
        (format!("{VAULT}/keys/orders/versions/{V}"), &with),
        (
            "/subscriptions/s/resourcegroups/rg/providers/microsoft.keyvault/managedhsms/hsm1/keys/orders".into(),
            hsm,
        ),
        (
            format!("https://portal.azure.com/#@contoso.com/resource{VAULT}/keys/orders/overview"),
            bare,
        ),
        (
            format!("https://portal.azure.com/?l=en#@contoso.com/resource{VAULT}/keys/orders/versions/{V}"),
            &with,
        ),
        (
            format!("https://portal.azure.com/#@contoso.com/asset/Microsoft_Azure_KeyVault/Key/{with}"),
            &with,
        ),
        (
            format!("https://portal.azure.com/#view/Microsoft_Azure_KeyVault/ViewKeyVersion.ReactView/id/https%3A%2F%2Fkv1.vault.azure.net%2Fkeys%2Forders%2F{V}"),
            &with,
        ),
        (
            format!("https://ms.portal.azure.com/#view/x/id/https%3a%2f%2fkv1.vault.azure.net%2fkeys%2forders%2f{V}?x=1"),
            &with,
        ),
    ];
    for (text, expected) in rows {
        let key = pasted(&text).map(|it| it.key.to_string());
        assert_eq!(
            key.map(|it| it.to_lowercase()).as_deref(),
            Ok(expected),
            "{text}"
        );
    }
}

#[test]
fn a_resource_id_names_the_vault_too() {
    let vault_id = pasted(&format!("{VAULT}/keys/orders/versions/{V}")).map(|it| it.vault_id);
    assert_eq!(vault_id, Ok(ResourceId::parse(VAULT).ok()));
}

#[test]
fn what_will_not_do_is_refused_with_a_reason() {
    let host = "https://kv1.vault.azure.net";
    let rows = [
        ("", "needed"),
        ("orders", "neither a key identifier"),
        ("http://kv1.vault.azure.net/keys/orders", "not with http://"),
        (host, "names a vault and no key"),
        (&format!("{host}/keys"), "not one of them"),
        (&format!("{host}/keys/"), "not one of them"),
        (&format!("{host}/secrets/x"), "is a secret"),
        (&format!("{host}/certificates/x"), "is a certificate"),
        (&format!("{host}/storage/x"), "begins with /keys/"),
        (&format!("{host}/keys/orders/latest"), "32 hexadecimal"),
        (&format!("{host}/keys/orders/{V}/more"), "more after"),
        (
            &format!("{host}/keys/or_ders"),
            "letters, digits and hyphens",
        ),
        (&format!("{host}/keys/orders?x=1"), "no query"),
        ("https://kv1.vault.azure.cn/keys/orders", "Azure China"),
        (
            "https://h.managedhsm.usgovcloudapi.net/keys/o",
            "Azure US Government",
        ),
        (
            "https://kv1.vault.azure.net.evil.com/keys/o",
            "host of a key ends",
        ),
        (
            "https://a.b.vault.azure.net/keys/o",
            "letters, digits and hyphens",
        ),
        ("https://kv@vault.azure.net/keys/o", "plain name"),
        (
            "https://kv1.vault.azure.net:8443/keys/o",
            "host of a key ends",
        ),
        (VAULT, "no key in it"),
        (&format!("{VAULT}/secrets/x"), "is a secret"),
        (
            "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/a",
            "something else",
        ),
        ("/subscriptions/s", "something else"),
        ("https://portal.azure.com/#home", "names no key"),
        (
            "https://portal.azure.cn/#@x/resource/subscriptions/s",
            "Azure China",
        ),
        (
            &format!("https://portal.azure.com/#@x/resource{VAULT}/overview"),
            "no key in it",
        ),
    ];
    for (text, reason) in rows {
        let unfit = pasted(text).expect_err(text);
        assert!(unfit.why.contains(reason), "{text}: {}", unfit.why);
        assert!(!unfit.example.is_empty(), "{text}");
    }
}

#[test]
fn another_cloud_has_other_hosts_and_a_port_where_it_needs_one() {
    let own = Cloud {
        vault_suffix: "vault.localhost:8443".into(),
        ..Cloud::public()
    };
    let key = KeyUri::parse("https://KV1.vault.localhost:8443/keys/orders/", &own);
    assert_eq!(
        key.map(|it| it.key.to_string()).as_deref(),
        Ok("https://kv1.vault.localhost:8443/keys/orders")
    );
    assert!(KeyUri::parse("https://kv1.vault.azure.net/keys/orders", &own).is_err());
}

#[test]
fn equality_ignores_what_azure_spells_differently() {
    let read = |text: &str| KeyUri::read(text).expect(text);
    let key = read("https://kv1.vault.azure.net/keys/orders");
    assert_eq!(key, read("https://KV1.vault.azure.net:443/keys/Orders/"));
    assert_eq!(
        KeyUri::of_parts("https://kv1.vault.azure.net/", "orders", ""),
        Ok(key.clone())
    );
    let versioned = key.versioned(KeyVersion::parse(V).expect("a version"));
    assert_ne!(key, versioned);
    assert!(key.is_same_key(&versioned));
    assert_eq!(versioned.versionless(), key);
    assert_eq!(key.kind(), VaultKind::Vault);
}

fn keys() -> impl Strategy<Value = KeyUri> {
    let host = prop_oneof![
        "[a-z][a-z0-9]{1,10}-?[a-z0-9]{1,8}".prop_map(|it| format!("{it}.vault.azure.net")),
        "[a-z][a-z0-9]{2,20}".prop_map(|it| format!("{it}.managedhsm.azure.net")),
    ];
    let version = proptest::option::of("[0-9a-f]{32}");
    (host, "[a-zA-Z0-9-]{1,40}", version).prop_map(|(host, name, version)| KeyUri {
        host,
        name,
        version: version.map(KeyVersion),
    })
}

proptest! {
    #[test]
    fn what_is_printed_is_read_again(key in keys()) {
        let text = key.to_string();
        prop_assert_eq!(pasted(&text).map(|it| it.key), Ok(key.clone()));
        prop_assert_eq!(KeyUri::read(&text), Ok(key.clone()));
        let json = serde_json::to_string(&key).expect("serialises");
        prop_assert_eq!(serde_json::from_str::<KeyUri>(&json).expect("reads"), key);
    }

    #[test]
    fn no_text_brings_it_down(text in "\\PC{0,60}|(https?://|/subscriptions/)?[a-z./#%@:?&0-9A-F \u{e9}\u{1f511}]{0,80}") {
        let _ = pasted(&text);
        let _ = pasted(&format!("https://portal.azure.com/#{text}"));
        let _ = pasted(&format!("/subscriptions/s/providers/Microsoft.KeyVault/{text}"));
        let _ = KeyUri::read(&text);
    }

    /// Whatever is accepted is a key on a host of this cloud and no other.
    #[test]
    fn an_accepted_key_lies_in_this_cloud(text in "https://[a-z0-9.-]{1,20}(.vault.azure.net|.evil.com)/keys/[a-z]{1,3}") {
        if let Ok(pasted) = pasted(&text) {
            prop_assert!(pasted.key.host().ends_with(".vault.azure.net"));
        }
    }
}
