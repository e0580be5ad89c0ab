//! One step: what it does and why, its request, its clock, and what came of it.

use cmk_console::plan::Work;
use cmk_console::plan::{Consequence, Standing, Step, words};
use leptos::prelude::*;

use super::Shown;
use super::exchange::Exchanges;
use super::hand_over::HandOverBox;
use super::live::LiveBox;
use super::request::StepRequest;
use crate::ui::{self, Badge, Icon, StepState, Tone};

/// One step of a plan or a run.
#[component]
pub(super) fn PlanStep(position: usize, id: String, shown: Shown) -> impl IntoView {
    let step = Memo::new(move |before: Option<&Option<Step>>| {
        let found = shown.plan.read().step(position).cloned();
        found.or_else(|| before.cloned().flatten())
    });
    let of_step = move |get: fn(&Step) -> String| step.read().as_ref().map(get).unwrap_or_default();
    let standing = Memo::new(move |_| shown.run.read().as_ref().map(|it| it.standing(position)));
    let state = Memo::new(move |_| state_of(standing.get()));
    let time = move || {
        let step = step.read();
        match standing.get() {
            Some(Standing::Done { at, took }) => {
                Some(format!("{}, {}", at.clock(), words::measured(took)))
            }
            Some(Standing::Missed) => Some("not in time".into()),
            Some(Standing::Left | Standing::Ended) => None,
            _ => step.as_ref().map(time_of),
        }
    };
    let why = move || Some(of_step(|it| it.why.clone())).filter(|it| !it.is_empty());
    let badge =
        move || view! { {move || step.read().as_ref()?.consequence.as_ref().map(badge_of)} };
    let warned = move || {
        let words = words_of(step.read().as_ref()?.consequence.as_ref()?);
        let ahead = matches!(state.get(), StepState::Waiting | StepState::Running);
        ahead.then(|| view! { <p class="step__why">{words}</p> })
    };
    let is_live = Memo::new(move |_| standing.get() == Some(Standing::Working));
    let is_handed = Memo::new(move |_| {
        let step = step.read();
        step.as_ref()
            .is_some_and(|it| matches!(it.work, Work::HandOver(_)))
            && !matches!(
                standing.get(),
                Some(Standing::Done { .. } | Standing::Missed)
            )
    });
    view! {
        <ui::Step
            number=position + 1
            title=move || of_step(|it| it.title.clone())
            state=state
            time=time
            why=why
            badge=badge
        >
            {warned}
            <Show when=move || is_live.get()>
                <LiveBox position=position shown=shown/>
            </Show>
            <Show when=move || is_handed.get()>
                <HandOverBox position=position shown=shown state=state/>
            </Show>
            <StepRequest position=position shown=shown>
                <Exchanges step=id.clone() shown=shown/>
            </StepRequest>
        </ui::Step>
    }
    .into_any()
}

fn state_of(standing: Option<Standing>) -> StepState {
    match standing {
        None | Some(Standing::Waiting) => StepState::Waiting,
        Some(Standing::Working) => StepState::Running,
        Some(Standing::HandedOver) => StepState::Handover,
        Some(Standing::Done { .. }) => StepState::Done,
        Some(Standing::Ended | Standing::Missed) => StepState::Failed,
        Some(Standing::Left) => StepState::Skipped,
    }
}

fn time_of(step: &Step) -> String {
    let usual = words::expected(step.expected);
    if let Some(deadline) = &step.deadline {
        let within = words::measured(seconds(deadline.within));
        return format!("{usual}, within {within} of the request");
    }
    let limit = match (&step.work, &step.patience) {
        (Work::Watch(watch), _) => watch.limit,
        (Work::Send { .. }, Some(patience)) => patience.limit,
        (Work::HandOver(_), _) => return "until somebody has done it".into(),
        (Work::Send { .. }, None) | (Work::Follow { .. }, _) => 0,
    };
    if limit > step.expected.saturating_mul(2) && limit >= 60 {
        return format!("{usual}, at most {}", words::measured(seconds(limit)));
    }
    usual
}

fn seconds(count: u32) -> std::time::Duration {
    std::time::Duration::from_secs(count.into())
}

fn badge_of(consequence: &Consequence) -> impl IntoView + use<> {
    match consequence {
        Consequence::OneWayDoor(_) => {
            view! { <Badge tone=Tone::Door word="One-way door" icon=Icon::Door/> }
        }
        Consequence::Outage(_) => view! { <Badge tone=Tone::Bad word="Outage" icon=Icon::Bad/> },
    }
}

fn words_of(consequence: &Consequence) -> String {
    match consequence {
        Consequence::OneWayDoor(words) | Consequence::Outage(words) => words.clone(),
    }
}
