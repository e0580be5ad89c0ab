//! Copying the address on screen.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::ui::{Announcer, Button, ButtonKind, Icon, copy};

/// Copies the address, which finds the run again.
#[component]
pub fn CopyLink() -> impl IntoView {
    let announcer = Announcer::expect();
    let press = move |()| {
        spawn_local(async move {
            let address = window().location().href().unwrap_or_default();
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
