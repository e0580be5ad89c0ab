//! What must be known of a type before anything is asked.

use cmk_console::resources::Notice;
use cmk_console::routes::Route;
use leptos::prelude::*;

use super::source::Cited;
use crate::ui::{Banner, Tone};

/// The notice of a type: what it means, what to do instead, and who says so.
#[component]
pub fn NoticeBanner(
    /// The notice.
    notice: Notice,
) -> impl IntoView {
    let successor = notice.successor.map(|it| {
        let href = Route::Create {
            arm_type: it.arm_type.to_owned(),
            action: it.action.to_owned(),
        };
        view! { <p class="small"><a href=href.path()>{it.label}</a></p> }
    });
    let sources = notice.sources.iter().cloned();
    let sources = sources.map(|source| view! { <p class="field__hint"><Cited source=source/></p> });
    view! {
        <Banner tone=Tone::Warn title=notice.title.to_owned()>
            <p class="small">{notice.text}</p>
            {successor}
            {sources.collect_view()}
        </Banner>
    }
    .into_any()
}
