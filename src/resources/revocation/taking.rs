//! The steps that take a key away, with those that bring it back.

use super::enabled;
use super::grants::Grant;
use crate::arm::Request;
use crate::form::{Field, Input};
use crate::keys::KeyUri;
use crate::keys::vault::Vault;
use crate::plan::{Check, Condition, Finding, Plan, Step, Watch};
use crate::resources::{Ask, by_vault};

/// Seconds in which the run can still be stopped.
const LAST_MOMENT: u32 = 30;

/// What the last moment before an outage looks at, and what stops.
pub(super) struct Moment<'a> {
    pub(super) name: &'a str,
    pub(super) read: Request,
}

/// How the key is taken away.
pub(super) fn way(grant: &str, meaning: &str) -> Field {
    let disable = "Stops everything that uses the key. The vault does it where it answers this browser; elsewhere somebody with the right runs a line in a shell.";
    let input = Input::choice(&[
        ("grant", grant, meaning),
        ("disable", "Disable the key", disable),
    ]);
    Field::new("way", "How", input).initial("grant")
}

/// Takes grants away, each with who has it.
pub(super) fn take(plan: &mut Plan, grants: &[(Grant, &str)], vault: &Vault, at: &Moment<'_>) {
    plan.steps.push(last_moment(at));
    for (number, (grant, who)) in grants.iter().enumerate() {
        let (step, shown_by) = grant.take(vault, who);
        let step = step
            .why("From then on the vault refuses the identity; services that keep the key for a while notice later.")
            .outage(outage(at.name))
            .undo("The way back is written below, and Restore access plans it anew.");
        plan.steps.push(step);
        if number + 1 == grants.len() {
            prove(plan, shown_by);
        } else {
            let id = format!("gone-{number}");
            plan.steps
                .push(Step::watch(&id, "See that it is gone", shown_by));
        }
    }
    plan.restore = grants
        .iter()
        .map(|(it, who)| it.give_back(vault, who))
        .collect();
    plan.checks.push(way_back(grants.len()));
}

/// Has versions disabled.
pub(super) fn disable(
    plan: &mut Plan,
    versions: &[&KeyUri],
    (vault, at): (&Vault, &Moment<'_>),
    ask: &Ask<'_>,
) {
    plan.checks.extend(by_vault::check(vault, ask));
    plan.steps.push(last_moment(at));
    for version in versions {
        let step = super::switch(vault, version, false, ask);
        plan.steps
            .push(step.outage(outage(at.name)).undo("Enable it again."));
        plan.restore.push(super::switch(vault, version, true, ask));
        prove(plan, enabled(vault, version, false));
    }
}

fn prove(plan: &mut Plan, shown_by: Watch) {
    plan.proof = Step::watch("prove", "Prove it by reading back", shown_by)
        .why("Done only when Azure shows that the key cannot be used this way any more.")
        .expected(1);
}

fn outage(name: &str) -> String {
    format!(
        "{name}, and everything else named in the checks, stops working until access is restored."
    )
}

fn last_moment(at: &Moment<'_>) -> Step {
    let watch = Watch::new(at.read.clone(), Condition::Exists).at_least(LAST_MOMENT);
    let title = format!("Wait {LAST_MOMENT} seconds: the last moment to stop");
    Step::watch("last-moment", title, watch)
        .why("Nothing has stopped yet. Stop after this step, and nothing will.")
        .expected(LAST_MOMENT)
}

fn way_back(steps: usize) -> Check {
    let (what, steps) = match steps {
        1 => ("The grant", "one step".to_owned()),
        many => ("Each grant", format!("{many} steps")),
    };
    Check::new(
        "way-back",
        Finding::Passed,
        format!("The way back is {steps}, written below."),
    )
    .reason(format!(
        "{what} is made again as it is now. A new grant takes up to ten minutes to reach the vault."
    ))
}
