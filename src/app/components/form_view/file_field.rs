//! A question that a file answers.

use leptos::ev::Event;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::question::Asked;
use crate::platform::file;
use crate::ui;

/// The text of a file, which stays in this tab.
#[component]
pub(super) fn FileField(asked: Asked) -> impl IntoView {
    let unread = RwSignal::new(None::<String>);
    let own = asked.error();
    let error = Signal::derive(move || unread.get().or_else(|| own.get()));
    let chosen = move |event: Event| {
        spawn_local(async move {
            let (text, why) = match file::chosen(&event).await {
                Some(Ok(text)) => (text, None),
                Some(Err(why)) => {
                    let why = format!("The file could not be read: {why}.");
                    (String::new(), Some(why))
                }
                None => (String::new(), None),
            };
            unread.try_set(why);
            asked.set(text);
        });
    };
    view! {
        <ui::FileField
            label=asked.label()
            chosen=chosen
            help=asked.help()
            error=error
            need=asked.need()
            read_only=asked.read_only
        />
    }
}
