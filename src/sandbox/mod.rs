//! A simulated Azure: a pure function from the time and a request to an answer.
//!
//! It refuses what Azure refuses, in Azure's words, and says 501 to what it does not know. Its
//! state follows from a scenario, a seed, the changes of speed and the journal of what was
//! accepted, so that the same Azure is there again after a reload and in every tab.
//! `docs/sandbox.md` says what is simulated and where each rule comes from.

mod answer;
mod bearer;
mod clients;
mod clock;
mod control;
mod entra;
mod fault;
mod gate;
mod graph;
mod handle;
mod journal;
mod log;
mod metadata;
mod names;
mod people;
mod platform;
pub mod port;
mod replay;
mod rights;
mod roles;
mod router;
mod scenario;
mod seed;
mod serve;
mod stage;
mod state;
#[cfg(test)]
mod tests;
mod token;
mod trouble;
mod vault_gate;
pub mod virtual_time;
mod wire;
mod writing;

use std::collections::BTreeMap;

use crate::arm::Timestamp;
use crate::resources::simulated::Simulated;
use crate::resources::{
    ai_account, integration_service_environment, key_vault, log_analytics_cluster,
    managed_identity, storage_account, virtual_network, workspace,
};

pub use clients::{CLIENTS, Client};
pub use clock::SimClock;
pub use control::Control;
pub use entra::applications::Registration;
pub use fault::{Fault, FaultSetting, Times};
pub use graph::Consent;
pub use journal::{Entry, FORMAT, Journal, UnknownJournal};
pub use log::{Log, LogEntry};
pub use names::{Service, reached};
pub use people::{Directory, PEOPLE, Person};
pub use scenario::Scenario;
pub use seed::Seed;
pub use token::Wish;
pub use wire::{Cors, WireRequest, WireResponse};

use state::State;

/// Every part of the simulated Azure. A resource type's own part is in its own folder.
static ALL: &[&dyn Simulated] = &[
    &platform::subscriptions::Subscriptions,
    &platform::groups::Groups,
    &platform::moves::Moves,
    &platform::providers::Providers,
    &platform::resources::Resources,
    &platform::permissions::Permissions,
    &platform::role_definitions::RoleDefinitions,
    &platform::role_assignments::RoleAssignments,
    &platform::eligible::EligibleRoles,
    &platform::locks::Locks,
    &platform::policy::Assignments,
    &platform::policy::Restrictions,
    &platform::work::Operations,
    &platform::activity::ActivityLog,
    &platform::lockbox::Lockbox,
    &managed_identity::sandbox::Identities,
    &key_vault::sandbox::Vaults,
    &key_vault::sandbox::Keys,
    &key_vault::sandbox::ManagedHsms,
    &storage_account::sandbox::StorageAccounts,
    &log_analytics_cluster::sandbox::Clusters,
    &workspace::sandbox::Workspaces,
    &workspace::sandbox::LinkedServices,
    &graph::Applications,
    &graph::ServicePrincipals,
    &graph::Me,
    &virtual_network::sandbox::VirtualNetworks,
    &integration_service_environment::sandbox::Environments,
    &integration_service_environment::sandbox::Connectors,
    &ai_account::sandbox::AiAccounts,
    &key_vault::sandbox::DiagnosticSettings,
    &workspace::sandbox::LinkedStorage,
    &workspace::sandbox::SavedSearches,
    &workspace::sandbox::DeletedWorkspaces,
];

/// A simulated Azure.
#[derive(Clone, Debug)]
pub struct Sandbox {
    state: State,
    /// The state before the latest change, for reads that lag behind.
    before: State,
    clock: SimClock,
    journal: Journal,
    faults: Vec<FaultSetting>,
    cors: Cors,
    /// Authorization codes that were redeemed, with when they would have run out.
    redeemed: BTreeMap<String, Timestamp>,
    /// The latest wall time seen; the clock of a machine may be set back.
    latest: Timestamp,
    log: Log,
}

impl Sandbox {
    /// A sandbox that begins now, by the wall clock.
    #[must_use]
    pub fn new(scenario: Scenario, seed: impl Into<Seed>, wall: Timestamp) -> Self {
        Self::beginning(Journal {
            format: FORMAT,
            scenario,
            seed: seed.into(),
            started: wall,
            speed: SimClock::USUAL,
            registrations: Vec::new(),
            entries: Vec::new(),
        })
    }

    /// A sandbox whose time passes as fast as the clock it is given.
    #[must_use]
    pub fn in_real_time(scenario: Scenario, seed: impl Into<Seed>, wall: Timestamp) -> Self {
        let mut sandbox = Self::new(scenario, seed, wall);
        sandbox.journal.speed = 1;
        sandbox.clock = SimClock::starting(wall, sandbox.clock.at(wall), 1);
        sandbox
    }

    /// The state at the beginning of a journal.
    fn beginning(mut journal: Journal) -> Self {
        let (state, simulated) = journal.scenario.build(journal.seed);
        journal.entries.clear();
        Self {
            before: state.clone(),
            state,
            clock: SimClock::starting(journal.started, simulated, journal.speed),
            faults: Vec::new(),
            cors: Cors::default(),
            redeemed: BTreeMap::new(),
            latest: journal.started,
            log: Log::default(),
            journal,
        }
    }

    /// An access token for a person, issued at a wall time. Tokens run out by the wall clock,
    /// whatever the speed of simulated time, because the clients that hold them live by it.
    #[must_use]
    pub fn token(&self, wall: Timestamp, wish: &Wish<'_>) -> String {
        token::issue(self.journal.seed, wall, wish)
    }

    /// What is kept so that this sandbox can be had again.
    #[must_use]
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// What was asked of it.
    #[must_use]
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// Forgets what was asked of it; what it knows stays.
    pub fn clear_log(&mut self) {
        self.log.clear();
    }

    /// How the wall clock maps to simulated time.
    #[must_use]
    pub fn clock(&self) -> &SimClock {
        &self.clock
    }

    /// The faults that are switched on, with what is left of their counts.
    #[must_use]
    pub fn faults(&self) -> &[FaultSetting] {
        &self.faults
    }

    /// Which response headers a page from elsewhere may read.
    #[must_use]
    pub fn cors(&self) -> Cors {
        self.cors
    }

    /// The tenant ID of a directory.
    #[must_use]
    pub fn tenant(&self, directory: Directory) -> String {
        directory.tenant(self.journal.seed)
    }

    /// The object ID of somebody.
    #[must_use]
    pub fn object(&self, person: &Person) -> String {
        person.object(self.journal.seed)
    }
}
