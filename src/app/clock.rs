//! The time where the data comes from: the wall clock for Azure, simulated time for the sandbox.

use cmk_console::arm::Timestamp;
use gloo_timers::callback::Interval;
use leptos::prelude::*;

use crate::backend::Backend;
use crate::session::Session;

/// The clock that countdowns follow.
#[derive(Clone, Copy)]
pub struct Clock {
    shown: Memo<Timestamp>,
}

impl Clock {
    /// Makes the clock of the application; called once, at the root.
    pub fn provide() -> Clock {
        let backend = Backend::expect();
        let (person, tick) = (Session::expect().person(), Trigger::new());
        // A tick only looks at the clock: in a hidden page ticks come late, or not at all.
        Interval::new(1000, move || tick.notify()).forget();
        // Whose data is shown decides which clock it is.
        let shown = Memo::new(move |_| {
            tick.track();
            person.track();
            backend.now()
        });
        let clock = Clock { shown };
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
