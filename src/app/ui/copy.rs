//! Copying to the clipboard, with a word for people who do not see the tick.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use super::announcer::Announcer;
use super::button::{ButtonSize, IconButton};
use super::icon::Icon;

const TICK_SHOWN: Duration = Duration::from_secs(2);

/// A small button that copies a value.
#[component]
pub fn CopyButton(
    /// What is copied, in words: "resource ID".
    #[prop(into)]
    what: Signal<String>,
    /// The value.
    #[prop(into)]
    value: Signal<String>,
) -> impl IntoView {
    let announcer = Announcer::expect();
    let copied = RwSignal::new(false);
    let press = move |()| {
        spawn_local(async move {
            if copy(announcer, &what.get_untracked(), &value.get_untracked()).await {
                copied.try_set(true);
                let untick = move || {
                    copied.try_set(false);
                };
                set_timeout(untick, TICK_SHOWN);
            }
        });
    };
    view! {
        <IconButton
            label=move || format!("Copy {}", what.get())
            icon=move || if copied.get() { Icon::Tick } else { Icon::Copy }
            press=press
            size=ButtonSize::Small
        />
    }
}

/// A value in monospace with its copy button.
#[component]
pub fn Copyable(
    /// What it is, in words: "correlation ID".
    #[prop(into)]
    what: Signal<String>,
    /// The whole value, which is what is copied.
    #[prop(into)]
    value: Signal<String>,
    /// What is shown of it, when that is less than all.
    #[prop(into, optional)]
    shown: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <span class="copyable">
            <code>{move || shown.get().unwrap_or_else(|| value.get())}</code>
            <CopyButton what=what value=value/>
        </span>
    }
}

/// Copies a value and says so, or says that the browser refused. True if it was copied.
pub async fn copy(announcer: Announcer, what: &str, value: &str) -> bool {
    let copied = write(value).await;
    announcer.say(if copied {
        format!("Copied {what}")
    } else {
        format!("The browser did not let the {what} be copied. Select it and copy it by hand.")
    });
    copied
}

/// The two ends of a long identifier: `5c0e…9a41`.
pub fn shortened(id: &str) -> String {
    let letters: Vec<char> = id.chars().collect();
    if letters.len() <= 12 {
        return id.to_owned();
    }
    let (start, end) = (&letters[..4], &letters[letters.len() - 4..]);
    start.iter().chain(&['…']).chain(end).collect()
}

async fn write(value: &str) -> bool {
    // Outside a secure context there is no clipboard object at all.
    if !window().is_secure_context() {
        return false;
    }
    let written = window().navigator().clipboard().write_text(value);
    JsFuture::from(written).await.is_ok()
}
