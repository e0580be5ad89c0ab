//! A field whose answers are all in sight.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::choice::Choice;
use super::field::{FieldIds, FieldNotes, LabelText, Need};
use super::unique::unique;

/// One of a few answers, each with what it means.
#[component]
pub fn RadioField(
    /// The question.
    #[prop(into)]
    label: Signal<String>,
    /// The answers.
    #[prop(into)]
    options: Signal<Vec<Choice>>,
    /// The value of the answer given.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the value of each new answer.
    #[prop(into)]
    change: Callback<String>,
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
) -> impl IntoView {
    let ids = FieldIds::new();
    let group = ids.control.clone();
    let answers = move || {
        let group = group.clone();
        let answer = move |choice| {
            let group = group.clone();
            view! { <RadioLine choice=choice group=group value=value change=change read_only=read_only/> }
        };
        options.get().into_iter().map(answer).collect_view()
    };
    view! {
        <fieldset
            class="field"
            role="radiogroup"
            aria-required=need.aria()
            aria-invalid=move || error.read().is_some().then_some("true")
            aria-describedby=ids.described_by(error, help)
        >
            <legend>
                <LabelText label=label need=need/>
            </legend>
            {answers}
            <FieldNotes ids=ids.clone() help=help error=error/>
        </fieldset>
    }
    .into_any()
}

/// One radio button. One that cannot be chosen keeps its place in the order of the keyboard.
#[component]
fn RadioLine(
    choice: Choice,
    group: String,
    value: Signal<String>,
    change: Callback<String>,
    read_only: Signal<bool>,
) -> impl IntoView {
    let Choice {
        value: own,
        label,
        help,
        unavailable,
    } = choice;
    let id = unique("choice");
    let note = unavailable.clone().or(help);
    let note_id = format!("{id}-note");
    let described_by = note.is_some().then(|| note_id.clone());
    let is_unavailable = unavailable.is_some();
    let is_locked = Memo::new(move |_| is_unavailable || read_only.get());
    let (compared, sent) = (own.clone(), own);
    let clicked = move |event: MouseEvent| {
        if is_locked.get_untracked() {
            event.prevent_default();
        }
    };
    view! {
        <div class="choice">
            <input
                type="radio"
                id=id.clone()
                name=group
                prop:checked=move || *value.read() == compared
                aria-disabled=move || is_locked.get().then_some("true")
                aria-describedby=described_by
                on:click=clicked
                on:change=move |_| change.run(sent.clone())
            />
            <label for=id>{label}</label>
            {note.map(|note| view! { <small id=note_id>{note}</small> })}
        </div>
    }
}
