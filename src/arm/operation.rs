//! Long-running operations as a state machine that also works when no header can be read.
//!
//! The rules are those any ARM client follows: `Azure-AsyncOperation` before `Location` before the
//! resource's own `provisioningState`.
//!
//! Source: Azure/azure-resource-manager-rpc, `v1.0/async-api-reference.md`, and the pollers of the
//! Python and JavaScript SDKs, read 21 Aug 2026.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::error::{ArmError, Failure};
use super::origin::Origin;
use super::request::{Method, Request};
use super::response::{Body, Lost, Response};
use super::retry;

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
    /// Seconds of polling, as far as the waits tell.
    waited: u64,
    /// Where a POST's result is read from.
    result: Option<String>,
    /// What was noticed on the way and should be shown.
    notes: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Phase {
    Starting,
    AsyncOperation,
    Location,
    Resource,
    Finishing,
}

/// A status monitor may be missing for this long after it was announced.
const MONITOR_GRACE: u64 = 60;

impl Operation {
    /// Starts with the request itself. `origin` is the ARM whose addresses may be followed.
    #[must_use]
    pub fn begin(first: Request, origin: Origin) -> (Self, Next) {
        let resend = Resend::new(first.clone());
        let next = resend.now();
        let phase = Phase::Starting;
        (
            Self {
                origin,
                first,
                phase,
                resend,
                polls: 0,
                waited: 0,
                result: None,
                notes: Vec::new(),
            },
            next,
        )
    }

    /// Takes the answer to the last request and says what comes next.
    pub fn advance(&mut self, answer: &Answer, jitter: f64) -> Next {
        let response = match self.resend.take(answer, jitter) {
            Ok(response) => response,
            Err(Next::Done(Err(failure))) => return self.failed(failure),
            Err(next) => return next,
        };
        match self.phase {
            Phase::Starting => self.started(response),
            Phase::AsyncOperation => self.monitored(&response),
            Phase::Location => self.located(response),
            Phase::Resource => self.observed(response),
            Phase::Finishing => Next::Done(Ok(response)),
        }
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

    fn started(&mut self, response: Response) -> Next {
        if self.first.method == Method::Get || self.first.method == Method::Head {
            return Next::Done(Ok(response));
        }
        if self.first.method == Method::Post {
            self.result = self.trusted(&response, "location");
        }
        if let Some(url) = self.trusted(&response, "azure-asyncoperation") {
            return self.poll(Phase::AsyncOperation, Request::follow(&url), &response);
        }
        if response.status == 202
            && let Some(url) = self.trusted(&response, "location")
        {
            return self.poll(Phase::Location, Request::follow(&url), &response);
        }
        match self.first.method {
            Method::Put | Method::Patch => self.started_without_monitor(response),
            Method::Delete if response.status == 202 => {
                self.poll(Phase::Resource, self.read(), &response)
            }
            _ => {
                if response.status == 202 {
                    self.notes
                        .push("Azure accepted it and gave no readable address to follow.".into());
                }
                Next::Done(Ok(response))
            }
        }
    }

    fn started_without_monitor(&mut self, response: Response) -> Next {
        match provisioning(&response) {
            State::Succeeded if response.status != 202 => Next::Done(Ok(response)),
            State::Failed(error) => Next::Done(Err(Failure::Refused(error))),
            _ => self.poll(Phase::Resource, self.read(), &response),
        }
    }

    fn monitored(&mut self, response: &Response) -> Next {
        if response.status == 404 {
            return self.monitor_missing(response);
        }
        if response.status == 202 && response.body == Body::Empty {
            return self.poll_again(response);
        }
        let Body::Json(body) = &response.body else {
            return unreadable("the status of the operation is no JSON");
        };
        let Some(status) = body.get("status").and_then(Value::as_str) else {
            return unreadable("the answer about the operation has no status");
        };
        match State::of(status, body) {
            State::Running => self.poll_again(response),
            State::Failed(error) => Next::Done(Err(Failure::Refused(error))),
            State::Succeeded => self.succeeded(response.clone()),
        }
    }

    /// ARM's own clients allow a monitor to appear late; a deletion takes its monitor with it.
    fn monitor_missing(&mut self, response: &Response) -> Next {
        if self.first.method == Method::Delete {
            return self.poll(Phase::Resource, self.read(), response);
        }
        if self.waited < MONITOR_GRACE {
            return self.poll_again(response);
        }
        Next::Done(Err(Failure::refused(response)))
    }

    fn located(&mut self, response: Response) -> Next {
        if response.status == 202 {
            return self.poll_again(&response);
        }
        if !response.is_success() {
            return Next::Done(Err(Failure::refused(&response)));
        }
        if self.first.method == Method::Delete {
            return Next::Done(Ok(response));
        }
        match provisioning(&response) {
            State::Failed(error) => Next::Done(Err(Failure::Refused(error))),
            _ if self.first.method == Method::Post => Next::Done(Ok(response)),
            _ => self.finish(self.read()),
        }
    }

    fn observed(&mut self, response: Response) -> Next {
        if self.first.method == Method::Delete {
            return if response.status == 404 {
                Next::Done(Ok(response))
            } else {
                self.poll_again(&response)
            };
        }
        if response.status == 404 && self.waited < MONITOR_GRACE {
            return self.poll_again(&response);
        }
        if !response.is_success() {
            return Next::Done(Err(Failure::refused(&response)));
        }
        if !matches!(response.body, Body::Json(_)) {
            return unreadable("the resource could not be read");
        }
        match provisioning(&response) {
            State::Running => self.poll_again(&response),
            State::Failed(error) => Next::Done(Err(Failure::Refused(error))),
            State::Succeeded => Next::Done(Ok(response)),
        }
    }

    fn succeeded(&mut self, response: Response) -> Next {
        match (self.first.method, self.result.clone()) {
            (Method::Put | Method::Patch, _) => self.finish(self.read()),
            (Method::Post, Some(url)) => self.finish(Request::follow(&url)),
            _ => Next::Done(Ok(response)),
        }
    }

    fn finish(&mut self, request: Request) -> Next {
        self.phase = Phase::Finishing;
        self.resend = Resend::new(request);
        self.resend.now()
    }

    fn poll(&mut self, phase: Phase, request: Request, answer: &Response) -> Next {
        self.phase = phase;
        self.resend = Resend::new(request);
        self.later(answer)
    }

    /// A poll without the header keeps the address; one with a new address replaces it.
    fn poll_again(&mut self, answer: &Response) -> Next {
        let header = match self.phase {
            Phase::AsyncOperation => "azure-asyncoperation",
            Phase::Location => "location",
            Phase::Starting | Phase::Resource | Phase::Finishing => return self.later(answer),
        };
        if let Some(url) = self.trusted(answer, header) {
            self.resend = Resend::new(Request::follow(&url));
        }
        self.later(answer)
    }

    fn later(&mut self, answer: &Response) -> Next {
        let after = retry::pace(self.polls, answer);
        self.polls += 1;
        self.waited += after.as_secs();
        self.resend.attempts = 0;
        Next::Send {
            after,
            request: self.resend.request.clone(),
        }
    }

    /// An answer that is no success decides differently by phase: 404 may mean "gone" or "not yet".
    fn failed(&mut self, failure: Failure) -> Next {
        let missing = failure.status() == Some(404);
        match (missing, self.phase) {
            (true, Phase::AsyncOperation) => self.monitor_missing(&Response::empty(404)),
            (true, Phase::Resource) => self.observed(Response::empty(404)),
            _ => Next::Done(Err(failure)),
        }
    }

    fn trusted(&mut self, response: &Response, header: &str) -> Option<String> {
        let url = response.headers.get(header)?;
        if self.origin.owns(url) {
            return Some(url.to_owned());
        }
        let shown: String = url.chars().take(120).collect();
        self.notes.push(format!(
            "An address outside {} was not followed: {shown}",
            self.origin.as_str()
        ));
        None
    }

    fn read(&self) -> Request {
        Request::get(
            self.first.path(),
            self.first.api_version().unwrap_or_default(),
        )
    }
}

/// A request and how often it has been tried.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Resend {
    request: Request,
    attempts: u32,
}

impl Resend {
    pub(super) fn new(request: Request) -> Self {
        Self {
            request,
            attempts: 0,
        }
    }

    pub(super) fn now(&self) -> Next {
        Next::Send {
            after: Duration::ZERO,
            request: self.request.clone(),
        }
    }

    pub(super) fn is_for(&self, url: &str) -> bool {
        self.request.url == url
    }

    /// A successful answer, or what happens instead: the same again after a wait, or the end.
    pub(super) fn take(&mut self, answer: &Answer, jitter: f64) -> Result<Response, Next> {
        let (again, failure) = match answer {
            Ok(response) if response.is_success() => return Ok(response.clone()),
            Ok(response) => (
                retry::is_transient(response.status) && self.request.may_repeat(),
                Failure::refused(response),
            ),
            Err(Lost::NotSent(why)) => (false, Failure::Lost(Lost::NotSent(why.clone()))),
            // What a lost write did is not known: only reading tells.
            Err(lost) => (self.request.is_read(), Failure::Lost(lost.clone())),
        };
        self.attempts += 1;
        if !again || self.attempts >= retry::ATTEMPTS {
            return Err(Next::Done(Err(failure)));
        }
        let after = retry::backoff(self.attempts, answer.as_ref().ok(), jitter);
        Err(Next::Send {
            after,
            request: self.request.clone(),
        })
    }
}

/// Where an operation stands.
enum State {
    Running,
    Succeeded,
    Failed(Box<ArmError>),
}

impl State {
    /// Reads a status word, ignoring case; one that nobody knows means that work goes on.
    fn of(word: &str, body: &Value) -> Self {
        match word.to_ascii_lowercase().as_str() {
            "succeeded" => Self::Succeeded,
            word @ ("failed" | "canceled" | "cancelled") => {
                let mut error = ArmError::from_value(body);
                error.status = 200;
                if error.code.is_empty() {
                    error.code = if word == "failed" {
                        "OperationFailed"
                    } else {
                        "OperationCanceled"
                    }
                    .into();
                }
                if error.message.is_empty() {
                    error.message =
                        format!("The operation ended as {word}, and Azure gave no reason.");
                }
                error.raw = body.clone();
                Self::Failed(Box::new(error))
            }
            _ => Self::Running,
        }
    }
}

/// A resource's own word; none means that there is nothing to wait for.
fn provisioning(response: &Response) -> State {
    let body = response.value();
    match body
        .pointer("/properties/provisioningState")
        .and_then(Value::as_str)
    {
        None => State::Succeeded,
        Some(word) => State::of(word, body),
    }
}

fn unreadable(why: &str) -> Next {
    Next::Done(Err(Failure::Unreadable(why.to_owned())))
}
