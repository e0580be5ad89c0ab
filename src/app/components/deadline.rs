//! The deadline of a run, told all along: until when, what happens otherwise, and whether this tab
//! is needed for it.

use std::sync::Arc;
use std::time::Duration;

use cmk_console::arm::Timestamp;
use cmk_console::plan::{Due, Run, Work, words};
use leptos::prelude::*;

use crate::ui::{self, Banner, Progress, Status, Tone};

/// Less than this is little.
const LITTLE: Duration = Duration::from_secs(300);

/// The deadline of a run that has begun one; nothing for the others.
#[component]
pub fn DeadlinePanel(
    /// The run.
    #[prop(into)]
    run: Signal<Option<Arc<Run>>>,
    /// The time, as it goes on.
    #[prop(into)]
    now: Signal<Timestamp>,
) -> impl IntoView {
    let due = Memo::new(move |_| run.read().as_ref().and_then(|it| it.due()));
    let is_open = Memo::new(move |_| {
        let now = now.get();
        due.get()
            .is_some_and(|it| it.met.is_none() && !it.is_late(now))
    });
    let told = Memo::new(move |_| {
        let now = now.get();
        let run = run.read();
        let (run, due) = (run.as_ref()?, due.get()?);
        match run.lateness(now) {
            Some(late) => Some((true, late)),
            None => due.met.map(|met| (false, in_time(&due, met))),
        }
    });
    let result = move || {
        let (is_late, words) = told.get()?;
        let (tone, title) = match is_late {
            true => (Tone::Bad, "Too late"),
            false => (Tone::Ok, "In time"),
        };
        Some(
            view! { <Banner tone=tone title=title.to_owned()><p class="small">{words}</p></Banner> },
        )
    };
    view! {
        <Show when=move || is_open.get()>
            <Open run=run due=due now=now/>
        </Show>
        {result}
    }
    .into_any()
}

#[component]
fn Open(
    run: Signal<Option<Arc<Run>>>,
    due: Memo<Option<Due>>,
    now: Signal<Timestamp>,
) -> impl IntoView {
    let left = move || {
        let now = now.get();
        due.get().and_then(|it| it.left(now)).unwrap_or_default()
    };
    let total = move || due.get().map(|it| it.total()).unwrap_or_default();
    let of_step = move |get: fn(&Run, &Due) -> String| {
        let run = run.read();
        let found = run.as_ref().and_then(|run| Some(get(run, &due.get()?)));
        found.unwrap_or_default()
    };
    let progress = move || Progress {
        value: left().as_secs_f64(),
        max: total().as_secs_f64(),
    };
    let spoken = move || {
        let left = left().as_secs();
        format!("Time left: {} minutes {} seconds", left / 60, left % 60)
    };
    let tone = Signal::derive(move || {
        if left() < LITTLE {
            Tone::Bad
        } else {
            Tone::Warn
        }
    });
    view! {
        <ui::Deadline
            title=move || of_step(title_of)
            clock=move || words::ticking(left())
            of=move || format!("of {}", words::ticking(total()))
            spoken=spoken
            left=Signal::derive(progress)
            tone=tone
        >
            <p><Status tone=tone word=move || of_step(waiting_for)/></p>
            <p class="small muted">{move || of_step(late_words)}</p>
            <p class="small">{move || of_step(tab_words)}</p>
        </ui::Deadline>
    }
}

fn title_of(run: &Run, due: &Due) -> String {
    let title = run.plan.step(due.position).map_or("", |it| &it.title);
    format!("{title} before {} UTC", due.at.clock())
}

fn waiting_for(run: &Run, due: &Due) -> String {
    match run.plan.step(due.position).map(|it| &it.work) {
        Some(Work::HandOver(hand_over)) if run.position >= due.position => {
            format!("Waiting for somebody: {}", hand_over.to)
        }
        _ => format!("Now: {}", run.step().title),
    }
}

fn late_words(run: &Run, due: &Due) -> String {
    let step = run.plan.step(due.position);
    let late = step.and_then(|it| it.deadline.as_ref()).map(|it| &it.late);
    let since = due.from.clock();
    format!(
        "The time runs since {since} UTC. If it is over before: {}",
        late.map_or("", |it| it)
    )
}

/// Whether the tab may be closed: only what somebody else does goes on without it.
fn tab_words(run: &Run, due: &Due) -> String {
    let work = run.plan.step(due.position).map(|it| &it.work);
    let is_handed = matches!(work, Some(Work::HandOver(_)));
    match (is_handed, run.outcome.is_some()) {
        (_, true) => "The run has stopped, and Azure goes on counting. Go on with it, or make the grant in another way.",
        (true, false) if run.position >= due.position => "You may close this tab: Azure goes on by itself, and the grant is somebody else's to make. Come back through Operations in this browser.",
        (true, false) => "Keep this tab open until the lines to hand over are shown.",
        (false, false) => "Keep this tab open: the grant is made from here, in a few seconds. A closed tab sends nothing.",
    }
    .to_owned()
}

fn in_time(due: &Due, met: Timestamp) -> String {
    format!(
        "The grant was made at {} UTC, {} before the time was over. You may close this tab: Azure goes on by itself.",
        met.clock(),
        words::measured(Duration::from_secs(due.at.since(met).as_secs()))
    )
}
