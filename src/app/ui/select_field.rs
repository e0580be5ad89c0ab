//! A field whose answer is picked from a list.

use leptos::html;
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
        Some(view! { <option value="">{text}</option> })
    };
    let lines = move || options.get().into_iter().map(line).collect_view();
    let select = NodeRef::<html::Select>::new();
    show_choice(select, (options, first_line), value);
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
                node_ref=select
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

/// Lets the list show the answer. The answer may be there before its line is, as one from a link is,
/// and Azure changes the casing of IDs between answers.
fn show_choice<L: 'static>(
    select: NodeRef<html::Select>,
    (options, first_line): (Signal<Vec<Choice>>, impl Fn() -> L + 'static),
    value: Signal<String>,
) {
    Effect::new(move |_| {
        first_line();
        let value = value.get();
        let options = options.read();
        let same = |it: &&Choice| it.value.eq_ignore_ascii_case(&value);
        let shown = options
            .iter()
            .find(same)
            .map_or(String::new(), |it| it.value.clone());
        let Some(select) = select.get() else { return };
        // After this turn the lines are in place.
        queue_microtask(move || select.set_value(&shown));
    });
}

/// One line of the list. A list can explain itself only in its words.
fn line(choice: Choice) -> impl IntoView {
    let disabled = choice.unavailable.is_some();
    let words = match choice.unavailable {
        Some(reason) => format!("{} ({reason})", choice.label),
        None => choice.label,
    };
    view! { <option value=choice.value disabled=disabled>{words}</option> }
}

fn label_of(options: &[Choice], value: &str) -> String {
    let chosen = options
        .iter()
        .find(|it| it.value.eq_ignore_ascii_case(value));
    chosen.map_or_else(|| value.to_owned(), |it| it.label.clone())
}
