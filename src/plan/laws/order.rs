//! What goes on while Azure is at work: it is followed to its end, and what has a deadline can be
//! done in time.

use super::{Blame, Law, may_settle};
use crate::arm::{Method, Request};
use crate::plan::Plan;
use crate::plan::check::Claim;
use crate::plan::{Step, Until, Work};

/// A begun operation is followed by a later step, and a step follows what was begun before it.
pub(super) fn followed_to_its_end(plan: &Plan, position: usize, blame: &mut Blame<'_>) {
    let Some(step) = plan.steps.get(position) else {
        return;
    };
    let follows =
        |it: &Step, id: &str| matches!(&it.work, Work::Follow { begun_by, .. } if begun_by == id);
    let (before, after) = (&plan.steps[..position], &plan.steps[position + 1..]);
    if begins(step) && !after.iter().any(|it| follows(it, &step.id)) {
        blame(
            Law::FollowedToItsEnd,
            "no later step follows what it begins".into(),
        );
    }
    if let Work::Follow { begun_by, .. } = &step.work
        && !before.iter().any(|it| it.id == *begun_by && begins(it))
    {
        blame(
            Law::FollowedToItsEnd,
            format!("no step before it begins {begun_by}"),
        );
    }
}

/// The time of a deadline runs from a request that the plan does not wait for, and is enough for
/// the steps in between.
pub(super) fn deadline_in_reach(plan: &Plan, position: usize, blame: &mut Blame<'_>) {
    let step = plan.step(position);
    let Some((step, deadline)) = step.and_then(|it| Some((it, it.deadline.as_ref()?))) else {
        return;
    };
    let earlier = plan.steps.iter().take(position);
    let Some(from) = earlier.clone().position(|it| it.id == deadline.after) else {
        return blame(
            Law::DeadlineInReach,
            format!("no step before it is called {}", deadline.after),
        );
    };
    if !begins(&plan.steps[from]) {
        blame(
            Law::DeadlineInReach,
            format!("the plan waits for {} first", deadline.after),
        );
    }
    // Work that is followed meanwhile takes its own time.
    if let Some(between) = earlier
        .skip(from + 1)
        .find(|it| matches!(it.work, Work::Follow { .. }))
    {
        blame(
            Law::DeadlineInReach,
            format!("{} comes first and follows work to its end", between.id),
        );
    }
    let between = plan.steps.iter().take(position).skip(from + 1);
    let needed: u32 = between.map(usual).sum::<u32>() + usual(step);
    if needed > deadline.within {
        blame(
            Law::DeadlineInReach,
            format!("{needed} s are needed, and there are {}", deadline.within),
        );
    }
}

/// What later steps will bring about in time: some services want the key with the request that
/// makes the identity, and the grant soon after.
pub(super) fn promised(plan: &Plan, position: usize) -> impl Iterator<Item = &Claim> {
    let step = plan.steps.get(position);
    let step = step.filter(|it| begins(it) && it.write().is_some_and(makes_its_identity));
    let later = plan.steps.iter().skip(position + 1);
    let in_time = later.filter(move |it| {
        let deadline = it.deadline.as_ref();
        deadline.is_some_and(|it| step.is_some_and(|step| step.id == it.after))
    });
    in_time.flat_map(|step| {
        let claims = step.settles.iter();
        claims.filter(move |it| may_settle(step, it))
    })
}

/// Only what does not exist before a request cannot be granted before it.
fn makes_its_identity(request: &Request) -> bool {
    let kind = request
        .body
        .as_ref()
        .and_then(|it| it.pointer("/identity/type"));
    let kind = kind.and_then(serde_json::Value::as_str);
    request.method == Method::Put
        && kind.is_some_and(|it| it.eq_ignore_ascii_case("SystemAssigned"))
}

fn begins(step: &Step) -> bool {
    matches!(&step.work, Work::Send { until, .. } if *until == Until::Accepted)
}

fn usual(step: &Step) -> u32 {
    let at_least = step.shown_by().map_or(0, |it| it.at_least);
    step.expected.max(at_least)
}
