//! The run's one entrance: what happened goes in, what to do next comes out.

use std::time::Duration;

use super::{Event, Outcome, Run, Stage, Todo};
use crate::arm::operation::{Answer, Operation};
use crate::arm::{Body, Failure, Lost, Next, Timestamp};
use crate::keys::names;
use crate::plan::Work;
use crate::plan::template;

impl Run {
    /// Takes what happened and says what to do next. Store the run before doing it.
    ///
    /// `jitter` is a number between 0 and 1, different each time.
    pub fn advance(&mut self, now: Timestamp, event: Event, jitter: f64) -> Todo {
        match event {
            Event::TryAgain => self.try_again(now),
            // What has ended is not changed by an answer that comes late.
            _ if self.outcome.is_some() => {}
            Event::Stop => self.stop(),
            Event::HandedOver(given) => self.handed_over(now, &given),
            Event::Wake => self.wake(now, jitter),
            Event::Answer(answer) => self.answered(now, &answer, jitter),
        }
        if self.outcome.is_none() && matches!(self.stage, Stage::Ready) {
            self.begin_step(now);
        }
        self.todo(now)
    }

    fn todo(&mut self, now: Timestamp) -> Todo {
        if self.outcome.is_some() {
            self.awaiting = false;
            return Todo::Nothing;
        }
        match &self.stage {
            Stage::Resting { until, .. } => Todo::Sleep(*until),
            Stage::Sending { request, .. }
            | Stage::Verifying { request, .. }
            | Stage::Watching { request, .. }
                if !self.awaiting =>
            {
                let request = request.clone();
                let directory = self.step().directory.clone();
                self.awaiting = true;
                Todo::Send { request, directory }
            }
            _ => Todo::Sleep(now + Duration::from_secs(3600)),
        }
    }

    /// A request may be under way only where its answer can still come, so everything else
    /// stops at once; a write is waited for.
    fn stop(&mut self) {
        self.stopping = true;
        let refused = self.refused_since().is_some() && matches!(self.stage, Stage::Resting { .. });
        let reading = matches!(
            self.stage.at_heart(),
            Stage::Ready | Stage::Watching { .. } | Stage::Asking
        );
        if (reading || refused) && self.outcome.is_none() {
            self.outcome = Some(Outcome::Stopped);
        }
    }

    fn try_again(&mut self, now: Timestamp) {
        let Some(outcome) = self.outcome.take_if(|it| !it.is_success()) else {
            return;
        };
        self.stopping = false;
        self.step_began = now;
        self.lost_writes = 0;
        self.stage = Stage::Ready;
        if matches!(outcome, Outcome::Unknown { .. }) && self.step().write().is_some() {
            self.verify(Failure::Lost(Lost::NoAnswer), 0);
        }
    }

    /// What the person gives back must be an ID: it becomes a part of later requests.
    fn handed_over(&mut self, now: Timestamp, given: &str) {
        let Work::HandOver(hand_over) = &self.step().work else {
            return;
        };
        let gives = hand_over.gives.clone();
        if !matches!(self.stage, Stage::Asking) {
            if !self.awaiting {
                self.stage = Stage::Ready;
            }
            return;
        }
        if let Some(gives) = gives {
            let given = given.trim();
            if names::guid(given).is_err() {
                return;
            }
            self.bindings.insert(gives.name, given.to_ascii_lowercase());
        }
        self.finish_step(now, None);
    }

    /// The time has come; or the tab was closed while a request was under way, whose answer is
    /// lost. A driver must not wake a run whose request it is still waiting for.
    fn wake(&mut self, now: Timestamp, jitter: f64) {
        match &self.stage {
            Stage::Resting { until, then } if now >= *until => self.stage = (**then).clone(),
            Stage::Sending { .. } | Stage::Verifying { .. } | Stage::Watching { .. } => {
                self.answered(now, &Err(Lost::NoAnswer), jitter);
            }
            _ => {}
        }
    }

    fn answered(&mut self, now: Timestamp, answer: &Answer, jitter: f64) {
        self.awaiting = false;
        match std::mem::replace(&mut self.stage, Stage::Ready) {
            Stage::Sending {
                mut operation,
                request,
                refused_since,
                tries,
            } => {
                self.record(now, &request, answer);
                let next = operation.advance(answer, jitter);
                self.goes_on(
                    now,
                    (operation, next),
                    answer,
                    (refused_since, tries),
                    jitter,
                );
            }
            Stage::Verifying {
                mut reading,
                request,
                why,
                reads,
                resent,
            } => {
                self.record(now, &request, answer);
                match reading.advance(answer, jitter) {
                    Next::Send { after, request } => {
                        let then = Stage::Verifying {
                            reading,
                            request: Box::new(request),
                            why,
                            reads,
                            resent,
                        };
                        self.rest(now, after, then);
                    }
                    Next::Done(read) => {
                        self.verified(now, read.map(|it| it.body), why, (reads, resent));
                    }
                }
            }
            Stage::Watching {
                reading, request, ..
            } => {
                self.record(now, &request, answer);
                self.watched(now, reading, answer, jitter);
            }
            // An answer nobody waits for: a tab that was thought gone. The stage stays.
            other @ (Stage::Ready | Stage::Resting { .. } | Stage::Asking) => self.stage = other,
        }
    }

    /// What comes after an answer to a step that sends.
    fn goes_on(
        &mut self,
        now: Timestamp,
        (operation, next): (Operation, Next),
        answer: &Answer,
        (refused_since, tries): (Option<Timestamp>, u32),
        jitter: f64,
    ) {
        match next {
            Next::Send { after, request }
                if operation.is_accepted() && self.ends_when_accepted() =>
            {
                self.hand_on(operation, request, now + after);
                self.finish_step(now, answer.as_ref().ok().map(|it| &it.body));
            }
            Next::Send { after, request } => {
                let then = Stage::Sending {
                    operation,
                    request: Box::new(request),
                    refused_since,
                    tries,
                };
                self.rest(now, after, then);
            }
            Next::Done(Ok(response)) => self.finish_step(now, Some(&response.body)),
            Next::Done(Err(failure)) => {
                self.not_sent(now, &operation, failure, (refused_since, tries), jitter);
            }
        }
    }

    pub(super) fn rest(&mut self, now: Timestamp, after: Duration, then: Stage) {
        self.stage = if after.is_zero() {
            then
        } else {
            Stage::Resting {
                until: now + after,
                then: Box::new(then),
            }
        };
    }

    pub(super) fn begin_step(&mut self, now: Timestamp) {
        match self.step().work.clone() {
            Work::Send { request, .. } => match template::bind(&request, &self.bindings) {
                Ok(request) => {
                    self.note_begun(now);
                    self.send(request, None, 0);
                }
                Err(unbound) => self.unbound(&unbound.0),
            },
            Work::Follow { begun_by, .. } => self.follow(now, &begun_by),
            Work::Watch(watch) => self.watch(&watch.read),
            Work::HandOver(hand_over) => match hand_over.shown_by {
                Some(watch) => self.watch(&watch.read),
                None => self.stage = Stage::Asking,
            },
        }
        if self.journal.is_empty() && self.position == 0 {
            self.step_began = now;
        }
    }

    /// The step is done: keeps what later steps need and goes on.
    pub(super) fn finish_step(&mut self, now: Timestamp, body: Option<&Body>) {
        let seen = body.and_then(as_json).cloned().unwrap_or_default();
        for capture in self.step().captures.clone() {
            match seen
                .pointer(&capture.at)
                .and_then(serde_json::Value::as_str)
                .filter(|it| !it.is_empty())
            {
                Some(value) => self.bindings.insert(capture.name, value.to_owned()),
                None => return self.unbound(&capture.name),
            };
        }
        self.finished.push(now);
        self.position += 1;
        self.step_began = now;
        self.lost_writes = 0;
        self.stage = Stage::Ready;
        if self.stopping {
            self.outcome = Some(Outcome::Stopped);
        }
    }
}

pub(super) fn as_json(body: &Body) -> Option<&serde_json::Value> {
    match body {
        Body::Json(value) => Some(value),
        Body::Empty | Body::Text(_) => None,
    }
}
