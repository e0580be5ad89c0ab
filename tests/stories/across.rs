//! A key across directories: two people, two links, and a second customer.

use std::time::Duration;

use cmk_console::arm::{Request, ResourceId};
use cmk_console::directory::capsule::Capsule;
use cmk_console::plan::{Outcome, Run};
use cmk_console::sandbox::{LogEntry, Sandbox};
use serde_json::json;

use crate::console::places::{ACCOUNT, IDENTITY, Place, VAULT};
use crate::console::{Beside, Console, Wish};
use crate::proved;

const APPLICATION: &str = "Fabrikam storage keys";

/// The provider's account and identity in an empty place, and what each customer has.
struct Story {
    place: Place,
    account: ResourceId,
    identity: ResourceId,
}

impl Story {
    /// An account with Microsoft's key and an identity; nothing of it concerns a customer yet.
    fn begun() -> Self {
        let place = Place::nothing_set_up();
        let subscription = place.documents.subscription().expect("a subscription");
        let group = ResourceId::of_group(subscription, "rg-a");
        let account = group.provider(ACCOUNT, "fabrikamfirst");
        let second = group.provider(ACCOUNT, "fabrikamsecond");
        for id in [&account, &second] {
            let body = json!({
                "location": "westeurope", "kind": "StorageV2", "sku": { "name": "Standard_LRS" },
            });
            let answer = place
                .time
                .as_person("mara")
                .ask(&Request::put(id, "2025-08-01", body));
            assert!(answer.is_success(), "{:?}", answer.body);
        }
        place.time.pass(Duration::from_secs(300));
        let create = place.create((IDENTITY, "create"), "rg-a", "id-customers");
        let identity = proved(&place, "mara", &create).plan.target;
        place.time.with(Sandbox::clear_log);
        Self {
            place,
            account,
            identity,
        }
    }

    /// What the provider does once. Gives the link for a customer.
    fn offer(&self) -> String {
        let wish = Wish::new(ACCOUNT, "offer-customer-key", Some(&self.account))
            .answer("application-name", APPLICATION)
            .answer("provider-name", "Fabrikam")
            .answer("return-page", "https://portal.fabrikam.example/installed")
            .answer("identity", self.identity.as_str());
        letter(&proved(&self.place, "mara", &wish))
    }

    /// A customer's vault and key, made by the console's own actions.
    fn key_of(&self, person: &str, group: &str, vault: &str) -> String {
        let subscription = self.subscription(person);
        let create = Wish::new(VAULT, "create", None)
            .answer("subscription", subscription.subscription().expect("one"))
            .answer("group", group)
            .answer("location", "westeurope")
            .answer("name", vault);
        let made = proved(&self.place, person, &create).plan.target;
        let key = Wish::new(VAULT, "create-key", Some(&made)).answer("name", "data-cmk");
        proved(&self.place, person, &key);
        format!("https://{vault}.vault.azure.net/keys/data-cmk")
    }

    fn subscription(&self, person: &str) -> ResourceId {
        let list = Request::get("/subscriptions", "2022-12-01");
        let answer = self.place.time.as_person(person).ask(&list);
        let id = answer.value()["value"][0]["id"].as_str().map(str::to_owned);
        ResourceId::parse(&id.expect("a subscription")).expect("an ID")
    }

    fn allow(&self, link: &str, key: &str, answers: &[(&str, &str)]) -> Wish {
        let wish = Wish::new(VAULT, "let-provider-use-key", None)
            .answer("link", link)
            .answer("install", "graph")
            .answer("key", key);
        answers
            .iter()
            .fold(wish, |wish, (field, it)| wish.answer(field, it))
    }

    fn take(&self, account: &ResourceId, receipt: &str) -> Wish {
        Wish::new(ACCOUNT, "use-customer-key", Some(account))
            .answer("link", receipt)
            .answer("identity", self.identity.as_str())
    }

    /// What was changed, in order: by whose directory, the verb, and what.
    fn changes(&self) -> Vec<String> {
        let places = ["mara", "aiko", "noor"].map(|it| (self.place.tenant_of(it), it));
        let words = |it: &LogEntry| {
            let who = places.iter().find(|(tenant, _)| *tenant == it.tenant);
            let last: Vec<&str> = it.path.rsplit('/').take(2).collect();
            let what = if it.method == "POST" {
                last[0]
            } else {
                last[1]
            };
            format!("{} {} {what}", who.expect("a directory").1, it.method)
        };
        self.place
            .time
            .with(|it| it.log().changes().map(words).collect())
    }
}

/// The link that a run ends with, as a person receives it.
fn letter(run: &Run) -> String {
    run.letter().expect("a link to send").to_string()
}

#[test]
fn two_people_and_two_links_bring_a_key_from_one_directory_to_another() {
    let story = Story::begun();
    let request = story.offer();
    let key = story.key_of("aiko", "rg-c", "kv-aiko");
    let allowed = proved(&story.place, "aiko", &story.allow(&request, &key, &[]));
    let taken = proved(
        &story.place,
        "mara",
        &story.take(&story.account, &letter(&allowed)),
    );
    let Some(Outcome::Proved { evidence, .. }) = &taken.outcome else {
        panic!("{:?}", taken.outcome);
    };
    assert!(
        evidence.contains("https://kv-aiko.vault.azure.net/keys/data-cmk/"),
        "{evidence}"
    );
    // Who wrote where, in which order.
    let expected = [
        "mara POST applications",
        "mara POST federatedIdentityCredentials",
        "aiko PUT vaults",
        "aiko PUT keys",
        "aiko POST servicePrincipals",
        "aiko PUT roleAssignments",
        "mara PATCH storageAccounts",
        "mara PATCH storageAccounts",
    ];
    assert_eq!(story.changes(), expected);

    // A second customer begins with the link; the provider has nothing to prepare any more.
    story.place.time.with(Sandbox::clear_log);
    let second = story
        .account
        .parent()
        .expect("a group")
        .provider(ACCOUNT, "fabrikamsecond");
    let again = Wish::new(ACCOUNT, "offer-customer-key", Some(&second))
        .answer("application", "listed")
        .answer(
            "application-id",
            &story.place.application("mara", APPLICATION),
        )
        .answer("identity", story.identity.as_str());
    let request = letter(&proved(&story.place, "mara", &again));
    let key = story.key_of("noor", "rg-n", "kv-noor");
    let allowed = proved(
        &story.place,
        "noor",
        &story.allow(&request, &key, &[("officer", "true")]),
    );
    proved(
        &story.place,
        "mara",
        &story.take(&second, &letter(&allowed)),
    );
    let expected = [
        "noor PUT vaults",
        "noor PUT keys",
        "noor POST servicePrincipals",
        "noor PUT roleAssignments",
        "noor PUT roleAssignments",
        "mara PATCH storageAccounts",
        "mara PATCH storageAccounts",
    ];
    assert_eq!(story.changes(), expected);
    let application = story.place.application("mara", APPLICATION);
    let objects = ["aiko", "noor"].map(|it| story.place.installed(it, &application));
    assert!(objects[0].is_some() && objects[1].is_some());
    assert_ne!(
        objects[0], objects[1],
        "each customer has an object ID of their own"
    );
}

#[test]
fn without_graph_people_do_its_steps_and_give_back_what_came_of_them() {
    let story = Story::begun();
    let key = story.key_of("aiko", "rg-c", "kv-aiko");
    let place = &story.place;
    let mut mara = Console::of(&place.time, "mara");
    mara.graph = false;
    let wish = Wish::new(ACCOUNT, "offer-customer-key", Some(&story.account))
        .answer("application-name", APPLICATION)
        .answer("identity", story.identity.as_str());
    // Somebody with another tool does what the lines say.
    let by_hand = |run: &Run| {
        place.time.pass(Duration::from_secs(300));
        let graph = cmk_console::directory::graph::register(APPLICATION, "");
        match run.step().id.as_str() {
            "register" => {
                let made = place.graph("mara", &graph);
                made["appId"].as_str().expect("an ID").to_owned()
            }
            "trust" => {
                trust(&story, run);
                String::new()
            }
            "install" => {
                let application = place.application("mara", APPLICATION);
                let install = cmk_console::directory::graph::install(&application);
                let made = place.graph("aiko", &install);
                made["id"].as_str().expect("an ID").to_owned()
            }
            other => panic!("nobody does {other}"),
        }
    };
    let mut beside = Beside::nothing().gives_back(by_hand);
    let end = mara.fulfil_beside(&wish, &mut beside);
    assert_eq!(end.words(), "OnTrust", "{end:#?}");
    let request = letter(&end.run());
    let mut aiko = Console::of(&place.time, "aiko");
    aiko.graph = false;
    let end = aiko.fulfil_beside(&story.allow(&request, &key, &[]), &mut beside);
    // That the object ID is the application\'s is what somebody said.
    assert_eq!(end.words(), "OnTrust", "{end:#?}");
    let receipt = letter(&end.run());
    let end = mara.fulfil(&story.take(&story.account, &receipt));
    assert_eq!(end.words(), "Proved", "{end:#?}");
    drop(beside);
    let asked = place.time.with(|it| {
        let log = it.log().iter();
        log.filter(|it| it.path.starts_with("/v1.0/")).count()
    });
    assert_eq!(asked, 6, "the consoles asked Graph nothing; people did");
}

/// Runs the line that a hand-over shows for the Azure CLI.
fn trust(story: &Story, run: &Run) {
    let cmk_console::plan::Work::HandOver(hand_over) = &run.step().work else {
        panic!("no hand-over");
    };
    let line = run.bound_command(&hand_over.commands[0].1);
    let (_, body) = line.split_once("--parameters ").expect("a body");
    let body = serde_json::from_str(body.trim_matches('\'')).expect("JSON");
    let application = story.place.application("mara", APPLICATION);
    assert!(line.contains(&application), "{line}");
    let read = cmk_console::directory::graph::application_read(&application).request;
    let found = story.place.graph("mara", &read);
    let id = found["value"][0]["id"].as_str().expect("an ID");
    let path = format!("/v1.0/applications/{id}/federatedIdentityCredentials");
    let add = Request::post(path, "", Some(body)).to(cmk_console::arm::Audience::Graph);
    let answer = story.place.time.as_person("mara").ask(&add);
    assert!(answer.is_success(), "{:?}", answer.body);
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
