//! People signing in to a single-page application, as MSAL does it for them.

use super::entra::{PUBLIC, get, send};
use super::*;
use crate::sandbox::Seed;
use crate::sandbox::WireResponse;

pub(super) const APP: &str = "11111111-2222-4333-8444-555555555555";
pub(super) const BACK: &str = "https://console.example.com/auth/redirect.html";
pub(super) const ORIGIN: &str = "https://console.example.com";
/// The challenge of RFC 7636.
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
pub(super) const ARM: &str =
    "https%3A%2F%2Fmanagement.azure.com%2F.default%20openid%20profile%20offline_access";

/// Parameters to add, or to leave out where they are empty.
pub(super) type Changes<'a> = &'a [(&'a str, &'a str)];

pub(super) fn registered() -> VirtualTime {
    let time = bare();
    time.with(|it| {
        it.register_spa(APP, BACK);
        it.register_spa(APP, "https://console.example.com/auth/signed-out.html");
    });
    time
}

/// The address that MSAL opens, with some parameters more or others instead.
pub(super) fn authorize(tenant: &str, changes: Changes<'_>) -> String {
    let mut pairs = vec![
        ("client_id", APP),
        ("scope", ARM),
        ("redirect_uri", BACK),
        ("response_type", "code"),
        ("response_mode", "fragment"),
        ("state", "s%7Cx%3D"),
        ("nonce", "n-1"),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
        ("client_info", "1"),
    ];
    for (name, value) in changes {
        pairs.retain(|(it, _)| it != name);
        if !value.is_empty() {
            pairs.push((name, value));
        }
    }
    let query: Vec<String> = pairs.iter().map(|(a, b)| format!("{a}={b}")).collect();
    format!(
        "{PUBLIC}/{tenant}/oauth2/v2.0/authorize?{}",
        query.join("&")
    )
}

pub(super) fn choose(time: &VirtualTime, url: &str, person: &str) -> WireResponse {
    send(time, ("POST", url), &[], &format!("person={person}"))
}

/// A value in the address that an answer leads to.
pub(super) fn returned(answer: &WireResponse, name: &str) -> String {
    let place = answer.headers.get("location").unwrap_or_default();
    let pairs = place.split(['#', '?', '&']);
    let found = pairs
        .filter_map(|it| it.split_once('='))
        .find(|it| it.0 == name);
    found.map(|it| it.1.to_owned()).unwrap_or_default()
}

/// The number of a refusal that a redirect carries.
pub(super) fn number_of(answer: &WireResponse) -> String {
    let said = returned(answer, "error_description");
    let number = said.split("AADSTS").nth(1).unwrap_or_default();
    number.chars().take_while(char::is_ascii_digit).collect()
}

#[test]
fn a_person_chooses_who_they_are_and_comes_back_with_a_code() {
    let time = registered();
    let url = authorize("organizations", &[]);
    let page = get(&time, &url);
    assert_eq!(page.status, 200);
    assert_eq!(page.headers.get("x-frame-options"), Some("DENY"));
    for name in ["Mara Okafor", "Aiko Sato", "tom.lindqvist@fabrikam.example"] {
        assert!(page.body.contains(name), "{name} is not offered");
    }
    assert!(!page.body.contains("<script"), "the page holds a script");
    let answer = choose(&time, &url, "mara");
    assert_eq!(answer.status, 302);
    let place = answer.headers.get("location").unwrap_or_default();
    assert!(place.starts_with(&format!("{BACK}#code=")), "{place}");
    assert_eq!(returned(&answer, "state"), "s%7Cx%3D");
    let query = authorize("organizations", &[("response_mode", "query")]);
    let place = choose(&time, &query, "mara");
    let place = place.headers.get("location").unwrap_or_default();
    assert!(place.starts_with(&format!("{BACK}?code=")), "{place}");
}

#[test]
fn without_a_known_way_back_there_is_only_a_page() {
    let time = registered();
    let foreign = Directory::Contoso.tenant(Seed::of(1));
    let rows = [
        (
            "organizations",
            ("redirect_uri", "https://evil.example"),
            "AADSTS50011",
        ),
        ("organizations", ("redirect_uri", ""), "AADSTS50011"),
        ("organizations", ("client_id", "somebody"), "AADSTS700016"),
        ("organizations", ("client_id", ""), "AADSTS900144"),
        ("nobody.example", ("x", ""), "AADSTS90002"),
    ];
    for (tenant, change, number) in rows {
        let answer = get(&time, &authorize(tenant, &[change]));
        assert_eq!(answer.status, 400, "{change:?}");
        assert_eq!(answer.headers.get("location"), None, "{change:?}");
        assert!(answer.body.contains(number), "{number}: {}", answer.body);
    }
    let markup = authorize("organizations", &[("redirect_uri", "<b>&'")]);
    assert!(!get(&time, &markup).body.contains("<b>"), "unescaped");
    let stranger = choose(&time, &authorize(&foreign, &[]), "tom");
    assert_eq!(number_of(&stranger), "50020");
}

#[test]
fn errors_go_back_to_the_application() {
    let time = registered();
    let strong = "%7B%22access_token%22%3A%7B%22acrs%22%3A%7B%22value%22%3A%22p1%22%7D%7D%7D";
    let rows: [(Changes<'_>, &str, &str); 9] = [
        (&[("prompt", "none")], "login_required", "50058"),
        (&[("prompt", "always")], "invalid_request", "90023"),
        (
            &[("response_type", "token")],
            "unsupported_response_type",
            "700051",
        ),
        (&[("response_type", "")], "invalid_request", "900144"),
        (&[("scope", "")], "invalid_request", "900144"),
        (
            &[("scope", "https://a.example/.default")],
            "invalid_resource",
            "500011",
        ),
        (
            &[(
                "scope",
                "https://management.azure.com/.default%20https://vault.azure.net/.default",
            )],
            "invalid_scope",
            "28000",
        ),
        (
            &[("scope", "https://vault.azure.net/everything")],
            "invalid_client",
            "650053",
        ),
        (&[("claims", "nonsense")], "invalid_request", "9000410"),
    ];
    for (changes, error, number) in rows {
        let answer = get(&time, &authorize("organizations", changes));
        let found = (returned(&answer, "error"), number_of(&answer));
        assert_eq!(found, (error.to_owned(), number.to_owned()), "{changes:?}");
        assert_eq!(returned(&answer, "state"), "s%7Cx%3D");
    }
    // A session without the second factor is not enough where one is asked for.
    let first = choose(&time, &authorize("organizations", &[]), "mara");
    let cookie = first
        .headers
        .get("set-cookie")
        .unwrap_or_default()
        .to_owned();
    let silent = authorize("organizations", &[("prompt", "none"), ("claims", strong)]);
    let answer = send(&time, ("GET", &silent), &[("cookie", &cookie)], "");
    assert_eq!(returned(&answer, "error"), "interaction_required");
}

#[test]
fn a_session_signs_in_without_a_page_until_it_is_ended() {
    let time = registered();
    let first = choose(&time, &authorize("organizations", &[]), "mara");
    let cookie = first
        .headers
        .get("set-cookie")
        .unwrap_or_default()
        .to_owned();
    let home = tenant(Directory::Fabrikam);
    let invited = tenant(Directory::Contoso);
    let foreign = tenant(Directory::Northwind);
    let rows: [(&str, Changes<'_>, bool); 8] = [
        ("organizations", &[], true),
        (&home, &[("prompt", "none")], true),
        (
            &home,
            &[("login_hint", "mara.okafor@fabrikam.example")],
            true,
        ),
        (
            &home,
            &[("login_hint", "tom.lindqvist@fabrikam.example")],
            false,
        ),
        (&home, &[("prompt", "select_account")], false),
        (&home, &[("prompt", "login")], false),
        (&invited, &[], true),
        (&foreign, &[], false),
    ];
    for (tenant, changes, at_once) in rows {
        let url = authorize(tenant, changes);
        let answer = send(&time, ("GET", &url), &[("cookie", &cookie)], "");
        assert_eq!(
            !returned(&answer, "code").is_empty(),
            at_once,
            "{changes:?}"
        );
    }
    let out = format!(
        "{PUBLIC}/{home}/oauth2/v2.0/logout?post_logout_redirect_uri=https://console.example.com/auth/signed-out.html&state=x"
    );
    let answer = get(&time, &out);
    assert_eq!(
        answer.headers.get("location"),
        Some("https://console.example.com/auth/signed-out.html?state=x")
    );
    let ended = answer.headers.get("set-cookie").unwrap_or_default();
    assert!(ended.contains("Max-Age=0"), "{ended}");
    let out =
        format!("{PUBLIC}/{home}/oauth2/v2.0/logout?post_logout_redirect_uri=https://evil.example");
    assert_eq!(get(&time, &out).headers.get("location"), None);
}

#[test]
fn hints_shorten_the_list_of_people() {
    let time = registered();
    let offered = |changes: Changes<'_>| {
        let page = get(&time, &authorize("organizations", changes)).body;
        page.matches("<button").count()
    };
    let rows: [(Changes<'_>, usize); 4] = [
        (&[], 7),
        (&[("domain_hint", "contoso.example")], 2),
        (&[("login_hint", "tom.lindqvist@fabrikam.example")], 1),
        (&[("login_hint", "nobody@fabrikam.example")], 7),
    ];
    for (changes, count) in rows {
        assert_eq!(offered(changes), count, "{changes:?}");
    }
}
