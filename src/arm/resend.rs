//! One request and how often it was tried: repeated while Azure says "not now".

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::error::Failure;
use super::operation::{Answer, Next};
use super::request::{Audience, Request};
use super::response::{Lost, Response};
use super::retry;

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

    /// Sends it at once.
    pub(super) fn now(&self) -> Next {
        self.after(Duration::ZERO)
    }

    /// Sends it, not as a repetition, after a wait.
    pub(super) fn later(&mut self, after: Duration) -> Next {
        self.attempts = 0;
        self.after(after)
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
            // What a lost write did is not known: only reading tells. A vault that does not answer
            // browsers will not answer the next time either.
            Err(lost) => (
                self.request.is_read() && self.request.audience != Audience::Vault,
                Failure::Lost(lost.clone()),
            ),
        };
        self.attempts += 1;
        if !again || self.attempts >= retry::ATTEMPTS {
            return Err(Next::Done(Err(failure)));
        }
        Err(self.after(retry::backoff(self.attempts, answer.as_ref().ok(), jitter)))
    }

    fn after(&self, after: Duration) -> Next {
        Next::Send {
            after,
            request: self.request.clone(),
        }
    }
}
