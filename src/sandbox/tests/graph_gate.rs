//! Microsoft Graph: whose token it is, what it permits, and who asks.

use serde_json::{Value, json};

use super::entra::{PUBLIC, client_token, get as at, json_of, send};
use super::graph::{GRAPH, done, get};
use super::*;
use crate::arm::Timestamp;
use crate::sandbox::{Fault, Wish};

fn token(time: &VirtualTime, person: &str, directory: Directory, audience: &str) -> String {
    let wish = Wish {
        person: Person::named(person).expect("a person"),
        directory,
        audience,
        claims: None,
    };
    time.with(|it| it.token(Timestamp(time.wall().0), &wish))
}

#[test]
fn every_bad_token_is_refused_in_graphs_words() {
    let time = bare();
    let home = Directory::Fabrikam;
    let arm = token(&time, "mara", home, "https://management.azure.com");
    let good = token(&time, "mara", home, GRAPH);
    let rows = [
        (String::new(), "Access token is empty."),
        ("Bearer ".to_owned(), "Access token is empty."),
        (
            "Bearer abc".to_owned(),
            "CompactToken parsing failed with error code: 80049217",
        ),
        (
            format!("Bearer {good}x"),
            "Access token validation failure. Invalid signature.",
        ),
        (
            format!("Bearer {arm}"),
            "Access token validation failure. Invalid audience.",
        ),
    ];
    for (authorization, message) in rows {
        let headers = [
            ("authorization", authorization.as_str()),
            ("client-request-id", "mine"),
        ];
        let answer = send(&time, ("GET", &format!("{GRAPH}/v1.0/me")), &headers, "");
        let error = &json_of(&answer)["error"];
        assert_eq!(
            (answer.status, error["code"].as_str()),
            (401, Some("InvalidAuthenticationToken"))
        );
        assert_eq!(error["message"], message);
        assert_eq!(error["innerError"]["client-request-id"], "mine");
        assert_eq!(
            error["innerError"]["request-id"].as_str(),
            answer.headers.get("request-id")
        );
        assert!(answer.headers.get("www-authenticate").is_some());
    }
    // Nor does Resource Manager take one of Graph's.
    let url = "https://management.azure.com/tenants?api-version=2022-12-01";
    let bearer = format!("Bearer {good}");
    let answer = send(&time, ("GET", url), &[("authorization", &bearer)], "");
    assert_eq!(
        json_of(&answer)["error"]["code"],
        "InvalidAuthenticationTokenAudience"
    );
    time.pass(std::time::Duration::from_secs(3601));
    let late = send(
        &time,
        ("GET", &format!("{GRAPH}/v1.0/me")),
        &[("authorization", &bearer)],
        "",
    );
    assert_eq!(
        json_of(&late)["error"]["message"],
        "Lifetime validation failed, the token is expired."
    );
}

#[test]
fn the_directory_is_that_of_the_token() {
    let time = bare();
    for (person, name) in [
        ("mara", "Fabrikam"),
        ("ben", "Contoso"),
        ("noor", "Northwind"),
    ] {
        let shown = done(&time, person, &get("/organization"));
        assert_eq!(shown["value"][0]["displayName"], name);
    }
    let other = get(&format!("/organization/{}", tenant(Directory::Contoso)));
    assert_eq!(outcome(&time.as_person("mara").ask(&other)).0, 404);
    assert_eq!(time.as_person("ben").ask(&other).status, 200);
}

#[test]
fn people_see_who_they_are_and_applications_do_not() {
    let time = bare();
    let me = done(&time, "aiko", &get("/me"));
    assert_eq!(me["userPrincipalName"], "aiko.sato@contoso.example");
    assert_eq!(me["id"], object("aiko"));
    let rows = [
        ("aiko", 1),
        ("mara", 1),
        ("noor", 1),
        ("ben", 0),
        ("tom", 0),
    ];
    for (person, count) in rows {
        let roles = done(
            &time,
            person,
            &get("/me/transitiveMemberOf?$select=id,displayName,roleTemplateId&$top=999"),
        );
        assert_eq!(
            roles["value"].as_array().map(Vec::len),
            Some(count),
            "{person}"
        );
        // Without a permission to read roles there is limited information.
        assert_eq!(roles["value"][0]["roleTemplateId"], Value::Null, "{person}");
    }
    let scope = format!("{GRAPH}/.default");
    let application = client_token(&time, "automation", PUBLIC, &scope);
    let bearer = format!("Bearer {application}");
    let answer = send(
        &time,
        ("GET", &format!("{GRAPH}/v1.0/me")),
        &[("authorization", &bearer)],
        "",
    );
    assert_eq!(answer.status, 403, "an application has no User.Read");
    let policy = get("/policies/authorizationPolicy");
    assert_eq!(
        outcome(&time.as_person("mara").ask(&policy)),
        (403, "Authorization_RequestDenied".to_owned())
    );
}

#[test]
fn faults_strike_graph_in_its_own_words() {
    let time = bare();
    let rows = [
        (Fault::Throttling, 429, "TooManyRequests"),
        (Fault::ServerError, 503, "serviceNotAvailable"),
        (Fault::ExpiredToken, 401, "InvalidAuthenticationToken"),
        (Fault::Conflict, 200, ""),
    ];
    for (fault, status, code) in rows {
        time.always(fault);
        let answer = time.as_person("mara").ask(&get("/organization"));
        assert_eq!(outcome(&answer), (status, code.to_owned()), "{fault:?}");
    }
}

#[test]
fn an_unencoded_body_and_an_unknown_version_are_refused() {
    let time = bare();
    let bearer = format!(
        "Bearer {}",
        token(&time, "mara", Directory::Fabrikam, GRAPH)
    );
    let headers = [("authorization", bearer.as_str())];
    let broken = send(
        &time,
        ("POST", &format!("{GRAPH}/v1.0/applications")),
        &headers,
        "{",
    );
    assert_eq!(json_of(&broken)["error"]["code"], "BadRequest");
    let beta = send(
        &time,
        ("GET", &format!("{GRAPH}/beta/applications")),
        &headers,
        "",
    );
    assert_eq!(beta.status, 501);
    let own = at(&time, "https://localhost:8443/v1.0/me");
    assert_eq!(
        json_of(&own)["error"]["code"],
        json!("InvalidAuthenticationToken")
    );
}
