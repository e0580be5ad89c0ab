//! Verdicts: configuration and health side by side, never merged into one light.

use leptos::prelude::*;

use super::icon::Icon;
use super::status::{Status, Tone};

/// The row the verdicts about one resource stand in.
#[component]
pub fn Verdicts(
    /// What the verdicts are about, such as "Key status".
    #[prop(into)]
    label: Signal<String>,
    /// The verdicts.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="verdicts" role="group" aria-label=move || label.get()>
            {children()}
        </div>
    }
}

/// One verdict: a word, the reason for it, and when it was read.
#[component]
pub fn Verdict(
    /// What is judged: "Configuration", "Health".
    #[prop(into)]
    axis: Signal<String>,
    /// How it was judged.
    #[prop(into)]
    tone: Signal<Tone>,
    /// The verdict in a few words.
    #[prop(into)]
    word: Signal<String>,
    /// The fact it rests on.
    #[prop(into)]
    reason: Signal<String>,
    /// When that was read, as in "as of 14:31:56".
    #[prop(into, optional)]
    as_of: Signal<Option<String>>,
    /// Read too long ago to be trusted: shown grey, whatever the tone.
    #[prop(into, optional)]
    stale: Signal<bool>,
) -> impl IntoView {
    let shown = move || {
        if stale.get() {
            Tone::Unknown
        } else {
            tone.get()
        }
    };
    let status = move || {
        if stale.get() {
            view! { <Status tone=Tone::Unknown word=word icon=Icon::Clock/> }.into_any()
        } else {
            view! { <Status tone=tone word=word/> }.into_any()
        }
    };
    view! {
        <div class="verdict" data-status=move || shown().name() data-stale=move || stale.get()>
            <p class="verdict__axis">
                <span>{move || axis.get()}</span>
                <span>{move || as_of.get()}</span>
            </p>
            <p>{status}</p>
            <p class="verdict__reason">{move || reason.get()}</p>
        </div>
    }
}
