//! Microsoft Graph: applications, credentials and service principals, a row for each refusal.

use std::time::Duration;

use serde_json::{Value, json};

use super::entra::{PUBLIC, client_token, json_of, send};
use super::*;
use crate::arm::{Audience, Method};
use crate::sandbox::WireResponse;

pub(super) const GRAPH: &str = "https://graph.microsoft.com";
const SCOPE: &str = "https://graph.microsoft.com/.default";

/// A request to Microsoft Graph.
pub(super) fn graph(method: Method, path: &str, body: Value) -> Request {
    Request {
        method,
        audience: Audience::Graph,
        url: format!("/v1.0{path}"),
        body: Some(body).filter(|it| !it.is_null()),
        repeatable: false,
    }
}

pub(super) fn get(path: &str) -> Request {
    graph(Method::Get, path, Value::Null)
}

pub(super) fn post(path: &str, body: Value) -> Request {
    graph(Method::Post, path, body)
}

/// What somebody's request is answered, which has to be good.
pub(super) fn done(time: &VirtualTime, person: &str, request: &Request) -> Value {
    let answer = time.as_person(person).ask(request);
    assert!(
        answer.is_success(),
        "{person} {}: {:?}",
        request.url,
        answer.body
    );
    answer.value().clone()
}

pub(super) fn said<'a>(value: &'a Value, member: &str) -> &'a str {
    value[member].as_str().unwrap_or_default()
}

/// An application of Fabrikam for every directory, known everywhere. Gives object and client ID.
pub(super) fn application(time: &VirtualTime) -> (String, String) {
    let body = json!({
        "displayName": "Fabrikam Keys",
        "signInAudience": "AzureADMultipleOrgs",
        "web": { "redirectUris": ["https://fabrikam.example/installed"] },
    });
    let made = done(time, "mara", &post("/applications", body));
    time.pass(Duration::from_secs(120));
    (
        said(&made, "id").to_owned(),
        said(&made, "appId").to_owned(),
    )
}

pub(super) fn credential(name: &str, subject: &str) -> Value {
    json!({
        "name": name,
        "issuer": format!("https://login.microsoftonline.com/{}/v2.0", tenant(Directory::Fabrikam)),
        "subject": subject,
        "audiences": ["api://AzureADTokenExchange"],
        "description": "for storage",
    })
}

pub(super) fn by_client(
    time: &VirtualTime,
    client: &str,
    method: &str,
    path: &str,
    body: &Value,
) -> WireResponse {
    let token = client_token(time, client, PUBLIC, SCOPE);
    let bearer = format!("Bearer {token}");
    let url = format!("{GRAPH}/v1.0{path}");
    let body = if body.is_null() {
        String::new()
    } else {
        body.to_string()
    };
    send(time, (method, &url), &[("authorization", &bearer)], &body)
}

#[test]
fn an_application_is_registered_found_changed_and_removed() {
    let time = bare();
    let (id, client) = application(&time);
    let shown = done(&time, "tom", &get(&format!("/applications/{id}")));
    assert_eq!(said(&shown, "appId"), client);
    assert_eq!(shown["signInAudience"], "AzureADMultipleOrgs");
    assert_eq!(shown["verifiedPublisher"]["displayName"], Value::Null);
    assert_eq!(shown["publisherDomain"], "fabrikam.example");
    let by_client = get(&format!("/applications(appId='{client}')"));
    assert_eq!(said(&done(&time, "mara", &by_client), "id"), id);
    let rows = [
        (format!("appId eq '{client}'"), 1),
        ("displayName eq 'Fabrikam Keys'".to_owned(), 1),
        ("startswith(displayName,'fabrikam')".to_owned(), 1),
        ("displayName eq 'Another'".to_owned(), 0),
    ];
    for (filter, count) in rows {
        let list = get("/applications").query("$filter", &filter);
        assert_eq!(
            done(&time, "mara", &list)["value"].as_array().map(Vec::len),
            Some(count),
            "{filter}"
        );
    }
    let one = get(&format!("/applications/{id}?$select=id,appId"));
    let shown = done(&time, "mara", &one);
    assert_eq!(
        shown.as_object().map(serde_json::Map::len),
        Some(3),
        "{shown}"
    );
    let change = json!({ "signInAudience": "AzureADMyOrg" });
    let change = graph(Method::Patch, &format!("/applications/{id}"), change);
    assert_eq!(time.as_person("mara").ask(&change).status, 204);
    let gone = graph(Method::Delete, &format!("/applications/{id}"), Value::Null);
    assert_eq!(time.as_person("mara").ask(&gone).status, 204);
    let missing = time.as_person("mara").ask(&gone);
    assert_eq!(
        outcome(&missing),
        (404, "Request_ResourceNotFound".to_owned())
    );
    let message = ArmError::read(&missing).message;
    assert!(
        message.starts_with(&format!("Resource '{id}' does not exist")),
        "{message}"
    );
}

#[test]
fn what_cannot_be_registered_is_refused() {
    let time = bare();
    let named = |extra: Value| {
        let mut body = json!({ "displayName": "A" });
        crate::resources::simulated::merge(&mut body, &extra);
        body
    };
    let bad = "Request_BadRequest";
    let rows = [
        ("mara", named(json!({})), 201, ""),
        ("mara", json!({}), 400, bad),
        ("mara", json!([]), 400, bad),
        (
            "mara",
            named(json!({ "signInAudience": "Everybody" })),
            400,
            bad,
        ),
        (
            "mara",
            named(json!({ "web": { "redirectUris": ["http://a.example"] } })),
            400,
            bad,
        ),
        ("mara", named(json!({ "appId": "x" })), 400, bad),
        ("mara", named(json!({ "colour": "red" })), 400, bad),
        (
            "mara",
            named(json!({ "passwordCredentials": [{}] })),
            501,
            "NotSimulated",
        ),
        ("tom", named(json!({})), 403, "Authorization_RequestDenied"),
        ("noor", named(json!({})), 201, ""),
    ];
    for (person, body, status, code) in rows {
        let answer = time
            .as_person(person)
            .ask(&post("/applications", body.clone()));
        assert_eq!(
            outcome(&answer),
            (status, code.to_owned()),
            "{person} {body}"
        );
    }
    for (path, status) in [
        ("/applications?$filter=tags/any(t:t eq 'x')", 501),
        ("/applications?$orderby=displayName", 501),
        ("/applications?$top=0", 400),
        ("/groups", 501),
    ] {
        let path = path.replace(' ', "%20");
        assert_eq!(
            time.as_person("mara").ask(&get(&path)).status,
            status,
            "{path}"
        );
    }
}

#[test]
fn only_owners_and_administrators_change_an_application() {
    let time = bare();
    let (id, _) = application(&time);
    let path = format!("/applications/{id}");
    let change = || json!({ "notes": "x" });
    let rows = [("tom", 403), ("priya", 403), ("aiko", 404), ("mara", 204)];
    for (person, status) in rows {
        let answer = time
            .as_person(person)
            .ask(&graph(Method::Patch, &path, change()));
        assert_eq!(answer.status, status, "{person}");
    }
    let rows = [
        ("rotation", 403),
        ("dashboard", 403),
        ("partner", 404),
        ("automation", 204),
    ];
    for (client, status) in rows {
        let answer = by_client(&time, client, "PATCH", &path, &change());
        assert_eq!(answer.status, status, "{client}: {}", answer.body);
    }
    // What may touch only its own may touch its own.
    let own = by_client(
        &time,
        "rotation",
        "POST",
        "/applications",
        &json!({ "displayName": "B" }),
    );
    let own = json_of(&own)["id"].as_str().unwrap_or_default().to_owned();
    let own = by_client(
        &time,
        "rotation",
        "PATCH",
        &format!("/applications/{own}"),
        &change(),
    );
    assert_eq!(own.status, 204, "{}", own.body);
}

/// The empty group of Contoso.
pub(super) fn contoso(time: &VirtualTime) -> ResourceId {
    let subscription = time.subscription("aiko", "Contoso Keys");
    ResourceId::of_group(subscription.subscription().expect("a subscription"), "rg-c")
}
