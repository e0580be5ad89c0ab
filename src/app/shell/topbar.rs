//! The top bar: where one is, how it looks, and who one is.

use leptos::prelude::*;

use super::account::Account;
use super::appearance::Appearance;
use super::shortcuts::Shortcuts;
use crate::backend::Backend;
use crate::session::{Person, Session};
use crate::ui::Icon;

/// The top bar of the shell.
#[component]
pub fn Topbar(
    /// Who is at the console.
    person: Person,
) -> impl IntoView {
    let cloud = Backend::expect().cloud();
    // Its name may be read after the person has entered.
    let now = Session::expect().person();
    let directory = move || now.read().as_ref().map(|it| it.tenant_name.clone());
    view! {
        <header class="topbar">
            <button
                class="button shell__menu"
                type="button"
                data-kind="quiet"
                data-only="icon"
                popovertarget="nav"
                aria-label="Menu"
            >
                <Icon icon=Icon::Menu/>
            </button>
            <Mark/>
            <p class="topbar__scope">
                <Icon icon=Icon::Building/>
                <span class="visually-hidden">"Directory:"</span>
                <span>{directory}</span>
            </p>
            <span class="topbar__rule topbar__cloud"></span>
            <p class="topbar__scope topbar__cloud">
                <Icon icon=Icon::Cloud/>
                <span class="visually-hidden">"Cloud:"</span>
                <span>{cloud.name}</span>
            </p>
            <div class="topbar__end">
                <SearchButton/>
                <Appearance/>
                <Account person/>
            </div>
        </header>
    }
}

/// Opens the palette, for whoever does not know its keys.
#[component]
fn SearchButton() -> impl IntoView {
    let shortcuts = Shortcuts::expect();
    view! {
        <button
            class="button topbar__search"
            type="button"
            data-kind="quiet"
            aria-label="Search"
            aria-keyshortcuts="Control+K Meta+K"
            title="Search (Ctrl+K)"
            on:click=move |_| shortcuts.open_palette()
        >
            <Icon icon=Icon::Search/>
            <span class="topbar__word">"Search"</span>
        </button>
    }
}

/// The sign of the product, which leads to the overview.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <a class="mark" href="/" aria-label="cmk-console, overview">
            <Icon icon=Icon::Logo class=""/>
            <span>"cmk-console"</span>
        </a>
    }
}
