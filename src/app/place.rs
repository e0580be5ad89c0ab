//! Where the person is in the console: the page and the query of the address.
#![allow(dead_code, unused_imports, reason = "the pages that use it land next")]

use cmk_console::routes::Route;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::location::Location;

/// The address on screen. What a page shows starts here, so that a link reproduces it.
#[derive(Clone, Copy)]
pub struct Place {
    route: Memo<Route>,
    location: StoredValue<Location>,
    navigate: Callback<(String, bool)>,
}

impl Place {
    /// Makes the place of the application; called once, inside the router.
    pub fn provide() -> Place {
        let location = use_location();
        let pathname = location.pathname;
        let navigate = use_navigate();
        let place = Place {
            route: Memo::new(move |_| Route::parse(&pathname.read())),
            location: StoredValue::new(location),
            navigate: Callback::new(move |(path, replace): (String, bool)| {
                let options = NavigateOptions {
                    resolve: false,
                    replace,
                    scroll: !replace,
                    ..NavigateOptions::default()
                };
                navigate(&path, options);
            }),
        };
        provide_context(place);
        place
    }

    /// The place of the application.
    pub fn expect() -> Place {
        expect_context()
    }

    /// The page on screen.
    pub fn route(self) -> Signal<Route> {
        self.route.into()
    }

    /// A value of the query.
    pub fn query(self, name: &'static str) -> Signal<Option<String>> {
        let query = self.location.read_value().query;
        Signal::derive(move || query.read().get(name))
    }

    /// The fragment of the address, without its `#`; browsers send it to nobody.
    pub fn fragment(self) -> Signal<String> {
        let hash = self.location.read_value().hash;
        Signal::derive(move || hash.read().trim_start_matches('#').to_owned())
    }

    /// The whole address of a page, with a fragment, to be sent to somebody.
    pub fn address(route: &Route, fragment: &str) -> String {
        let origin = window().location().origin().unwrap_or_default();
        format!("{origin}{}#{fragment}", route.path())
    }

    /// Changes a value of the query in place: *back* still leads to the page before. An empty value
    /// is left out.
    pub fn set_query(self, name: &str, value: &str) {
        let location = self.location.get_value();
        let mut query = location.query.get_untracked();
        query.remove(name);
        if !value.is_empty() {
            query.insert(name.to_owned(), value.to_owned());
        }
        let path = location.pathname.get_untracked();
        self.navigate
            .run((format!("{path}{}", query.to_query_string()), true));
    }

    /// Goes to a page.
    pub fn go(self, route: &Route) {
        self.navigate.run((route.path(), false));
    }
}
