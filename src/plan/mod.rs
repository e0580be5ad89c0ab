//! Plans: what will be done and why, decided before anything is sent.
//!
//! Planning is a pure function of answers and facts. A plan is checked against the [`laws`] and
//! carried out by a [`run`]; both are data that can be shown, stored and taken up again.

pub mod check;
pub mod condition;
pub mod deadline;
pub mod laws;
pub mod patience;
mod permits;
pub mod preflight;
pub mod run;
pub mod save;
pub mod step;
pub mod template;
pub mod words;
pub mod work;

pub use check::{Check, Claim, Finding, Fix, Lack};
pub use condition::{Condition, Judged};
pub use deadline::{Deadline, Due};
pub use patience::Patience;
pub use run::{Event, Outcome, Run, Standing, Todo};
pub use save::Save;
pub use step::{Capture, Consequence, Step};
pub use template::{Bindings, reference, uuid_reference};
pub use work::{Gives, HandOver, Until, Watch, Work};

use serde::{Deserialize, Serialize};

use crate::arm::ResourceId;
use crate::directory::capsule::Capsule;

/// Checks and steps that make a wish come true, with the read that proves it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Plan {
    /// What it does, as a headline: "Use my key on fabrikamorders".
    pub title: String,
    /// The action's id.
    pub action: String,
    /// The resource it is about.
    pub target: ResourceId,
    /// What was found out, the gravest first.
    pub checks: Vec<Check>,
    /// What will be done, in order.
    pub steps: Vec<Step>,
    /// How what stops is brought back, written before anything stops.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub restore: Vec<Step>,
    /// The read that shows the wish fulfilled; success is claimed on nothing else.
    pub proof: Step,
    /// What somebody in another directory is told once it is done; may hold `{{names}}`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<Capsule>,
}

impl Plan {
    /// A plan without checks and steps.
    #[must_use]
    pub fn new(title: impl Into<String>, action: &str, target: ResourceId, proof: Watch) -> Self {
        let proof = Step::watch("prove", "Prove it by reading back", proof);
        let (title, action) = (title.into(), action.into());
        Self {
            title,
            action,
            target,
            checks: Vec::new(),
            steps: Vec::new(),
            restore: Vec::new(),
            proof,
            letter: None,
        }
    }

    /// Sorts the checks, gravest first, and puts the directory on every step that has none.
    #[must_use]
    pub fn finish(mut self, directory: &str) -> Self {
        self.checks.sort_by_key(|it| it.finding);
        let steps = self.steps.iter_mut().chain(&mut self.restore);
        for step in steps.chain([&mut self.proof]) {
            if step.directory.is_empty() {
                directory.clone_into(&mut step.directory);
            }
        }
        self
    }

    /// The steps with the proof as the last.
    pub fn all_steps(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().chain([&self.proof])
    }

    /// The step at a position, the proof after the last.
    #[must_use]
    pub fn step(&self, position: usize) -> Option<&Step> {
        self.all_steps().nth(position)
    }

    /// The checks that forbid to run it.
    pub fn blocking(&self) -> impl Iterator<Item = &Check> {
        self.checks.iter().filter(|it| it.blocks())
    }

    /// The steps that only a person's word shows, and no key in use proves afterwards. A file that
    /// was saved on the way changes nothing in Azure that could be proved.
    pub fn on_trust(&self) -> impl Iterator<Item = &Step> {
        let is_shown =
            matches!(&self.proof.work, Work::Watch(it) if !it.until.wanted_keys().is_empty());
        let unseen = |it: &&Step| {
            let by_hand = matches!(&it.work, Work::HandOver(it) if it.shown_by.is_none());
            by_hand && it.saves.is_none()
        };
        self.steps.iter().filter(move |it| !is_shown && unseen(it))
    }

    /// Seconds it usually takes.
    #[must_use]
    pub fn expected(&self) -> u32 {
        self.all_steps().map(|it| it.expected).sum()
    }
}
