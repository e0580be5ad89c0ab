//! The two things this library cannot do by itself, and the only async functions in it.

use std::future::Future;
use std::time::Duration;

use serde_json::Value;

use super::error::Failure;
use super::facts::Read;
use super::list::Listing;
use super::operation::{Answer, Next, Operation};
use super::origin::Origin;
use super::request::Request;
use super::response::{Body, Response};

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

/// Reads something: every page of a list, tried again while Azure says "not now".
///
/// # Errors
/// Why nothing is known afterwards.
pub async fn read(effects: &impl Effects, origin: Origin, read: &Read) -> Result<Value, Failure> {
    let request = read.request.clone();
    let answer = if read.list {
        run(effects, Listing::begin(request, origin), |_, _| {}).await?
    } else {
        run(effects, Operation::begin(request, origin), |_, _| {}).await?
    };
    match answer.body {
        Body::Json(value) => Ok(value),
        Body::Empty => Ok(Value::Null),
        Body::Text(_) => Err(Failure::Unreadable("the answer is no JSON".into())),
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
