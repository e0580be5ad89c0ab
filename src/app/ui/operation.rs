//! Operations: something Azure is busy with, or was.

use leptos::prelude::*;

use super::meter::{Meter, Progress};
use super::status::{Status, Tone};

/// One operation of a list.
#[component]
pub fn Operation(
    /// What is being done to what.
    #[prop(into)]
    title: Signal<String>,
    /// Where it can be watched.
    #[prop(into)]
    href: Signal<String>,
    /// How it stands.
    #[prop(into)]
    tone: Signal<Tone>,
    /// How it stands, in words: "Step 3 of 5".
    #[prop(into)]
    word: Signal<String>,
    /// The time left or taken.
    #[prop(into, optional)]
    left: Signal<Option<String>>,
    /// How far it is, where that is known.
    #[prop(into, optional)]
    progress: Signal<Option<Progress>>,
    /// Short remarks: when it began, when it is looked at next.
    #[prop(into, optional)]
    notes: Signal<Vec<String>>,
) -> impl IntoView {
    let note = |note| view! { <span>{note}</span> };
    view! {
        <li class="operation" data-status=move || tone.get().name()>
            <div class="operation__head">
                <h3 class="operation__name">
                    <a href=move || href.get()>{move || title.get()}</a>
                </h3>
                <span class="operation__left">{move || left.get()}</span>
            </div>
            <p><Status tone=tone word=word/></p>
            <Meter label=move || format!("Progress of {}", title.get()) progress=progress/>
            <p class="operation__foot">
                {move || notes.get().into_iter().map(note).collect_view()}
            </p>
        </li>
    }
    .into_any()
}
