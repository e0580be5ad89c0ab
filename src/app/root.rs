//! The root: everything that outlives a page.

use cmk_console::config::{Config, Unusable};
use cmk_console::routes::Route;
use leptos::prelude::*;
use leptos_router::components::Router;
use leptos_router::location::{BrowserUrl, LocationProvider as _};

use crate::backend::Backend;
use crate::clock::Clock;
use crate::place::Place;
use crate::runner::Runs;
use crate::session::Session;
use crate::shell::Title;
use crate::ui::{Announcer, LiveRegion};
use crate::{config, pages};

/// The console, or the page that says why it cannot start.
#[component]
pub fn Root() -> impl IntoView {
    let loaded: LocalResource<Result<Config, Unusable>> = LocalResource::new(config::load);
    move || match loaded.get()? {
        Ok(config) => Some(view! { <Console config/> }.into_any()),
        Err(unusable) => Some(pages::not_configured(unusable).into_any()),
    }
}

#[component]
fn Console(config: Config) -> impl IntoView {
    Announcer::provide();
    Title::provide();
    Session::provide();
    Clock::provide();
    Backend::provide(config);
    Runs::provide();
    view! {
        <Router>
            <Inside/>
        </Router>
    }
}

#[component]
fn Inside() -> impl IntoView {
    let place = Place::provide();
    let session = Session::expect();
    let browser = expect_context::<BrowserUrl>();
    let shown = Memo::new(move |_| (place.route().get(), session.person().get()));
    Effect::new(move |_| {
        shown.track();
        browser.ready_to_complete();
    });
    view! {
        <LiveRegion/>
        {move || {
            let (route, person) = shown.get();
            let route = if person.is_some() { route } else { Route::Welcome };
            pages::page(route)
        }}
    }
}
