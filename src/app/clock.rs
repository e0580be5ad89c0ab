//! The time where the data comes from: the wall clock for Azure, simulated time for the sandbox.
#![allow(dead_code, unused_imports, reason = "the pages that use it land next")]

use cmk_console::arm::Timestamp;
use leptos::prelude::*;

/// The clock that countdowns follow.
#[derive(Clone, Copy)]
pub struct Clock {
    shown: RwSignal<Timestamp>,
}

impl Clock {
    /// Makes the clock of the application; called once, at the root.
    pub fn provide() -> Clock {
        let clock = Clock {
            shown: RwSignal::new(wall()),
        };
        provide_context(clock);
        clock
    }

    /// The clock of the application.
    pub fn expect() -> Clock {
        expect_context()
    }

    /// The time, renewed every second.
    pub fn now(self) -> Signal<Timestamp> {
        self.shown.into()
    }
}

/// The time on the wall.
#[expect(
    clippy::cast_possible_truncation,
    reason = "milliseconds fit until far beyond any date"
)]
pub fn wall() -> Timestamp {
    Timestamp(js_sys::Date::now() as i64)
}
