//! Who may do what, and from when on.

use std::time::Duration;

use serde_json::json;

use super::*;

const GUIDS: [&str; 3] = [
    "00000000-0000-4000-8000-000000000001",
    "00000000-0000-4000-8000-000000000002",
    "00000000-0000-4000-8000-000000000003",
];

#[test]
fn each_person_may_do_what_their_roles_say() {
    let time = bare();
    let group = group(&time);
    let subscription = group.subscription_id().expect("a subscription");
    let new_group = |name: &str| {
        Request::put(
            subscription.child("resourceGroups", name),
            "2025-04-01",
            json!({ "location": "westeurope" }),
        )
    };
    let read = Request::get(&group, "2025-04-01");
    let give = |name: &str| grant(&group, READER, &object("deniz"), name);
    let rows = [
        ("mara", read.clone(), 200),
        ("tom", read.clone(), 200),
        ("deniz", read.clone(), 200),
        ("aiko", read, 401),
        ("mara", new_group("rg-m"), 201),
        ("mara", new_group("rg-m"), 200),
        ("priya", new_group("rg-p"), 403),
        ("tom", new_group("rg-t"), 403),
        ("deniz", new_group("rg-d"), 403),
        ("tom", give(GUIDS[0]), 403),
        ("deniz", give(GUIDS[0]), 403),
        ("priya", give(GUIDS[0]), 201),
    ];
    for (person, request, status) in rows {
        let answer = time.as_person(person).ask(&request);
        assert_eq!(
            answer.status, status,
            "{person}: {} {} gave {:?}",
            request.method, request.url, answer.body
        );
    }
}

#[test]
fn a_refusal_names_person_action_and_scope() {
    let time = bare();
    let group = group(&time);
    let request = Request::put(&group, "2025-04-01", json!({ "location": "westeurope" }));
    let answer = time.as_person("tom").ask(&request);
    let error = ArmError::read(&answer);
    assert_eq!(error.code, "AuthorizationFailed");
    for part in [
        "tom.lindqvist@fabrikam.example",
        &object("tom"),
        "Microsoft.Resources/subscriptions/resourceGroups/write",
        group.as_str(),
    ] {
        assert!(error.message.contains(part), "{part} is not in {error}");
    }
    assert!(error.correlation_id.is_some());
    assert!(answer.headers.get("x-ms-request-id").is_some());
}

#[test]
fn a_grant_has_an_effect_only_after_minutes_and_so_has_its_removal() {
    let time = bare();
    let group = group(&time);
    let request = Request::put(&group, "2025-04-01", json!({ "location": "westeurope" }));
    let may = || time.as_person("tom").ask(&request).is_success();
    let give = grant(&group, CONTRIBUTOR, &object("tom"), GUIDS[0]);
    let mara = time.as_person("mara");
    assert_eq!(outcome(&mara.ask(&give)), (201, String::new()));
    assert!(!may(), "at once");
    time.pass(Duration::from_secs(59));
    assert!(!may(), "after 59 seconds");
    time.pass(Duration::from_secs(242));
    assert!(may(), "after five minutes");
    let take = Request::delete(give.path(), "2022-04-01");
    assert_eq!(mara.ask(&take).status, 200);
    assert_eq!(mara.ask(&take).status, 204);
    assert!(may(), "right after the removal");
    time.pass(Duration::from_secs(301));
    assert!(!may(), "five minutes after the removal");
}

#[test]
fn refused_grants_say_why() {
    let time = bare();
    let group = group(&time);
    let mara = time.as_person("mara");
    let tom = object("tom");
    assert_eq!(mara.ask(&grant(&group, READER, &tom, GUIDS[0])).status, 201);
    let typed = |kind: &str| {
        let mut request = grant(&group, CONTRIBUTOR, &tom, GUIDS[1]);
        let body = request.body.as_mut().expect("a body");
        body["properties"]["principalType"] = json!(kind);
        request
    };
    let nowhere = group.provider("Microsoft.Storage/storageAccounts", "nothing");
    let rows = [
        (grant(&group, READER, &tom, GUIDS[0]), 200, ""),
        (
            grant(&group, READER, &tom, GUIDS[1]),
            409,
            "RoleAssignmentExists",
        ),
        (
            grant(&group, CONTRIBUTOR, &tom, GUIDS[0]),
            409,
            "RoleAssignmentUpdateNotPermitted",
        ),
        (
            grant(&group, READER, &tom, "not-a-guid"),
            400,
            "InvalidRoleAssignmentId",
        ),
        (
            grant(&group, GUIDS[2], &tom, GUIDS[1]),
            400,
            "RoleDefinitionDoesNotExist",
        ),
        (
            grant(&group, READER, GUIDS[2], GUIDS[1]),
            400,
            "PrincipalNotFound",
        ),
        (
            grant(&group, READER, &object("aiko"), GUIDS[1]),
            400,
            "PrincipalNotFound",
        ),
        (typed("ServicePrincipal"), 400, "UnmatchedPrincipalType"),
        (typed("User"), 201, ""),
        (
            grant(&nowhere, READER, &tom, GUIDS[2]),
            404,
            "ResourceNotFound",
        ),
    ];
    for (request, status, code) in rows {
        let answer = mara.ask(&request);
        assert_eq!(
            outcome(&answer),
            (status, code.to_owned()),
            "{} {:?}",
            request.url,
            request.body
        );
    }
}

#[test]
fn lists_and_permissions_show_what_was_granted() {
    let time = bare();
    let group = group(&time);
    let mara = time.as_person("mara");
    let given = mara.ask(&grant(&group, CONTRIBUTOR, &object("tom"), GUIDS[0]));
    assert_eq!(given.status, 201);
    let list = |scope: &ResourceId, filter: &str| {
        let path = format!("{scope}/providers/Microsoft.Authorization/roleAssignments");
        let answer = mara.ask(&Request::get(path, "2022-04-01").query("$filter", filter));
        rows(&answer).len()
    };
    let subscription = group.subscription_id().expect("a subscription");
    let tom = object("tom");
    let of_tom = format!("principalId eq '{tom}'");
    assert_eq!(list(&group, &of_tom), 2);
    assert_eq!(list(&subscription, &of_tom), 2);
    let above = format!("atScope() and assignedTo('{tom}')");
    assert_eq!(list(&subscription, &above), 1);
    let path = format!("{group}/providers/Microsoft.Authorization/permissions");
    let mine = || {
        let answer = time
            .as_person("tom")
            .ask(&Request::get(&path, "2022-04-01"));
        rows(&answer).len()
    };
    assert_eq!(mine(), 1);
    time.pass(Duration::from_secs(300));
    assert_eq!(mine(), 2);
}
