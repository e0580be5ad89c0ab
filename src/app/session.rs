//! Who is at the console, remembered for the tab.

use cmk_console::directory::{Account, Tenant};
use cmk_console::sandbox::port::Somebody;
use leptos::prelude::*;

use crate::auth::{Auth, SignIn};
use crate::backend::Simulation;
pub use crate::backend::Stage;
use crate::platform::tab;
use crate::store::Owner;

/// Where a person comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonSource {
    /// They have signed in to Azure.
    Azure,
    /// They are one of the sandbox's people.
    Sandbox,
}

/// Somebody who has entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Where they come from.
    pub source: PersonSource,
    /// What the console calls them in its own lists: `mara`, or an account's id.
    pub id: String,
    /// `Mara Okafor`.
    pub name: String,
    /// What they may do, in a few words; empty where nobody knows beforehand.
    pub role: String,
    /// Object id in the directory.
    pub oid: String,
    /// Tenant id of the directory.
    pub tenant: String,
    /// `Fabrikam`.
    pub tenant_name: String,
}

/// Who is at the console.
///
/// Only the choice is remembered, in `sessionStorage`: a tab is one person's, another tab may be
/// another's, and no token is ever stored by us. Whoever has signed in to Azure may look around in
/// the sandbox meanwhile.
#[derive(Clone, Copy)]
pub struct Session {
    chosen: RwSignal<Option<String>>,
    people: Memo<Vec<Person>>,
    person: Memo<Option<Person>>,
    auth: Auth,
    simulation: Simulation,
}

const CHOSEN: &str = "cmk-console.person";

impl Session {
    /// Makes the session of the application; called once, at the root.
    pub fn provide() -> Session {
        let (auth, simulation) = (Auth::expect(), Simulation::expect());
        let chosen = RwSignal::new(tab::remembered(CHOSEN));
        let people = Memo::new(move |_| {
            let standing = simulation.standing();
            let standing = standing.read();
            let people = standing.iter().flat_map(|it| &it.people);
            people.map(Person::from).collect::<Vec<_>>()
        });
        let person = Memo::new(move |_| {
            let Some(chosen) = chosen.get() else {
                let tenants = auth.tenants();
                return auth.account().map(|it| Person::of(it, &tenants.read()));
            };
            people.read().iter().find(|it| it.id == chosen).cloned()
        });
        let session = Session {
            chosen,
            people,
            person,
            auth,
            simulation,
        };
        provide_context(session);
        session
    }

    /// The session of the application.
    pub fn expect() -> Session {
        expect_context()
    }

    /// Who has entered; nobody at first.
    pub fn person(self) -> Signal<Option<Person>> {
        self.person.into()
    }

    /// Who one can be in the sandbox; empty until it has started.
    pub fn people(self) -> Signal<Vec<Person>> {
        self.people.into()
    }

    /// Whether the sandbox can be entered.
    pub fn sandbox(self) -> Signal<Stage> {
        self.simulation.stage()
    }

    /// What has to start before somebody is back after a reload; none when nobody is awaited.
    pub fn coming_back(self) -> Option<&'static str> {
        let stage = self.auth.stage();
        match (&*self.chosen.read(), &*stage.read()) {
            (None, SignIn::Starting) => Some("Looking whether you are signed in"),
            (Some(_), _)
                if self.person.read().is_none()
                    && *self.simulation.stage().read() == Stage::Starting =>
            {
                Some("Starting the sandbox")
            }
            _ => None,
        }
    }

    /// Enters the sandbox as one of its people, or changes to another.
    pub fn enter(self, id: &str) {
        tab::remember(CHOSEN, id);
        self.chosen.set(Some(id.to_owned()));
    }

    /// Leaves the sandbox; runs go on where they can, and are there when the person comes back.
    pub fn leave(self) {
        tab::forget(CHOSEN);
        self.chosen.set(None);
    }

    /// Whose runs are shown; none when nobody has entered.
    pub fn owner(self) -> Option<Owner> {
        let person = self.person.get()?;
        match person.source {
            PersonSource::Azure => Some(Owner::in_azure(&person.tenant, &person.oid)),
            PersonSource::Sandbox => {
                let began = self.simulation.began()?;
                Some(Owner::in_sandbox(began, &person.tenant, &person.oid))
            }
        }
    }
}

impl Person {
    /// `MO`.
    pub fn initials(&self) -> String {
        let words = self.name.split_whitespace();
        words.filter_map(|it| it.chars().next()).take(2).collect()
    }

    /// Somebody who has signed in. Until their directories were read, theirs is called by the
    /// domain of the user name.
    fn of(account: Account, tenants: &[Tenant]) -> Self {
        let domain = account.username.rsplit('@').next().unwrap_or_default();
        let named = tenants.iter().find(|it| it.id == account.tenant);
        let tenant_name = named.map_or(domain, |it| it.name.as_str()).to_owned();
        Self {
            source: PersonSource::Azure,
            id: account.oid.clone(),
            name: account.name,
            role: account.username,
            oid: account.oid,
            tenant: account.tenant,
            tenant_name,
        }
    }
}

impl From<&Somebody> for Person {
    fn from(it: &Somebody) -> Self {
        Self {
            source: PersonSource::Sandbox,
            id: it.id.clone(),
            name: it.name.clone(),
            role: it.about.clone(),
            oid: it.oid.clone(),
            tenant: it.tenant.clone(),
            tenant_name: it.tenant_name.clone(),
        }
    }
}
