//! Where each step of a run stands, for those who watch it.

use std::time::Duration;

use super::{Outcome, Run, Stage};
use crate::arm::Timestamp;
use crate::plan::Work;

/// How far a step of a run has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Its turn has not come.
    Waiting,
    /// It is at work.
    Working,
    /// A person is asked to act.
    HandedOver,
    /// It is done.
    Done {
        /// When it ended.
        at: Timestamp,
        /// How long it took.
        took: Duration,
    },
    /// It could not be done in time any more, and was passed over.
    Missed,
    /// The run ended here, otherwise than meant.
    Ended,
    /// The run ended before it.
    Left,
}

impl Run {
    /// Where the step at a position stands; the proof is the one after the last.
    #[must_use]
    pub fn standing(&self, position: usize) -> Standing {
        if self.missed.contains(&position) {
            return Standing::Missed;
        }
        if let Some(at) = self.finished_at(position) {
            let began = match position.checked_sub(1) {
                None => self.started,
                Some(before) => self.finished_at(before).unwrap_or(self.started),
            };
            return Standing::Done {
                at,
                took: at.since(began),
            };
        }
        match &self.outcome {
            None if position > self.position => Standing::Waiting,
            Some(Outcome::Stopped) => Standing::Left,
            Some(_) if position > self.position => Standing::Left,
            Some(_) => Standing::Ended,
            None if matches!(self.step().work, Work::HandOver(_)) => Standing::HandedOver,
            None => Standing::Working,
        }
    }

    /// How many steps are done, the proof included.
    #[must_use]
    pub fn done(&self) -> usize {
        let all = self.plan.steps.len() + 1;
        (0..all)
            .take_while(|it| self.finished_at(*it).is_some())
            .count()
    }

    /// Whether the resource is read because no clear answer told if the step happened.
    #[must_use]
    pub fn is_in_doubt(&self) -> bool {
        matches!(self.stage.at_heart(), Stage::Verifying { .. })
    }

    /// Whether Azure accepted the step's request and is working on it.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        matches!(self.stage.at_heart(), Stage::Sending { operation, .. } if operation.is_accepted())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::arm::{Origin, Request, ResourceId, Response};
    use crate::plan::{Condition, Event, Plan, Step, Watch};

    const PATH: &str = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.X/things/t";

    fn begun() -> Run {
        let watch = || Watch::new(Request::get(PATH, "1"), Condition::Exists);
        let target = ResourceId::parse(PATH).expect("an ID");
        let mut plan = Plan::new("Do it", "do-it", target, watch());
        plan.steps = vec![
            Step::watch("one", "One", watch()),
            Step::watch("two", "Two", watch()),
        ];
        let origin = Origin::of("https://management.azure.com").expect("an origin");
        Run::start("r", plan, origin, Timestamp(0), &[]).expect("a run")
    }

    fn answer(run: &mut Run, at: i64) {
        let there = Response::json(200, json!({"id": PATH}));
        run.advance(Timestamp(at), Event::Answer(Ok(there)), 0.5);
    }

    #[test]
    fn a_step_is_done_at_work_or_waiting() {
        let mut run = begun();
        run.advance(Timestamp(0), Event::Wake, 0.5);
        answer(&mut run, 1500);
        let took = Duration::from_millis(1500);
        let at = Timestamp(1500);
        assert_eq!(run.standing(0), Standing::Done { at, took });
        assert_eq!(run.standing(1), Standing::Working);
        assert_eq!(run.standing(2), Standing::Waiting);
        assert_eq!(run.done(), 1);
    }

    #[test]
    fn what_a_stopped_run_did_not_do_is_left() {
        let mut run = begun();
        run.advance(Timestamp(0), Event::Wake, 0.5);
        answer(&mut run, 1500);
        run.advance(Timestamp(1600), Event::Stop, 0.5);
        assert_eq!(run.standing(1), Standing::Left);
        assert_eq!(run.standing(2), Standing::Left);
    }
}
