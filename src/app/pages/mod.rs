//! The pages, one for each row of the route table.

use cmk_console::config::Unusable;
use cmk_console::routes::Route;
use leptos::prelude::*;

/// The page of a route, inside `<main>`.
pub fn page(route: Route) -> AnyView {
    let path = route.path();
    view! { <h1>"cmk-console"</h1><p>{path}</p> }.into_any()
}

/// What is shown instead of the console while its configuration cannot be used.
pub fn not_configured(unusable: Unusable) -> AnyView {
    view! { <main><h1>"The console is not configured"</h1><p>{unusable.to_string()}</p></main> }
        .into_any()
}
