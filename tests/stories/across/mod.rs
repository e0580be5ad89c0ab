//! A key across directories: two people, two links, and a second customer.

use std::time::Duration;

use cmk_console::arm::{Request, ResourceId};
use cmk_console::plan::{Outcome, Run};
use cmk_console::sandbox::{LogEntry, Sandbox};
use serde_json::json;

use crate::console::places::{ACCOUNT, IDENTITY, Place, VAULT};
use crate::console::{Beside, Console, Wish};
use crate::proved;

mod obstacles;

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
