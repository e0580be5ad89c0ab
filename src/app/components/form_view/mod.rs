//! Any form of the library, drawn: one question after the other.

mod answering;
mod key_field;
mod key_picker;
mod new_name;
mod pick_field;
mod picking;
mod question;

pub use answering::Answering;

use leptos::prelude::*;

use crate::backend::PageFacts;
use question::Question;

/// The address of a page on which something that is missing from a list can be made: the ARM type
/// and the action's id go in.
pub type CreateHref = Callback<(String, String), String>;

/// The questions of an action.
#[component]
pub fn FormView(
    /// The form being answered.
    answering: Answering,
    /// Where lists are read.
    known: PageFacts,
    /// Where something that is missing can be made.
    #[prop(into)]
    create_href: CreateHref,
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
                create_href=create_href
                read_only=read_only
            />
        }
    };
    let fields = answering.form().fields;
    fields.into_iter().map(question).collect_view()
}
