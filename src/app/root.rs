//! The root: everything that outlives a page.

use cmk_console::config::{Config, Unusable};
use cmk_console::routes::Route;
use leptos::prelude::*;
use leptos_router::components::Router;
use leptos_router::location::{BrowserUrl, LocationProvider as _};

use crate::backend::{Backend, Simulation};
use crate::clock::Clock;
use crate::place::Place;
use crate::runner::Runs;
use crate::session::Session;
use crate::shell::{Bare, NotConfigured, Shell, Starting, Title, theme};
use crate::ui::{Announcer, LiveRegion, RouteFocus, SkipLink};
use crate::{config, pages};

/// The console, or the page that says why it cannot start.
#[component]
pub fn Root() -> impl IntoView {
    theme::provide();
    Announcer::provide();
    let loaded: LocalResource<Result<Config, Unusable>> = LocalResource::new(config::load);
    view! {
        <LiveRegion/>
        {move || match loaded.get() {
            None => view! { <Starting what="Reading the configuration"/> }.into_any(),
            Some(Ok(config)) => view! { <Console config/> }.into_any(),
            Some(Err(unusable)) => view! { <NotConfigured unusable/> }.into_any(),
        }}
    }
}

#[component]
fn Console(config: Config) -> impl IntoView {
    let simulation = Simulation::provide(config.offers_sandbox());
    let session = Session::provide();
    let backend = Backend::provide(config);
    Clock::provide();
    let runs = Runs::provide();
    Title::provide();
    // Tokens and runs are one person's: they go, and others come, with the person.
    let owner = Memo::new(move |_| session.owner());
    Effect::new(move |_| {
        backend.forget_tokens();
        runs.belong_to(owner.get());
    });
    // A sleeping run waits by the wall, for a time of the simulated clock.
    Effect::new(move |_| {
        simulation.standing().track();
        runs.look();
    });
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
    let is_coming_back = Memo::new(move |_| session.is_coming_back());
    let shown = Memo::new(move |_| (place.route().get(), session.person().get()));
    Effect::new(move |_| {
        shown.track();
        browser.ready_to_complete();
    });
    Effect::new(move |before: Option<bool>| {
        let (route, person) = shown.get();
        // Whoever enters on the welcome page goes on; a deeper address was what they came for.
        if before == Some(false) && person.is_some() && route == Route::Welcome {
            place.go(&Route::Overview);
        }
        person.is_some()
    });
    let path = Memo::new(move |_| {
        let (route, person) = shown.get();
        format!(
            "{} {}",
            person.map(|it| it.id).unwrap_or_default(),
            route.path()
        )
    });
    view! {
        <SkipLink/>
        <RouteFocus path=path/>
        {move || {
            if is_coming_back.get() {
                return view! { <Starting what="Starting the sandbox"/> }.into_any();
            }
            match shown.get() {
                (Route::Welcome, _) | (_, None) => {
                    view! { <Bare>{pages::page(Route::Welcome)}</Bare> }.into_any()
                }
                (route, Some(person)) => {
                    view! { <Shell person route=route.clone()>{pages::page(route)}</Shell> }.into_any()
                }
            }
        }}
    }
}
