//! The frame every control stands in: label, control, error, help.

use leptos::prelude::*;

use super::announcer::focus;
use super::icon::Icon;
use super::unique::unique;

/// The ids that tie a control to its label, its error and its help.
#[derive(Clone, Debug)]
pub struct FieldIds {
    /// The control itself.
    pub control: String,
    /// What is wrong with the answer.
    pub error: String,
    /// What to answer.
    pub help: String,
}

impl FieldIds {
    /// Ids for one more field of this page.
    pub fn new() -> FieldIds {
        let control = unique("field");
        FieldIds {
            error: format!("{control}-error"),
            help: format!("{control}-help"),
            control,
        }
    }

    /// The value of `aria-describedby`: the error first, then the help.
    pub fn described_by(
        &self,
        error: Signal<Option<String>>,
        help: Signal<Option<String>>,
    ) -> impl Fn() -> Option<String> + Clone + use<> {
        let ids = self.clone();
        move || match (error.read().is_some(), help.read().is_some()) {
            (true, true) => Some(format!("{} {}", ids.error, ids.help)),
            (true, false) => Some(ids.error.clone()),
            (false, true) => Some(ids.help.clone()),
            (false, false) => None,
        }
    }
}

/// Whether an answer may be left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Need {
    /// It must be given.
    #[default]
    Required,
    /// It may stay empty; the label says so.
    Optional,
}

impl Need {
    /// The value of `aria-required`.
    pub fn aria(self) -> Option<&'static str> {
        (self == Need::Required).then_some("true")
    }
}

/// A label, a control of any kind, and what is said about the answer.
#[component]
pub fn Field(
    /// The accessible name of the control.
    #[prop(into)]
    label: Signal<String>,
    /// The ids the control uses too.
    ids: FieldIds,
    /// What to answer, with an example.
    #[prop(into, optional)]
    help: Signal<Option<String>>,
    /// What is wrong with the answer, and what to do.
    #[prop(into, optional)]
    error: Signal<Option<String>>,
    /// Whether it may be left out.
    #[prop(optional)]
    need: Need,
    /// The control.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field__label" for=ids.control.clone()>
                <LabelText label=label need=need/>
            </label>
            {children()}
            <FieldNotes ids=ids help=help error=error/>
        </div>
    }
}

/// The words of a label, with "optional" where that is so.
#[component]
pub fn LabelText(
    /// The words.
    label: Signal<String>,
    /// Whether the answer may be left out.
    need: Need,
) -> impl IntoView {
    let optional = (need == Need::Optional)
        .then(|| view! { <span class="field__optional">" (optional)"</span> });
    view! {
        {move || label.get()}
        {optional}
    }
}

/// The error and the help below a control.
#[component]
pub fn FieldNotes(
    /// The ids the control refers to.
    ids: FieldIds,
    /// What to answer.
    help: Signal<Option<String>>,
    /// What is wrong with the answer.
    error: Signal<Option<String>>,
) -> impl IntoView {
    let FieldIds {
        error: error_id,
        help: help_id,
        ..
    } = ids;
    let wrong = move || {
        let text = error.get()?;
        let id = error_id.clone();
        Some(view! { <p class="field__error" id=id><Icon icon=Icon::Bad/><span>{text}</span></p> })
    };
    let hint = move || {
        let text = help.get()?;
        Some(view! { <p class="field__hint" id=help_id.clone()>{text}</p> })
    };
    view! {
        {wrong}
        {hint}
    }
}

/// Moves focus to the first answer that will not do.
pub fn focus_first_error() {
    focus(":is(input, select, textarea)[aria-invalid='true'], [aria-invalid='true'] input");
}
