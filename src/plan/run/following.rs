//! Steps that go on while Azure is at work, the step that follows that work, and the deadline
//! between them.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Run, Stage};
use crate::arm::{Operation, Request, Timestamp};
use crate::plan::Due;
use crate::plan::template;
use crate::plan::{Until, Work};

/// What a step has begun.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Begun {
    /// When its request was last sent.
    at: Timestamp,
    /// The operation to follow, with its next question and the time for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    goes_on: Option<(Operation, Box<Request>, Timestamp)>,
}

impl Run {
    /// Notes that the request of the step at work is sent now, where something else has to happen
    /// while Azure is at work on it.
    pub(super) fn note_begun(&mut self, now: Timestamp) {
        if self.ends_when_accepted() {
            let begun = Begun {
                at: now,
                goes_on: None,
            };
            self.begun.insert(self.step().id.clone(), begun);
        }
    }

    /// Whether the step at work is over as soon as Azure has accepted its request.
    pub(super) fn ends_when_accepted(&self) -> bool {
        matches!(&self.step().work, Work::Send { until, .. } if *until == Until::Accepted)
    }

    /// Keeps an accepted operation for the step that follows it.
    pub(super) fn hand_on(&mut self, operation: Operation, request: Request, at: Timestamp) {
        let id = self.step().id.clone();
        if let Some(begun) = self.begun.get_mut(&id) {
            begun.goes_on = Some((operation, Box::new(request), at));
        }
    }

    /// Takes up the operation of an earlier step. Where its answer was lost, the resource tells
    /// how far it is.
    pub(super) fn follow(&mut self, now: Timestamp, begun_by: &str) {
        let kept = self.begun.get_mut(begun_by);
        let kept = kept.and_then(|it| it.goes_on.take());
        let (operation, request, at) = match kept {
            Some(kept) => kept,
            None => match self.looked_at(begun_by) {
                Some((operation, request)) => (operation, Box::new(request), now),
                None => return self.unbound(begun_by),
            },
        };
        let then = Stage::Sending {
            operation,
            request,
            refused_since: None,
            tries: 0,
        };
        self.rest(now, at.since(now), then);
    }

    fn looked_at(&self, begun_by: &str) -> Option<(Operation, Request)> {
        let step = self.plan.steps.iter().find(|it| it.id == begun_by)?;
        let first = template::bind(step.request()?, &self.bindings).ok()?;
        Some(Operation::observe(first, self.origin.clone()))
    }

    /// The deadline that has begun: the first that is not met, or else the last that was.
    #[must_use]
    pub fn due(&self) -> Option<Due> {
        let mut due = None;
        for (position, step) in self.plan.all_steps().enumerate() {
            let Some(deadline) = &step.deadline else {
                continue;
            };
            let at = |id: &str| self.plan.steps.iter().position(|it| it.id == id);
            let is_begun = at(&deadline.after).is_some_and(|it| self.finished_at(it).is_some());
            let Some(begun) = self.begun.get(&deadline.after).filter(|_| is_begun) else {
                continue;
            };
            let missed = self.missed.contains(&position);
            let found = Due {
                position,
                from: begun.at,
                at: begun.at + Duration::from_secs(deadline.within.into()),
                met: self.finished_at(position).filter(|_| !missed),
            };
            let is_open = found.met.is_none();
            due = Some(found);
            if is_open {
                break;
            }
        }
        due
    }

    /// What a deadline that was missed means, in words; nothing while none was.
    #[must_use]
    pub fn lateness(&self, now: Timestamp) -> Option<String> {
        let due = self.due().filter(|it| it.is_late(now))?;
        let step = self.plan.step(due.position)?;
        let late = &step.deadline.as_ref()?.late;
        let when = match due.met {
            Some(met) => format!("It was done at {} UTC.", met.clock()),
            None => "It was not done in time.".into(),
        };
        Some(format!(
            "“{}” had to be done before {} UTC. {when} {late}",
            step.title,
            due.at.clock()
        ))
    }

    /// Gives up waiting for what can no longer come in time, and goes on with following what was
    /// begun: Azure says what becomes of it. False where there is time, or nothing to follow.
    pub(super) fn miss(&mut self, now: Timestamp) -> bool {
        let is_late = self
            .due()
            .is_some_and(|it| it.position == self.position && it.is_late(now));
        let rest = self.plan.steps.iter().enumerate().skip(self.position + 1);
        let mut rest = rest.filter(|(_, it)| matches!(it.work, Work::Follow { .. }));
        let Some((next, _)) = rest.next().filter(|_| is_late) else {
            return false;
        };
        for position in self.position..next {
            self.missed.push(position);
            self.finished.push(now);
        }
        self.position = next;
        self.step_began = now;
        self.stage = Stage::Ready;
        self.begin_step(now);
        true
    }
}
