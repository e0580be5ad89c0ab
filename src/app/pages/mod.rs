//! The pages, one for each row of the route table.

mod across;
mod by_expiry;
mod copy_link;
mod crumbs;
mod gaps;
mod keys;
mod leaving;
mod listed;
mod not_found;
mod operation;
mod operations;
mod overview;
mod refused;
mod resource;
mod resources;
mod settings;
mod sheet;
mod sign_in_card;
mod unfinished;
mod welcome;

pub use refused::page as refused;

use cmk_console::routes::Route;
use leptos::prelude::*;

/// The page of a route, inside `<main>`.
pub fn page(route: Route) -> AnyView {
    match route {
        Route::Welcome => welcome::page(),
        Route::Overview => overview::page(),
        Route::Resources(arm_type) => resources::page(arm_type.as_deref()),
        Route::Resource(id) => resource::page(id),
        Route::Act { target, action } => sheet::act(target, &action),
        Route::Create { arm_type, action } => sheet::create(&arm_type, &action),
        Route::Across => across::page(),
        Route::KeyRequest => across::request(),
        Route::KeyReceipt => across::receipt(),
        Route::Operations => operations::page(),
        Route::Operation(id) => operation::page(&id),
        Route::Keys => keys::page(),
        Route::Settings => settings::page(),
        Route::Unknown(path) => not_found::page(format!("Nothing lies at {path}.")),
    }
}
