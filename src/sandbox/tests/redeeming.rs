//! What codes and refresh tokens are worth, to whom and for how long.

use std::time::Duration;

use serde_json::{Value, json};

use super::entra::{Headers, PUBLIC, json_of, number, send};
use super::sign_in::{APP, ARM, BACK, ORIGIN, authorize, choose, registered, returned};
use super::*;
use crate::sandbox::{Control, Fault, Journal, Sandbox, WireResponse};

/// A verifier of RFC 7636, whose challenge the authorization requests carry.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

fn redeem(time: &VirtualTime, tenant: &str, form: &str, headers: Headers<'_>) -> WireResponse {
    let url = format!("{PUBLIC}/{tenant}/oauth2/v2.0/token");
    send(time, ("POST", &url), headers, form)
}

fn code_form(code: &str) -> String {
    format!(
        "grant_type=authorization_code&client_id={APP}&redirect_uri={BACK}&code={code}&code_verifier={VERIFIER}&client_info=1&scope={ARM}"
    )
}

fn refresh_form(token: &str) -> String {
    format!("grant_type=refresh_token&client_id={APP}&refresh_token={token}&scope={ARM}")
}

const PAGE: Headers<'_> = &[("origin", ORIGIN)];

/// Mara's tokens.
fn signed_in(time: &VirtualTime) -> Value {
    let answer = choose(time, &authorize("organizations", &[]), "mara");
    let code = returned(&answer, "code");
    let answer = redeem(time, "organizations", &code_form(&code), PAGE);
    assert_eq!(answer.status, 200, "{}", answer.body);
    json_of(&answer)
}

/// What a token says.
fn claims(token: &Value) -> Value {
    use base64::Engine as _;
    let body = token.as_str().and_then(|it| it.split('.').nth(1));
    let body = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(body.unwrap_or_default());
    serde_json::from_slice(&body.unwrap_or_default()).unwrap_or_default()
}

#[test]
fn a_code_is_worth_tokens_that_say_who_it_is() {
    let time = registered();
    let tokens = signed_in(&time);
    let id = claims(&tokens["id_token"]);
    let rows = [
        ("aud", json!(APP)),
        ("nonce", json!("n-1")),
        ("oid", json!(object("mara"))),
        ("tid", json!(tenant(Directory::Fabrikam))),
        ("preferred_username", json!("mara.okafor@fabrikam.example")),
        ("name", json!("Mara Okafor")),
        (
            "iss",
            json!(format!("{PUBLIC}/{}/v2.0", tenant(Directory::Fabrikam))),
        ),
    ];
    for (name, expected) in rows {
        assert_eq!(id[name], expected, "{name}");
    }
    assert_eq!(
        tokens["scope"],
        "https://management.azure.com/user_impersonation https://management.azure.com/.default"
    );
    assert_eq!(tokens["refresh_token_expires_in"], 86_399);
    assert!(tokens["client_info"].is_string());
    let bearer = format!(
        "Bearer {}",
        tokens["access_token"].as_str().expect("a token")
    );
    let url = "https://management.azure.com/subscriptions?api-version=2022-12-01";
    let answer = send(&time, ("GET", url), &[("authorization", &bearer)], "");
    assert_eq!(answer.status, 200, "{}", answer.body);
}

#[test]
fn a_code_is_refused_to_everybody_else_and_the_second_time() {
    let time = registered();
    time.with(|it| it.register_spa("another", "https://other.example/"));
    let url = authorize("organizations", &[]);
    let code = || returned(&choose(&time, &url, "mara"), "code");
    let bare_code = {
        let changes = [("code_challenge", ""), ("code_challenge_method", "")];
        let url = authorize("organizations", &changes);
        returned(&choose(&time, &url, "mara"), "code")
    };
    let form = code_form(&code());
    let foreign = tenant(Directory::Contoso);
    let other: Headers<'_> = &[("origin", "https://other.example")];
    let rows: [(&str, String, Headers<'_>, (u16, u64)); 10] = [
        ("organizations", form.clone(), &[], (400, 9_002_327)),
        ("organizations", form.clone(), other, (400, 9_002_326)),
        (
            "organizations",
            form.replace(APP, "another"),
            other,
            (400, 70_000),
        ),
        (
            "organizations",
            form.replace(BACK, ORIGIN),
            PAGE,
            (401, 500_112),
        ),
        (
            "organizations",
            form.replace(VERIFIER, "x"),
            PAGE,
            (400, 501_481),
        ),
        (
            "organizations",
            form.replace("code_verifier", "x"),
            PAGE,
            (400, 50_148),
        ),
        ("organizations", code_form("1.a.b"), PAGE, (400, 70_000)),
        (
            "organizations",
            code_form(&bare_code),
            PAGE,
            (400, 9_002_325),
        ),
        (&foreign, form.clone(), PAGE, (400, 700_005)),
        ("organizations", form.clone(), PAGE, (200, 0)),
    ];
    for (tenant, form, headers, expected) in rows {
        let answer = redeem(&time, tenant, &form, headers);
        assert_eq!(number(&answer), expected, "{headers:?} {form}");
        let readable = answer.headers.get("access-control-allow-origin");
        assert_eq!(readable, headers.first().map(|it| it.1), "{form}");
    }
    let again = redeem(&time, "organizations", &form, PAGE);
    assert_eq!(number(&again), (400, 54_005));
    let late = code_form(&code());
    time.pass(Duration::from_secs(600));
    assert_eq!(
        number(&redeem(&time, "organizations", &late, PAGE)),
        (400, 70_008)
    );
}

#[test]
fn a_refresh_token_lasts_a_day_however_often_it_is_used() {
    let time = registered();
    let token = |it: &Value| it["refresh_token"].as_str().unwrap_or_default().to_owned();
    let first = token(&signed_in(&time));
    time.pass(Duration::from_secs(80_000));
    let answer = redeem(&time, "organizations", &refresh_form(&first), PAGE);
    let second = json_of(&answer);
    assert_eq!(second["refresh_token_expires_in"], 6_399);
    let foreign = tenant(Directory::Northwind);
    let strong = "&claims={\"access_token\":{\"acrs\":{\"value\":\"p1\"}}}";
    let rows: [(&str, String, Headers<'_>, (u16, u64)); 4] = [
        ("organizations", refresh_form(&first), &[], (400, 9_002_327)),
        ("organizations", refresh_form("1.a.b"), PAGE, (400, 70_000)),
        (&foreign, refresh_form(&first), PAGE, (400, 50_020)),
        (
            "organizations",
            refresh_form(&first) + strong,
            PAGE,
            (400, 50_076),
        ),
    ];
    for (tenant, form, headers, expected) in rows {
        let answer = redeem(&time, tenant, &form, headers);
        assert_eq!(number(&answer), expected, "{form}");
    }
    time.pass(Duration::from_secs(6_400));
    for form in [refresh_form(&first), refresh_form(&token(&second))] {
        let answer = redeem(&time, "organizations", &form, PAGE);
        assert_eq!(number(&answer), (400, 700_084));
    }
}

#[test]
fn a_guest_is_somebody_else_in_each_directory_and_one_account() {
    let time = registered();
    let home = signed_in(&time);
    let contoso = tenant(Directory::Contoso);
    let refresh = home["refresh_token"].as_str().unwrap_or_default();
    let answer = redeem(
        &time,
        &contoso,
        &(refresh_form(refresh) + "&client_info=1"),
        PAGE,
    );
    let guest = json_of(&answer);
    // By the sign-in page of the other directory they are the same guest.
    let answer = choose(&time, &authorize(&contoso, &[]), "mara");
    let code = code_form(&returned(&answer, "code"));
    let by_page = json_of(&redeem(&time, &contoso, &code, PAGE));
    let said = |of: &Value, name: &str| claims(&of["access_token"])[name].clone();
    for of in [&guest, &by_page] {
        assert_eq!(said(of, "tid"), json!(contoso));
        assert_eq!(said(of, "oid"), json!(object("mara-at-contoso")));
        assert_eq!(
            said(of, "upn"),
            "mara.okafor_fabrikam.example#EXT#@contoso.example"
        );
        assert_eq!(of["client_info"], by_page["client_info"]);
    }
    let subscription = |of: &Value, path: &str| {
        let token = of["access_token"].as_str().unwrap_or_default();
        let url = format!("https://management.azure.com{path}?api-version=2022-12-01");
        let bearer = format!("Bearer {token}");
        send(&time, ("GET", &url), &[("authorization", &bearer)], "")
    };
    let listed = json_of(&subscription(&guest, "/subscriptions"));
    let theirs = listed["value"][0]["id"].as_str().unwrap_or_default();
    assert_eq!(subscription(&guest, theirs).status, 200);
    let trapped = subscription(&home, theirs);
    assert_eq!(
        (trapped.status, json_of(&trapped)["error"]["code"].as_str()),
        (401, Some("InvalidAuthenticationTokenTenant"))
    );
    let tenants = |of: &Value| json_of(&subscription(of, "/tenants"))["value"].clone();
    assert_eq!(tenants(&home).as_array().map(Vec::len), Some(2));
    assert_eq!(tenants(&home), tenants(&guest));
}

#[test]
fn the_token_endpoint_is_throttled_only_where_that_is_asked_for() {
    let time = registered();
    let refresh = signed_in(&time)["refresh_token"].clone();
    let form = refresh_form(refresh.as_str().expect("a refresh token"));
    let status = |faults: &[crate::sandbox::FaultSetting]| {
        time.set_faults(faults);
        redeem(&time, "organizations", &form, PAGE).status
    };
    assert_eq!(status(&[Fault::Throttling.always()]), 200);
    assert_eq!(status(&[Fault::Throttling.next(1).below("/token")]), 429);
    assert_eq!(redeem(&time, "organizations", &form, PAGE).status, 200);
}

#[test]
fn an_id_token_can_be_meant_for_somebody_else() {
    let time = registered();
    time.set_faults(&[Fault::ForeignIdToken.next(1)]);
    let audience = || {
        time.pass(Duration::from_secs(1));
        claims(&signed_in(&time)["id_token"])["aud"].clone()
    };
    assert_ne!(audience(), json!(APP));
    assert_eq!(audience(), json!(APP));
}

#[test]
fn registrations_outlive_a_reset_and_redeemed_codes_a_reload() {
    let time = registered();
    let answer = choose(&time, &authorize("organizations", &[]), "mara");
    let form = code_form(&returned(&answer, "code"));
    assert_eq!(redeem(&time, "organizations", &form, PAGE).status, 200);
    let stored = time.with(|it| serde_json::to_string(it.journal()).expect("a journal"));
    let journal = Journal::read(&stored).expect("the same journal");
    let again = Sandbox::replay(journal).expect("a sandbox");
    time.with(|it| *it = again);
    let answer = redeem(&time, "organizations", &form, PAGE);
    assert_eq!(number(&answer), (400, 54_005));
    time.control(Control::Reset { scenario: None });
    signed_in(&time);
}
