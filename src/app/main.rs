//! The browser half: mounts the console.

mod ui;

use leptos::prelude::*;

fn main() {
    console_error_panic_hook::set_once();
    start_worker();
    mount_to_body(|| {
        view! { <main><h1>"cmk-console"</h1><p>"The console is being built."</p></main> }
    });
}

fn start_worker() {
    let options = web_sys::WorkerOptions::new();
    options.set_type(web_sys::WorkerType::Module);
    if let Err(refused) = web_sys::Worker::new_with_options("/sandbox_worker_loader.js", &options) {
        web_sys::console::error_1(&refused);
    }
}
