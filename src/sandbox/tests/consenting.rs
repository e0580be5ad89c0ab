//! Applications come into other directories through Entra's own pages: by signing in, and by an
//! administrator's consent.

use serde_json::{Value, json};

use super::entra::{PUBLIC, get as open, send};
use super::graph::{application, done, get, graph, post, said};
use super::sign_in::{authorize, number_of, registered, returned};
use super::*;
use crate::arm::Method;
use crate::sandbox::{Journal, Sandbox, WireResponse};

const BACK: &str = "https://fabrikam.example/installed";

/// Where somebody signs in to an application.
fn sign_in(client: &str, tenant: &str, scope: &str) -> String {
    let changes = [
        ("client_id", client),
        ("redirect_uri", BACK),
        ("scope", scope),
        ("response_mode", "query"),
    ];
    authorize(tenant, &changes)
}

fn admin_consent(client: &str, tenant: &str) -> String {
    format!(
        "{PUBLIC}/{tenant}/v2.0/adminconsent?client_id={client}&scope=openid&redirect_uri={BACK}&state=s-1"
    )
}

fn answer(time: &VirtualTime, url: &str, person: &str, consent: &str) -> WireResponse {
    let form = match consent {
        "" => format!("person={person}"),
        _ => format!("person={person}&consent={consent}"),
    };
    send(time, ("POST", url), &[], &form)
}

/// What stands for an application in somebody's directory, if anything does.
fn stand_in(time: &VirtualTime, person: &str, client: &str) -> Value {
    time.pass(std::time::Duration::from_secs(31));
    let filter = get("/servicePrincipals").query("$filter", &format!("appId eq '{client}'"));
    done(time, person, &filter)["value"][0].clone()
}

#[test]
fn signing_in_installs_an_application_once_it_is_agreed_to() {
    let time = registered();
    let (_, client) = application(&time);
    let contoso = tenant(Directory::Contoso);
    let url = sign_in(&client, &contoso, "openid%20profile");
    let page = answer(&time, &url, "aiko", "");
    assert_eq!(page.status, 200);
    for text in [
        "Permissions requested",
        "Fabrikam Keys",
        "unverified",
        "Accept on behalf",
        "View your basic profile",
    ] {
        assert!(page.body.contains(text), "{text} is not in {}", page.body);
    }
    assert_eq!(
        stand_in(&time, "aiko", &client),
        Value::Null,
        "before it is agreed to"
    );
    let cancelled = answer(&time, &url, "aiko", "cancel");
    assert_eq!(
        (
            returned(&cancelled, "error").as_str(),
            number_of(&cancelled).as_str()
        ),
        ("access_denied", "65004")
    );
    let accepted = answer(&time, &url, "aiko", "accept");
    let place = accepted.headers.get("location").unwrap_or_default();
    assert!(place.starts_with(&format!("{BACK}?code=")), "{place}");
    let installed = stand_in(&time, "ben", &client);
    assert_eq!(
        installed["appOwnerOrganizationId"],
        tenant(Directory::Fabrikam)
    );
    // The second time there is nothing left to ask, without a page either.
    let again = answer(&time, &url, "aiko", "");
    assert!(!returned(&again, "code").is_empty());
    let cookie = again
        .headers
        .get("set-cookie")
        .unwrap_or_default()
        .to_owned();
    let silent = format!("{url}&prompt=none");
    let quiet = send(&time, ("GET", &silent), &[("cookie", &cookie)], "");
    assert!(!returned(&quiet, "code").is_empty());
    // For something new there is, and so there is for somebody else.
    let more = sign_in(&client, &contoso, "User.Read");
    let more = format!("{more}&prompt=none");
    let more = send(&time, ("GET", &more), &[("cookie", &cookie)], "");
    assert_eq!(number_of(&more), "65001");
    let log = time
        .with(|it| it.log().changes().last().cloned())
        .expect("a change");
    assert_eq!(
        (log.person.as_str(), log.tenant.as_str()),
        ("aiko.sato@contoso.example", contoso.as_str())
    );
}

#[test]
fn who_may_not_agree_is_told_who_can() {
    let time = registered();
    let (_, client) = application(&time);
    let theirs = json!({
        "displayName": "Of Contoso",
        "signInAudience": "AzureADMultipleOrgs",
        "web": { "redirectUris": [BACK] },
    });
    let theirs = done(&time, "aiko", &post("/applications", theirs));
    let theirs = said(&theirs, "appId").to_owned();
    time.pass(std::time::Duration::from_secs(60));
    let arm = "https%3A%2F%2Fmanagement.azure.com%2Fuser_impersonation";
    let rows = [
        // Contoso's policy lets nobody agree without a role.
        (&client, Directory::Contoso, "ben", "openid", "90094"),
        // Fabrikam's does, for signing in, but not to more of an unverified publisher.
        (&theirs, Directory::Fabrikam, "tom", "openid", ""),
        (&theirs, Directory::Fabrikam, "priya", arm, "900941"),
        (
            &theirs,
            Directory::Fabrikam,
            "priya",
            "Application.Read.All",
            "90094",
        ),
        // Administrators may.
        (
            &client,
            Directory::Contoso,
            "aiko",
            "Application.Read.All",
            "",
        ),
        (&client, Directory::Northwind, "noor", arm, ""),
    ];
    for (client, directory, person, scope, number) in rows {
        let url = sign_in(client, &tenant(directory), scope);
        let page = answer(&time, &url, person, "");
        assert_eq!(page.status, 200, "{person} {scope}");
        assert_eq!(
            page.body.contains("Need admin approval"),
            !number.is_empty(),
            "{person}"
        );
        assert!(
            page.body.contains(&format!("AADSTS{number}")) || number.is_empty(),
            "{number}"
        );
        let end = answer(&time, &url, person, "accept");
        assert_eq!(number_of(&end), number, "{person} {scope}");
    }
    assert_eq!(stand_in(&time, "tom", &theirs)["displayName"], "Of Contoso");
}

#[test]
fn applications_for_one_directory_and_unknown_ones_are_refused() {
    let time = registered();
    let closed = json!({ "displayName": "Only here", "signInAudience": "AzureADMyOrg", "web": { "redirectUris": [BACK] } });
    let closed = done(&time, "mara", &post("/applications", closed));
    let client = said(&closed, "appId");
    let fresh = open(&time, &sign_in(client, "organizations", "openid"));
    assert!(
        fresh.body.contains("AADSTS700016"),
        "not known everywhere yet"
    );
    time.pass(std::time::Duration::from_secs(31));
    let contoso = tenant(Directory::Contoso);
    let fabrikam = tenant(Directory::Fabrikam);
    let rows = [
        (sign_in(client, "organizations", "openid"), "AADSTS50194"),
        (sign_in(client, &contoso, "openid"), "AADSTS700016"),
        (admin_consent(client, &contoso), "AADSTS700016"),
        (
            admin_consent("00000000-0000-4000-8000-000000000001", &contoso),
            "AADSTS700016",
        ),
        (
            sign_in(client, &fabrikam, "openid").replace("installed", "elsewhere"),
            "AADSTS50011",
        ),
    ];
    for (url, number) in rows {
        let answer = open(&time, &url);
        assert_eq!(
            (answer.status, answer.headers.get("location")),
            (400, None),
            "{url}"
        );
        assert!(answer.body.contains(number), "{number}: {}", answer.body);
    }
    assert_eq!(
        open(&time, &sign_in(client, &fabrikam, "openid")).status,
        200
    );
}

#[test]
fn an_administrator_agrees_for_everybody_by_a_link() {
    let time = registered();
    let (_, client) = application(&time);
    let contoso = tenant(Directory::Contoso);
    let url = admin_consent(&client, &contoso);
    assert!(open(&time, &url).body.contains("Aiko Sato"));
    let refused = answer(&time, &url, "ben", "");
    assert!(refused.body.contains("AADSTS90094"), "{}", refused.body);
    let back = answer(&time, &url, "ben", "organization");
    assert_eq!(
        (returned(&back, "error").as_str(), number_of(&back).as_str()),
        ("access_denied", "90094")
    );
    let stranger = answer(&time, &url, "tom", "");
    assert_eq!(number_of(&stranger), "50020");
    let page = answer(&time, &url, "aiko", "");
    assert!(!page.body.contains("value=\"accept\""), "{}", page.body);
    let cancelled = answer(&time, &url, "aiko", "cancel");
    assert_eq!(number_of(&cancelled), "65004");
    assert_eq!(stand_in(&time, "ben", &client), Value::Null);
    let agreed = answer(&time, &url, "aiko", "organization");
    let place = agreed.headers.get("location").unwrap_or_default();
    assert_eq!(
        place,
        format!("{BACK}?admin_consent=True&tenant={contoso}&scope=openid&state=s-1")
    );
    let installed = stand_in(&time, "ben", &client);
    // Now even those may sign in who may agree to nothing.
    let in_now = answer(&time, &sign_in(&client, &contoso, "openid"), "ben", "");
    assert!(!returned(&in_now, "code").is_empty());
    // Until the directory disables it.
    let at = format!("/servicePrincipals/{}", said(&installed, "id"));
    let off = graph(Method::Patch, &at, json!({ "accountEnabled": false }));
    assert_eq!(time.as_person("aiko").ask(&off).status, 204);
    let off = answer(&time, &sign_in(&client, &contoso, "openid"), "ben", "");
    assert_eq!(number_of(&off), "7000112");
    for (missing, number) in [
        ("scope=openid&", "AADSTS900144"),
        (
            "&redirect_uri=https://fabrikam.example/installed",
            "AADSTS900144",
        ),
    ] {
        let answer = open(&time, &url.replace(missing, ""));
        assert!(answer.body.contains(number), "{missing}: {}", answer.body);
    }
    let common = open(&time, &admin_consent(&client, "common"));
    assert!(common.body.contains("AADSTS50059"), "{}", common.body);
}

#[test]
fn what_was_agreed_to_is_there_again_after_a_reload() {
    let time = registered();
    let (_, client) = application(&time);
    let url = admin_consent(&client, &tenant(Directory::Contoso));
    assert_eq!(answer(&time, &url, "aiko", "organization").status, 302);
    let installed = stand_in(&time, "ben", &client);
    let stored = time.with(|it| serde_json::to_string(it.journal()).expect("a journal"));
    let journal = Journal::read(&stored).expect("the same journal");
    let again = Sandbox::replay(journal).expect("a sandbox");
    time.with(|it| *it = again);
    assert_eq!(stand_in(&time, "ben", &client), installed);
}
