//! Asking before answers are lost with their page.

use leptos::ev;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlAnchorElement};

use crate::ui::{ButtonKind, ConfirmDialog};

/// Asks before a link or a closed tab takes answers away.
#[component]
pub fn LeaveGuard(
    /// Whether there is something to lose.
    is_begun: impl Fn() -> bool + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let to = RwSignal::new(None::<String>);
    let closing = window_event_listener(ev::beforeunload, move |event| {
        if is_begun() {
            event.prevent_default();
        }
    });
    on_cleanup(move || closing.remove());
    on_links(move |event| {
        let Some(path) = internal_link(&event).filter(|_| is_begun()) else {
            return;
        };
        // The router listens further out.
        event.prevent_default();
        event.stop_propagation();
        to.set(Some(path));
    });
    let navigate = Callback::new({
        let navigate = use_navigate();
        move |path: String| {
            let options = NavigateOptions {
                resolve: false,
                ..NavigateOptions::default()
            };
            navigate(&path, options);
        }
    });
    let leave = move |()| {
        if let Some(path) = to.get_untracked() {
            navigate.run(path);
        }
    };
    view! {
        <ConfirmDialog
            title="Leave this page?"
            open=Signal::derive(move || to.read().is_some())
            close=move |()| to.set(None)
            confirm=leave
            go_on="Leave without them"
            keep="Keep the answers"
            kind=ButtonKind::Plain
        >
            <p>"Nothing has been sent. The answers given here are lost with the page."</p>
        </ConfirmDialog>
    }
}

/// Calls `clicked` for every click in the document, for as long as the page lives.
fn on_links(clicked: impl Fn(web_sys::MouseEvent) + 'static) {
    let listener = Closure::<dyn Fn(web_sys::MouseEvent)>::new(clicked).into_js_value();
    let listen = listener.clone().unchecked_into();
    // Adding and removing a listener of an event that exists does not fail.
    let _ = document().add_event_listener_with_callback("click", &listen);
    let listener = StoredValue::new_local(listen);
    on_cleanup(move || {
        if let Some(listener) = listener.try_get_value() {
            let _ = document().remove_event_listener_with_callback("click", &listener);
        }
    });
}

/// The path of a link that would change the page in this tab.
fn internal_link(event: &web_sys::MouseEvent) -> Option<String> {
    let is_plain = event.button() == 0
        && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let link = target.closest("a[href]").ok()??;
    let link = link.dyn_into::<HtmlAnchorElement>().ok()?;
    let stays = is_plain && link.target().is_empty();
    let href = link.get_attribute("href")?;
    (stays && href.starts_with('/')).then_some(href)
}
