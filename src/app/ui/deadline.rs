//! Deadlines: a countdown that somebody must meet.

use leptos::prelude::*;

use super::meter::Progress;
use super::status::Tone;
use super::unique::unique;

/// A dial that runs out, with what it is about beside it.
#[component]
pub fn Deadline(
    /// What must happen, and until when.
    #[prop(into)]
    title: Signal<String>,
    /// The time left, as it ticks: `21:47`.
    #[prop(into)]
    clock: Signal<String>,
    /// Of how much: "of 30:00".
    #[prop(into)]
    of: Signal<String>,
    /// The same in a sentence, for whoever does not see the dial.
    #[prop(into)]
    spoken: Signal<String>,
    /// What is left of the time.
    #[prop(into)]
    left: Signal<Progress>,
    /// What it means.
    #[prop(into)]
    tone: Signal<Tone>,
    /// What happens otherwise, and what to do.
    children: Children,
) -> impl IntoView {
    let heading = unique("deadline");
    let labelled_by = heading.clone();
    let dashes = move || {
        let Progress { value, max } = left.get();
        let share = if max > 0.0 { value / max * 100.0 } else { 0.0 };
        format!("{:.1} 100", share.clamp(0.0, 100.0))
    };
    view! {
        <section class="panel" aria-labelledby=labelled_by>
            <div class="deadline" data-status=move || tone.get().name()>
                <div class="deadline__dial">
                    <svg viewBox="0 0 120 120" aria-hidden="true">
                        <circle class="deadline__track" cx="60" cy="60" r="54"></circle>
                        <circle
                            class="deadline__value"
                            cx="60"
                            cy="60"
                            r="54"
                            pathLength="100"
                            stroke-dasharray=dashes
                            transform="rotate(-90 60 60)"
                        ></circle>
                    </svg>
                    <div class="deadline__digits" role="timer" aria-label=move || spoken.get()>
                        <div aria-hidden="true">
                            <div class="deadline__clock">{move || clock.get()}</div>
                            <div class="deadline__of">{move || of.get()}</div>
                        </div>
                    </div>
                </div>
                <div class="deadline__text">
                    <h2 id=heading>{move || title.get()}</h2>
                    {children()}
                </div>
            </div>
        </section>
    }
    .into_any()
}
