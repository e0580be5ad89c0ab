//! Keys: which there are, and whether single ones work.

use leptos::prelude::*;

use crate::shell::{ShortcutList, Shortcuts};
use crate::ui::{CheckboxField, Panel};

/// The keys with the switch of the single ones.
#[component]
pub(super) fn Keys() -> impl IntoView {
    let shortcuts = Shortcuts::expect();
    view! {
        <Panel title="Keys">
            <CheckboxField
                label="Single keys work outside fields"
                value=shortcuts.are_on()
                change=move |on| shortcuts.switch(on)
                help="Switch this off when you steer by voice, or when a key is pressed by accident. Ctrl+K and ⌘K always work.".to_owned()
            />
            <ShortcutList/>
        </Panel>
    }
}
