//! Any form of the library, drawn: one question after the other.

mod answering;
mod elsewhere;
mod file_field;
mod key_field;
mod key_picker;
mod new_name;
mod pick_field;
mod picking;
mod question;

pub use answering::Answering;

use cmk_console::arm::ResourceId;
use leptos::prelude::*;

use crate::backend::PageFacts;
use question::Question;

/// Addresses of other pages, which the parts of a form do not build themselves.
#[derive(Clone, Copy)]
pub struct Hrefs {
    /// Where something that is missing from a list can be made: the ARM type and the action's id
    /// go in.
    pub create: Callback<(String, String), String>,
    /// Where a resource is shown.
    pub resource: Callback<ResourceId, String>,
}

/// The questions of an action.
#[component]
pub fn FormView(
    /// The form being answered.
    answering: Answering,
    /// Where lists are read.
    known: PageFacts,
    /// Where links lead.
    hrefs: Hrefs,
    /// Shown, but not to be changed now.
    #[prop(into, optional)]
    read_only: Signal<bool>,
) -> impl IntoView {
    let question = move |field| {
        view! {
            <Question
                field=field
                answering=answering
                known=known
                hrefs=hrefs
                read_only=read_only
            />
        }
    };
    let fields = answering.form().fields;
    fields.into_iter().map(question).collect_view()
}
