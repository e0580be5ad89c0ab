//! Subscriptions, groups, versions, tokens, locks: what every request meets first.

use serde_json::json;

use super::*;
use crate::arm::Headers;
use crate::sandbox::{Cors, Fault, WireRequest};

#[test]
fn a_token_opens_only_the_subscriptions_of_its_directory() {
    let time = bare();
    let names = |person: &str| -> Vec<String> {
        let list = Request::get("/subscriptions", "2022-12-01");
        let answer = time.as_person(person).ask(&list);
        rows(&answer)
            .iter()
            .map(|it| it["displayName"].as_str().unwrap_or_default().to_owned())
            .collect()
    };
    assert_eq!(names("tom"), ["Fabrikam Documents"]);
    assert_eq!(names("aiko"), ["Contoso Keys"]);
    let theirs = time.subscription("aiko", "Contoso Keys");
    let answer = time
        .as_person("mara")
        .ask(&Request::get(&theirs, "2022-12-01"));
    let error = ArmError::read(&answer);
    assert_eq!(
        (answer.status, error.code.as_str()),
        (401, "InvalidAuthenticationTokenTenant")
    );
    assert!(error.message.contains(&tenant(Directory::Contoso)));
}

#[test]
fn what_resource_manager_refuses_first() {
    let time = bare();
    let group = group(&time);
    let missing = "00000000-0000-0000-0000-000000000000";
    let get = |path: &str, version: &str| Request::get(path, version);
    let rows = [
        (get("/subscriptions", ""), 400, "MissingApiVersionParameter"),
        (
            get("/subscriptions", "2016-01-01"),
            400,
            "InvalidApiVersionParameter",
        ),
        (
            get(
                &format!("{group}/providers/Microsoft.Authorization/locks"),
                "2099-01-01",
            ),
            400,
            "NoRegisteredProviderFound",
        ),
        (
            get(&format!("/subscriptions/{missing}"), "2022-12-01"),
            404,
            "SubscriptionNotFound",
        ),
        (
            get(&format!("{group}x"), "2025-04-01"),
            404,
            "ResourceGroupNotFound",
        ),
        (
            get("/providers/Microsoft.Nothing/things", "2025-04-01"),
            501,
            "NotSimulated",
        ),
        (Request::delete(&group, "2025-04-01"), 501, "NotSimulated"),
        (
            Request::put(&group, "2025-04-01", json!({})),
            400,
            "LocationRequired",
        ),
        (
            Request::put(&group, "2025-04-01", json!({ "location": "atlantis" })),
            400,
            "LocationNotAvailableForResourceGroup",
        ),
        (
            Request::put(&group, "2025-04-01", json!({ "location": "eastus" })),
            409,
            "InvalidResourceGroupLocation",
        ),
    ];
    for (request, status, code) in rows {
        let answer = time.as_person("mara").ask(&request);
        assert_eq!(
            outcome(&answer),
            (status, code.to_owned()),
            "{} {}",
            request.method,
            request.url
        );
        assert!(!ArmError::read(&answer).message.is_empty());
        for header in ["x-ms-request-id", "x-ms-correlation-request-id"] {
            assert!(answer.headers.get(header).is_some(), "{header}");
        }
    }
}

#[test]
fn locks_forbid_by_their_level_and_say_where_they_sit() {
    let time = bare();
    let group = group(&time);
    let mara = time.as_person("mara");
    let lock = |level: &str| {
        let id = group.provider("Microsoft.Authorization/locks", "keep");
        let body = json!({ "properties": { "level": level } });
        mara.ask(&Request::put(id, "2020-05-01", body)).status
    };
    let write = Request::put(&group, "2025-04-01", json!({ "location": "westeurope" }));
    let name = "00000000-0000-4000-8000-000000000001";
    let give = grant(&group, READER, &object("tom"), name);
    let take = Request::delete(give.path(), "2022-04-01");
    assert_eq!(lock("CanNotDelete"), 201);
    assert_eq!(mara.ask(&give).status, 201);
    assert_eq!(outcome(&mara.ask(&take)).1, "ScopeLocked");
    assert_eq!(lock("ReadOnly"), 200);
    let refused = mara.ask(&write);
    assert_eq!(outcome(&refused), (409, "ScopeLocked".to_owned()));
    assert_eq!(ArmError::read(&refused).locked_scopes(), [group.as_str()]);
    let id = group.provider("Microsoft.Authorization/locks", "keep");
    assert_eq!(mara.ask(&Request::delete(id, "2020-05-01")).status, 200);
    assert_eq!(mara.ask(&write).status, 200);
    assert_eq!(mara.ask(&take).status, 200);
}

#[test]
fn an_expired_token_and_a_challenge_are_met_by_a_new_token() {
    let time = bare();
    let group = group(&time);
    let write = Request::put(&group, "2025-04-01", json!({ "location": "westeurope" }));
    for fault in [Fault::ExpiredToken.next(1), Fault::ClaimsChallenge.always()] {
        time.set_faults(&[fault]);
        let answer = time.as_person("mara").ask(&write);
        assert_eq!(answer.status, 200, "{:?}", answer.body);
    }
    let codes: Vec<String> =
        time.with(|it| it.log().iter().filter_map(|it| it.code.clone()).collect());
    assert_eq!(codes, ["ExpiredAuthenticationToken", "InsufficientClaims"]);
}

#[test]
fn urls_are_built_from_the_names_the_client_used() {
    let time = bare();
    let token = time.as_person("mara").token(None);
    let ask = |host: &str, token: &str| {
        let mut headers = Headers::default();
        headers.set("authorization", format!("Bearer {token}"));
        let answer = time.raw(&WireRequest {
            method: "GET".into(),
            url: format!("https://{host}/subscriptions?api-version=2022-12-01"),
            headers,
            body: String::new(),
        });
        (answer.status, answer.body)
    };
    assert_eq!(ask("management.azure.com", &token).0, 200);
    // A token for the public cloud is for another audience there.
    let (status, body) = ask("localhost:8443", &token);
    assert_eq!(status, 401);
    assert!(body.contains("https://localhost:8443/"), "{body}");
}

#[test]
fn the_cors_profile_decides_what_a_page_reads() {
    let time = bare();
    let group = group(&time);
    for (cors, seen) in [(Cors::Full, true), (Cors::Some, false), (Cors::None, false)] {
        time.control(crate::sandbox::Control::SetCors { cors });
        let answer = time
            .as_person("mara")
            .ask(&Request::get(&group, "2025-04-01"));
        assert_eq!(
            answer.headers.get("x-ms-request-id").is_some(),
            seen,
            "{cors:?}"
        );
    }
}
