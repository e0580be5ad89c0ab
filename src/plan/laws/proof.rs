//! The law of proof: success rests on reading what was written, and on the key where one was sent.

use super::{Broken, Law, NamedKey, key_set_by, lies_below};
use crate::arm::{Method, Request};
use crate::plan::{Plan, Step, Work};

pub(super) fn prove_by_reading(plan: &Plan, found: &mut Vec<Broken>) {
    let mut blame = |how: &str| {
        let step = plan.proof.id.clone();
        found.push(Broken {
            law: Law::ProveByReading,
            step,
            how: how.into(),
        });
    };
    let Work::Watch(proof) = &plan.proof.work else {
        return blame("the proof is no read");
    };
    if proof.read.method != Method::Get || !reads_what_changed(plan, &proof.read) {
        blame("the proof does not read the target");
    }
    if !proof.until.can_fail() {
        blame("no answer could contradict the proof");
    }
    let keys: Vec<NamedKey> = plan
        .steps
        .iter()
        .filter_map(Step::write)
        .filter_map(key_set_by)
        .collect();
    let wanted: Vec<NamedKey> = proof
        .until
        .wanted_keys()
        .into_iter()
        .filter_map(NamedKey::of_identifier)
        .collect();
    let proves = |key: &NamedKey| wanted.iter().any(|it| it.proves(key));
    if keys.iter().any(|it| !proves(it)) {
        blame("the proof does not look for the key that was sent");
    }
}

/// A plan that leaves its target alone is proved by what shows the last change of what the target
/// depends on, or by a read of everything below the target that it writes; one that changes nothing
/// by what it has looked at, or by what lies below the target.
fn reads_what_changed(plan: &Plan, read: &Request) -> bool {
    let is = |it: &Request, path: &str| it.path().eq_ignore_ascii_case(path);
    let same = |it: &Request| it.audience == read.audience && is(it, read.path());
    let target = plan.target.as_str();
    let changed = |it: &Step| it.write().is_some_and(|it| is(it, target));
    if is(read, target) || plan.steps.iter().any(changed) {
        return is(read, target);
    }
    if !plan.steps.iter().any(Step::changes) {
        let below = lies_below(&read.path().to_ascii_lowercase(), &plan.target.lower());
        return below || plan.steps.iter().filter_map(Step::request).any(same);
    }
    let mut changes = plan.steps.iter().rev().filter(|it| it.changes());
    let shown_by = changes.find_map(Step::shown_by);
    shown_by.is_some_and(|it| same(&it.read)) || holds_what_is_written(plan, read)
}

fn holds_what_is_written(plan: &Plan, read: &Request) -> bool {
    let (read, target) = (read.path().to_ascii_lowercase(), plan.target.lower());
    let writes = plan.steps.iter().filter_map(Step::write);
    let paths = writes.map(|it| it.path().to_ascii_lowercase());
    let mut below = paths.filter(|it| lies_below(it, &target)).peekable();
    lies_below(&read, &target) && below.peek().is_some() && below.all(|it| lies_below(&it, &read))
}
