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
    let at_work = Runs::expect().unfinished();
    let count = move || {
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
    };
    let types: Vec<_> = resources::ALL
        .iter()
        .map(|it| view! { <li><TypeLink of=*it route=route.clone()/></li> })
        .collect();
    let is = |wanted: bool| wanted.then_some("page");
    let in_operations = matches!(route, Route::Operations | Route::Operation(_));
    view! {
        <nav class="nav" id="nav" popover="auto" aria-label="Main" node_ref=nav on:click=close>
            <div class="nav__group">
                <ul>
                    <li>
                        <a class="nav__link" href=Route::Overview.path() aria-current=is(route == Route::Overview)>
                            <Icon icon=Icon::Overview/>
                            "Overview"
                        </a>
                    </li>
                    <li>
                        <a class="nav__link" href=Route::Operations.path() aria-current=is(in_operations)>
                            <Icon icon=Icon::Operations/>
                            "Operations"
                            {count}
                        </a>
                    </li>
                </ul>
            </div>
            <div class="nav__group">
                <h2 class="nav__heading" id="nav-resources">
                    "Resources"
                </h2>
                <ul aria-labelledby="nav-resources">
                    <li>
                        <a
                            class="nav__link"
                            href=Route::Resources(None).path()
                            aria-current=is(route == Route::Resources(None))
                        >
                            <Icon icon=Icon::Filter/>
                            "All resources"
                        </a>
                    </li>
                    {types}
                </ul>
            </div>
        </nav>
    }
}

#[component]
fn TypeLink(of: &'static dyn ResourceType, route: Route) -> impl IntoView {
    let of_type = |it: &str| it.eq_ignore_ascii_case(of.arm_type());
    let is_current = match &route {
        Route::Resources(Some(it)) | Route::Create { arm_type: it, .. } => of_type(it),
        Route::Resource(id) | Route::Act { target: id, .. } => id.is(of.arm_type()),
        _ => false,
    };
    view! {
        <a
            class="nav__link"
            href=Route::Resources(Some(of.arm_type().into())).path()
            aria-current=is_current.then_some("page")
        >
            <Icon icon=icons::of_type(of.icon())/>
            {capitalised(of.plural())}
        </a>
    }
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
