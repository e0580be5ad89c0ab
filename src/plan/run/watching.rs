//! The steps that wait for something to be seen, the proof among them.

use std::time::Duration;

use super::{Outcome, Run, Stage};
use crate::arm::operation::Answer;
use crate::arm::{Body, Failure, Lost, Next, Operation, Request, Timestamp};
use crate::plan::condition::Judged;
use crate::plan::template;
use crate::plan::{Watch, Work};

impl Run {
    pub(super) fn watch(&mut self, read: &Request) {
        match template::bind(read, &self.bindings) {
            Ok(read) => {
                let (reading, _) = Operation::begin(read.clone(), self.origin.clone());
                self.stage = Stage::Watching {
                    reading,
                    request: Box::new(read),
                    last: String::new(),
                };
            }
            Err(unbound) => self.unbound(&unbound.0),
        }
    }

    pub(super) fn watched(
        &mut self,
        now: Timestamp,
        mut reading: Operation,
        answer: &Answer,
        jitter: f64,
    ) {
        let read = match reading.advance(answer, jitter) {
            Next::Send { after, request } => {
                let last = "Azure has not answered yet".into();
                return self.rest(
                    now,
                    after,
                    Stage::Watching {
                        reading,
                        request: Box::new(request),
                        last,
                    },
                );
            }
            Next::Done(read) => read,
        };
        let Some(watch) = self.watch_of_step() else {
            return;
        };
        let waited = now.since(self.step_began).as_secs();
        let seen = match read {
            Ok(response) => self.judge(&watch, Some(&response.body)),
            Err(failure) if failure.status() == Some(404) => self.judge(&watch, None),
            Err(failure) => Err(words(&failure)),
        };
        match seen {
            Ok((evidence, body)) if waited >= u64::from(watch.at_least) => {
                self.seen(now, evidence, body.as_ref());
            }
            Ok((evidence, _)) => {
                let left = Duration::from_secs(u64::from(watch.at_least) - waited);
                self.look_again(now, left, &watch, evidence);
            }
            Err(_) if self.miss(now) => {}
            Err(last) if waited < u64::from(watch.limit) => {
                self.look_again(
                    now,
                    Duration::from_secs(u64::from(watch.pace.max(1))),
                    &watch,
                    last,
                );
            }
            Err(seen) if self.at_proof() => self.outcome = Some(Outcome::NotProved { seen }),
            Err(seen) => self.outcome = Some(Outcome::TooLate { seen }),
        }
    }

    fn judge(&self, watch: &Watch, body: Option<&Body>) -> Result<(String, Option<Body>), String> {
        let seen = match body {
            Some(Body::Json(value)) => Some(value),
            Some(Body::Text(_)) => return Err("Azure's answer could not be understood".into()),
            Some(Body::Empty) | None => None,
        };
        match watch.until.judge(seen, &self.bindings) {
            Judged::Met(evidence) => Ok((evidence, body.cloned())),
            Judged::NotMet(seen) => Err(seen),
        }
    }

    fn look_again(&mut self, now: Timestamp, after: Duration, watch: &Watch, last: String) {
        self.watch(&watch.read);
        if let Stage::Watching { last: seen, .. } = &mut self.stage {
            *seen = last;
        }
        let then = std::mem::replace(&mut self.stage, Stage::Ready);
        if self.outcome.is_none() {
            self.rest(now, after, then);
        }
    }

    fn seen(&mut self, now: Timestamp, evidence: String, body: Option<&Body>) {
        let proved = self.at_proof();
        self.finish_step(now, body);
        if proved && matches!(self.outcome, None | Some(Outcome::Stopped)) {
            let at = now;
            self.outcome = Some(match self.plan.on_trust().next() {
                None => Outcome::Proved { at, evidence },
                Some(_) => Outcome::OnTrust { at, evidence },
            });
        }
    }

    fn at_proof(&self) -> bool {
        self.position >= self.plan.steps.len()
    }

    fn watch_of_step(&self) -> Option<Watch> {
        match &self.step().work {
            Work::Watch(watch) => Some(watch.clone()),
            Work::HandOver(hand_over) => hand_over.shown_by.clone(),
            Work::Send { .. } | Work::Follow { .. } => None,
        }
    }
}

fn words(failure: &Failure) -> String {
    match failure {
        Failure::Refused(error) => format!("reading is refused: {} {}", error.status, error.code),
        Failure::Lost(Lost::NotSent(why)) => format!("not sent: {why}"),
        Failure::Lost(Lost::NoAnswer) => "no answer arrives".into(),
        Failure::Unreadable(why) => format!("the answer could not be understood: {why}"),
        Failure::Untrusted(url) => format!("the answer names a foreign address: {url}"),
    }
}
