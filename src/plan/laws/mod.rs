//! The laws of a plan: what it must never do, whatever was asked.
//!
//! They look at the requests themselves, not at what a step says of itself, so that a mistake in a
//! resource type is caught before anything is sent. [`Run::start`](super::Run::start) refuses a
//! plan that breaks one.

mod addresses;
mod claims;
mod named_key;
mod order;
mod proof;
mod way_back;

pub use named_key::{NamedKey, key_set_by};

use std::collections::BTreeSet;
use std::fmt;

use serde_json::Value;

use super::check::Claim;
use super::step::Step;
use super::work::{Watch, Work};
use super::{Plan, template};
use crate::arm::{Method, Request, ResourceId};
use addresses::own_origin;
use claims::may_settle;
use named_key::member;

/// A law and what broke it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Which law.
    pub law: Law,
    /// The step that broke it, by its id.
    pub step: String,
    /// How.
    pub how: String,
}

/// The laws that a plan can be checked for before it runs. Repeating a lost write only after a
/// read is the run's own behaviour; here it is checked that there is something to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Law {
    /// A key goes to a resource only when its vault is recoverable and the identity granted; where
    /// the request itself makes the identity, when a step with a deadline grants it afterwards.
    ProveBeforeKey,
    /// Identity and key are not changed in one request.
    IdentityAndKeyApart,
    /// Nothing is deleted to be created again.
    NoRecreation,
    /// Each write names the read that shows whether it happened.
    ReadBeforeRepeat,
    /// Success rests on reading the target or what lies below it, and on the key where one was
    /// sent; where a plan changes the directory alone, on reading what it changed there.
    ProveByReading,
    /// Every address lies below the configured origin.
    OwnOriginOnly,
    /// The target is known to be idle before the first write to it, or to anything below it.
    OneWriteAtATime,
    /// What is linked to another resource is linked only when that one is known to be ready.
    LinkToReady,
    /// A value is used only after a step that gives it.
    NothingUnbound,
    /// What is begun is followed to its end.
    FollowedToItsEnd,
    /// What has a deadline can be done in time.
    DeadlineInReach,
    /// A plan without a step is not finished.
    SomethingToDo,
    /// What stops is brought back by steps that are written beside those that stop it.
    WayBackFirst,
}

/// Every law this plan breaks.
#[must_use]
pub fn broken(plan: &Plan) -> Vec<Broken> {
    let mut found = Vec::new();
    let mut proved: BTreeSet<&Claim> = plan
        .checks
        .iter()
        .flat_map(super::check::Check::proved)
        .collect();
    let mut bound: BTreeSet<String> = BTreeSet::new();
    let mut deleted: Vec<String> = Vec::new();
    for (position, step) in plan.all_steps().enumerate() {
        let mut blame = |law, how: String| {
            found.push(Broken {
                law,
                step: step.id.clone(),
                how,
            });
        };
        for request in requests(step) {
            own_origin(step, request, &mut blame);
        }
        unbound(step, &bound, &mut blame);
        order::followed_to_its_end(plan, position, &mut blame);
        order::deadline_in_reach(plan, position, &mut blame);
        if let Some(write) = step.write() {
            let promised = order::promised(plan, position);
            let known: Vec<&Claim> = proved.iter().copied().chain(promised).collect();
            prove_before_key(write, &known, &mut blame);
            identity_and_key_apart(write, &mut blame);
            no_recreation(write, &mut deleted, &mut blame);
            one_write_at_a_time(write, &plan.target, &proved, &mut blame);
            link_to_ready(write, &proved, &mut blame);
            read_before_repeat(step, &mut blame);
        }
        bound.extend(step.captures.iter().map(|it| it.name.clone()));
        bound.extend(given_back(step));
        proved.extend(step.settles.iter().filter(|it| may_settle(step, it)));
    }
    unbound_letter(plan, &bound, &mut found);
    found.extend(way_back::broken(plan));
    proof::prove_by_reading(plan, &mut found);
    if plan.steps.is_empty() {
        let (law, step) = (Law::SomethingToDo, plan.proof.id.clone());
        let how = "a proof without a step proves what was so before".into();
        found.push(Broken { law, step, how });
    }
    found
}

type Blame<'a> = dyn FnMut(Law, String) + 'a;

fn prove_before_key(write: &Request, known: &[&Claim], blame: &mut Blame<'_>) {
    let Some(key) = key_set_by(write) else { return };
    let is_recoverable = |it: &&&Claim| matches!(it, Claim::Recoverable(host) if key.is_in(host));
    let is_granted = |it: &&&Claim| matches!(it, Claim::Granted(host, name) if key.is_in(host) && name.eq_ignore_ascii_case(&key.name));
    if known.iter().find(is_recoverable).is_none() {
        blame(
            Law::ProveBeforeKey,
            format!("{} is not known to be recoverable", key.host),
        );
    }
    if known.iter().find(is_granted).is_none() {
        blame(
            Law::ProveBeforeKey,
            format!("nobody has shown that {} is granted", key.name),
        );
    }
}

/// Creation is the exception: Azure wants identity and key of a new resource in one PUT.
fn identity_and_key_apart(write: &Request, blame: &mut Blame<'_>) {
    let names_identity = write
        .body
        .as_ref()
        .is_some_and(|it| member(it, "identity").is_some());
    if write.method == Method::Patch && names_identity && key_set_by(write).is_some() {
        blame(
            Law::IdentityAndKeyApart,
            "one PATCH changes identity and key".into(),
        );
    }
}

fn no_recreation(write: &Request, deleted: &mut Vec<String>, blame: &mut Blame<'_>) {
    let path = write.path().to_ascii_lowercase();
    match write.method {
        Method::Delete => deleted.push(path),
        Method::Put if deleted.iter().any(|it| lies_below(&path, it)) => {
            blame(
                Law::NoRecreation,
                "a step before it deletes what it creates".into(),
            );
        }
        _ => {}
    }
}

fn lies_below(path: &str, above: &str) -> bool {
    path.strip_prefix(above)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn one_write_at_a_time(
    write: &Request,
    target: &ResourceId,
    proved: &BTreeSet<&Claim>,
    blame: &mut Blame<'_>,
) {
    let path = write.path().to_ascii_lowercase();
    let on_target = lies_below(&path, &target.lower());
    if on_target && !proved.contains(&Claim::Idle(target.clone())) {
        blame(
            Law::OneWriteAtATime,
            "the resource is not known to be idle".into(),
        );
    }
}

/// Azure takes a link to something that is still being made, and what goes there meanwhile is lost.
fn link_to_ready(write: &Request, proved: &BTreeSet<&Claim>, blame: &mut Blame<'_>) {
    let Some(linked) = write.body.as_ref().and_then(linked_to) else {
        return;
    };
    let is_ready = ResourceId::parse(linked).is_ok_and(|it| proved.contains(&Claim::Idle(it)));
    if !is_ready {
        blame(
            Law::LinkToReady,
            format!("{linked} is not known to be ready"),
        );
    }
}

/// The resource that takes in what another one sends: `writeAccessResourceId`.
fn linked_to(body: &Value) -> Option<&str> {
    let properties = member(body, "properties")?;
    member(properties, "writeAccessResourceId")?.as_str()
}

fn read_before_repeat(step: &Step, blame: &mut Blame<'_>) {
    if let Work::Send { shown_by, .. } = &step.work
        && (!shown_by.read.is_read() || !shown_by.until.can_fail())
    {
        blame(
            Law::ReadBeforeRepeat,
            "no read would show whether it happened".into(),
        );
    }
}

fn unbound(step: &Step, bound: &BTreeSet<String>, blame: &mut Blame<'_>) {
    let sent = requests(step).flat_map(template::holes);
    let wanted = watches(step).flat_map(|it| it.until.texts());
    let looked_for = wanted.flat_map(template::holes_in);
    let handed_over = commands(step).flat_map(template::holes_in);
    let used = sent.chain(looked_for).chain(handed_over);
    for name in used.filter(|it| !bound.contains(it)) {
        blame(
            Law::NothingUnbound,
            format!("no step before it gives {name}"),
        );
    }
}

fn unbound_letter(plan: &Plan, bound: &BTreeSet<String>, found: &mut Vec<Broken>) {
    let letter = serde_json::to_string(&plan.letter).unwrap_or_default();
    let mut holes = template::holes_in(&letter).into_iter();
    if let Some(name) = holes.find(|it| !bound.contains(it)) {
        let how = format!("no step gives {name}, which the letter holds");
        let (law, step) = (Law::NothingUnbound, plan.proof.id.clone());
        found.push(Broken { law, step, how });
    }
}

fn given_back(step: &Step) -> Option<String> {
    match &step.work {
        Work::HandOver(hand_over) => hand_over.gives.as_ref().map(|it| it.name.clone()),
        Work::Send { .. } | Work::Follow { .. } | Work::Watch(_) => None,
    }
}

fn requests(step: &Step) -> impl Iterator<Item = &Request> {
    let sent = match &step.work {
        Work::Send { request, .. } => Some(request),
        Work::Follow { .. } | Work::Watch(_) | Work::HandOver(_) => None,
    };
    let saved = step.saves.iter().map(|it| &it.read.request);
    let watched = watches(step).map(|it| &it.read);
    sent.into_iter().chain(watched).chain(saved)
}

fn commands(step: &Step) -> impl Iterator<Item = &str> {
    let lines = match &step.work {
        Work::HandOver(hand_over) => hand_over.commands.as_slice(),
        Work::Send { .. } | Work::Follow { .. } | Work::Watch(_) => &[],
    };
    lines.iter().map(|(_, line)| line.as_str())
}

fn watches(step: &Step) -> impl Iterator<Item = &Watch> {
    step.shown_by().into_iter()
}

impl fmt::Display for Broken {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?} at {}: {}", self.law, self.step, self.how)
    }
}
