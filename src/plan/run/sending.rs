//! Steps that send, and what happens when no answer tells whether they have.

use std::time::Duration;

use super::advance::as_json;
use super::{Outcome, Run, Stage};
use crate::arm::origin::Origin;
use crate::arm::{
    ArmError, Audience, Body, Failure, Lost, Operation, Request, Resource, Timestamp,
};
use crate::plan::condition::Judged;
use crate::plan::template;

/// Refusals that mean, for every resource type, that another write is still at work.
///
/// Source: Azure/azure-resource-manager-rpc, `v1.0/async-api-reference.md`, read 21 Aug 2026.
const BUSY: [&str; 2] = ["AnotherOperationInProgress", "OperationInProgress"];

/// Seconds for which "another write is at work" is taken as "not yet".
const BUSY_LIMIT: u32 = 300;

/// How often a resource is read before a lost write counts as not having happened.
const LOOKS: u32 = 3;

/// How often a lost write is sent again.
const RESENDS: u32 = 3;

const BETWEEN_LOOKS: Duration = Duration::from_secs(5);

impl Run {
    pub(super) fn send(&mut self, request: Request, refused_since: Option<Timestamp>, tries: u32) {
        // What a vault answers may lead back to that vault only.
        let origin = match request.audience {
            Audience::Vault => Origin::of(&request.url).unwrap_or_else(|_| self.origin.clone()),
            Audience::Arm | Audience::Graph => self.origin.clone(),
        };
        let (operation, _) = Operation::begin(request.clone(), origin);
        self.stage = Stage::Sending {
            operation,
            request: Box::new(request),
            refused_since,
            tries,
        };
    }

    pub(super) fn not_sent(
        &mut self,
        now: Timestamp,
        operation: &Operation,
        failure: Failure,
        (refused_since, tries): (Option<Timestamp>, u32),
        jitter: f64,
    ) {
        let Some(request) = self.step().request().map(|it| self.bound(it)) else {
            return;
        };
        match failure {
            Failure::Lost(Lost::NotSent(why)) => self.outcome = Some(Outcome::NotSent { why }),
            Failure::Refused(error) if self.step().already.iter().any(|it| error.has_code(it)) => {
                self.finish_step(now, None);
            }
            Failure::Refused(error) if !operation.is_accepted() => {
                let since = refused_since.unwrap_or(now);
                let not_yet = now.since(since).as_secs() < u64::from(self.not_yet(&error));
                if not_yet && self.stopping {
                    self.outcome = Some(Outcome::Stopped);
                } else if not_yet {
                    let after = Duration::from_secs(15 << tries.min(2)).mul_f64(0.9 + 0.2 * jitter);
                    self.note_begun(now + after);
                    self.send(request, Some(since), tries + 1);
                    let then = std::mem::replace(&mut self.stage, Stage::Ready);
                    self.rest(now, after, then);
                } else if error.status == 409 || error.status >= 500 {
                    self.verify(Failure::Refused(error), RESENDS);
                } else {
                    self.outcome = Some(Outcome::Refused(error));
                }
            }
            lost @ Failure::Lost(Lost::NoAnswer) => self.verify(lost, 0),
            // Accepted and then failed, or unreadable: services report failure and still succeed.
            failure => self.verify(failure, RESENDS),
        }
    }

    /// Seconds for which this refusal means "not yet"; zero when it does not.
    fn not_yet(&self, error: &ArmError) -> u32 {
        if BUSY.iter().any(|it| error.has_code(it)) {
            return BUSY_LIMIT;
        }
        let patience = self.step().patience.as_ref();
        patience
            .filter(|it| it.covers(error))
            .map_or(0, |it| it.limit)
    }

    /// Reads what a write was to bring about, instead of believing what was not said about it.
    pub(super) fn verify(&mut self, why: Failure, resent: u32) {
        let Some(watch) = self.step().shown_by() else {
            self.outcome = Some(ended_by(why));
            return;
        };
        let Ok(read) = template::bind(&watch.read, &self.bindings) else {
            return self.unbound("the address to read");
        };
        let (reading, _) = Operation::begin(read.clone(), self.origin.clone());
        self.stage = Stage::Verifying {
            reading,
            request: Box::new(read),
            why,
            reads: 0,
            resent,
        };
    }

    pub(super) fn verified(
        &mut self,
        now: Timestamp,
        read: Result<Body, Failure>,
        why: Failure,
        (reads, resent): (u32, u32),
    ) {
        let body = match read {
            Ok(body) => Some(body),
            Err(failure) if failure.status() == Some(404) => None,
            Err(_) => {
                let why =
                    "No answer told whether it happened, and reading the resource failed too."
                        .into();
                self.outcome = Some(Outcome::Unknown { why });
                return;
            }
        };
        let Some(watch) = self.step().shown_by().cloned() else {
            return;
        };
        let seen = body.as_ref().and_then(as_json);
        if let Judged::Met(_) = watch.until.judge(seen, &self.bindings) {
            return self.finish_step(now, body.as_ref());
        }
        let at_work = seen
            .and_then(|it| Resource::read(it).ok())
            .is_some_and(|it| it.is_at_work())
            && now.since(self.step_began).as_secs() < u64::from(watch.limit);
        if reads + 1 < LOOKS || at_work {
            let Ok(read) = template::bind(&watch.read, &self.bindings) else {
                return;
            };
            let (reading, _) = Operation::begin(read.clone(), self.origin.clone());
            let then = Stage::Verifying {
                reading,
                request: Box::new(read),
                why,
                reads: reads + 1,
                resent,
            };
            // Work of hours is looked at as seldom as the step itself would look.
            let pause = if at_work {
                Duration::from_secs(u64::from(watch.pace.max(1)))
            } else {
                BETWEEN_LOOKS
            };
            return self.rest(now, pause, then);
        }
        self.not_shown(now, why, resent);
    }

    /// A write that is lost again and again is not sent for ever, nor one after a stop.
    fn not_shown(&mut self, now: Timestamp, why: Failure, resent: u32) {
        let again = resent < RESENDS && self.lost_writes < RESENDS && !self.stopping;
        match self.step().write().filter(|it| it.may_repeat() && again) {
            Some(request) => match template::bind(request, &self.bindings) {
                Ok(request) => {
                    self.lost_writes += 1;
                    self.note_begun(now);
                    self.send(request, None, 0);
                }
                Err(unbound) => self.unbound(&unbound.0),
            },
            None => self.outcome = Some(ended_by(why)),
        }
    }

    pub(super) fn unbound(&mut self, name: &str) {
        self.outcome = Some(Outcome::Unknown {
            why: format!("No earlier answer gave {name}."),
        });
    }
}

fn ended_by(why: Failure) -> Outcome {
    match why {
        Failure::Refused(error) => Outcome::Refused(error),
        Failure::Lost(_) => Outcome::Unknown {
            why: "No answer arrived, and reading does not show that it happened.".into(),
        },
        Failure::Unreadable(why) => Outcome::Unknown {
            why: format!("Azure's answer could not be understood: {why}."),
        },
        Failure::Untrusted(url) => Outcome::Unknown {
            why: format!("Azure's answer named a foreign address: {url}."),
        },
    }
}
