//! The root: everything that outlives a page.

use cmk_console::arm::Facts;
use cmk_console::config::{Config, Unusable};
use cmk_console::directory;
use cmk_console::routes::Route;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::Router;
use leptos_router::location::{BrowserUrl, LocationProvider as _};

use crate::auth::Auth;
use crate::backend::{Backend, Simulation};
use crate::clock::Clock;
use crate::place::Place;
use crate::runner::Runs;
use crate::session::{PersonSource, Session};
use crate::shell::{Bare, NotConfigured, Shell, Shortcuts, Starting, Title, theme};
use crate::ui::{Announcer, LiveRegion, RouteFocus, SkipLink};
use crate::version::Version;
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
    let auth = Auth::provide(config.clone());
    let session = Session::provide();
    let backend = Backend::provide(config);
    Clock::provide();
    Version::provide();
    let runs = Runs::provide();
    Title::provide();
    Shortcuts::provide();
    // Tokens and runs are one person's: they go, and others come, with the person.
    let owner = Memo::new(move |_| session.owner());
    Effect::new(move |_| {
        backend.forget();
        runs.belong_to(owner.get());
    });
    read_tenants(auth, session, backend);
    // Whoever has nothing unfinished is asked nothing.
    Effect::new(move |_| {
        if !runs.is_opening().get() && runs.unfinished().get() == 0 {
            auth.go_on();
        }
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

/// Reads the directories of whoever signs in; without them theirs still has a name.
fn read_tenants(auth: Auth, session: Session, backend: Backend) {
    let who = Memo::new(move |_| {
        let person = session.person().get();
        let person = person.filter(|it| it.source == PersonSource::Azure)?;
        Some((person.tenant, person.oid))
    });
    Effect::new(move |_| {
        if who.read().is_none() {
            return;
        }
        spawn_local(async move {
            let read = directory::tenants_read();
            let (at, outcome) = backend.read(&read).await;
            let mut facts = Facts::default();
            facts.insert(&read, at, outcome);
            if let Some(tenants) = directory::tenants(&facts).into_found() {
                auth.know_tenants(tenants);
            }
        });
    });
}

#[component]
fn Inside() -> impl IntoView {
    let place = Place::provide();
    let session = Session::expect();
    let browser = expect_context::<BrowserUrl>();
    let coming_back = Memo::new(move |_| session.coming_back());
    let refused = Auth::expect().refused();
    // A directory that gets its name later is the same directory, and the page stays.
    let shown = Memo::new(move |_| {
        let person = session.person().get();
        (place.route().get(), person.map(|it| (it.tenant, it.id)))
    });
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
            person.map(|(tenant, id)| tenant + &id).unwrap_or_default(),
            route.path()
        )
    });
    view! {
        <SkipLink/>
        <RouteFocus path=path/>
        {move || {
            if let Some(what) = coming_back.get() {
                return view! { <Starting what=what/> }.into_any();
            }
            if let Some(why) = refused.get() {
                return view! { <Bare>{pages::refused(why)}</Bare> }.into_any();
            }
            let (route, _) = shown.get();
            match session.person().get_untracked() {
                Some(person) if route != Route::Welcome => {
                    view! { <Shell person route=route.clone()>{pages::page(route)}</Shell> }.into_any()
                }
                _ => view! { <Bare>{pages::page(Route::Welcome)}</Bare> }.into_any(),
            }
        }}
    }
}
