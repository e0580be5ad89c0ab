//! The sheet while its plan is carried out, and afterwards.

use cmk_console::keys::explain;
use cmk_console::plan::Outcome;
use cmk_console::routes::Route;
use leptos::prelude::*;

use super::Sheet;
use super::questions::Questions;
use crate::clock::Clock;
use crate::components::{Destination, RunBar, RunView};
use crate::place::Place;
use crate::runner::Runs;
use crate::ui::{Banner, Button, Loading, Tone};

/// The run in the address, once it was found among those that are kept.
#[component]
pub(super) fn Followed(sheet: Sheet, id: String) -> impl IntoView {
    let runs = Runs::expect();
    let run = runs.get(&id);
    let is_there = Memo::new(move |_| run.read().is_some());
    let is_opening = runs.is_opening();
    let place = Place::expect();
    move || {
        match (is_there.get(), is_opening.get()) {
        (true, _) => view! { <Found sheet=sheet id=id.clone()/> }.into_any(),
        (false, true) => view! { <Loading word="Looking for the run"/> }.into_any(),
        (false, false) => view! {
            <Banner tone=Tone::Unknown title="This browser keeps no such run for you">
                <p class="small">"Runs are kept where they were started, and only their owner sees them."</p>
                <Button label="Plan anew" press=move |()| place.set_query("run", "")/>
            </Banner>
        }
        .into_any(),
    }
    }
}

#[component]
fn Found(sheet: Sheet, id: String) -> impl IntoView {
    let run = Runs::expect().get(&id);
    // After a reload nobody knows the answers any more; the run holds the requests they became.
    let is_known = sheet.answering.is_begun();
    let href = move || {
        let run = run.read();
        let target = run.as_ref().map(|it| it.plan.target.clone());
        target
            .map(|it| Route::Resource(it).path())
            .unwrap_or_default()
    };
    let place = Place::expect();
    let instead = Memo::new(move |_| {
        let run = run.read();
        match run.as_ref()?.outcome.as_ref()? {
            Outcome::Refused(error) if is_known => explain::instead(error),
            _ => None,
        }
    });
    let another = move || {
        let other = instead.get()?;
        let press = move |()| {
            sheet.answering.set_by_name(other.field, other.value);
            place.set_query("run", "");
        };
        Some(view! {
            <Banner tone=Tone::Warn title="With another answer Azure would take it">
                <p class="small">"Nothing is done by this: you see the new plan first."</p>
                <Button label=other.label press=press/>
            </Banner>
        })
    };
    let failed = Memo::new(move |_| {
        let run = run.read();
        let outcome = run.as_ref().and_then(|it| it.outcome.as_ref());
        outcome.is_some_and(|it| !matches!(it, Outcome::Proved { .. } | Outcome::OnTrust { .. }))
    });
    let change = move || {
        let press = move |()| place.set_query("run", "");
        failed.get().then(|| {
            view! {
                <p class="small muted">"What has been done stays done; a new plan begins from there."</p>
                <Button label="Change the answers" press=press/>
            }
        })
    };
    let questions = is_known.then(|| {
        view! {
            <div class="stack">
                <Questions sheet=sheet locked=true/>
                {change}
            </div>
        }
    });
    view! {
        // On a narrow screen the run comes first, and what was answered after it.
        <div class=if is_known { "split" } else { "stack" } data-side="start" data-narrow="aside-last">
            {questions}
            <div class="stack">
                {another}
                <RunView id=id.clone() run=run destination=Destination::here()/>
            </div>
        </div>
        <RunBar id=id run=run now=Clock::expect().now() target_href=href/>
    }
    .into_any()
}

/// The remarks below the heading of a run.
#[component]
pub(super) fn RunMeta(id: String) -> impl IntoView {
    let run = Runs::expect().get(&id);
    let started = move || {
        let run = run.read();
        let words = format!("Started {}", run.as_ref()?.started.day_and_clock());
        Some(view! { <span>{words}</span> })
    };
    view! {
        {started}
        <span>"Kept in this browser; a reload finds it again"</span>
    }
}
