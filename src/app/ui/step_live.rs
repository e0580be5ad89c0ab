//! The live box of a running step: its clock, its progress, what comes next.

use leptos::prelude::*;

use super::meter::{Meter, Progress};
use super::status::Tone;

/// What a running step is doing this moment: a clock, what comes next, how far it is.
#[component]
pub fn StepLive(
    /// The time passed or left, as it ticks.
    #[prop(into)]
    clock: Signal<String>,
    /// What happens next, and when.
    #[prop(into, optional)]
    note: Signal<Option<String>>,
    /// How far it is, where that is known.
    #[prop(into, optional)]
    progress: Signal<Option<Progress>>,
    /// What the progress measures; the accessible name of the meter.
    #[prop(into)]
    label: Signal<String>,
    /// What it means; in progress if nothing else is said.
    #[prop(into, default = Signal::stored(Tone::Run))]
    tone: Signal<Tone>,
    /// What Azure is doing, in words.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="step__live" data-status=move || tone.get().name()>
            <div class="step__timer">
                <span class="step__clock">{move || clock.get()}</span>
                <span class="muted numeric">{move || note.get()}</span>
            </div>
            <Meter label=label progress=progress/>
            {children()}
        </div>
    }
    .into_any()
}
