//! One tab's share in one run: it carries it out, or waits for the tab that does.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use cmk_console::plan::{Event, Run};
use leptos::prelude::*;

use super::drive::{Over, drive};
use super::{Driver, Runs};
use crate::backend::Backend;
use crate::clock::wall;
use crate::platform::bell::Bell;
use crate::platform::locks::{How, hold};
use crate::store::RunStore;

/// What a tab holds of a run it attends to.
#[derive(Clone)]
pub(super) struct Attended {
    pub(super) id: String,
    pub(super) backend: Backend,
    /// Rung when there is something to look at.
    pub(super) bell: Bell,
    runs: Runs,
    store: RunStore,
    /// The person's stay during which it was begun; a new one ends the attendance.
    stay: u32,
    commands: Rc<RefCell<VecDeque<Event>>>,
}

impl Attended {
    pub(super) fn new(runs: Runs, backend: Backend, store: RunStore, id: &str) -> Self {
        Self {
            id: id.to_owned(),
            backend,
            bell: Bell::default(),
            runs,
            store,
            stay: runs.stay(),
            commands: Rc::default(),
        }
    }

    /// Tells the run something; whoever drives it hears of it at once.
    pub(super) fn tell(&self, command: Event) {
        self.commands.borrow_mut().push_back(command);
        self.bell.ring();
    }

    pub(super) fn command(&self) -> Option<Event> {
        self.commands.borrow_mut().pop_front()
    }

    /// Whether the person has left meanwhile.
    pub(super) fn is_left(&self) -> bool {
        self.stay != self.runs.stay()
    }

    /// Keeps the run, then shows it here and tells the other tabs. False when it could not be
    /// kept: then nothing of what it says may be done.
    pub(super) async fn keep(&self, run: &Run) -> bool {
        match self.store.put(run, wall()).await {
            Ok(()) => {
                if !self.is_left() {
                    self.runs.show(run.clone());
                    self.runs.tell_others(&run.id);
                }
                true
            }
            Err(refused) => {
                self.runs.not_kept(&refused.0);
                false
            }
        }
    }

    /// Carries the run out whenever no other tab does, until it has ended.
    pub(super) async fn attend(self, mut how: How) {
        let name = format!("cmk-console run {}", self.id);
        loop {
            let held = match hold(&name, how, &self.bell).await {
                Some(held) => held,
                None if how == How::IfFree => {
                    self.set_driver(Driver::Elsewhere);
                    how = How::Wait;
                    continue;
                }
                None => return,
            };
            how = How::Wait;
            if self.is_left() {
                return;
            }
            // The tab before has gone on since this one last looked.
            let Ok(Some(run)) = self.store.get(&self.id).await else {
                return self.set_driver(Driver::Nobody);
            };
            if run.outcome.is_some() && self.commands.borrow().is_empty() {
                self.runs.show(run);
                return self.set_driver(Driver::Nobody);
            }
            self.set_driver(Driver::Here);
            match drive(&self, &held, run).await {
                Over::Ended => {
                    self.set_driver(Driver::Nobody);
                    self.backend.something_changed();
                    return;
                }
                Over::Taken => self.set_driver(Driver::Elsewhere),
                Over::Left => return,
            }
        }
    }

    fn set_driver(&self, driver: Driver) {
        if !self.is_left() {
            self.runs.drivers.update(|all| {
                all.insert(self.id.clone(), driver);
            });
        }
    }
}
