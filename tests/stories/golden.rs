//! The requests for environments against the bodies of the article's two editions, as they are
//! after the corrections written down beside them.

use cmk_console::arm::Cloud;
use cmk_console::form::Answers;
use serde_json::Value;

use crate::console::Wish;
use crate::console::places::{ENVIRONMENT, IDENTITY, NETWORK, Place, VAULT};
use crate::{planned, proved};

const EDITIONS: [(&str, &str); 2] = [
    (
        "2019-05-01",
        include_str!("golden/environment-2019-05-01.json"),
    ),
    (
        "2018-07-01-preview",
        include_str!("golden/environment-2018-07-01-preview.json"),
    ),
];

/// Fabrikam's group with everything that the article names, and the version of its key.
fn fabrikam() -> (Place, String) {
    let place = Place::nothing_set_up();
    let make = |row: (&str, &str), name: &str| {
        place
            .create(row, "Fabrikam-RG", name)
            .answer("location", "westus2")
    };
    let vault = make((VAULT, "create"), "FabrikamKeyVault").answer("model", "policies");
    let vault = proved(&place, "mara", &vault).plan.target;
    let key = Wish::new(VAULT, "create-key", Some(&vault))
        .answer("name", "Fabrikam-Encryption-Key")
        .answer("size", "2048");
    proved(&place, "mara", &key);
    proved(
        &place,
        "mara",
        &make((IDENTITY, "create"), "Fabrikam-Identity"),
    );
    proved(&place, "mara", &make((NETWORK, "create"), "Fabrikam-VNET"));
    let key = place.keys().into_iter().next().expect("a key");
    (place, key)
}

/// The golden body of an edition, with this sandbox's subscription and version.
fn golden(place: &Place, text: &str, key: &str) -> Value {
    let subscription = place.documents.subscription().expect("a subscription");
    let version = key.rsplit('/').next().expect("a version");
    let text = text.replace("{subscription}", subscription);
    serde_json::from_str(&text.replace("{version}", version)).expect("JSON")
}

fn body_of(place: &Place, wish: &Wish) -> Value {
    let plan = planned(place, "mara", wish);
    let create = plan.steps.iter().find(|it| it.id == "create");
    let request = create.and_then(|it| it.write()).expect("a request");
    request.body.clone().expect("a body")
}

#[test]
fn the_form_builds_the_bodies_of_both_editions() {
    let (place, key) = fabrikam();
    for (edition, text) in EDITIONS {
        let golden = golden(&place, text, &key);
        let network = place.find(NETWORK, "Fabrikam-VNET");
        // The identity service writes its IDs in a casing of its own.
        let group = network.group_id().expect("a group");
        let identity = group.provider(IDENTITY, "Fabrikam-Identity");
        let mut wish = place
            .create(
                (ENVIRONMENT, "create-with-my-key"),
                "Fabrikam-RG",
                "Fabrikam-ISE",
            )
            .answer("edition", edition)
            .answer("location", golden["location"].as_str().expect("a region"))
            .answer("identity", identity.as_str())
            .answer("network", network.as_str())
            .answer("subnets", "named")
            .answer(
                "key",
                &key.replace("fabrikam-encryption-key", "Fabrikam-Encryption-Key"),
            );
        for at in 1..=4 {
            let name = format!("subnet-{at}");
            wish = wish.answer(&name, network.child("subnets", &name).as_str());
        }
        assert_eq!(body_of(&place, &wish), golden, "{edition}");
    }
}

/// A golden body pasted into the form becomes the same body again.
#[test]
fn what_is_pasted_becomes_the_same_request() {
    let (place, key) = fabrikam();
    for (edition, text) in EDITIONS {
        let golden = golden(&place, text, &key);
        let pasted = serde_json::to_string_pretty(&golden).expect("a text");
        let mut wish = place.create(
            (ENVIRONMENT, "create-with-my-key"),
            "Fabrikam-RG",
            "Fabrikam-ISE",
        );
        let imported = wish.action.import(&pasted, &Cloud::public());
        let imported = imported.expect("the form takes a text").expect("readable");
        assert_eq!(imported.answers.text("edition"), edition);
        wish.answers.extend(&imported.answers);
        let body = body_of(&place, &wish);
        let lower = |it: &Value| it.to_string().to_lowercase();
        assert_eq!(lower(&body), lower(&golden), "{edition}");
    }
}

#[test]
fn every_form_that_takes_a_text_answers_only_its_own_questions() {
    let place = Place::everyday();
    for wish in place.wishes() {
        let Some(Ok(imported)) = wish.action.import(EDITIONS[0].1, &Cloud::public()) else {
            continue;
        };
        let form = wish.action.form(None);
        let known = |it: &str| form.fields.iter().any(|field| field.name == it);
        let unknown: Answers = imported.answers.iter().filter(|it| !known(it.0)).collect();
        assert_eq!(unknown, Answers::default(), "{}", wish.action.id());
    }
}
