//! The moments at which a page that slept should look at its clock.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;

/// Calls `wake` whenever the page comes back: shown again, thawed, back online. Timers of a hidden
/// page may be a minute late, or stand still.
pub fn on_return(wake: impl Fn() + Clone + 'static) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let events = [
        "pageshow",
        "online",
        "offline",
        "resume",
        "visibilitychange",
    ];
    for event in events {
        let wake = wake.clone();
        let heard = Closure::<dyn FnMut()>::new(wake).into_js_value();
        let target: web_sys::EventTarget = match window.document() {
            Some(document) if matches!(event, "resume" | "visibilitychange") => document.into(),
            _ => window.clone().into(),
        };
        // Listening to an event by its name does not fail.
        let _ = target.add_event_listener_with_callback(event, heard.unchecked_ref());
    }
}

/// Whether the browser knows that it has no network. It may have none and not know.
pub fn is_offline() -> bool {
    web_sys::window().is_some_and(|it| !it.navigator().on_line())
}
