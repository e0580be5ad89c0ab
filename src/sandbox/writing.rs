//! Writes: carried out on a copy, journalled when they were accepted, and carried out again from
//! the journal.

use std::cell::Cell;

use serde_json::Value;

use super::Sandbox;
use super::fault::Fault;
use super::handle::Passage;
use super::journal::Entry;
use super::router::{self, Match, Target};
use super::serve::serve;
use super::stage::{Stage, Tricks};
use super::state::State;
use super::wire::WireRequest;
use crate::arm::{Response, Timestamp};
use crate::resources::simulated::{Caller, Document, Outcome, Refusal, WORK};

impl Sandbox {
    /// A write works on a copy, which takes the place of the state when it was accepted.
    pub(super) fn write(
        &mut self,
        passage: &mut Passage<'_>,
        asked: (&Caller, &Target, Match),
        body: Value,
    ) -> Outcome {
        let (caller, target) = (asked.0, asked.1);
        let tricks = Tricks::of(|it| self.setting(passage, target, it).is_some());
        let (response, draft, used) = self.attempt(passage, asked, body, tricks)?;
        if draft.revision() == self.state.revision() {
            return Ok(response);
        }
        for fault in used.faults() {
            self.strikes(passage, target, fault);
        }
        let applied = !self.strikes(passage, target, Fault::AcceptedNotApplied);
        let entry = Entry::Write {
            at: passage.wall,
            caller: caller.clone(),
            method: passage.request.method.clone(),
            url: passage.request.url.clone(),
            body: passage.request.body.clone(),
            faults: passage.struck.clone(),
        };
        self.apply(draft, applied);
        self.journal.entries.push(entry);
        passage.changed = applied;
        Ok(response)
    }

    fn attempt(
        &self,
        passage: &Passage<'_>,
        (caller, target, found): (&Caller, &Target, Match),
        body: Value,
        tricks: Tricks,
    ) -> Result<(Response, State, Tricks), Refusal> {
        let mut draft = self.state.clone();
        let mut stage = Stage {
            state: &mut draft,
            now: self.clock.at(passage.wall),
            names: &passage.names,
            tricks,
            used: Cell::default(),
        };
        let response = serve(&mut stage, caller, (target, found), body)?;
        let used = stage.used.get();
        Ok((response, draft, used))
    }

    /// Makes a draft the state; or, where it was only said to be done, keeps of it nothing but
    /// the operations that can be followed.
    fn apply(&mut self, draft: State, applied: bool) {
        self.before = self.state.clone();
        if applied {
            self.state = draft;
            return;
        }
        let is_work = |it: &Document| {
            let kind = it.id.arm_type().unwrap_or_default().to_ascii_lowercase();
            WORK.iter()
                .any(|it| kind.ends_with(&it.to_ascii_lowercase()))
        };
        self.state.adopt(&draft, is_work);
    }

    /// Carries out once more a write that was accepted before.
    pub(super) fn redo(
        &mut self,
        wall: Timestamp,
        caller: &Caller,
        request: &WireRequest,
        faults: &[Fault],
    ) {
        let passage = Passage::new(wall, request);
        let tricks = Tricks::of(|it| faults.contains(&it));
        let attempt = || {
            let target = Target::read(&request.method, &request.url)?;
            let found = target.find()?;
            let body = router::body(&request.body)?;
            self.attempt(&passage, (caller, &target, found), body, tricks)
        };
        if let Ok((_, draft, _)) = attempt() {
            self.apply(draft, !faults.contains(&Fault::AcceptedNotApplied));
        }
    }
}
