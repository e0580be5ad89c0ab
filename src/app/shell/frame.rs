//! The frame around every page of somebody who has entered.

use cmk_console::routes::Route;
use leptos::prelude::*;

use super::banner::SandboxBanner;
use super::navigation::Navigation;
use super::notices::Notices;
use super::shortcuts::Listening;
use super::topbar::Topbar;
use crate::backend::Backend;
use crate::session::Person;

/// Banner and bar on top, navigation beside the page.
#[component]
pub fn Shell(
    /// Who is at the console.
    person: Person,
    /// The page on screen.
    route: Route,
    /// The page.
    children: Children,
) -> impl IntoView {
    let is_simulated = Backend::expect().simulated();
    view! {
        <div class="shell" data-mode=is_simulated.then_some("sandbox")>
            <div class="shell__top">
                {is_simulated.then(|| view! { <SandboxBanner/> })}
                <Topbar person/>
            </div>
            <Navigation route/>
            <main class="page" id="main" tabindex="-1">
                <Notices/>
                {children()}
            </main>
            <Listening/>
        </div>
    }
}
