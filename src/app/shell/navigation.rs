//! The navigation: a drawer on narrow screens.

use cmk_console::resources::{self, ResourceType};
use cmk_console::routes::Route;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue};

use super::icons;
use crate::platform::script::property;
use crate::runner::Runs;
use crate::ui::Icon;

/// The links to every page that is no one thing's own.
#[component]
pub fn Navigation(
    /// The page on screen.
    route: Route,
) -> impl IntoView {
    let nav = NodeRef::<html::Nav>::new();
    let close = move |_| {
        if let Some(nav) = nav.get_untracked() {
            hide(nav.as_ref());
        }
    };
    let types: Vec<_> = resources::ALL
        .iter()
        .map(|it| view! { <li><TypeLink of=*it route=route.clone()/></li> })
        .collect();
    let is_all = route == Route::Resources(None);
    view! {
        <nav class="nav" id="nav" popover="auto" aria-label="Main" node_ref=nav on:click=close>
            <div class="nav__group">
                <ul><Pages route=route/></ul>
            </div>
            <div class="nav__group">
                <h2 class="nav__heading" id="nav-resources">
                    "Resources"
                </h2>
                <ul aria-labelledby="nav-resources">
                    <li>
                        <NavLink to=Route::Resources(None) icon=Icon::Filter current=is_all>
                            "All resources"
                        </NavLink>
                    </li>
                    {types}
                </ul>
            </div>
        </nav>
    }
}

/// The pages about everything.
#[component]
fn Pages(route: Route) -> impl IntoView {
    let in_operations = matches!(route, Route::Operations | Route::Operation(_));
    let is_across = matches!(route, Route::Across | Route::KeyRequest | Route::KeyReceipt);
    let link = |to: Route, icon, current, word: &'static str| {
        view! { <li><NavLink to=to icon=icon current=current>{word}</NavLink></li> }
    };
    view! {
        {link(Route::Overview, Icon::Overview, route == Route::Overview, "Overview")}
        <li>
            <NavLink to=Route::Operations icon=Icon::Operations current=in_operations>
                "Operations"
                <AtWork/>
            </NavLink>
        </li>
        {link(Route::Keys, Icon::Key, route == Route::Keys, "Keys")}
        {link(Route::Across, Icon::Building, is_across, "Keys across directories")}
        {link(Route::Settings, Icon::Settings, route == Route::Settings, "Settings")}
    }
}

/// How many runs are at work; nothing while none is.
#[component]
fn AtWork() -> impl IntoView {
    let at_work = Runs::expect().unfinished();
    move || {
        let count = at_work.get();
        (count > 0).then(|| {
            view! {
                <span class="nav__count">
                    <Icon icon=Icon::Run/>
                    {count}
                    <span class="visually-hidden">" at work"</span>
                </span>
            }
        })
    }
}

/// One link, marked while its page is on screen.
#[component]
fn NavLink(to: Route, icon: Icon, current: bool, children: Children) -> impl IntoView {
    view! {
        <a class="nav__link" href=to.path() aria-current=current.then_some("page")>
            <Icon icon=icon/>
            {children()}
        </a>
    }
}

#[component]
fn TypeLink(of: &'static dyn ResourceType, route: Route) -> impl IntoView {
    let of_type = |it: &str| it.eq_ignore_ascii_case(of.arm_type());
    let current = match &route {
        Route::Resources(Some(it)) | Route::Create { arm_type: it, .. } => of_type(it),
        Route::Resource(id) | Route::Act { target: id, .. } => id.is(of.arm_type()),
        _ => false,
    };
    let to = Route::Resources(Some(of.arm_type().into()));
    let label = capitalised(of.plural());
    view! { <NavLink to=to icon=icons::of_type(of.icon()) current=current>{label}</NavLink> }
}

/// In sentence case.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// Closes the drawer; wide screens show no drawer, and then nothing happens.
fn hide(nav: &JsValue) {
    if let Ok(hide) = property(nav, "hidePopover").dyn_into::<js_sys::Function>() {
        // Refused only for what is no popover.
        let _ = hide.call0(nav);
    }
}
