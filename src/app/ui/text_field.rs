//! Fields that are typed into.

use leptos::prelude::*;

use super::field::{Field, FieldIds, Need};
use super::unique::unique;

/// What kind of text is typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputKind {
    /// Words and names.
    #[default]
    Text,
    /// An identifier, compared letter by letter.
    Code,
    /// A whole number.
    Number,
    /// A day, as `2026-11-23`.
    Date,
    /// Something to look for.
    Search,
}

impl InputKind {
    fn html_type(self) -> &'static str {
        match self {
            InputKind::Text | InputKind::Code => "text",
            InputKind::Number => "number",
            InputKind::Date => "date",
            InputKind::Search => "search",
        }
    }
}

/// One line of text, a number or a day.
#[component]
pub fn TextField(
    /// The accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// The answer so far.
    #[prop(into)]
    value: Signal<String>,
    /// Called with each change of it.
    #[prop(into)]
    change: Callback<String>,
    /// What is typed.
    #[prop(optional)]
    kind: InputKind,
    /// What to answer, with an example.
    #[prop(into, optional)]
    help: Signal<Option<String>>,
    /// What is wrong with the answer.
    #[prop(into, optional)]
    error: Signal<Option<String>>,
    /// Whether it may be left out.
    #[prop(optional)]
    need: Need,
    /// An example inside the empty field; never the only explanation.
    #[prop(into, optional)]
    placeholder: Option<String>,
    /// Shown, but not to be changed now.
    #[prop(into, optional)]
    read_only: Signal<bool>,
    /// Answers to choose from while typing.
    #[prop(into, optional)]
    suggestions: Signal<Vec<String>>,
    /// What else can be done: pick from a list, create one.
    #[prop(into, optional)]
    after: Option<ViewFnOnce>,
) -> impl IntoView {
    let ids = FieldIds::new();
    let list = unique("list");
    let list_name = list.clone();
    let options = move || {
        let option = |text: String| view! { <option value=text></option> };
        suggestions.get().into_iter().map(option).collect_view()
    };
    view! {
        <Field label=label ids=ids.clone() help=help error=error need=need>
            <input
                class="input"
                id=ids.control.clone()
                type=kind.html_type()
                data-mono=kind == InputKind::Code
                autocomplete="off"
                spellcheck="false"
                placeholder=placeholder
                list=move || (!suggestions.read().is_empty()).then(|| list_name.clone())
                prop:value=move || value.get()
                readonly=move || read_only.get()
                aria-required=need.aria()
                aria-invalid=move || error.read().is_some().then_some("true")
                aria-describedby=ids.described_by(error, help)
                on:input=move |event| change.run(event_target_value(&event))
            />
            <datalist id=list>{options}</datalist>
            {after.map(ViewFnOnce::run)}
        </Field>
    }
    .into_any()
}

/// Several lines of text.
#[component]
pub fn TextArea(
    /// The accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// The answer so far.
    #[prop(into)]
    value: Signal<String>,
    /// Called with each change of it.
    #[prop(into)]
    change: Callback<String>,
    /// How many lines are seen at once.
    #[prop(default = 4)]
    rows: u32,
    /// What to answer, with an example.
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
) -> impl IntoView {
    let ids = FieldIds::new();
    view! {
        <Field label=label ids=ids.clone() help=help error=error need=need>
            <textarea
                class="input"
                id=ids.control.clone()
                rows=rows
                prop:value=move || value.get()
                readonly=move || read_only.get()
                aria-required=need.aria()
                aria-invalid=move || error.read().is_some().then_some("true")
                aria-describedby=ids.described_by(error, help)
                on:input=move |event| change.run(event_target_value(&event))
            ></textarea>
        </Field>
    }
    .into_any()
}
