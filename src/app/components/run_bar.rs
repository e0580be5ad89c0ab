//! The bar at the foot of a run: how far it is, who carries it out, and what can be done about it.

use std::sync::Arc;

use cmk_console::arm::Timestamp;
use cmk_console::plan::{Outcome, Run, words};
use leptos::prelude::*;

use super::outcome::{look, word};
use super::tell_me::TellMe;
use crate::runner::{Driver, Runs};
use crate::ui::{Announce, Button, ButtonKind, ButtonLink, Footbar, Icon, Status, Tone};

/// The foot of a run.
#[component]
pub fn RunBar(
    /// The run's id.
    #[prop(into)]
    id: String,
    /// The run.
    #[prop(into)]
    run: Signal<Option<Arc<Run>>>,
    /// The time, as it goes on.
    #[prop(into)]
    now: Signal<Timestamp>,
    /// Where the resource is shown.
    #[prop(into)]
    target_href: Signal<String>,
) -> impl IntoView {
    let runs = Runs::expect();
    let driver = runs.driver(&id);
    let is_over = Memo::new(move |_| run.read().as_ref().is_none_or(|it| it.outcome.is_some()));
    let id = StoredValue::new(id);
    let note = move || view! { <RunNote run=run now=now driver=driver/> };
    let may_retry = Memo::new(move |_| {
        let run = run.read();
        let outcome = run.as_ref().and_then(|it| it.outcome.as_ref());
        outcome.is_some_and(|it| !it.is_success())
    });
    let ended = move || {
        view! {
            <Show when=move || may_retry.get()>
                <Button
                    label="Try this step again"
                    icon=Icon::Refresh
                    press=move |()| runs.try_again(&id.read_value())
                />
            </Show>
            <ButtonLink label="Show the resource" href=target_href kind=ButtonKind::Primary/>
        }
    };
    let at_work = move || view! { <AtWork id=id run=run driver=driver target_href=target_href/> };
    let said = move || {
        run.read()
            .as_ref()
            .map(|it| step_of(it))
            .unwrap_or_default()
    };
    view! {
        <Announce text=said/>
        <Footbar label="Run" note=note>
            {move || if is_over.get() { ended().into_any() } else { at_work().into_any() }}
        </Footbar>
    }
    .into_any()
}

/// What can be done about a run that has not ended.
#[component]
fn AtWork(
    id: StoredValue<String>,
    run: Signal<Option<Arc<Run>>>,
    driver: Signal<Driver>,
    target_href: Signal<String>,
) -> impl IntoView {
    let runs = Runs::expect();
    let is_elsewhere = Memo::new(move |_| driver.get() == Driver::Elsewhere);
    let elsewhere = move || {
        let why = "Another tab of this browser carries it out.";
        is_elsewhere.get().then(|| why.to_owned())
    };
    let stopping = move || {
        let run = run.read();
        let is_stopping = run.as_ref().is_some_and(|it| it.stopping);
        is_stopping.then(|| "Stopping".to_owned())
    };
    view! {
        <Show when=move || is_elsewhere.get()>
            <Button
                label="Carry it out from this tab"
                press=move |()| runs.take_over(&id.read_value())
            />
        </Show>
        <TellMe id=id.get_value()/>
        <Button
            label="Stop after this step"
            icon=Icon::Stop
            press=move |()| runs.stop(&id.read_value())
            unavailable=elsewhere
            busy=stopping
        />
        <ButtonLink label="Leave it running" href=target_href kind=ButtonKind::Primary/>
    }
}

#[component]
fn RunNote(
    run: Signal<Option<Arc<Run>>>,
    now: Signal<Timestamp>,
    driver: Signal<Driver>,
) -> impl IntoView {
    let outcome = Memo::new(move |_| run.read().as_ref().and_then(|it| it.outcome.clone()));
    let position = Memo::new(move |_| {
        run.read()
            .as_ref()
            .map(|it| step_of(it))
            .unwrap_or_default()
    });
    let status = move || match outcome.get() {
        None => view! { <Status tone=Tone::Run word=position/> }.into_any(),
        Some(outcome) => ended(&outcome).into_any(),
    };
    let since = move || {
        let run = run.read();
        let run = run.as_ref().filter(|it| it.outcome.is_none())?;
        Some(words::ticking(now.get().since(run.started)))
    };
    let is_urgent = Memo::new(move |_| {
        let run = run.read();
        let due = run.as_ref().and_then(|it| it.due());
        due.is_some_and(|it| it.met.is_none())
    });
    let rest = move || match (outcome.read().is_some(), driver.get()) {
        (true, _) => "",
        (false, Driver::Here) if is_urgent.get() => {
            " since the start. A deadline runs: see above whether this tab is needed."
        }
        (false, Driver::Elsewhere) => {
            " since the start. Another tab of this browser carries it out; this one watches."
        }
        (false, _) => " since the start. You may close this tab: the run waits where it is.",
    };
    view! {
        {status}
        " "
        <span class="muted numeric">
            {since}
            <span class="footbar__long">{rest}</span>
        </span>
    }
}

fn ended(outcome: &Outcome) -> impl IntoView + use<> {
    let (tone, icon) = look(outcome);
    view! { <Status tone=tone word=word(outcome) icon=icon/> }
}

fn step_of(run: &Run) -> String {
    let all = run.plan.steps.len() + 1;
    format!("Step {} of {all}", (run.position + 1).min(all))
}
