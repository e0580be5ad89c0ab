//! The laws over the real plans of every action: each plan, bent so that it breaks a law, is not
//! started, and the law is named.

use cmk_console::arm::{Method, Request, ResourceId};
use cmk_console::plan::laws::{Law, key_set_by};
use cmk_console::plan::run::CannotStart;
use cmk_console::plan::{Claim, Condition, Consequence, Plan, Step, Watch, Work};
use serde_json::json;

use crate::console::Console;
use crate::console::places::Place;
use crate::name;

/// A change after which a plan breaks a law; says whether it was possible.
type Break = fn(&mut Plan) -> bool;

const BREAKS: [(Law, Break); 12] = [
    (Law::ProveBeforeKey, forget_that_it_is_recoverable),
    (Law::ProveBeforeKey, forget_that_it_is_granted),
    (Law::IdentityAndKeyApart, attach_with_the_key),
    (Law::NoRecreation, delete_and_put),
    (Law::ReadBeforeRepeat, show_nothing),
    (Law::ProveByReading, prove_nothing),
    (Law::OwnOriginOnly, send_elsewhere),
    (Law::OneWriteAtATime, do_not_look_whether_idle),
    (Law::LinkToReady, link_without_looking),
    (Law::NothingUnbound, use_what_nobody_gives),
    (Law::SomethingToDo, do_nothing),
    (Law::WayBackFirst, forget_the_way_back),
];

#[test]
fn every_law_stops_the_plans_of_every_action() {
    let place = Place::everyday();
    let mut broken_by_somebody = [false; BREAKS.len()];
    for wish in place.wishes() {
        let console = Console::of(&place.time, "mara");
        let plan = console.plan(&wish).expect("a plan");
        let mut count = 0;
        for (at, (law, bend)) in BREAKS.iter().enumerate() {
            let mut bent = plan.clone();
            if !bend(&mut bent) {
                continue;
            }
            (count, broken_by_somebody[at]) = (count + 1, true);
            let started = console.start(bent);
            let Err(CannotStart::Unlawful(broken)) = &started else {
                panic!(
                    "{}: nobody minds that {law:?} is broken: {started:?}",
                    name(&wish)
                );
            };
            let named = broken.iter().any(|it| it.law == *law);
            assert!(named, "{}: {law:?} is not named in {broken:?}", name(&wish));
        }
        println!("{}, ways to break a law: {count}", name(&wish));
        // What a person does is neither sent nor repeated.
        let least = if sent(&mut plan.clone()).next().is_some() {
            6
        } else {
            5
        };
        assert!(
            count >= least,
            "{}: only {count} ways to break a law",
            name(&wish)
        );
    }
    assert_eq!(broken_by_somebody, [true; BREAKS.len()]);
}

/// The steps that send, with what they send.
fn sent(plan: &mut Plan) -> impl Iterator<Item = (&mut Request, &mut Watch)> {
    plan.steps.iter_mut().filter_map(|it| match &mut it.work {
        Work::Send {
            request, shown_by, ..
        } => Some((request, shown_by)),
        Work::Follow { .. } | Work::Watch(_) | Work::HandOver(_) => None,
    })
}

fn forget_that_it_is_recoverable(plan: &mut Plan) -> bool {
    forget(plan, |it| matches!(it, Claim::Recoverable(_)));
    sets_a_key(plan)
}

fn forget_that_it_is_granted(plan: &mut Plan) -> bool {
    forget(plan, |it| matches!(it, Claim::Granted(..)));
    sets_a_key(plan)
}

fn sets_a_key(plan: &Plan) -> bool {
    let mut writes = plan.steps.iter().filter_map(Step::write);
    writes.any(|it| key_set_by(it).is_some())
}

/// What changes another place alone need not wait for its target.
fn do_not_look_whether_idle(plan: &mut Plan) -> bool {
    forget(plan, |it| matches!(it, Claim::Idle(_)));
    let target = plan.target.clone();
    let mut writes = plan.steps.iter().filter_map(Step::write);
    writes.any(|it| ResourceId::parse(it.path()).is_ok_and(|it| target.contains(&it)))
}

fn forget_the_way_back(plan: &mut Plan) -> bool {
    plan.restore.clear();
    plan.steps
        .iter()
        .any(|it| matches!(it.consequence, Some(Consequence::Outage(_))))
}

fn link_without_looking(plan: &mut Plan) -> bool {
    let target = plan.target.clone();
    for check in &mut plan.checks {
        let mine = |it: &Claim| !matches!(it, Claim::Idle(id) if *id != target);
        check.settles.retain(mine);
    }
    let mut writes = plan.steps.iter().filter_map(Step::write);
    writes.any(|it| it.path().contains("/linkedServices/") && it.body.is_some())
}

fn forget(plan: &mut Plan, which: fn(&Claim) -> bool) {
    let checks = plan.checks.iter_mut().map(|it| &mut it.settles);
    let steps = plan.steps.iter_mut().map(|it| &mut it.settles);
    for claims in checks.chain(steps) {
        claims.retain(|it| !which(it));
    }
}

fn attach_with_the_key(plan: &mut Plan) -> bool {
    let mut patches = sent(plan).filter(|(it, _)| it.method == Method::Patch);
    let Some((request, _)) = patches.find(|(it, _)| key_set_by(it).is_some()) else {
        return false;
    };
    let body = request.body.as_mut().expect("a body");
    body["identity"] = json!({ "type": "SystemAssigned" });
    true
}

fn delete_and_put(plan: &mut Plan) -> bool {
    let path = plan.target.clone();
    let gone = Watch::new(Request::get(&path, "1"), Condition::Gone);
    let there = Watch::new(Request::get(&path, "1"), Condition::Exists);
    let put = Request::put(&path, "1", json!({}));
    plan.steps.push(Step::send(
        "away",
        "Away",
        Request::delete(&path, "1"),
        gone,
    ));
    plan.steps.push(Step::send("again", "Again", put, there));
    true
}

fn show_nothing(plan: &mut Plan) -> bool {
    let Some((_, shown_by)) = sent(plan).next() else {
        return false;
    };
    shown_by.until = Condition::All(Vec::new());
    true
}

/// Says that it is proved whatever is read.
fn prove_nothing(plan: &mut Plan) -> bool {
    let Work::Watch(proof) = &mut plan.proof.work else {
        return false;
    };
    proof.until = Condition::All(Vec::new());
    true
}

/// The first request of a plan that changes something: what it sends, or what shows the deed of a
/// person.
fn first_request(plan: &mut Plan) -> &mut Request {
    let found = plan.steps.iter_mut().find_map(|it| match &mut it.work {
        Work::Send { request, .. } => Some(request),
        Work::HandOver(it) => it.shown_by.as_mut().map(|it| &mut it.read),
        Work::Follow { .. } | Work::Watch(_) => None,
    });
    found.expect("a step that changes something")
}

fn send_elsewhere(plan: &mut Plan) -> bool {
    let request = first_request(plan);
    request.url = format!("https://management.azure.com.evil.example{}", request.url);
    true
}

fn use_what_nobody_gives(plan: &mut Plan) -> bool {
    let request = first_request(plan);
    request.url.push_str("&of={{nobody}}");
    true
}

fn do_nothing(plan: &mut Plan) -> bool {
    plan.steps.clear();
    true
}
