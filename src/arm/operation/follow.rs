//! Where an operation looks next, and when.

use super::{Next, Operation, Phase};
use crate::arm::error::Failure;
use crate::arm::origin::Origin;
use crate::arm::request::{Method, Request};
use crate::arm::resend::Resend;
use crate::arm::response::Response;
use crate::arm::retry;

impl Operation {
    /// Goes on with another question after the usual wait.
    pub(super) fn poll(
        &mut self,
        phase: Phase,
        question: Request,
        answer: &Response,
    ) -> Result<Next, Failure> {
        self.turn(phase, question);
        self.later(answer)
    }

    /// Goes on with another question at once.
    pub(super) fn look(&mut self, phase: Phase, question: Request) -> Result<Next, Failure> {
        self.turn(phase, question);
        Ok(self.resend.now())
    }

    fn turn(&mut self, phase: Phase, question: Request) {
        self.phase = phase;
        self.waited = 0;
        self.resend = Resend::new(question);
    }

    /// A poll without the header keeps the address; one with a new address replaces it.
    pub(super) fn poll_again(&mut self, answer: &Response) -> Result<Next, Failure> {
        let header = match self.phase {
            Phase::AsyncOperation => "azure-asyncoperation",
            Phase::Location => "location",
            Phase::Starting | Phase::Resource => return self.later(answer),
        };
        if let Some(url) = self.address(answer, header)? {
            self.resend = Resend::new(Request::follow(&url));
        }
        self.later(answer)
    }

    pub(super) fn later(&mut self, answer: &Response) -> Result<Next, Failure> {
        let after = retry::pace(self.polls, answer);
        self.polls += 1;
        self.waited += after.as_secs();
        Ok(self.resend.later(after))
    }

    /// The address in a header. One of another origin is noted and not followed, because the
    /// resource can be read instead; one that is no absolute https address is an error.
    pub(super) fn address(
        &mut self,
        response: &Response,
        header: &str,
    ) -> Result<Option<String>, Failure> {
        let Some(url) = response.headers.get(header) else {
            return Ok(None);
        };
        if self.origin.owns(url) {
            return Ok(Some(url.to_owned()));
        }
        let shown: String = url.chars().take(120).collect();
        if Origin::of(url).is_err() || self.first.method == Method::Post {
            return Err(Failure::Untrusted(shown));
        }
        self.notes.push(format!(
            "An address outside {} was not followed: {shown}",
            self.origin.as_str()
        ));
        Ok(None)
    }

    pub(super) fn read(&self) -> Request {
        Request::get(
            self.first.path(),
            self.first.api_version().unwrap_or_default(),
        )
    }
}
