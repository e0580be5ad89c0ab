//! Copying the address on screen.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::ui::{Announcer, Button, ButtonKind, Icon, copy};

/// Copies the address, which finds the run again.
#[component]
pub fn CopyLink(
    /// The ID of the resource it is about, escaped, where the address does not name it.
    #[prop(optional)]
    about: Option<String>,
) -> impl IntoView {
    let announcer = Announcer::expect();
    let query = about.map(|it| format!("?about={it}"));
    let query = StoredValue::new(query);
    let press = move |()| {
        spawn_local(async move {
            let mut address = window().location().href().unwrap_or_default();
            if let Some(query) = query.get_value().filter(|_| !address.contains("?about=")) {
                address.push_str(&query);
            }
            copy(announcer, "link to this run", &address).await;
        });
    };
    view! {
        <Button
            label="Copy link to this run"
            press=press
            kind=ButtonKind::Quiet
            icon=Icon::Link
        />
    }
}
