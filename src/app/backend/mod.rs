//! Azure, or the sandbox that plays it, as the pages and the runner see it.

mod page_facts;
mod reading;
mod send;
mod simulation;
mod token;

pub use page_facts::PageFacts;
pub use simulation::{Simulation, Stage};

use std::collections::BTreeMap;
use std::time::Duration;

use cmk_console::arm::{Cloud, Origin, Timestamp};
use cmk_console::config::{Config, Mode};
use cmk_console::deployment::Heard;
use cmk_console::palette::Seen;
use leptos::prelude::*;

use crate::auth::{Auth, Waiting};
use crate::clock::wall;
use crate::platform::wake;
use crate::session::{PersonSource, Session};
use token::{TokenSource, Tokens};

/// Where requests go.
#[derive(Clone, Copy)]
pub struct Backend {
    config: StoredValue<Config>,
    session: Session,
    auth: Auth,
    simulation: Simulation,
    tokens: StoredValue<Tokens, LocalStorage>,
    /// Which headers of Resource Manager's answers were readable in this tab.
    heard: StoredValue<Heard>,
    /// The resources and keys that were read in this tab.
    seen: StoredValue<Seen>,
    watchers: StoredValue<Watchers>,
    is_offline: RwSignal<bool>,
}

/// Who wants to hear that something has changed, by number.
#[derive(Default)]
struct Watchers {
    last: u32,
    all: BTreeMap<u32, Callback<()>>,
}

impl Backend {
    /// Makes the backend of the application; called once, at the root.
    pub fn provide(config: Config) -> Backend {
        let backend = Backend {
            config: StoredValue::new(config),
            session: Session::expect(),
            auth: Auth::expect(),
            simulation: Simulation::expect(),
            tokens: StoredValue::new_local(Tokens::default()),
            heard: StoredValue::new(Heard::default()),
            seen: StoredValue::new(Seen::default()),
            watchers: StoredValue::new(Watchers::default()),
            is_offline: RwSignal::new(wake::is_offline()),
        };
        wake::on_return(move || backend.is_offline.set(wake::is_offline()));
        backend
            .simulation
            .on_change(move || backend.something_changed());
        provide_context(backend);
        backend
    }

    /// The backend of the application.
    pub fn expect() -> Backend {
        expect_context()
    }

    /// The deployment's configuration.
    pub fn config(self) -> Config {
        self.config.get_value()
    }

    /// The addresses of Azure.
    pub fn cloud(self) -> Cloud {
        self.config.read_value().cloud.clone()
    }

    /// The Resource Manager whose addresses may be followed.
    pub fn origin(self) -> Option<Origin> {
        Origin::of(&self.config.read_value().cloud.arm).ok()
    }

    /// What the console may do here.
    pub fn mode(self) -> Mode {
        self.config.read_value().mode
    }

    /// Whether the person at the console is in the sandbox, and so everything on screen simulated.
    pub fn simulated(self) -> bool {
        self.token_source()
            .is_some_and(|it| matches!(it, TokenSource::SandboxPerson(_)))
    }

    /// The time where the data comes from.
    pub fn now(self) -> Timestamp {
        if self.simulated() {
            self.simulation.now()
        } else {
            wall()
        }
    }

    /// How long by the wall clock until a time where the data comes from; zero when it has come.
    pub fn wall_until(self, until: Timestamp) -> Duration {
        let left = until.since(self.now());
        if self.simulated() {
            left / self.simulation.speed().max(1)
        } else {
            left
        }
    }

    /// Whether Azure is out of reach because the browser has no network; the sandbox needs none.
    pub fn is_offline(self) -> bool {
        self.is_offline.get() && !self.simulated() && self.config.read_value().offers_azure()
    }

    /// What requests wait for before they are sent, in a sentence; none while they go out.
    pub fn waits_for(self) -> Signal<Option<String>> {
        let waiting = self.auth.waiting();
        Signal::derive(move || {
            let waiting = waiting.read();
            let is_meant = !self.simulated();
            waiting.as_ref().filter(|_| is_meant).map(Waiting::sentence)
        })
    }

    /// Makes every page read again: Azure has changed, as far as this browser knows.
    pub fn something_changed(self) {
        let all = self.watchers.read_value().all.clone();
        all.into_values().for_each(|it| it.run(()));
    }

    /// Forgets what is one person's: tokens, and what was read with them. Called when
    /// the person changes.
    pub fn forget(self) {
        self.tokens.set_value(Tokens::default());
        self.heard.set_value(Heard::default());
        self.seen.set_value(Seen::default());
    }

    /// The resources and keys that were read.
    pub fn seen(self) -> StoredValue<Seen> {
        self.seen
    }

    /// Which headers of Resource Manager's answers were readable.
    pub fn heard(self) -> Heard {
        self.heard.get_value()
    }

    /// The tenant id of the person's directory; empty when nobody has entered.
    pub fn directory(self) -> String {
        let person = self.session.person().get_untracked();
        person.map(|it| it.tenant).unwrap_or_default()
    }

    /// The object ID of the person there; empty when nobody has entered.
    pub fn object(self) -> String {
        let person = self.session.person().get_untracked();
        person.map(|it| it.oid).unwrap_or_default()
    }

    fn watch(self, changed: impl Fn() + Send + Sync + 'static) -> u32 {
        let mut watchers = self.watchers.write_value();
        watchers.last += 1;
        let number = watchers.last;
        watchers
            .all
            .insert(number, Callback::new(move |()| changed()));
        number
    }

    fn unwatch(self, number: u32) {
        self.watchers.write_value().all.remove(&number);
    }

    fn token_source(self) -> Option<TokenSource> {
        let person = self.session.person().get_untracked()?;
        Some(match person.source {
            PersonSource::Azure => TokenSource::Msal(self.auth),
            PersonSource::Sandbox => TokenSource::SandboxPerson(person.id),
        })
    }
}
