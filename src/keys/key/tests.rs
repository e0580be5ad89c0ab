//! Keys as Azure writes them, and whether they will do.

use serde_json::{Value, json};

use super::*;

const NOW: i64 = 1_790_000_000;

pub(crate) fn wire(vault: &str, name: &str, version: &str, properties: &Value) -> Value {
    let mut all = json!({
        "attributes": {"enabled": true, "created": 1_767_225_600, "recoveryLevel": "Recoverable"},
        "kty": "RSA",
        "keySize": 2048,
        "keyOps": ["wrapKey", "unwrapKey"],
        "keyUri": format!("https://{vault}.vault.azure.net/keys/{name}"),
        "keyUriWithVersion": format!("https://{vault}.vault.azure.net/keys/{name}/{version}"),
    });
    for (field, value) in properties.as_object().into_iter().flatten() {
        match (all[field].as_object_mut(), value.as_object()) {
            (Some(old), Some(new)) => old.extend(new.clone()),
            _ => all[field] = value.clone(),
        }
    }
    json!({
        "id": format!("/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/{vault}/keys/{name}"),
        "properties": all,
    })
}

fn key(properties: &Value) -> Key {
    let version = "78deebed173b48e48f55abf87ed4cf71";
    Key::parse(&wire("contoso", "orders", version, properties)).expect("a key")
}

#[test]
fn each_problem_is_named() {
    let at = Timestamp::of_seconds;
    let rows = [
        (json!({}), None),
        (json!({"kty": "rsa-hsm", "keySize": 4096}), None),
        (json!({"keyOps": []}), None),
        (json!({"attributes": {"exp": NOW + 40 * 86_400}}), None),
        (
            json!({"attributes": {"recoveryLevel": "Recoverable+ProtectedSubscription"}}),
            None,
        ),
        (json!({"kty": "EC"}), Some(Problem::Kind("EC".into()))),
        (json!({"keySize": 1024}), Some(Problem::Size(1024))),
        (
            json!({"attributes": {"enabled": false}}),
            Some(Problem::Disabled),
        ),
        (
            json!({"attributes": {"nbf": NOW + 1}}),
            Some(Problem::NotYetActive(at(NOW + 1))),
        ),
        (
            json!({"attributes": {"exp": NOW}}),
            Some(Problem::Expired(at(NOW))),
        ),
        (
            json!({"attributes": {"exp": NOW + 86_400}}),
            Some(Problem::ExpiresSoon(at(NOW + 86_400))),
        ),
        (
            json!({"attributes": {"recoveryLevel": "Recoverable+Purgeable"}}),
            Some(Problem::Purgeable("Recoverable+Purgeable".into())),
        ),
        (
            json!({"keyOps": ["WrapKey"]}),
            Some(Problem::Operation("unwrapKey")),
        ),
    ];
    for (properties, problem) in rows {
        let found = key(&properties).newest.problems(Needs::USUAL, at(NOW));
        assert_eq!(
            found,
            problem.into_iter().collect::<Vec<_>>(),
            "{properties}"
        );
        assert!(found.iter().all(|it| it.sentence().ends_with('.')));
    }
    let large = key(&json!({"keySize": 4096})).newest;
    assert_eq!(
        large.problems(Needs::ONLY_2048, at(NOW)),
        [Problem::Size(4096)]
    );
}

#[test]
fn a_key_without_version_or_address_is_unreadable() {
    let whole = wire(
        "contoso",
        "orders",
        "78deebed173b48e48f55abf87ed4cf71",
        &json!({}),
    );
    for field in ["keyUriWithVersion", "properties"] {
        let mut broken = whole.clone();
        if field == "properties" {
            broken.as_object_mut().expect("an object").remove(field);
        } else {
            broken["properties"][field] = json!("https://contoso.vault.azure.net/keys/orders");
        }
        assert_eq!(Key::parse(&broken), None, "{field}");
    }
}

#[test]
fn an_existing_key_is_not_taken_for_the_one_asked_for() {
    let policy = RotationPolicy {
        rotate_after: Some("P10M".into()),
        expires_after: Some("P1Y".into()),
        notify_before_expiry: Some("P30D".into()),
        rotate_before_expiry: None,
    };
    let new = NewKey {
        name: "orders".into(),
        kind: KeyType::Rsa,
        size: 2048,
        not_before: None,
        expires: None,
        rotation: Some(policy.clone()),
    };
    let request = create(&key(&json!({})).id.parent().expect("a vault"), &new);
    let body = request.body.unwrap_or_default();
    let sent = &body["properties"]["rotationPolicy"];
    assert_eq!(sent["lifetimeActions"][0]["action"]["type"], "rotate");
    assert_eq!(RotationPolicy::parse(sent), Some(policy));
    for (properties, count) in [
        (json!({}), 0),
        (json!({"rotationPolicy": sent}), 0),
        (json!({"keySize": 4096}), 1),
        (
            json!({"kty": "RSA-HSM", "attributes": {"enabled": false}}),
            2,
        ),
        (json!({"rotationPolicy": {"lifetimeActions": []}}), 1),
        (json!({"attributes": {"nbf": 5}}), 1),
    ] {
        let differences = new.differences(&key(&properties));
        assert_eq!(differences.len(), count, "{properties}: {differences:?}");
    }
}

#[test]
fn the_newest_version_need_not_be_read_twice() {
    let mut facts = Facts::default();
    let key = key(&json!({}));
    let vault = key.id.parent().expect("a vault");
    let newest = key.newest.version().expect("a version").clone();
    assert_eq!(version(&vault, "orders", &newest, &facts), Reading::NotRead);
    let answer = wire("contoso", "orders", newest.as_str(), &json!({}));
    facts.insert(&read(&vault, "orders"), Timestamp(0), Ok(answer));
    assert_eq!(
        version(&vault, "orders", &newest, &facts),
        Reading::Found(key.newest)
    );
}
