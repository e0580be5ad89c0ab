//! Pages without navigation: before anybody has entered, and while something starts.

use leptos::prelude::*;

use super::appearance::Appearance;
use super::notices::Notices;
use super::topbar::Mark;
use crate::ui::Loading;

/// Mark, page and foot.
#[component]
pub fn Bare(
    /// The page.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="bare">
            <BareTop/>
            <main class="bare__main" id="main" tabindex="-1">
                <Notices/>
                {children()}
            </main>
            <footer class="bare__foot">"No cookies, no analytics, no third-party requests."</footer>
        </div>
    }
}

/// What is shown while something starts that everything else needs.
#[component]
pub fn Starting(
    /// What: "Starting the sandbox".
    what: &'static str,
) -> impl IntoView {
    view! {
        <div class="bare">
            <BareTop/>
            <main class="bare__main" id="main" tabindex="-1">
                <h1 class="visually-hidden">"cmk-console"</h1>
                <Loading word=what/>
            </main>
        </div>
    }
}

/// The top of a page without navigation.
#[component]
pub fn BareTop() -> impl IntoView {
    view! {
        <header class="topbar">
            <Mark/>
            <div class="topbar__end">
                <Appearance/>
            </div>
        </header>
    }
}
