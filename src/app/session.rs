//! Who is at the console, remembered for the tab.
#![allow(dead_code, unused_imports, reason = "the pages that use it land next")]

use leptos::prelude::*;

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

/// Whether the people of the sandbox can be chosen yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The sandbox is starting.
    Starting,
    /// The sandbox is there.
    Ready,
    /// It could not be started; says why and what to do.
    Failed(String),
    /// This deployment has none.
    Absent,
}

/// Who is at the console.
#[derive(Clone, Copy)]
pub struct Session {
    person: RwSignal<Option<Person>>,
    people: RwSignal<Vec<Person>>,
    stage: RwSignal<Stage>,
}

impl Session {
    /// Makes the session of the application; called once, at the root.
    pub fn provide() -> Session {
        let session = Session {
            person: RwSignal::new(None),
            people: RwSignal::new(Vec::new()),
            stage: RwSignal::new(Stage::Absent),
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
        self.stage.into()
    }

    /// Enters the sandbox as one of its people, or changes to another.
    pub fn enter(self, id: &str) {
        let people = self.people.read_untracked();
        self.person
            .set(people.iter().find(|it| it.id == id).cloned());
    }

    /// Leaves; runs go on where they can, and are there when the person comes back.
    pub fn leave(self) {
        self.person.set(None);
    }
}

impl Person {
    /// `MO`.
    pub fn initials(&self) -> String {
        let firsts = self
            .name
            .split_whitespace()
            .filter_map(|it| it.chars().next());
        firsts.take(2).collect()
    }
}
