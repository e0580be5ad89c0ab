//! Runs as lines of a list: what, how far, how it ended.

use std::sync::Arc;

use cmk_console::arm::Timestamp;
use cmk_console::plan::{Due, Run, words};
use leptos::prelude::*;

use super::outcome::{look, word};
use super::steps::next_of;
use crate::ui::{Operation, Progress, Tone};

/// Runs, in the order they are given.
#[component]
pub fn RunList(
    /// What they have in common; the accessible name.
    #[prop(into)]
    label: String,
    /// The runs.
    #[prop(into)]
    runs: Signal<Vec<Arc<Run>>>,
    /// The time, as it goes on.
    #[prop(into)]
    now: Signal<Timestamp>,
    /// Where the run of an id is shown.
    #[prop(into)]
    href: Callback<String, String>,
) -> impl IntoView {
    let ids = move || {
        runs.read()
            .iter()
            .map(|it| it.id.clone())
            .collect::<Vec<_>>()
    };
    view! {
        <ul role="list" aria-label=label>
            <For each=ids key=Clone::clone let:id>
                <RunLine address=href.run(id.clone()) id=id runs=runs now=now/>
            </For>
        </ul>
    }
    .into_any()
}

#[component]
fn RunLine(
    id: String,
    address: String,
    runs: Signal<Vec<Arc<Run>>>,
    now: Signal<Timestamp>,
) -> impl IntoView {
    let run = Memo::new(move |before: Option<&Option<Arc<Run>>>| {
        let found = runs.read().iter().find(|it| it.id == id).cloned();
        found.or_else(|| before.cloned().flatten())
    });
    let first = run.get_untracked()?;
    let title = first.plan.title.clone();
    let of_run =
        move |get: &dyn Fn(&Run) -> Option<String>| run.read().as_ref().and_then(|it| get(it));
    let tone = move || {
        let now = now.get();
        let run = run.read();
        let run = run.as_ref();
        match run.and_then(|it| it.outcome.as_ref()) {
            Some(outcome) => look(outcome).0,
            None if run.is_some_and(|it| open_deadline(it, now).is_some()) => Tone::Warn,
            None => Tone::Run,
        }
    };
    let state = move || {
        of_run(&|it| {
            Some(match &it.outcome {
                Some(outcome) => word(outcome).to_owned(),
                None => format!(
                    "Step {} of {}: {}",
                    it.done() + 1,
                    it.plan.steps.len() + 1,
                    it.step().title
                ),
            })
        })
    };
    let left = move || {
        let now = now.get();
        of_run(&|it| match open_deadline(it, now) {
            Some(due) => Some(format!("{} left", words::ticking(due.left(now)?))),
            None if it.outcome.is_some() => None,
            None => Some(words::ticking(now.since(it.started))),
        })
    };
    #[expect(clippy::cast_precision_loss, reason = "a plan has a handful of steps")]
    let progress = move || {
        let run = run.read();
        let run = run.as_ref().filter(|it| it.outcome.is_none())?;
        let (value, max) = (run.done() as f64, (run.plan.steps.len() + 1) as f64);
        Some(Progress { value, max })
    };
    let notes = move || {
        let now = now.get();
        let run = run.read();
        let Some(run) = run.as_ref() else {
            return Vec::new();
        };
        let mut notes = vec![format!("Started {}", run.started.day_and_clock())];
        if let Some(last) = run.journal.last().filter(|_| run.outcome.is_some()) {
            notes.push(format!("last answer {} UTC", last.at.clock()));
        }
        if let Some(due) = open_deadline(run, now) {
            notes.push(format!("deadline {} UTC", due.at.clock()));
        }
        notes.extend(next_of(run, now));
        notes
    };
    Some(view! {
        <Operation
            title=title
            href=address
            tone=tone
            word=move || state().unwrap_or_default()
            left=left
            progress=progress
            notes=notes
        />
    })
}

/// The deadline that runs, while it can still be met.
fn open_deadline(run: &Run, now: Timestamp) -> Option<Due> {
    let is_at_work = run.outcome.is_none();
    run.due()
        .filter(|it| is_at_work && it.met.is_none() && !it.is_late(now))
}
