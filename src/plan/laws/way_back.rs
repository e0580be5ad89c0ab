//! An outage is planned together with its end.

use super::{Broken, Law, own_origin, read_before_repeat, requests};
use crate::plan::Plan;
use crate::plan::step::{Consequence, Step};

/// Steps that stop something without a way back, and a way back that could not be gone.
pub(super) fn broken(plan: &Plan) -> Vec<Broken> {
    let mut found = Vec::new();
    let stops = |it: &&Step| matches!(it.consequence, Some(Consequence::Outage(_)));
    if let Some(step) = plan.steps.iter().find(stops)
        && !plan.restore.iter().any(Step::changes)
    {
        found.push(Broken {
            law: Law::WayBackFirst,
            step: step.id.clone(),
            how: "nothing says how what it stops is brought back".into(),
        });
    }
    for step in &plan.restore {
        let mut blame = |law, how| {
            let step = step.id.clone();
            found.push(Broken { law, step, how });
        };
        for request in requests(step) {
            own_origin(step, request, &mut blame);
        }
        read_before_repeat(step, &mut blame);
    }
    found
}
