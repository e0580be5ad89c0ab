//! Taking a key away on purpose, and giving it back: what is said before, what is sent, and what the
//! health of the resource says in between.

use cmk_console::arm::{Resource, ResourceId};
use cmk_console::keys::{Verdict, health};
use cmk_console::plan::work::Work;
use cmk_console::plan::{Consequence, Event, Finding, Fix, Outcome, Plan};
use cmk_console::sandbox::{Control, Sandbox};

use crate::console::places::{ACCOUNT, CLUSTER, HSM, IDENTITY, Place};
use crate::console::{Beside, Console, Wish, shell};
use crate::{changes, check, ends_before_anything_is_sent, planned, proved, proved_beside};

fn take(place: &Place, arm_type: &str, name: &str) -> Wish {
    Wish::new(arm_type, "revoke", Some(&place.find(arm_type, name)))
}

fn give_back(place: &Place, arm_type: &str, name: &str) -> Wish {
    Wish::new(arm_type, "restore", Some(&place.find(arm_type, name)))
}

/// What its page says of its health.
pub(crate) fn health_of(place: &Place, id: &ResourceId) -> Verdict {
    let console = Console::of(&place.time, "mara");
    let arm_type = id.arm_type().expect("a type");
    let kind = cmk_console::resources::of(&arm_type).expect("a type of the registry");
    let shown = console.learn(&kind.read(id)).expect("it is there");
    let resource = Resource::read(&shown).expect("a resource");
    let found = kind.configuration(&resource).expect("a configuration");
    for _ in 0..10 {
        let wanted = health::reads(id, &found, &console.facts.borrow());
        wanted.iter().for_each(|it| drop(console.learn(it)));
    }
    health::health(id, &found, &console.facts.borrow(), place.time.now())
}

pub(crate) fn warned(plan: &Plan) -> Vec<&str> {
    let stops = plan.checks.iter().filter(|it| it.id.starts_with("stops-"));
    stops.map(|it| it.headline.as_str()).collect()
}

#[test]
fn an_account_loses_its_grant_and_gets_it_back() {
    let place = Place::everyday();
    let account = place.account("fabrikaminvoices");
    let run = proved(&place, "mara", &take(&place, ACCOUNT, "fabrikaminvoices"));
    assert_eq!(changes(&place), ["DELETE roleAssignments"]);
    assert_eq!(
        warned(&run.plan),
        [
            "fabrikamdocs stops working.",
            "fabrikaminvoices stops working."
        ]
    );
    let stopping = run.plan.steps.iter().filter(|it| it.consequence.is_some());
    let stopping: Vec<&Consequence> = stopping.filter_map(|it| it.consequence.as_ref()).collect();
    assert!(matches!(stopping[..], [Consequence::Outage(_)]));
    let back: Vec<String> = run.plan.restore.iter().map(|it| it.title.clone()).collect();
    assert_eq!(back, ["Give the role at the key back to id-docs-cmk"]);
    assert_eq!(health_of(&place, &account).headline, "Grant missing");

    place.time.with(Sandbox::clear_log);
    let run = proved(
        &place,
        "mara",
        &give_back(&place, ACCOUNT, "fabrikaminvoices"),
    );
    assert_eq!(changes(&place), ["PUT roleAssignments"]);
    assert!(run.plan.restore.is_empty());
    assert_eq!(health_of(&place, &account).headline, "Key can be used");
}

#[test]
fn a_cluster_says_what_is_lost_for_good_and_what_stops_with_it() {
    let place = Place::everyday();
    let plan = planned(&place, "mara", &take(&place, CLUSTER, "law-hub-weu"));
    let stop = check(&plan, "stops-law-hub-weu");
    assert_eq!(stop.evidence, "with it: log-security-weu");
    for said in [
        "Within an hour",
        "dropped for good",
        "hot cache",
        "Retention",
        "30 minutes",
    ] {
        assert!(stop.reason.contains(said), "{said}: {}", stop.reason);
    }
    assert!(stop.source.is_some());
    proved(&place, "mara", &take(&place, CLUSTER, "law-hub-weu"));
    proved(&place, "mara", &give_back(&place, CLUSTER, "law-hub-weu"));
}

/// The way back that was written before the outage is one that can be gone.
#[test]
fn the_written_way_back_is_lawful_and_works() {
    let place = Place::everyday();
    let wish = take(&place, ACCOUNT, "fabrikaminvoices");
    let run = proved(&place, "mara", &wish);
    let Work::Send {
        request, shown_by, ..
    } = &run.plan.restore[0].work
    else {
        panic!("{:?}", run.plan.restore);
    };
    let answer = place.time.as_person("mara").ask(request);
    assert_eq!(answer.status, 201, "{answer:?}");
    assert_eq!(place.time.as_person("mara").ask(&shown_by.read).status, 200);
    let health = health_of(&place, &place.account("fabrikaminvoices"));
    assert_eq!(health.headline, "Key can be used");
}

#[test]
fn in_the_last_moment_nothing_has_been_sent() {
    let place = Place::everyday();
    let console = Console::of(&place.time, "mara");
    let plan = console.plan(&take(&place, ACCOUNT, "fabrikaminvoices"));
    let run = console.start(plan.expect("a plan")).expect("a run");
    let begun = place.time.now();
    let mut stopped = console.carry_out(run, &mut Beside::nothing().reloads(|_, _| None));
    assert!(stopped.outcome.as_ref().is_some_and(Outcome::is_success));
    let sent = stopped
        .journal
        .iter()
        .find(|it| it.step.starts_with("take-"));
    let waited = sent.expect("it was sent").at.since(begun);
    assert!(waited.as_secs() >= 30, "{waited:?}");

    let place = Place::everyday();
    let console = Console::of(&place.time, "mara");
    let plan = console.plan(&take(&place, ACCOUNT, "fabrikaminvoices"));
    stopped = console.start(plan.expect("a plan")).expect("a run");
    stopped.advance(place.time.now(), Event::Wake, 0.0);
    stopped.advance(place.time.now(), Event::Stop, 0.0);
    assert_eq!(stopped.outcome, Some(Outcome::Stopped));
    assert!(changes(&place).is_empty());
}

#[test]
fn a_key_is_disabled_by_a_persons_hands_and_enabled_again() {
    let place = Place::everyday();
    let account = place.account("fabrikaminvoices");
    let wish = take(&place, ACCOUNT, "fabrikaminvoices").answer("way", "disable");
    let mut beside = Beside::nothing().acts(shell::types(&place));
    let run = proved_beside(&place, "mara", &wish, &mut beside);
    assert!(changes(&place).is_empty(), "{:?}", changes(&place));
    assert_eq!(warned(&run.plan).len(), 2);
    assert_eq!(health_of(&place, &account).headline, "Key disabled");
    let mut beside = Beside::nothing().acts(shell::types(&place));
    proved_beside(
        &place,
        "mara",
        &give_back(&place, ACCOUNT, "fabrikaminvoices"),
        &mut beside,
    );
    assert_eq!(health_of(&place, &account).headline, "Key can be used");
}

#[test]
fn nobodys_word_that_a_key_is_disabled_is_believed() {
    let place = Place::everyday();
    let wish = take(&place, ACCOUNT, "fabrikaminvoices").answer("way", "disable");
    let (mut asked, mut does) = (0, shell::types(&place));
    let mut beside = Beside::nothing().acts(|run| {
        asked += 1;
        if asked > 2 {
            does(run);
        }
    });
    proved_beside(&place, "mara", &wish, &mut beside);
    drop(beside);
    assert!(asked > 2, "{asked}");
}

#[test]
fn an_access_policy_is_taken_away_whole_and_given_back_as_it_was() {
    let place = Place::everyday();
    let identity = place.find(IDENTITY, "id-orders-cmk");
    let use_it = place
        .use_my_key("fabrikamorders", "kv-fabrikam-policies/policies-cmk")
        .answer("identity", identity.as_str());
    proved(&place, "mara", &use_it);
    place.time.with(Sandbox::clear_log);
    proved(&place, "mara", &take(&place, ACCOUNT, "fabrikamorders"));
    assert_eq!(changes(&place), ["PUT accessPolicies"]);
    proved(
        &place,
        "mara",
        &give_back(&place, ACCOUNT, "fabrikamorders"),
    );
}

#[test]
fn what_cannot_be_taken_away_or_given_back_says_why() {
    for (person, wish, expected) in [
        (
            "tom",
            "revoke fabrikaminvoices",
            "blocked by right-vault, right-restore",
        ),
        (
            "deniz",
            "revoke fabrikaminvoices",
            "blocked by right-vault, right-restore",
        ),
        ("mara", "revoke fabrikamorders", "blocked by applies"),
        ("mara", "revoke fabrikamclaims", "blocked by taken"),
        ("mara", "restore fabrikaminvoices", "blocked by nothing"),
        ("mara", "restore fabrikamorders", "blocked by applies"),
        ("tom", "restore fabrikamclaims", "blocked by right-grant"),
    ] {
        let place = Place::everyday();
        let (action, account) = wish.split_once(' ').expect("an action and an account");
        let wish = Wish::new(ACCOUNT, action, Some(&place.account(account)));
        let said = ends_before_anything_is_sent(&place, person, &wish);
        assert_eq!(said, expected, "{person}: {action} {account}");
    }
}

/// A Managed HSM keeps its roles to itself, and nothing here could prove that one is gone.
#[test]
fn an_hsms_grant_is_taken_away_in_a_shell() {
    let place = Place::everyday();
    let use_it = place.use_my_key("fabrikamorders", "hsm-fabrikam/vault-root-cmk");
    let hsm = place.find(HSM, "hsm-fabrikam");
    let principal = place.read(place.find(IDENTITY, "id-orders-cmk"), "2024-11-30");
    let principal = principal["properties"]["principalId"]
        .as_str()
        .expect("an ID")
        .to_owned();
    let scope = "/keys/vault-root-cmk".to_owned();
    place.time.control(Control::AssignHsmRole {
        hsm,
        principal,
        scope,
    });
    let mut beside = Beside::nothing().acts(|_| ());
    proved_beside(&place, "mara", &use_it, &mut beside);
    let plan = planned(&place, "mara", &take(&place, ACCOUNT, "fabrikamorders"));
    let said = check(&plan, "grants");
    assert_eq!(said.finding, Finding::Failed);
    assert!(
        matches!(&said.fix, Some(Fix::Command { command, .. }) if command.contains("role assignment delete")),
        "{said:?}"
    );
}
