//! One question with the control its kind of answer wants.

use cmk_console::form::{Choice, Field, Input};
use leptos::prelude::*;

use super::file_field::FileField;
use super::key_field::KeyField;
use super::pick_field::PickField;
use super::{Answering, Hrefs};
use crate::backend::PageFacts;
use crate::ui::{self, CheckboxField, InputKind, Need, RadioField, SelectField, TextField};

/// What every control of the form is given.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    pub(super) field: StoredValue<Field>,
    pub(super) answering: Answering,
    pub(super) known: PageFacts,
    pub(super) hrefs: Hrefs,
    pub(super) read_only: Signal<bool>,
}

/// One question, for as long as the other answers want it asked.
#[component]
pub(super) fn Question(
    field: Field,
    answering: Answering,
    known: PageFacts,
    hrefs: Hrefs,
    read_only: Signal<bool>,
) -> impl IntoView {
    let name = field.name;
    let is_asked = answering.is_asked(name);
    let asked = Asked {
        field: StoredValue::new(field),
        answering,
        known,
        hrefs,
        read_only,
    };
    view! {
        <Show when=move || is_asked.get()>
            <div on:focusout=move |_| answering.leave(name)>{control(asked)}</div>
        </Show>
    }
    .into_any()
}

impl Asked {
    pub(super) fn name(self) -> &'static str {
        self.field.read_value().name
    }

    pub(super) fn label(self) -> String {
        self.field.read_value().label.clone()
    }

    pub(super) fn help(self) -> Option<String> {
        let field = self.field.read_value();
        match (field.help.as_str(), field.example.as_str()) {
            ("", "") => None,
            ("", example) if matches!(field.input, Input::Text(_) | Input::Date) => {
                Some(format!("Such as {example}"))
            }
            ("", _) => None,
            (help, _) => Some(help.to_owned()),
        }
    }

    pub(super) fn need(self) -> Need {
        if self.field.read_value().required {
            Need::Required
        } else {
            Need::Optional
        }
    }

    pub(super) fn value(self) -> Signal<String> {
        self.answering.answer(self.name())
    }

    pub(super) fn error(self) -> Signal<Option<String>> {
        self.answering.error(self.name())
    }

    pub(super) fn set(self, answer: String) {
        self.answering.set(self.name(), answer);
    }
}

fn control(asked: Asked) -> AnyView {
    match asked.field.read_value().input.clone() {
        Input::Text(_) => typed(asked, InputKind::Text),
        Input::Date => typed(asked, InputKind::Date),
        Input::Key => view! { <KeyField asked=asked/> }.into_any(),
        Input::Choice(choices) => radio(asked, choices),
        Input::Select(choices) => select(asked, choices),
        Input::Switch => switch(asked),
        Input::Pick(pick) => view! { <PickField asked=asked pick=pick/> }.into_any(),
        Input::File(_) => view! { <FileField asked=asked/> }.into_any(),
    }
}

fn typed(asked: Asked, kind: InputKind) -> AnyView {
    view! {
        <TextField
            label=asked.label()
            value=asked.value()
            change=move |answer| asked.set(answer)
            kind=kind
            help=asked.help()
            error=asked.error()
            need=asked.need()
            read_only=asked.read_only
        />
    }
    .into_any()
}

fn radio(asked: Asked, choices: Vec<Choice>) -> AnyView {
    view! {
        <RadioField
            label=asked.label()
            options=drawn(choices)
            value=asked.value()
            change=move |answer| asked.set(answer)
            help=asked.help()
            error=asked.error()
            need=asked.need()
            read_only=asked.read_only
        />
    }
    .into_any()
}

fn select(asked: Asked, choices: Vec<Choice>) -> AnyView {
    // A list explains a line only while it is chosen.
    let meanings = StoredValue::new(choices.clone());
    let value = asked.value();
    let help = move || {
        let meanings = meanings.read_value();
        let chosen = meanings.iter().find(|it| it.value == *value.read());
        let meaning = chosen.map(|it| it.help.clone()).filter(|it| !it.is_empty());
        meaning.or_else(|| asked.help())
    };
    view! {
        <SelectField
            label=asked.label()
            options=drawn(choices)
            value=value
            change=move |answer| asked.set(answer)
            placeholder="Choose one"
            help=help
            error=asked.error()
            need=asked.need()
            read_only=asked.read_only
        />
    }
    .into_any()
}

fn switch(asked: Asked) -> AnyView {
    let value = asked.value();
    view! {
        <CheckboxField
            label=asked.label()
            value=move || *value.read() == "true"
            change=move |on: bool| asked.set(on.to_string())
            help=asked.help()
            error=asked.error()
            read_only=asked.read_only
        />
    }
    .into_any()
}

fn drawn(choices: Vec<Choice>) -> Vec<ui::Choice> {
    let choice = |it: Choice| {
        let drawn = ui::Choice::new(it.value, it.label);
        if it.help.is_empty() {
            drawn
        } else {
            drawn.help(it.help)
        }
    };
    choices.into_iter().map(choice).collect()
}
