//! Reading: a request followed through retries and pages to what it says.

use std::time::Duration;

use cmk_console::arm::effects::{self, Effects};
use cmk_console::arm::operation::Answer;
use cmk_console::arm::origin::of_request;
use cmk_console::arm::{Failure, Lost, Read, Request, Timestamp};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::UpdateValue as _;
use serde_json::Value;

use super::Backend;

/// Sends with the tokens of one directory.
struct InDirectory {
    backend: Backend,
    directory: String,
}

impl Backend {
    /// Reads something in the directory of the person: with every page of a list, tried again
    /// while Azure says "not now". Gives the time at which the answer came.
    pub async fn read(self, read: &Read) -> (Timestamp, Result<Value, Failure>) {
        let origin = match of_request(&read.request, &self.cloud()) {
            Ok(origin) => origin,
            Err(why) => {
                let lost = Lost::NotSent(why.to_string());
                return (self.now(), Err(Failure::Lost(lost)));
            }
        };
        let effects = InDirectory {
            backend: self,
            directory: self.directory(),
        };
        let outcome = effects::read(&effects, origin, read).await;
        if let Ok(answer) = &outcome {
            self.seen.update_value(|it| it.see(answer));
        }
        (self.now(), outcome)
    }
}

impl Effects for InDirectory {
    async fn send(&self, request: &Request) -> Answer {
        self.backend.send(request, &self.directory).await
    }

    async fn sleep(&self, duration: Duration) {
        let until = self.backend.now() + duration;
        loop {
            let left = self.backend.wall_until(until);
            if left.is_zero() {
                return;
            }
            let millis = u32::try_from(left.as_millis()).unwrap_or(u32::MAX);
            TimeoutFuture::new(millis.clamp(1, 5_000)).await;
        }
    }

    fn jitter(&self) -> f64 {
        js_sys::Math::random()
    }
}
