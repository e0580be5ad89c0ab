//! The two things this library cannot do by itself, and the only async function in it.

use std::future::Future;
use std::time::Duration;

use super::error::Failure;
use super::list::Listing;
use super::operation::{Answer, Next, Operation};
use super::request::Request;
use super::response::Response;

/// Sending and sleeping, done by whoever has a network and a clock.
pub trait Effects {
    /// Sends one request.
    fn send(&self, request: &Request) -> impl Future<Output = Answer>;
    /// Waits.
    fn sleep(&self, duration: Duration) -> impl Future<Output = ()>;
    /// A number between 0 and 1, different each time.
    fn jitter(&self) -> f64;
}

/// A machine that says which request comes next.
pub trait Machine {
    /// Takes an answer and says what comes next.
    fn advance(&mut self, answer: &Answer, jitter: f64) -> Next;
}

/// Drives an operation or a listing to its end. `watch` sees every request with its answer.
///
/// # Errors
/// What the machine ended with.
pub async fn run(
    effects: &impl Effects,
    (mut machine, mut next): (impl Machine, Next),
    mut watch: impl FnMut(&Request, &Answer),
) -> Result<Response, Failure> {
    loop {
        match next {
            Next::Done(outcome) => return outcome,
            Next::Send { after, request } => {
                if !after.is_zero() {
                    effects.sleep(after).await;
                }
                let answer = effects.send(&request).await;
                watch(&request, &answer);
                next = machine.advance(&answer, effects.jitter());
            }
        }
    }
}

impl Machine for Operation {
    fn advance(&mut self, answer: &Answer, jitter: f64) -> Next {
        Self::advance(self, answer, jitter)
    }
}

impl Machine for Listing {
    fn advance(&mut self, answer: &Answer, jitter: f64) -> Next {
        Self::advance(self, answer, jitter)
    }
}
