//! Saving what a step is about to take away: read when the button is pressed, and kept nowhere.

use cmk_console::plan::Save;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::backend::Backend;
use crate::platform::file;
use crate::ui::{Announce, Button, Icon};

/// The button that saves the file, and what became of it.
#[component]
pub(super) fn SaveFile(
    /// What is saved.
    save: Save,
    /// Set once the file was offered.
    saved: RwSignal<bool>,
) -> impl IntoView {
    let backend = Backend::expect();
    let said = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let name = save.name.clone();
    let save = StoredValue::new(save);
    let press = move |()| {
        busy.set(true);
        spawn_local(async move {
            let save = save.get_value();
            let (at, answer) = backend.read(&save.read).await;
            let outcome = match answer {
                Ok(answer) => file::save(&save.name, &save.file(&answer, at, backend.simulated())),
                Err(failure) => Err(cmk_console::keys::explain::failure(&failure).what),
            };
            busy.try_set(false);
            match outcome {
                Ok(()) => {
                    saved.try_set(true);
                    said.try_set(format!(
                        "Saved as {}. Look into it before you go on.",
                        save.name
                    ));
                }
                Err(why) => {
                    said.try_set(format!("It was not saved. {why}"));
                }
            }
        });
    };
    view! {
        <div class="cluster">
            <Button
                label=format!("Save {name}")
                press=press
                icon=Icon::Copy
                busy=move || busy.get().then(|| "Reading".to_owned())
            />
        </div>
        <p class="small">{move || said.get()}</p>
        <Announce text=said/>
    }
}
