//! The browser half: mounts the console.

mod auth;
mod backend;
mod clock;
mod components;
mod config;
mod pages;
mod place;
mod platform;
mod root;
mod runner;
mod session;
mod shell;
mod store;
mod ui;
mod version;

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(root::Root);
}
