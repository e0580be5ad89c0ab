//! What stands in the way of a key across directories, on either side.

use std::time::Duration;

use cmk_console::arm::Request;
use cmk_console::directory::capsule::Capsule;
use cmk_console::plan::Outcome;
use serde_json::json;

use super::{APPLICATION, Story, letter};
use crate::console::places::ACCOUNT;
use crate::console::{Console, Wish};
use crate::proved;

/// What a story ends with: the words of its end, and what is said of a refusal.
fn refused(story: &Story, person: &str, wish: &Wish) -> (String, String) {
    let end = Console::of(&story.place.time, person).fulfil(wish);
    let words = end.words();
    let run = end.run();
    let Some(Outcome::Refused(error)) = &run.outcome else {
        return (words, String::new());
    };
    let told = cmk_console::keys::explain::explain(error);
    assert!(!told.next.is_empty(), "{words} has no next step");
    (words, told.what)
}

/// Somebody changes the directory with another tool.
fn graph(story: &Story, person: &str, request: &Request) -> serde_json::Value {
    let answer = story.place.time.as_person(person).ask(request);
    assert!(answer.is_success(), "{}: {:?}", request.url, answer.body);
    story.place.time.pass(Duration::from_secs(600));
    answer.value().clone()
}

fn patch(path: &str, body: serde_json::Value) -> Request {
    Request {
        method: cmk_console::arm::Method::Patch,
        ..Request::post(path, "", Some(body)).to(cmk_console::arm::Audience::Graph)
    }
}

#[test]
fn what_stands_in_the_way_on_either_side_is_refused_by_azure_and_explained() {
    use cmk_console::directory::graph as directory;
    let story = Story::begun();
    let link = story.offer();
    let key = story.key_of("aiko", "rg-c", "kv-aiko");
    let application = story.place.application("mara", APPLICATION);
    let found = story
        .place
        .graph("mara", &directory::application_read(&application).request);
    let id = found["value"][0]["id"].as_str().expect("an ID").to_owned();

    // Somebody without a role of the directory: Azure refuses, and says who may.
    let ben = Console::of(&story.place.time, "ben").plan(&story.allow(&link, &key, &[]));
    let blocked = ben.expect("a plan");
    let ids: Vec<&str> = blocked.blocking().map(|it| it.id.as_str()).collect();
    assert!(ids.contains(&"right-grant"), "{ids:?}");

    // The application is for its own directory only.
    let alone = json!({ "signInAudience": "AzureADMyOrg" });
    graph(
        &story,
        "mara",
        &patch(&format!("/v1.0/applications/{id}"), alone),
    );
    let (words, what) = refused(&story, "aiko", &story.allow(&link, &key, &[]));
    assert_eq!(words, "Refused Request_BadRequest");
    assert!(what.contains("No application of this ID"), "{what}");
    // Preparing it once more opens it.
    let again = Wish::new(ACCOUNT, "offer-customer-key", Some(&story.account))
        .answer("application", "named")
        .answer("client-id", &application)
        .answer("identity", story.identity.as_str());
    let opened = proved(&story.place, "mara", &again);
    assert!(opened.plan.steps.iter().any(|it| it.id == "open"));
    story.place.time.pass(Duration::from_secs(600));

    // Allowed, and then taken back before the provider uses it.
    let receipt = letter(&proved(
        &story.place,
        "aiko",
        &story.allow(&link, &key, &[]),
    ));
    let installed = story
        .place
        .installed("aiko", &application)
        .expect("installed");
    let off = json!({ "accountEnabled": false });
    let path = format!("/v1.0/servicePrincipals/{installed}");
    graph(&story, "aiko", &patch(&path, off));
    let (words, what) = refused(&story, "mara", &story.take(&story.account, &receipt));
    assert_eq!(words, "Refused GatewayAuthenticationFailed");
    assert!(what.contains("switched the application off"), "{what}");
    let blocked = Console::of(&story.place.time, "aiko").plan(&story.allow(&link, &key, &[]));
    let blocked = blocked.expect("a plan");
    assert!(blocked.blocking().any(|it| it.id == "installed"));
    graph(
        &story,
        "aiko",
        &patch(&path, json!({ "accountEnabled": true })),
    );
    proved(&story.place, "mara", &story.take(&story.account, &receipt));
}

#[test]
fn an_application_with_twenty_credentials_takes_no_more_and_one_that_has_ours_needs_none() {
    use cmk_console::arm::Cloud;
    use cmk_console::directory::graph as directory;
    let story = Story::begun();
    let made = graph(&story, "mara", &directory::register(APPLICATION, ""));
    let id = made["id"].as_str().expect("an ID");
    for number in 0..directory::LIMIT {
        let credential = directory::Credential {
            name: format!("cmk-{number}"),
            issuer: directory::issuer(&Cloud::public(), &story.place.tenant_of("mara")),
            subject: format!("5c0e9a41-0000-4000-8000-0000000000{number:02}"),
        };
        graph(
            &story,
            "mara",
            &directory::add(id, &credential, "", &Cloud::public()),
        );
    }
    let wish = Wish::new(ACCOUNT, "offer-customer-key", Some(&story.account))
        .answer("application", "listed")
        .answer(
            "application-id",
            &story.place.application("mara", APPLICATION),
        )
        .answer("identity", story.identity.as_str());
    let plan = Console::of(&story.place.time, "mara")
        .plan(&wish)
        .expect("a plan");
    let full = plan.blocking().next().expect("a check");
    assert_eq!(full.id, "credentials");
    assert!(full.headline.contains("20"), "{}", full.headline);
}

#[test]
fn a_grant_that_the_customer_takes_back_is_seen_by_the_customer_and_never_claimed_by_the_provider()
{
    let story = Story::begun();
    let request = story.offer();
    let key = story.key_of("aiko", "rg-c", "kv-aiko");
    let allowed = proved(&story.place, "aiko", &story.allow(&request, &key, &[]));
    proved(
        &story.place,
        "mara",
        &story.take(&story.account, &letter(&allowed)),
    );
    let grant = allowed.plan.proof.request().expect("a read");
    let grant = allowed.bound(grant);
    let gone = Request::delete(grant.path(), "2022-04-01");
    assert!(story.place.time.as_person("aiko").ask(&gone).is_success());
    story.place.time.pass(Duration::from_secs(2 * 86_400));
    // From the provider's side nobody can tell, and nobody says that it is well.
    let mara = Console::of(&story.place.time, "mara");
    let account = Wish::new(ACCOUNT, "use-customer-key", Some(&story.account));
    let shown = mara.resource(&account).expect("the account");
    let configuration = account.kind.configuration(&shown).expect("readable");
    let health = cmk_console::keys::health::health(
        &story.account,
        &configuration,
        &mara.facts.borrow(),
        story.place.time.now(),
    );
    assert_eq!(health.tone, cmk_console::keys::Tone::Unknown);
    // The customer's plan has something to do again.
    let again = proved(&story.place, "aiko", &story.allow(&request, &key, &[]));
    assert!(again.plan.steps.iter().any(|it| it.id == "grant"));
}

#[test]
fn a_link_that_does_not_fit_is_refused_with_its_reason() {
    let story = Story::begun();
    let request = story.offer();
    let key = story.key_of("aiko", "rg-c", "kv-aiko");
    let allowed = proved(&story.place, "aiko", &story.allow(&request, &key, &[]));
    let receipt = letter(&allowed);
    let cut = &receipt[..receipt.len() - 40];
    let changed = receipt.replace("data-cmk", "evil-cmk");
    let other = story
        .account
        .parent()
        .expect("a group")
        .provider(ACCOUNT, "fabrikamsecond");
    let said = |person: &str, wish: &Wish| {
        let plan = Console::of(&story.place.time, person).plan(wish);
        let invalid = plan.expect_err("a link that is not taken");
        assert_eq!(invalid.field, "link");
        invalid.reason
    };
    let take = |link: &str| story.take(&story.account, link);
    let rows = [
        ("mara", take(cut), "The end of this link is missing"),
        ("mara", take(&changed), "changed or damaged"),
        ("mara", take(&request), "for the other side"),
        ("mara", story.take(&other, &receipt), "about fabrikamfirst"),
        (
            "mara",
            story.allow(&request, &key, &[]),
            "in the directory of the provider",
        ),
        (
            "aiko",
            story.allow(&receipt, &key, &[]),
            "for the other side",
        ),
    ];
    for (person, wish, expected) in rows {
        let reason = said(person, &wish);
        assert!(reason.contains(expected), "{reason}");
    }
    story.place.time.pass(Duration::from_secs(31 * 86_400));
    assert!(said("mara", &take(&receipt)).contains("was good until"));
    let parsed = Capsule::parse(&receipt).expect("a receipt");
    assert!(matches!(parsed, Capsule::Receipt(_)));
}
