//! The same Azure again: a journal carried out from its beginning.

use super::Sandbox;
use super::journal::{Entry, FORMAT, Journal, UnknownJournal};
use super::wire::WireRequest;
use crate::arm::Headers;

impl Sandbox {
    /// The sandbox that a journal tells of.
    ///
    /// # Errors
    /// When the journal has another format.
    pub fn replay(journal: Journal) -> Result<Self, UnknownJournal> {
        if journal.format != FORMAT {
            return Err(UnknownJournal::Format(journal.format));
        }
        let entries = journal.entries.clone();
        let mut sandbox = Self::beginning(journal);
        sandbox.absorb(&entries);
        Ok(sandbox)
    }

    /// Takes over what was added to the same journal elsewhere, in another tab for example.
    pub fn absorb(&mut self, entries: &[Entry]) {
        if entries.iter().any(|it| it.at() < self.latest) {
            // This copy has seen later times than the entries tell of: only a new one is right.
            let mut whole = self.journal.clone();
            let known = std::mem::take(&mut whole.entries);
            let (log, latest) = (std::mem::take(&mut self.log), self.latest);
            *self = Self::beginning(whole);
            known.iter().chain(entries).for_each(|it| self.take(it));
            self.log = log;
            self.catch_up(latest);
            return;
        }
        entries.iter().for_each(|it| self.take(it));
    }

    fn take(&mut self, entry: &Entry) {
        let at = self.catch_up(entry.at());
        match entry {
            Entry::Write {
                caller,
                method,
                url,
                body,
                faults,
                ..
            } => {
                let request = WireRequest {
                    method: method.clone(),
                    url: url.clone(),
                    headers: Headers::default(),
                    body: body.clone(),
                };
                self.redo(at, caller, &request, faults);
            }
            Entry::Struck { setting, .. } => {
                if let Some(setting) = self.faults.get_mut(*setting) {
                    setting.spend();
                }
            }
            Entry::Redeemed { code, until, .. } => self.remember_redeemed(at, code, *until),
            Entry::Consented { consent, .. } => self.give_consent(at, consent),
            Entry::Control { control, .. } => {
                // It was possible once, so it is possible again.
                let _ = self.carry_out(at, control);
            }
        }
        self.journal.entries.push(entry.clone());
    }
}
