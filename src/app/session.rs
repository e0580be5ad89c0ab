//! Who is at the console, remembered for the tab.

use cmk_console::sandbox::port::Somebody;
use leptos::prelude::*;

use crate::backend::Simulation;
pub use crate::backend::Stage;
use crate::platform::tab;
use crate::store::Owner;

/// Somebody who has entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
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
/// another's, and no token is ever stored.
#[derive(Clone, Copy)]
pub struct Session {
    chosen: RwSignal<Option<String>>,
    people: Memo<Vec<Person>>,
    person: Memo<Option<Person>>,
    simulation: Simulation,
}

const CHOSEN: &str = "cmk-console.person";

impl Session {
    /// Makes the session of the application; called once, at the root.
    pub fn provide() -> Session {
        let simulation = Simulation::expect();
        let chosen = RwSignal::new(tab::remembered(CHOSEN));
        let people = Memo::new(move |_| {
            let standing = simulation.standing();
            let standing = standing.read();
            let people = standing.iter().flat_map(|it| &it.people);
            people.map(Person::from).collect::<Vec<_>>()
        });
        let person = Memo::new(move |_| {
            let chosen = chosen.get()?;
            people.read().iter().find(|it| it.id == chosen).cloned()
        });
        let session = Session {
            chosen,
            people,
            person,
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

    /// Whether somebody is about to come back after a reload, and the sandbox still has to start.
    pub fn is_coming_back(self) -> bool {
        self.chosen.read().is_some()
            && self.person.read().is_none()
            && *self.simulation.stage().read() == Stage::Starting
    }

    /// Enters the sandbox as one of its people, or changes to another.
    pub fn enter(self, id: &str) {
        tab::remember(CHOSEN, id);
        self.chosen.set(Some(id.to_owned()));
    }

    /// Leaves; runs go on where they can, and are there when the person comes back.
    pub fn leave(self) {
        tab::forget(CHOSEN);
        self.chosen.set(None);
    }

    /// Whose runs are shown; none when nobody has entered.
    pub fn owner(self) -> Option<Owner> {
        let began = self.simulation.began()?;
        let person = self.person.get()?;
        Some(Owner::in_sandbox(began, &person.tenant, &person.oid))
    }
}

impl Person {
    /// `MO`.
    pub fn initials(&self) -> String {
        let words = self.name.split_whitespace();
        words.filter_map(|it| it.chars().next()).take(2).collect()
    }
}

impl From<&Somebody> for Person {
    fn from(it: &Somebody) -> Self {
        Self {
            id: it.id.clone(),
            name: it.name.clone(),
            role: it.about.clone(),
            oid: it.oid.clone(),
            tenant: it.tenant.clone(),
            tenant_name: it.tenant_name.clone(),
        }
    }
}
