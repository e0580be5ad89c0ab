//! A field whose answer is picked from a list.

use leptos::prelude::*;

use super::choice::Choice;
use super::field::{Field, FieldIds, Need};

/// A list that drops down; with nothing to choose it says so.
#[component]
pub fn SelectField(
    /// The accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// What there is to choose from.
    #[prop(into)]
    options: Signal<Vec<Choice>>,
    /// The value of the choice made, or nothing yet.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the value of each new choice.
    #[prop(into)]
    change: Callback<String>,
    /// The first line while nothing is chosen: "Choose a vault".
    #[prop(into, optional)]
    placeholder: Signal<Option<String>>,
    /// The first line while the list is being read: "Reading vaults".
    #[prop(into, optional)]
    busy: Signal<Option<String>>,
    /// What to answer.
    #[prop(into, optional)]
    help: Signal<Option<String>>,
    /// What is wrong with the answer.
    #[prop(into, optional)]
    error: Signal<Option<String>>,
    /// Whether it may be left out.
    #[prop(optional)]
    need: Need,
    /// Shown, but not to be changed now.
    #[prop(into, optional)]
    read_only: Signal<bool>,
    /// What else can be done: create one, read again.
    #[prop(into, optional)]
    after: Option<ViewFnOnce>,
) -> impl IntoView {
    let ids = FieldIds::new();
    let first_line = move || {
        let text = busy.get().or_else(|| placeholder.get())?;
        Some(
            view! { <option value="" prop:selected=move || value.read().is_empty()>{text}</option> },
        )
    };
    let lines = move || {
        let line = |choice| view! { <SelectLine choice=choice value=value/> };
        options.get().into_iter().map(line).collect_view()
    };
    let id = StoredValue::new(ids.control.clone());
    let described_by = ids.described_by(error, help);
    let control = move || {
        let id = id.get_value();
        let described_by = described_by.clone();
        if read_only.get() {
            return view! { <input class="input" id=id readonly="" prop:value=move || label_of(&options.read(), &value.read()) aria-describedby=described_by/> }.into_any();
        }
        view! {
            <select
                class="input"
                id=id
                aria-required=need.aria()
                aria-busy=move || busy.read().is_some().then_some("true")
                aria-invalid=move || error.read().is_some().then_some("true")
                aria-describedby=described_by
                on:change=move |event| change.run(event_target_value(&event))
            >
                {first_line}
                {lines}
            </select>
        }
        .into_any()
    };
    view! {
        <Field label=label ids=ids help=help error=error need=need>
            {control}
            {after.map(ViewFnOnce::run)}
        </Field>
    }
    .into_any()
}

/// One line of the list. A list can explain itself only in its words.
#[component]
fn SelectLine(choice: Choice, value: Signal<String>) -> impl IntoView {
    let Choice {
        value: own,
        label,
        unavailable,
        ..
    } = choice;
    let disabled = unavailable.is_some();
    let words = unavailable.map_or(label.clone(), |reason| format!("{label} ({reason})"));
    let shown = own.clone();
    view! {
        <option value=shown disabled=disabled prop:selected=move || *value.read() == own>
            {words}
        </option>
    }
}

fn label_of(options: &[Choice], value: &str) -> String {
    let chosen = options.iter().find(|it| it.value == value);
    chosen.map_or_else(|| value.to_owned(), |it| it.label.clone())
}
