//! The left side of a sheet: the questions, or the answers they were given.

use cmk_console::routes::Route;
use leptos::prelude::*;

use super::Sheet;
use super::import::ImportFold;
use crate::components::{FormView, Hrefs};
use crate::ui::{Panel, PanelPlace};

/// The questions; locked once a run has taken the answers.
#[component]
pub(super) fn Questions(sheet: Sheet, locked: bool) -> impl IntoView {
    let answering = sheet.answering;
    let note = move || {
        let (answered, asked) = answering.count();
        match (locked, asked) {
            (true, _) => Some("locked".to_owned()),
            (false, 0) => None,
            (false, _) => Some(format!("{answered} of {asked} answered")),
        }
    };
    let hrefs = Hrefs {
        create: Callback::new(|(arm_type, action)| Route::Create { arm_type, action }.path()),
        resource: Callback::new(|id| Route::Resource(id).path()),
    };
    let has_none = answering.form().fields.is_empty();
    let none = has_none.then(|| view! { <p class="small muted">"This action asks nothing."</p> });
    let why = locked.then(|| view! {
        <p class="small muted">"The run took these answers. To change one, stop it and start again; what is done stays done."</p>
    });
    let import = (!locked).then(|| view! { <ImportFold action=sheet.action answering=answering/> });
    view! {
        <Panel
            title=if locked { "Your answers" } else { "Questions" }
            note=note
            place=PanelPlace::Flow
        >
            {none}
            {why}
            {import}
            <FormView
                answering=answering
                known=sheet.known
                hrefs=hrefs
                read_only=locked
            />
        </Panel>
    }
    .into_any()
}
