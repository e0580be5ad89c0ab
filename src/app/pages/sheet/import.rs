//! A request body pasted instead of answering: what it says goes into the form, and what had to be
//! changed is told.

use cmk_console::form::{Change, Imported};
use cmk_console::resources::Action;
use leptos::prelude::*;

use crate::backend::Backend;
use crate::components::Answering;
use crate::ui::{Announcer, Button, Fold, Need, TextArea};

/// The field for a pasted body; nothing where the form takes none.
#[component]
pub(super) fn ImportFold(action: &'static dyn Action, answering: Answering) -> impl IntoView {
    let cloud = Backend::expect().cloud();
    let _takes_texts = action.import("", &cloud)?;
    let cloud = StoredValue::new(cloud);
    let announcer = Announcer::expect();
    let text = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let changes = RwSignal::new(None::<Vec<Change>>);
    let fill = move |()| match action.import(&text.read_untracked(), &cloud.read_value()) {
        Some(Ok(imported)) => {
            answering.take(&imported.answers);
            announcer.say(told(&imported));
            error.set(None);
            changes.set(Some(imported.changes));
        }
        Some(Err(why)) => {
            error.set(Some(why));
            changes.set(None);
        }
        None => {}
    };
    Some(view! {
        <Fold summary="Paste a request body instead of answering">
            <div class="stack" data-gap="tight">
                <TextArea
                    label="Request body"
                    value=text
                    change=move |it| text.set(it)
                    rows=8
                    help="From the article, a template or a log. Comments, commas that are too many, placeholders and masked IDs are no trouble."
                        .to_owned()
                    error=error
                    need=Need::Optional
                />
                <div class="cluster"><Button label="Fill it into the form" press=fill/></div>
                {move || changes.get().map(list)}
            </div>
        </Fold>
    })
}

fn told(imported: &Imported) -> String {
    let (answers, changes) = (imported.answers.iter().count(), imported.changes.len());
    format!("Filled in: {answers} answers, {changes} changes")
}

fn list(changes: Vec<Change>) -> AnyView {
    if changes.is_empty() {
        return view! { <p class="small">"Filled in. Nothing had to be changed."</p> }.into_any();
    }
    let rows = changes.into_iter().map(|it| {
        view! { <li class="small">{it.what}<span class="muted">{format!(". {}", it.why)}</span></li> }
    });
    view! {
        <p class="small">"Filled in. This was changed or left out:"</p>
        <ul class="stack" data-gap="tight" aria-label="Changes to the pasted body">{rows.collect_view()}</ul>
    }
    .into_any()
}
