//! Entra, as clients meet it that nobody here wrote: where things are, and what a secret is worth.

use serde_json::{Value, json};

use super::*;
use crate::sandbox::Seed;
use crate::sandbox::{CLIENTS, Client, WireRequest, WireResponse};

pub(super) const OWN: &str = "https://localhost:8443";
pub(super) const PUBLIC: &str = "https://login.microsoftonline.com";

/// Headers by name.
pub(super) type Headers<'a> = &'a [(&'a str, &'a str)];

/// What a request is answered, by the sandbox's own clock.
pub(super) fn send(
    time: &VirtualTime,
    (method, url): (&str, &str),
    headers: Headers<'_>,
    body: &str,
) -> WireResponse {
    let mut request = WireRequest {
        method: method.into(),
        url: url.into(),
        body: body.into(),
        ..WireRequest::default()
    };
    for (name, value) in headers {
        request.headers.set(name, *value);
    }
    time.raw(&request)
}

pub(super) fn get(time: &VirtualTime, url: &str) -> WireResponse {
    send(time, ("GET", url), &[], "")
}

pub(super) fn json_of(answer: &WireResponse) -> Value {
    serde_json::from_str(&answer.body).unwrap_or_default()
}

/// Status and number of a refusal; 0 for a success.
pub(super) fn number(answer: &WireResponse) -> (u16, u64) {
    let number = json_of(answer)["error_codes"][0].as_u64();
    (answer.status, number.unwrap_or(0))
}

/// The form that a service principal sends.
pub(super) fn secret_form(client: &Client, scope: &str) -> String {
    let (id, secret) = (client.application(Seed::of(1)), client.secret(Seed::of(1)));
    format!("grant_type=client_credentials&client_id={id}&client_secret={secret}&scope={scope}")
}

/// An access token of a client.
pub(super) fn client_token(time: &VirtualTime, id: &str, login: &str, scope: &str) -> String {
    let client = Client::named(id).expect("a client");
    let url = format!(
        "{login}/{}/oauth2/v2.0/token",
        client.home.tenant(Seed::of(1))
    );
    let answer = send(time, ("POST", &url), &[], &secret_form(client, scope));
    let token = json_of(&answer)["access_token"].as_str().map(str::to_owned);
    token.unwrap_or_else(|| panic!("{}", answer.body))
}

#[test]
fn the_endpoints_are_built_of_the_names_that_were_used() {
    let time = bare();
    let tenant = tenant(Directory::Fabrikam);
    for (login, arm) in [(OWN, OWN), (PUBLIC, "https://management.azure.com")] {
        for (path, at, issuer) in [
            (tenant.as_str(), tenant.as_str(), tenant.as_str()),
            ("FABRIKAM.example", &tenant, &tenant),
            ("organizations", "organizations", "{tenantid}"),
        ] {
            let url = format!("{login}/{path}/v2.0/.well-known/openid-configuration");
            let answer = get(&time, &url);
            assert_eq!(answer.status, 200, "{url}");
            let found = json_of(&answer);
            let rows = [
                ("issuer", format!("{login}/{issuer}/v2.0")),
                ("token_endpoint", format!("{login}/{at}/oauth2/v2.0/token")),
                (
                    "authorization_endpoint",
                    format!("{login}/{at}/oauth2/v2.0/authorize"),
                ),
                ("jwks_uri", format!("{login}/{at}/discovery/v2.0/keys")),
            ];
            for (name, expected) in rows {
                assert_eq!(found[name], expected, "{name} of {url}");
            }
            assert_eq!(answer.headers.get("access-control-allow-origin"), Some("*"));
        }
        let keys = get(&time, &format!("{login}/common/discovery/v2.0/keys"));
        assert_eq!(json_of(&keys), json!({ "keys": [] }));
        let metadata = format!("{arm}/metadata/endpoints?api-version=2022-09-01");
        let metadata = json_of(&get(&time, &metadata));
        assert_eq!(metadata["authentication"]["loginEndpoint"], login);
        assert_eq!(metadata["resourceManager"], format!("{arm}/"));
    }
    let unknown = format!("{PUBLIC}/nobody.example/v2.0/.well-known/openid-configuration");
    assert_eq!(number(&get(&time, &unknown)), (400, 90_002));
}

#[test]
fn an_authority_is_known_or_not() {
    let time = bare();
    let ask = |at: &str, authority: &str| {
        let url = format!(
            "{at}/common/discovery/instance?api-version=1.1&authorization_endpoint={authority}/common/oauth2/v2.0/authorize"
        );
        let answer = get(&time, &url);
        let network = json_of(&answer)["metadata"][0]["preferred_network"].clone();
        (number(&answer), network)
    };
    let rows = [
        (PUBLIC, PUBLIC, (200, 0), json!("login.microsoftonline.com")),
        (OWN, OWN, (200, 0), json!("localhost:8443")),
        (PUBLIC, OWN, (400, 50_049), Value::Null),
        (PUBLIC, "https://evil.example", (400, 50_049), Value::Null),
    ];
    for (at, authority, status, network) in rows {
        assert_eq!(ask(at, authority), (status, network), "{authority} at {at}");
    }
}

#[test]
fn a_secret_buys_a_token_for_the_resource_that_was_named() {
    let time = bare();
    let rows = [
        (OWN, format!("{OWN}//.default"), OWN),
        (OWN, format!("{OWN}/.default"), OWN),
        (
            PUBLIC,
            "https://management.core.windows.net//.default".to_owned(),
            "https://management.azure.com",
        ),
    ];
    for (login, scope, arm) in rows {
        for client in &CLIENTS {
            let token = client_token(&time, client.id, login, &scope);
            let url = format!("{arm}/subscriptions?api-version=2022-12-01");
            let bearer = format!("Bearer {token}");
            let answer = send(&time, ("GET", &url), &[("authorization", &bearer)], "");
            assert_eq!(answer.status, 200, "{}: {}", client.id, answer.body);
            let seen = json_of(&answer)["value"].as_array().map(Vec::len);
            assert_eq!(seen, Some(1), "{} at {arm}", client.id);
        }
    }
}

#[test]
fn a_client_may_do_what_its_roles_say_and_is_named_in_refusals() {
    let time = bare();
    let group = group(&time);
    let url = format!("https://management.azure.com{group}?api-version=2025-04-01");
    let body = r#"{"location":"westeurope"}"#;
    let put = |id: &str| {
        let token = client_token(&time, id, PUBLIC, "https://management.azure.com/.default");
        let bearer = format!("Bearer {token}");
        send(&time, ("PUT", &url), &[("authorization", &bearer)], body)
    };
    let rows = [
        ("automation", 200),
        ("rotation", 403),
        ("dashboard", 403),
        ("partner", 401),
    ];
    for (id, status) in rows {
        assert_eq!(put(id).status, status, "{id}");
    }
    let dashboard = Client::named("dashboard").expect("a client");
    let refusal = put("dashboard").body;
    for part in [
        dashboard.application(Seed::of(1)),
        dashboard.object(Seed::of(1)),
    ] {
        assert!(refusal.contains(&part), "{part} is not in {refusal}");
    }
}

#[test]
fn refusals_have_entras_numbers() {
    let time = bare();
    let client = &CLIENTS[0];
    let home = tenant(Directory::Fabrikam);
    let good = secret_form(client, "https://management.azure.com/.default");
    let without = |name: &str| {
        let kept = good.split('&').filter(|it| !it.starts_with(name));
        kept.collect::<Vec<_>>().join("&")
    };
    let with = |name: &str, value: &str| format!("{}&{name}={value}", without(name));
    let rows: [(&str, String, Headers<'_>, (u16, u64)); 15] = [
        (&home, good.clone(), &[], (200, 0)),
        ("nobody.example", good.clone(), &[], (400, 90_002)),
        ("common", good.clone(), &[], (400, 50_059)),
        (
            &tenant(Directory::Contoso),
            good.clone(),
            &[],
            (400, 700_016),
        ),
        (&home, String::new(), &[], (400, 900_144)),
        (&home, without("grant_type"), &[], (400, 900_144)),
        (&home, without("client_id"), &[], (400, 900_144)),
        (&home, without("client_secret"), &[], (401, 7_000_218)),
        (&home, without("scope"), &[], (400, 900_144)),
        (&home, with("client_id", "somebody"), &[], (400, 700_016)),
        (&home, with("client_secret", "x"), &[], (401, 7_000_215)),
        (&home, with("grant_type", "password"), &[], (400, 70_003)),
        (
            &home,
            with("scope", "https://management.azure.com/user_impersonation"),
            &[],
            (400, 1_002_012),
        ),
        (
            &home,
            with("scope", "https://elsewhere.example/.default"),
            &[],
            (400, 500_011),
        ),
        (
            &home,
            good.clone(),
            &[("origin", "https://console.example.com")],
            (400, 9_002_326),
        ),
    ];
    for (tenant, form, headers, expected) in rows {
        let url = format!("{PUBLIC}/{tenant}/oauth2/v2.0/token");
        let answer = send(&time, ("POST", &url), headers, &form);
        assert_eq!(number(&answer), expected, "{tenant} {form}");
        assert_eq!(answer.headers.get("access-control-allow-origin"), None);
    }
    let url = format!("{PUBLIC}/{home}/oauth2/v2.0/token");
    assert_eq!(number(&get(&time, &url)), (400, 900_561));
    let device = format!("{PUBLIC}/{home}/oauth2/v2.0/devicecode");
    assert_eq!(send(&time, ("POST", &device), &[], "").status, 501);
}

#[test]
fn a_refusal_has_entras_shape() {
    let time = bare();
    let id = "6f6c4645-0202-4486-b625-fa957dfc4700";
    let url = format!("{PUBLIC}/nobody.example/oauth2/v2.0/token?client-request-id={id}");
    let found = json_of(&send(&time, ("POST", &url), &[], ""));
    assert_eq!(found["error"], "invalid_request");
    assert_eq!(found["correlation_id"], id);
    assert_eq!(found["error_uri"], format!("{PUBLIC}/error?code=90002"));
    assert_eq!(found["timestamp"], "2026-11-24 09:00:00Z");
    let sentence = found["error_description"].as_str().unwrap_or_default();
    for part in ["AADSTS90002: ", "Trace ID: ", id, "Timestamp: 2026-11-24"] {
        assert!(sentence.contains(part), "{part} is not in {sentence}");
    }
}
