//! A run as it is followed: how it ended, what was checked, its steps, its bar.

use std::sync::Arc;

use cmk_console::plan::Run;
use leptos::prelude::*;

use super::checks::ChecksPanel;
use super::deadline::DeadlinePanel;
use super::destination::Destination;
use super::letter::LetterView;
use super::outcome::OutcomeView;
use super::steps::StepsPanel;
use super::way_back::WayBack;
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
    let plan = Memo::new(move |_| run.read().as_ref().map(|it| it.plan.clone()));
    let checks = move || plan.get().map(|it| it.checks).unwrap_or_default();
    let note = move || {
        let run = run.read();
        run.as_ref()
            .map(|it| format!("as of {} UTC, before the run", it.started.clock()))
    };
    view! {
        <div class="stack">
            <OutcomeView run=run/>
            <DeadlinePanel run=run now=Clock::expect().now()/>
            <LetterView run=run/>
            <ChecksPanel checks=Signal::derive(checks) note=note/>
            <RunSteps id=id run=run destination=destination/>
            <WayBack plan=plan/>
        </div>
    }
    .into_any()
}

/// The steps of a run, where each stands, and what a person is asked to do.
#[component]
pub fn RunSteps(
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
    let driver = runs.driver(&id);
    let handed_over = move |given| {
        if driver.get_untracked() == Driver::Here {
            runs.handed_over(&id, given);
        }
    };
    // The plan of a run never changes.
    let plan = run.read_untracked().as_ref().map(|it| it.plan.clone())?;
    Some(view! {
        <StepsPanel
            plan=plan
            run=run
            now=Clock::expect().now()
            place=destination
            handed_over=handed_over
        />
    })
}
