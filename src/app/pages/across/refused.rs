//! A link that is not taken: why, and what to do.

use cmk_console::directory::capsule::Refused;
use cmk_console::routes::Route;
use leptos::prelude::*;

use crate::ui::{Banner, ButtonLink, Tone};

/// Why a link is not taken.
#[component]
pub(super) fn RefusedLink(why: Refused) -> impl IntoView {
    let next = why.next();
    view! {
        <Banner tone=Tone::Bad title=why.what()>
            <p>{next}</p>
            <ButtonLink label="Keys across directories" href=Route::Across.path()/>
        </Banner>
    }
}
