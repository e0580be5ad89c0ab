//! The sandbox as a Web Worker.

use wasm_bindgen::{JsCast as _, JsValue};

fn main() {
    console_error_panic_hook::set_once();
    let scope: web_sys::DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    // The page compares builds, because a worker's files carry no hash in their names.
    let build = JsValue::from_str(option_env!("CMK_BUILD_ID").unwrap_or("unknown"));
    if let Err(refused) = scope.post_message(&build) {
        web_sys::console::error_1(&refused);
    }
}
