//! The button of a page that reads everything on it again.

use leptos::prelude::*;

use crate::backend::PageFacts;
use crate::ui::{Button, ButtonKind, Icon};

/// Reads everything on the page again.
#[component]
pub fn ReadAgain(
    /// What the page knows.
    known: PageFacts,
) -> impl IntoView {
    let is_reading = known.is_reading();
    let busy = move || is_reading.get().then(|| "Reading".to_owned());
    view! {
        <Button
            label="Read again"
            press=move |()| known.again_all()
            kind=ButtonKind::Quiet
            icon=Icon::Refresh
            busy=busy
        />
    }
}
