//! Long-running operations as a state machine that also works when no header can be read.
//!
//! The rules are those any ARM client follows: `Azure-AsyncOperation` before `Location` before the
//! resource's own `provisioningState`.
//!
//! Source: Azure/azure-resource-manager-rpc, `v1.0/async-api-reference.md`, and the pollers of the
//! Python and JavaScript SDKs, read 21 Aug 2026.

mod follow;
mod state;

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::error::Failure;
use super::origin::Origin;
use super::request::{Method, Request};
use super::resend::Resend;
use super::response::{Body, Lost, Response};
use state::{State, done, readable, unreadable};

/// What came back for one request.
pub type Answer = Result<Response, Lost>;

/// What the caller does next.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// Send this, after a wait.
    Send {
        /// How long to wait first.
        after: Duration,
        /// What to send.
        request: Request,
    },
    /// It is over. The answer is the finished resource where there is one to read.
    Done(Result<Response, Failure>),
}

/// One request followed to its end: retried while Azure says "not now", polled while it works.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Operation {
    origin: Origin,
    first: Request,
    phase: Phase,
    resend: Resend,
    polls: u32,
    /// Seconds of waiting in this phase, as far as the waits tell.
    waited: u64,
    /// Where a POST's result is read from.
    result: Option<String>,
    /// What was noticed on the way and should be shown.
    notes: Vec<String>,
}

/// What the next answer will be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Phase {
    Starting,
    AsyncOperation,
    Location,
    Resource,
}

/// What was asked about may be missing for this many seconds after it was announced.
const GRACE: u64 = 60;

/// A deletion is followed for this many seconds while the resource shows no sign of it; then
/// whoever wanted it gone has to look. A deletion that failed leaves the resource as it was.
const RESTING: u64 = 600;

impl Operation {
    /// Starts with the request itself. `origin` is the ARM whose addresses may be followed.
    #[must_use]
    pub fn begin(first: Request, origin: Origin) -> (Self, Next) {
        let resend = Resend::new(first.clone());
        let next = resend.now();
        let operation = Self {
            origin,
            first,
            phase: Phase::Starting,
            resend,
            polls: 0,
            waited: 0,
            result: None,
            notes: Vec::new(),
        };
        (operation, next)
    }

    /// Takes up what was begun by a request whose answer nobody has: by reading the resource.
    #[must_use]
    pub fn observe(first: Request, origin: Origin) -> (Self, Request) {
        let (mut operation, _) = Self::begin(first, origin);
        let question = operation.read();
        operation.phase = Phase::Resource;
        operation.resend = Resend::new(question.clone());
        (operation, question)
    }

    /// Takes the answer to the last request and says what comes next.
    pub fn advance(&mut self, answer: &Answer, jitter: f64) -> Next {
        let response = match self.resend.take(answer, jitter) {
            Ok(response) => response,
            Err(Next::Done(Err(failure))) => return self.failed(failure),
            Err(next) => return next,
        };
        let next = match self.phase {
            Phase::Starting => self.started(response),
            Phase::AsyncOperation => self.monitored(response),
            Phase::Location => self.located(response),
            Phase::Resource => self.observed(response),
        };
        next.unwrap_or_else(|failure| Next::Done(Err(failure)))
    }

    /// Whether Azure has accepted the request and is still at work.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.phase != Phase::Starting
    }

    /// What was noticed on the way: addresses not followed, headers not readable.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    fn started(&mut self, response: Response) -> Result<Next, Failure> {
        let method = self.first.method;
        // Neither reads nor other services have long-running operations.
        if method == Method::Get && response.status != 204 && response.body == Body::Empty {
            return unreadable("the answer is empty");
        }
        if matches!(method, Method::Get | Method::Head) {
            return readable(response);
        }
        if !self.first.audience.is_arm() {
            return done(response);
        }
        if let Some(url) = self.address(&response, "azure-asyncoperation")? {
            if method == Method::Post {
                self.result = self.address(&response, "location")?;
            }
            return self.poll(Phase::AsyncOperation, Request::follow(&url), &response);
        }
        if response.status == 202
            && let Some(url) = self.address(&response, "location")?
        {
            return self.poll(Phase::Location, Request::follow(&url), &response);
        }
        match method {
            Method::Put | Method::Patch => self.started_without_monitor(response),
            Method::Delete if response.status == 202 => {
                self.poll(Phase::Resource, self.read(), &response)
            }
            _ if response.status == 202 => {
                self.notes
                    .push("Azure accepted it and gave no readable address to follow.".into());
                done(response)
            }
            _ => done(response),
        }
    }

    fn started_without_monitor(&mut self, response: Response) -> Result<Next, Failure> {
        match State::of_resource(&response) {
            State::Succeeded if response.status != 202 => readable(response),
            State::Failed(error) => Err(Failure::Refused(error)),
            State::Running | State::Succeeded => self.poll(Phase::Resource, self.read(), &response),
        }
    }

    fn monitored(&mut self, response: Response) -> Result<Next, Failure> {
        if response.status == 202 && response.body == Body::Empty {
            return self.poll_again(&response);
        }
        let Body::Json(body) = &response.body else {
            return unreadable("the status of the operation is no JSON");
        };
        let Some(status) = body.get("status").and_then(Value::as_str) else {
            return unreadable("the answer about the operation has no status");
        };
        match State::of(status, body) {
            State::Running => self.poll_again(&response),
            State::Failed(error) => Err(Failure::Refused(error)),
            State::Succeeded => match (self.first.method, self.result.clone()) {
                (Method::Put | Method::Patch, _) => self.look(Phase::Resource, self.read()),
                (Method::Post, Some(url)) => self.look(Phase::Location, Request::follow(&url)),
                _ => done(response),
            },
        }
    }

    fn located(&mut self, response: Response) -> Result<Next, Failure> {
        if response.status == 202 {
            return self.poll_again(&response);
        }
        // Only the status of a deletion counts, and its body may be what was deleted.
        if self.first.method == Method::Delete {
            return done(response);
        }
        match State::of_resource(&response) {
            State::Failed(error) => Err(Failure::Refused(error)),
            _ if self.first.method == Method::Post => done(response),
            State::Running | State::Succeeded => self.look(Phase::Resource, self.read()),
        }
    }

    /// An operation may be over before its resource is: some services say so.
    fn observed(&mut self, response: Response) -> Result<Next, Failure> {
        // A Managed HSM that is not there answers 204.
        if response.status == 204 {
            return self.missing(Failure::refused(&Response::empty(404)));
        }
        if self.first.method == Method::Delete {
            let at_work = matches!(State::of_resource(&response), State::Running);
            return match at_work || self.waited < RESTING {
                true => self.poll_again(&response),
                false => done(response),
            };
        }
        if !matches!(response.body, Body::Json(_)) {
            return unreadable("the resource could not be read");
        }
        match State::of_resource(&response) {
            State::Running => self.poll_again(&response),
            State::Failed(error) => Err(Failure::Refused(error)),
            State::Succeeded => done(response),
        }
    }

    fn failed(&mut self, failure: Failure) -> Next {
        let next = match failure.status() {
            Some(404) => self.missing(failure),
            _ => Err(failure),
        };
        next.unwrap_or_else(|failure| Next::Done(Err(failure)))
    }

    /// What was asked about is not there: gone, not yet there, or missing indeed.
    fn missing(&mut self, failure: Failure) -> Result<Next, Failure> {
        match (self.phase, self.first.method) {
            (Phase::Resource, Method::Delete) => done(Response::empty(404)),
            // A deletion takes its monitor with it.
            (Phase::AsyncOperation | Phase::Location, Method::Delete) => {
                self.look(Phase::Resource, self.read())
            }
            (Phase::AsyncOperation | Phase::Resource, _) if self.waited < GRACE => {
                self.later(&Response::empty(404))
            }
            _ => Err(failure),
        }
    }
}
