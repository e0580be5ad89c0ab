//! Microsoft Graph: applications, credentials and service principals, a row for each refusal.

use std::time::Duration;

use serde_json::{Value, json};

use super::entra::{client_token, json_of, send};
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

fn said<'a>(value: &'a Value, member: &str) -> &'a str {
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

fn by_client(
    time: &VirtualTime,
    client: &str,
    method: &str,
    path: &str,
    body: &Value,
) -> WireResponse {
    let token = client_token(time, client, super::entra::PUBLIC, SCOPE);
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

#[test]
fn federated_credentials_have_rules_of_their_own() {
    let time = bare();
    let (id, client) = application(&time);
    let path = format!("/applications/{id}/federatedIdentityCredentials");
    let mara = time.as_person("mara");
    let made = done(&time, "mara", &post(&path, credential("first", "s-1")));
    let with = |member: &str, value: Value| {
        let mut body = credential("another", "s-2");
        body[member] = value;
        body
    };
    let invalid = "InvalidFederatedIdentityCredentialValue";
    let bad = "Request_BadRequest";
    let rows = [
        (
            credential("FIRST", "s-2"),
            409,
            "Request_MultipleObjectsWithSameKeyValue",
        ),
        (credential("second", "s-1"), 400, invalid),
        (with("name", json!("a b c")), 400, invalid),
        (with("name", json!("n".repeat(121))), 400, invalid),
        (with("issuer", json!("http://a.example")), 400, invalid),
        (with("subject", json!("")), 400, bad),
        (with("audiences", json!([])), 400, invalid),
        (with("audiences", json!(["a", "b"])), 400, invalid),
        (with("colour", json!("red")), 400, bad),
        (credential("second", "S-1"), 201, ""),
    ];
    for (body, status, code) in rows {
        let answer = mara.ask(&post(&path, body.clone()));
        assert_eq!(outcome(&answer), (status, code.to_owned()), "{body}");
    }
    for number in 3..=20 {
        let body = credential(&format!("number-{number}"), &format!("s-{number}"));
        assert_eq!(mara.ask(&post(&path, body)).status, 201, "{number}");
    }
    let full = mara.ask(&post(&path, credential("too-many", "s-21")));
    assert_eq!(outcome(&full), (400, invalid.to_owned()));
    assert!(ArmError::read(&full).message.contains("limited to 20"));
    // A page holds ten; the rest is behind a link.
    let first = done(&time, "tom", &get(&path));
    let next = said(&first, "@odata.nextLink").strip_prefix(&format!("{GRAPH}/v1.0"));
    let second = done(&time, "tom", &get(next.expect("a link")));
    assert_eq!(second["value"].as_array().map(Vec::len), Some(10));
    assert_eq!(second.get("@odata.nextLink"), None);
    let one = format!("{path}/{}", said(&made, "id"));
    assert_eq!(
        said(&done(&time, "tom", &get(&one)), "description"),
        "for storage"
    );
    let renamed = graph(Method::Patch, &one, json!({ "name": "x" }));
    assert_eq!(outcome(&mara.ask(&renamed)), (400, bad.to_owned()));
    let delete = graph(Method::Delete, &one, Value::Null);
    assert_eq!(time.as_person("tom").ask(&delete).status, 403);
    assert_eq!(mara.ask(&delete).status, 204);
    assert_eq!(
        mara.ask(&post(&path, credential("again", "s-1"))).status,
        201
    );
    // A service principal has none.
    let sp = done(
        &time,
        "mara",
        &post("/servicePrincipals", json!({ "appId": client })),
    );
    let on_it = format!(
        "/servicePrincipals/{}/federatedIdentityCredentials",
        said(&sp, "id")
    );
    let refused = mara.ask(&post(&on_it, credential("x-y-z", "s")));
    assert_eq!(outcome(&refused), (400, "BadRequest".to_owned()));
}

#[test]
fn an_application_is_installed_by_those_who_may() {
    let time = bare();
    let (id, client) = application(&time);
    let install = |client: &str| post("/servicePrincipals", json!({ "appId": client }));
    let denied = "Authorization_RequestDenied";
    let closed = json!({ "displayName": "Only here", "signInAudience": "AzureADMyOrg" });
    let closed = done(&time, "mara", &post("/applications", closed));
    time.pass(Duration::from_secs(60));
    let same = "Request_MultipleObjectsWithSameKeyValue";
    let rows = [
        ("ben", client.as_str(), 403, denied),
        (
            "aiko",
            "00000000-0000-4000-8000-000000000001",
            400,
            "Request_BadRequest",
        ),
        ("aiko", said(&closed, "appId"), 400, "Request_BadRequest"),
        ("aiko", &client, 201, ""),
        ("aiko", &client, 409, same),
        ("noor", &client, 201, ""),
        ("tom", &client, 403, denied),
        ("mara", &client, 201, ""),
        ("mara", said(&closed, "appId"), 201, ""),
    ];
    for (person, client, status, code) in rows {
        let answer = time.as_person(person).ask(&install(client));
        assert_eq!(
            outcome(&answer),
            (status, code.to_owned()),
            "{person} {client}"
        );
    }
    time.pass(Duration::from_secs(60));
    let found = format!("/servicePrincipals(appId='{client}')");
    let of = |person: &str| done(&time, person, &get(&found));
    let (own, theirs, others) = (of("mara"), of("ben"), of("noor"));
    assert_ne!(own["id"], theirs["id"]);
    assert_ne!(others["id"], theirs["id"]);
    assert_eq!(
        theirs["appOwnerOrganizationId"],
        tenant(Directory::Fabrikam)
    );
    assert_eq!(theirs["verifiedPublisher"]["displayName"], Value::Null);
    let filter = get("/servicePrincipals").query("$filter", &format!("appId eq '{client}'"));
    assert_eq!(done(&time, "ben", &filter)["value"][0]["id"], theirs["id"]);
    // It goes from its own directory with the application, and from others by itself.
    let gone = graph(Method::Delete, &format!("/applications/{id}"), Value::Null);
    assert_eq!(time.as_person("mara").ask(&gone).status, 204);
    assert_eq!(time.as_person("mara").ask(&get(&found)).status, 404);
    assert_eq!(time.as_person("ben").ask(&get(&found)).status, 200);
    let at = format!("/servicePrincipals/{}", said(&theirs, "id"));
    let remove = graph(Method::Delete, &at, Value::Null);
    assert_eq!(time.as_person("ben").ask(&remove).status, 403);
    assert_eq!(time.as_person("aiko").ask(&remove).status, 204);
    assert_eq!(done(&time, "ben", &filter)["value"], json!([]));
}

#[test]
fn people_who_may_register_but_administer_nothing_install_their_own_only() {
    let time = bare();
    let theirs = json!({ "displayName": "Of Contoso", "signInAudience": "AzureADMultipleOrgs" });
    let theirs = done(&time, "aiko", &post("/applications", theirs));
    time.pass(Duration::from_secs(60));
    let install = post("/servicePrincipals", json!({ "appId": theirs["appId"] }));
    let refused = time.as_person("mara").ask(&install);
    assert_eq!(
        outcome(&refused),
        (403, "Authorization_RequestDenied".to_owned())
    );
    let message = ArmError::read(&refused).message;
    assert!(message.contains("must in the local tenant"), "{message}");
    let limited = by_client(
        &time,
        "rotation",
        "POST",
        "/servicePrincipals",
        &json!({ "appId": theirs["appId"] }),
    );
    assert_eq!(limited.status, 403);
    let other = by_client(
        &time,
        "automation",
        "POST",
        "/servicePrincipals",
        &json!({ "appId": theirs["appId"] }),
    );
    assert_eq!(other.status, 201, "{}", other.body);
}

#[test]
fn new_objects_are_not_known_everywhere_at_once() {
    let time = bare();
    let body = json!({ "displayName": "New", "signInAudience": "AzureADMultipleOrgs" });
    let made = done(&time, "mara", &post("/applications", body));
    let client = said(&made, "appId");
    let by_id = format!("/applications/{}", said(&made, "id"));
    let by_client = format!("/applications(appId='{client}')");
    let mara = time.as_person("mara");
    assert_eq!(mara.ask(&get(&by_id)).status, 200);
    assert_eq!(mara.ask(&get(&by_client)).status, 404);
    let install = post("/servicePrincipals", json!({ "appId": client }));
    assert_eq!(
        outcome(&time.as_person("aiko").ask(&install)).1,
        "Request_BadRequest"
    );
    time.pass(Duration::from_secs(31));
    assert_eq!(mara.ask(&get(&by_client)).status, 200);
    let installed = done(&time, "aiko", &install);
    // Resource Manager learns of it later still, and says how to do without.
    let group = contoso(&time);
    let name = "00000000-0000-4000-8000-00000000000c";
    let mut give = grant(&group, READER, said(&installed, "id"), name);
    let aiko = time.as_person("aiko");
    assert_eq!(
        outcome(&aiko.ask(&give)),
        (400, "PrincipalNotFound".to_owned())
    );
    give.body.as_mut().expect("a body")["properties"]["principalType"] = json!("ServicePrincipal");
    assert_eq!(aiko.ask(&give).status, 201);
    // The application itself, and what stands for it elsewhere, hold no role here.
    for id in [said(&made, "id"), client] {
        let give = grant(&group, CONTRIBUTOR, id, name);
        assert_eq!(aiko.ask(&give).status, 409, "{id}");
        let give = grant(
            &group,
            CONTRIBUTOR,
            id,
            "00000000-0000-4000-8000-00000000000d",
        );
        assert_eq!(outcome(&aiko.ask(&give)).1, "PrincipalNotFound", "{id}");
    }
}

/// The empty group of Contoso.
pub(super) fn contoso(time: &VirtualTime) -> ResourceId {
    let subscription = time.subscription("aiko", "Contoso Keys");
    ResourceId::of_group(subscription.subscription().expect("a subscription"), "rg-c")
}
