//! A field in which a file is chosen.

use leptos::ev::Event;
use leptos::prelude::*;

use super::field::{Field, FieldIds, Need};

/// A file to choose.
#[component]
pub fn FileField(
    /// The accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// Called when a file was chosen, or none any more.
    #[prop(into)]
    chosen: Callback<Event>,
    /// What to choose.
    #[prop(into, optional)]
    help: Signal<Option<String>>,
    /// What is wrong with it.
    #[prop(into, optional)]
    error: Signal<Option<String>>,
    /// Whether it may be left out.
    #[prop(optional)]
    need: Need,
    /// Shown, but not to be changed now.
    #[prop(into, optional)]
    read_only: Signal<bool>,
) -> impl IntoView {
    let ids = FieldIds::new();
    view! {
        <Field label=label ids=ids.clone() help=help error=error need=need>
            <input
                class="input"
                id=ids.control.clone()
                type="file"
                accept=".json,application/json"
                disabled=move || read_only.get()
                aria-required=need.aria()
                aria-invalid=move || error.read().is_some().then_some("true")
                aria-describedby=ids.described_by(error, help)
                on:change=move |event| chosen.run(event)
            />
        </Field>
    }
    .into_any()
}
