//! Runs: kept, carried out and shown. The runner belongs to the root, so that leaving a page
#![allow(dead_code, unused_imports, reason = "the pages that use it land next")]
//! never stops a run.

use std::sync::Arc;

use cmk_console::arm::ResourceId;
use cmk_console::plan::run::CannotStart;
use cmk_console::plan::{Plan, Run};
use leptos::prelude::*;

/// Who carries a run out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Driver {
    /// This tab.
    Here,
    /// Another tab of this browser; this one watches, and goes on when that one is gone.
    Elsewhere,
    /// Nobody: it has ended.
    Nobody,
}

/// Why a plan was not started.
#[derive(Clone, Debug, PartialEq)]
pub enum NotStarted {
    /// The plan or another run forbids it.
    Cannot(CannotStart),
    /// This console may not change anything; says why.
    Forbidden(String),
    /// The browser would not keep it, and what is not kept is not begun; says why.
    NotKept(String),
}

/// The runs of the person at the console.
#[derive(Clone, Copy)]
pub struct Runs {
    all: RwSignal<Vec<Arc<Run>>>,
}

impl Runs {
    /// Makes the runner of the application; called once, at the root.
    pub fn provide() -> Runs {
        let runs = Runs {
            all: RwSignal::new(Vec::new()),
        };
        provide_context(runs);
        runs
    }

    /// The runner of the application.
    pub fn expect() -> Runs {
        expect_context()
    }

    /// Every run of this person, the newest first.
    pub fn all(self) -> Signal<Vec<Arc<Run>>> {
        self.all.into()
    }

    /// One run.
    pub fn get(self, id: &str) -> Signal<Option<Arc<Run>>> {
        let (all, id) = (self.all, id.to_owned());
        Signal::derive(move || all.read().iter().find(|it| it.id == id).cloned())
    }

    /// The runs on one resource, the newest first.
    pub fn about(self, target: &ResourceId) -> Signal<Vec<Arc<Run>>> {
        let (all, target) = (self.all, target.clone());
        Signal::derive(move || {
            let all = all.read();
            all.iter()
                .filter(|it| it.plan.target == target)
                .cloned()
                .collect()
        })
    }

    /// How many have not ended.
    pub fn unfinished(self) -> Signal<usize> {
        let all = self.all;
        Signal::derive(move || all.read().iter().filter(|it| it.outcome.is_none()).count())
    }

    /// Who carries a run out.
    pub fn driver(self, id: &str) -> Signal<Driver> {
        let _ = id;
        Signal::stored(Driver::Nobody)
    }

    /// Keeps a run of this plan, and begins it.
    ///
    /// # Errors
    /// Why it was not begun.
    pub async fn start(self, plan: Plan) -> Result<String, NotStarted> {
        let _ = plan;
        Err(NotStarted::Forbidden("The console is being built.".into()))
    }

    /// Stops after what is under way. Only the tab that drives it can.
    pub fn stop(self, id: &str) {
        let _ = id;
    }

    /// Tries the step that ended it again.
    pub fn try_again(self, id: &str) {
        let _ = id;
    }

    /// The person says that the handed-over work is done.
    pub fn handed_over(self, id: &str) {
        let _ = id;
    }

    /// Carries it out from this tab; the other one watches from now on.
    pub fn take_over(self, id: &str) {
        let _ = id;
    }
}
