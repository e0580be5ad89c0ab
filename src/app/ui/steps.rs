//! Steps: a plan, or a run of it, in the order things happen.

use leptos::prelude::*;

use super::icon::Icon;

/// How far a step has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Its turn has not come.
    Waiting,
    /// It is going on.
    Running,
    /// It is done, and was proved where it can be.
    Done,
    /// It ended otherwise than meant.
    Failed,
    /// Somebody else has to act.
    Handover,
    /// It was not needed.
    Skipped,
}

impl StepState {
    fn icon(self) -> Icon {
        match self {
            StepState::Waiting => Icon::Wait,
            StepState::Running => Icon::Run,
            StepState::Done => Icon::Ok,
            StepState::Failed => Icon::Bad,
            StepState::Handover => Icon::Handover,
            StepState::Skipped => Icon::Off,
        }
    }

    fn name(self) -> &'static str {
        match self {
            StepState::Waiting => "waiting",
            StepState::Running => "running",
            StepState::Done => "done",
            StepState::Failed => "failed",
            StepState::Handover => "handover",
            StepState::Skipped => "skipped",
        }
    }

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            StepState::Waiting => "Waiting",
            StepState::Running => "Running",
            StepState::Done => "Done",
            StepState::Failed => "Failed",
            StepState::Handover => "Waiting for somebody else",
            StepState::Skipped => "Not needed",
        }
    }

    fn is_current(self) -> bool {
        matches!(self, StepState::Running | StepState::Handover)
    }
}

/// The list the steps stand in.
#[component]
pub fn Steps(
    /// What the steps lead to; the accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// The steps.
    children: Children,
) -> impl IntoView {
    view! {
        <ol class="steps" role="list" aria-label=move || label.get()>
            {children()}
        </ol>
    }
}

/// One step.
#[component]
pub fn Step(
    /// Its place, from 1.
    number: usize,
    /// What it does.
    #[prop(into)]
    title: Signal<String>,
    /// How far it has come.
    #[prop(into)]
    state: Signal<StepState>,
    /// How long it takes or took.
    #[prop(into, optional)]
    time: Signal<Option<String>>,
    /// Why it is there, or how it ended.
    #[prop(into, optional)]
    why: Signal<Option<String>>,
    /// A badge beside the title: a one-way door.
    #[prop(into, optional)]
    badge: Option<ViewFnOnce>,
    /// The request, the live box, the refusal.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let reason = move || {
        why.get()
            .map(|why| view! { <p class="step__why">{why}</p> })
    };
    view! {
        <li
            class="step"
            data-state=move || state.get().name()
            aria-current=move || state.get().is_current().then_some("step")
        >
            <span class="step__marker">{move || view! { <Icon icon=state.get().icon()/> }}</span>
            <div class="step__body">
                <div class="step__head">
                    <h3>
                        <span class="visually-hidden">
                            {move || format!("{}: ", state.get().word())}
                        </span>
                        {move || format!("{number}. {} ", title.get())}
                        {badge.map(ViewFnOnce::run)}
                    </h3>
                    <span class="step__time">{move || time.get()}</span>
                </div>
                {reason}
                {children.map(|children| children())}
            </div>
        </li>
    }
    .into_any()
}
