//! A run as it is followed: how it ended, what was checked, its steps, its bar.

use std::sync::Arc;

use cmk_console::plan::{Plan, Run};
use leptos::prelude::*;

use super::checks::ChecksPanel;
use super::destination::Destination;
use super::outcome::OutcomeView;
use super::steps::StepsPanel;
use crate::clock::Clock;
use crate::runner::{Driver, Runs};

/// What happens and has happened in a run.
#[component]
pub fn RunView(
    /// The run's id.
    #[prop(into)]
    id: String,
    /// The run; it is there.
    #[prop(into)]
    run: Signal<Option<Arc<Run>>>,
    /// Where its requests go.
    destination: Destination,
) -> impl IntoView {
    let runs = Runs::expect();
    let now = Clock::expect().now();
    let driver = runs.driver(&id);
    // The plan of a run never changes.
    let plan = Memo::new(move |before: Option<&Option<Plan>>| match before {
        Some(Some(plan)) => Some(plan.clone()),
        _ => run.read().as_ref().map(|it| it.plan.clone()),
    });
    let checks = move || plan.get().map(|it| it.checks).unwrap_or_default();
    let note = move || {
        let run = run.read();
        run.as_ref()
            .map(|it| format!("as of {} UTC, before the run", it.started.clock()))
    };
    let handed_over = move |()| {
        if driver.get_untracked() == Driver::Here {
            runs.handed_over(&id);
        }
    };
    let destination = StoredValue::new(destination);
    let handed_over = Callback::new(handed_over);
    let steps = move || {
        let first = plan.get()?;
        let plan = move || plan.get().unwrap_or_else(|| first.clone());
        Some(view! {
            <StepsPanel
                plan=Signal::derive(plan)
                run=run
                now=now
                place=destination.get_value()
                handed_over=handed_over
            />
        })
    };
    view! {
        <div class="stack">
            <OutcomeView run=run/>
            <ChecksPanel checks=Signal::derive(checks) note=note/>
            {steps}
        </div>
    }
    .into_any()
}
