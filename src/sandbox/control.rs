//! The sandbox's own controls: time, faults, and what somebody else does in a shell.

use std::cell::Cell;

use serde::{Deserialize, Serialize};

use super::fault::{Fault, FaultSetting};
use super::journal::{Entry, Journal};
use super::platform::role_assignments;
use super::scenario::Scenario;
use super::stage::{Stage, Tricks};
use super::wire::Cors;
use super::{Sandbox, SimClock};
use crate::arm::{Cloud, ResourceId, Timestamp};
use crate::resources::key_vault::sandbox::shell;

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
    Reset {
        /// What it begins with now; as before when nothing is said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        scenario: Option<Scenario>,
    },
    /// Somebody rotates a key.
    RotateKey {
        /// The key.
        key: ResourceId,
    },
    /// Somebody imports a key, or makes one in the vault itself.
    ImportKey {
        /// The key that comes to be.
        key: ResourceId,
        /// `RSA` or `RSA-HSM`.
        kind: String,
    },
    /// Somebody disables or enables a version of a key.
    SetKeyEnabled {
        /// The key.
        key: ResourceId,
        /// The version; empty for the newest.
        #[serde(default)]
        version: String,
        /// Whether it may be used.
        enabled: bool,
    },
    /// Somebody changes the network rules of a vault.
    SetFirewall {
        /// The vault.
        vault: ResourceId,
        /// `Allow` or `Deny`.
        default_action: String,
        /// `AzureServices` or `None`.
        bypass: String,
        /// `Enabled` or `Disabled`.
        public_access: String,
    },
    /// Somebody connects a virtual network to a vault by a private endpoint, and closes the rest.
    ConnectPrivateEndpoint {
        /// The vault.
        vault: ResourceId,
    },
    /// Somebody gives an identity the use of a Managed HSM's keys, with the HSM's own roles.
    AssignHsmRole {
        /// The HSM.
        hsm: ResourceId,
        /// The object ID.
        principal: String,
        /// `/`, `/keys` or `/keys/{name}`.
        scope: String,
    },
    /// Somebody lets a Managed HSM's keys be managed through Resource Manager, or not.
    SetHsmKeysThroughArm {
        /// The HSM.
        hsm: ResourceId,
        /// Whether.
        on: bool,
    },
    /// Somebody takes a role away.
    DeleteGrant {
        /// The role assignment.
        assignment: ResourceId,
    },
}

fn in_a_shell(world: &mut Stage<'_>, control: &Control) -> Result<(), String> {
    match control {
        Control::RotateKey { key } => shell::rotate_key(world, key),
        Control::ImportKey { key, kind } => shell::import_key(world, key, kind),
        Control::SetKeyEnabled {
            key,
            version,
            enabled,
        } => shell::set_enabled(world, key, version, *enabled),
        Control::SetFirewall {
            vault,
            default_action,
            bypass,
            public_access,
        } => shell::set_firewall(world, vault, default_action, bypass, public_access),
        Control::ConnectPrivateEndpoint { vault } => shell::connect_privately(world, vault),
        Control::AssignHsmRole {
            hsm,
            principal,
            scope,
        } => shell::assign_hsm_role(world, hsm, principal, scope),
        Control::SetHsmKeysThroughArm { hsm, on } => shell::set_keys_through_arm(world, hsm, *on),
        Control::DeleteGrant { assignment } => {
            let removed = role_assignments::remove(world, assignment);
            let missing = || format!("There is no role assignment at {assignment}.");
            removed.then_some(()).ok_or_else(missing)
        }
        _ => Ok(()),
    }
}

impl Sandbox {
    /// Uses a control at a wall time.
    ///
    /// # Errors
    /// Says in a sentence why nothing was done.
    pub fn control(&mut self, wall: Timestamp, control: Control) -> Result<(), String> {
        let at = self.catch_up(wall);
        if let Control::Reset { scenario } = control {
            self.reset(at, scenario);
            return Ok(());
        }
        self.carry_out(at, &control)?;
        self.journal.entries.push(Entry::Control { at, control });
        Ok(())
    }

    /// A scenario from its beginning, at the usual speed, with an empty journal.
    fn reset(&mut self, wall: Timestamp, scenario: Option<Scenario>) {
        *self = Self::beginning(Journal {
            started: wall,
            scenario: scenario.unwrap_or(self.journal.scenario),
            ..self.journal.clone()
        });
    }

    pub(super) fn carry_out(&mut self, at: Timestamp, control: &Control) -> Result<(), String> {
        match control {
            Control::SetSpeed { speed } => self.clock.set_speed(at, *speed),
            Control::SetFaults { faults } => self.faults.clone_from(faults),
            Control::SetCors { cors } => self.cors = *cors,
            Control::Reset { .. } => return Err("A reset is no entry of a journal.".into()),
            _ => return self.elsewhere(at, control),
        }
        Ok(())
    }

    /// What somebody else does in a shell, with the faults that decide how it takes effect.
    fn elsewhere(&mut self, at: Timestamp, control: &Control) -> Result<(), String> {
        let mut draft = self.state.clone();
        let names = Cloud::public();
        let switched_on = |it: Fault| self.faults.iter().any(|setting| setting.fault == it);
        let mut stage = Stage {
            state: &mut draft,
            now: self.clock.at(at),
            names: &names,
            tricks: Tricks::of(switched_on),
            used: Cell::default(),
        };
        in_a_shell(&mut stage, control)?;
        self.before = std::mem::replace(&mut self.state, draft);
        Ok(())
    }

    /// The speeds to offer, and the one that holds now.
    #[must_use]
    pub fn speeds(&self) -> ([u32; 3], u32) {
        (SimClock::SPEEDS, self.clock.speed(self.latest))
    }
}
