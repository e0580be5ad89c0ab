//! The sandbox's own controls: time, faults, and what somebody else does in a shell.

use serde::{Deserialize, Serialize};

use super::fault::FaultSetting;
use super::journal::{Entry, FORMAT, Journal};
use super::wire::Cors;
use super::{Sandbox, SimClock};
use crate::arm::Timestamp;

/// Something done to the sandbox from outside the simulated Azure. Journalled like a write.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "control", rename_all = "kebab-case")]
pub enum Control {
    /// Lets simulated time pass at another speed.
    SetSpeed {
        /// How many simulated seconds pass in a second.
        speed: u32,
    },
    /// Switches faults; those that are not named are off.
    SetFaults {
        /// What goes wrong from now on.
        faults: Vec<FaultSetting>,
    },
    /// Says which response headers a page from elsewhere may read.
    SetCors {
        /// The profile.
        cors: Cors,
    },
    /// Forgets everything that happened since the beginning.
    Reset,
}

impl Sandbox {
    /// Uses a control at a wall time.
    ///
    /// # Errors
    /// Says in a sentence why nothing was done.
    pub fn control(&mut self, wall: Timestamp, control: Control) -> Result<(), String> {
        let at = self.catch_up(wall);
        if control == Control::Reset {
            self.reset(at);
            return Ok(());
        }
        self.carry_out(at, &control)?;
        self.journal.entries.push(Entry::Control { at, control });
        Ok(())
    }

    /// The same scenario from its beginning, at the usual speed, with an empty journal.
    fn reset(&mut self, wall: Timestamp) {
        let Journal {
            scenario,
            seed,
            speed,
            ..
        } = self.journal;
        *self = Self::beginning(Journal {
            format: FORMAT,
            scenario,
            seed,
            started: wall,
            speed,
            entries: Vec::new(),
        });
    }

    pub(super) fn carry_out(&mut self, at: Timestamp, control: &Control) -> Result<(), String> {
        match control {
            Control::SetSpeed { speed } => self.clock.set_speed(at, *speed),
            Control::SetFaults { faults } => self.faults.clone_from(faults),
            Control::SetCors { cors } => self.cors = *cors,
            Control::Reset => return Err("A reset is no entry of a journal.".into()),
        }
        Ok(())
    }

    /// The speeds to offer, and the one that holds now.
    #[must_use]
    pub fn speeds(&self) -> ([u32; 3], u32) {
        (SimClock::SPEEDS, self.clock.speed(self.latest))
    }
}
