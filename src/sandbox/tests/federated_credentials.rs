//! Federated credentials of applications, a row for each refusal.

use serde_json::{Value, json};

use super::graph::{GRAPH, application, credential, done, get, graph, post, said};
use super::*;
use crate::arm::Method;

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
