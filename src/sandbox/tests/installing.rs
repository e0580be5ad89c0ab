//! Applications come into other directories through Microsoft Graph, and go.

use std::time::Duration;

use serde_json::{Value, json};

use super::graph::{application, by_client, contoso, done, get, graph, post, said};
use super::*;
use crate::arm::Method;

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
    let names = format!("servicePrincipalNames/any(c:c eq '{client}')");
    let names = get("/servicePrincipals").query("$filter", &names);
    assert_eq!(done(&time, "ben", &names)["value"][0]["id"], theirs["id"]);
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
