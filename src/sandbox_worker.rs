//! The sandbox as a Web Worker: answers the page's requests as Azure would, and keeps what was
//! accepted.

#[path = "sandbox_worker/host.rs"]
mod host;
#[path = "sandbox_worker/journal.rs"]
mod journal;
#[path = "app/platform/mod.rs"]
mod platform;

use cmk_console::sandbox::port::{Answer, Question, Say};
use host::Host;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

fn main() {
    console_error_panic_hook::set_once();
    let build = option_env!("CMK_BUILD_ID").unwrap_or("unknown").to_owned();
    say(&Say::Hello { build });
    spawn_local(async {
        match Host::start().await {
            Ok(host) => listen(host),
            Err(why) => say(&Say::Failed(why)),
        }
    });
}

/// Answers every question from now on. The page asks nothing before it has heard how the sandbox
/// stands, so nothing is lost before somebody listens.
fn listen(host: &'static Host) {
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let text = event.data().as_string().unwrap_or_default();
        let Ok(Question { id, ask }) = serde_json::from_str(&text) else {
            return;
        };
        spawn_local(async move {
            let answer = host.answer(ask).await.unwrap_or_else(Answer::NotDone);
            say(&Say::Answer { id, answer });
        });
    });
    scope().set_onmessage(Some(heard.into_js_value().unchecked_ref()));
}

/// Tells the page something.
fn say(what: &Say) {
    let Ok(text) = serde_json::to_string(what) else {
        return;
    };
    if let Err(refused) = scope().post_message(&JsValue::from_str(&text)) {
        web_sys::console::error_1(&refused);
    }
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}
