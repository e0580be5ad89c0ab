//! The checkbox: one question whose answer is yes or no.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::field::{FieldIds, FieldNotes};

/// Yes or no.
#[component]
pub fn CheckboxField(
    /// What yes means.
    #[prop(into)]
    label: Signal<String>,
    /// The answer.
    #[prop(into)]
    value: Signal<bool>,
    /// Called with each change of it.
    #[prop(into)]
    change: Callback<bool>,
    /// What follows from it.
    #[prop(into, optional)]
    help: Signal<Option<String>>,
    /// What is wrong with the answer.
    #[prop(into, optional)]
    error: Signal<Option<String>>,
    /// Shown, but not to be changed now.
    #[prop(into, optional)]
    read_only: Signal<bool>,
) -> impl IntoView {
    let ids = FieldIds::new();
    let clicked = move |event: MouseEvent| {
        if read_only.get_untracked() {
            event.prevent_default();
        }
    };
    view! {
        <div class="field">
            <div class="choice">
                <input
                    type="checkbox"
                    id=ids.control.clone()
                    prop:checked=move || value.get()
                    aria-disabled=move || read_only.get().then_some("true")
                    aria-invalid=move || error.read().is_some().then_some("true")
                    aria-describedby=ids.described_by(error, help)
                    on:click=clicked
                    on:change=move |event| change.run(event_target_checked(&event))
                />
                <label for=ids.control.clone()>{move || label.get()}</label>
                <FieldNotes ids=ids.clone() help=help error=error/>
            </div>
        </div>
    }
    .into_any()
}
