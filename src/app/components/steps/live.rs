//! What the running step does this moment: its clock, what comes next, what was last seen.

use std::time::Duration;

use cmk_console::arm::Timestamp;
use cmk_console::plan::Work;
use cmk_console::plan::{Run, Step, words};
use leptos::prelude::*;

use super::Shown;
use crate::backend::Backend;
use crate::ui::{Progress, StepLive};

/// The live box of a step at work.
#[component]
pub(super) fn LiveBox(position: usize, shown: Shown) -> impl IntoView {
    let of_run = move |get: fn(&Run, Timestamp) -> Option<String>| {
        let run = shown.run.read();
        run.as_ref()
            .filter(|it| it.position == position)
            .and_then(|it| get(it, shown.now.get()))
    };
    let clock = move || of_run(|run, now| Some(words::ticking(now.since(run.step_began))));
    let progress = move || {
        let run = shown.run.read();
        run.as_ref().and_then(|it| progress_of(it, shown.now.get()))
    };
    let doing = move || of_run(|run, now| Some(doing(run, now)));
    let waiting = Backend::expect().waits_for();
    let seen = move || of_run(|run, _| run.last_seen().map(|it| format!("Last seen: {it}.")));
    view! {
        <StepLive
            clock=move || clock().unwrap_or_default()
            note=move || of_run(next_of)
            progress=progress
            label="Time this step may take"
        >
            <p>{move || waiting.get().or_else(doing)}</p>
            {move || seen().map(|text| view! { <p class="muted">{text}</p> })}
        </StepLive>
    }
}

/// When something happens next.
pub(in crate::components) fn next_of(run: &Run, now: Timestamp) -> Option<String> {
    let at = run.next_at()?;
    let left = at.since(now);
    if left.is_zero() {
        return Some("now".into());
    }
    let what = match &run.step().work {
        Work::Send { .. } if run.refused_since().is_some() => "next try in",
        Work::Watch(watch) if waits(run, watch.at_least, now) => "goes on in",
        _ => "next look in",
    };
    Some(format!("{what} {}", words::ticking(rounded(left))))
}

/// What is going on, in words.
fn doing(run: &Run, now: Timestamp) -> String {
    if let Some(since) = run.refused_since() {
        let patience = run.step().patience.as_ref();
        let codes = patience.map(|it| it.codes.join(", ")).unwrap_or_default();
        let limit = patience.map_or(300, |it| it.limit);
        return format!(
            "Since {} Azure answers “not yet”{}. It is tried again, a little slower each time, \
             for at most {}.",
            since.clock(),
            if codes.is_empty() {
                String::new()
            } else {
                format!(" ({codes})")
            },
            words::measured(Duration::from_secs(limit.into())),
        );
    }
    if run.is_in_doubt() {
        return "No clear answer came. The resource is read, to see whether it happened.".into();
    }
    match &run.step().work {
        Work::Send { request, .. } if run.is_accepted() => {
            format!(
                "Azure accepted the {} and is working on it.",
                request.method
            )
        }
        Work::Follow { .. } => {
            "Azure is at work on what was begun before. Its operation is followed to the end."
                .into()
        }
        Work::Send { request, .. } => format!(
            "The {} is sent; Azure has not answered yet.",
            request.method
        ),
        Work::Watch(watch) if waits(run, watch.at_least, now) => {
            "Azure gives no sign when this has come about, so time is given to it.".into()
        }
        Work::Watch(_) => "The resource is read until it shows what is waited for.".into(),
        Work::HandOver(_) => "Somebody else has to act.".into(),
    }
}

fn progress_of(run: &Run, now: Timestamp) -> Option<Progress> {
    let waited = now.since(run.step_began).as_secs_f64();
    let max = match (&run.step().work, run.step()) {
        (Work::Watch(watch), _) if waits(run, watch.at_least, now) => watch.at_least,
        (Work::Watch(watch), _) => watch.limit,
        (
            Work::Send { .. },
            Step {
                patience: Some(patience),
                ..
            },
        ) if run.refused_since().is_some() => patience.limit,
        (Work::Send { .. } | Work::Follow { .. }, step) if step.expected >= 10 => step.expected,
        _ => return None,
    };
    let max = f64::from(max);
    Some(Progress {
        value: waited.min(max),
        max,
    })
}

fn waits(run: &Run, at_least: u32, now: Timestamp) -> bool {
    now.since(run.step_began) < Duration::from_secs(at_least.into())
}

/// Whole seconds, so that a countdown does not show 0:00 before it is over.
fn rounded(left: Duration) -> Duration {
    Duration::from_secs(
        left.as_millis()
            .div_ceil(1000)
            .try_into()
            .unwrap_or(u64::MAX),
    )
}
