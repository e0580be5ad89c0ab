//! The world as the parts see it while they answer one request.

use std::cell::Cell;
use std::time::Duration;

use serde_json::Value;

use super::fault::Fault;
use super::graph::federation;
use super::people::{Directory, PEOPLE, guid, number};
use super::platform::providers::LOCATIONS;
use super::rights;
use super::state::{State, kind};
use crate::arm::{Cloud, ResourceId, Timestamp};
use crate::resources::simulated::{Document, NotFederated, Principal, Right, Simulated, World};

/// A state at one moment, with what makes this request special.
pub(super) struct Stage<'a> {
    pub(super) state: &'a mut State,
    pub(super) now: Timestamp,
    pub(super) names: &'a Cloud,
    pub(super) tricks: Tricks,
    /// Those of the tricks that made a difference.
    pub(super) used: Cell<Tricks>,
}

/// What faults do to a request from the inside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tricks {
    /// Work takes much longer.
    pub(super) slow: bool,
    /// Another version of the key is taken than was asked for.
    pub(super) wrong_version: bool,
    /// A new grant never has an effect.
    pub(super) no_grant: bool,
    /// Work is reported as failed, whatever becomes of it.
    pub(super) reports_failure: bool,
}

impl Tricks {
    /// The faults behind these tricks.
    pub(super) fn faults(self) -> impl Iterator<Item = Fault> {
        let rows = [
            (self.slow, Fault::SlowOperation),
            (self.wrong_version, Fault::WrongVersion),
            (self.no_grant, Fault::GrantNeverArrives),
            (self.reports_failure, Fault::ReportedFailure),
        ];
        rows.into_iter().filter(|it| it.0).map(|it| it.1)
    }

    /// The tricks that faults ask for.
    pub(super) fn of(strikes: impl Fn(Fault) -> bool) -> Self {
        Self {
            slow: strikes(Fault::SlowOperation),
            wrong_version: strikes(Fault::WrongVersion),
            no_grant: strikes(Fault::GrantNeverArrives),
            reports_failure: strikes(Fault::ReportedFailure),
        }
    }
}

impl Stage<'_> {
    fn use_trick(&self, which: impl Fn(&mut Tricks)) {
        let mut used = self.used.get();
        which(&mut used);
        self.used.set(used);
    }
}

/// How much longer work takes under the fault `slow-operation`.
const SLOW: u32 = 20;

/// The part that owns documents of the type of `id`.
pub(super) fn part_of(id: &ResourceId) -> Option<&'static dyn Simulated> {
    let kind = kind(id);
    let owns = |it: &&&dyn Simulated| it.types().iter().any(|it| it.eq_ignore_ascii_case(&kind));
    super::ALL.iter().find(owns).copied()
}

/// Lets everything happen that was due by `now`, in order.
pub(super) fn settle(state: &mut State, names: &Cloud, now: Timestamp) {
    while let Some((at, id)) = state.take_due(now) {
        let mut stage = Stage {
            state,
            now: at,
            names,
            tricks: Tricks::default(),
            used: Cell::default(),
        };
        if let Some(part) = part_of(&id) {
            part.due(&mut stage, &id);
        }
    }
}

impl World for Stage<'_> {
    fn now(&self) -> Timestamp {
        self.now
    }

    fn names(&self) -> &Cloud {
        self.names
    }

    fn locations(&self) -> Vec<&'static str> {
        LOCATIONS.iter().map(|it| it.0).collect()
    }

    fn document(&self, id: &ResourceId) -> Option<&Document> {
        self.state.document(id)
    }

    fn documents(&self, arm_type: &str) -> Box<dyn Iterator<Item = &Document> + '_> {
        Box::new(self.state.of_kind(arm_type))
    }

    fn everything(&self) -> Box<dyn Iterator<Item = &Document> + '_> {
        Box::new(self.state.everything())
    }

    fn show(&self, document: &Document) -> Value {
        match part_of(&document.id) {
            Some(part) => part.show(self, document),
            None => document.envelope(),
        }
    }

    fn put(&mut self, document: Document) {
        self.state.put(document);
    }

    fn remove(&mut self, id: &ResourceId) -> Option<Document> {
        self.state.remove(id)
    }

    fn schedule(&mut self, id: &ResourceId, at: Timestamp) {
        self.state.schedule(id, at);
    }

    fn guid(&mut self, about: &str) -> String {
        let serial = self.state.mint();
        guid(self.state.seed, &format!("{serial} {about}"))
    }

    fn spread(&self, about: &str, range: std::ops::RangeInclusive<u64>) -> u64 {
        let width = range.end().saturating_sub(*range.start()).saturating_add(1);
        range.start() + number(self.state.seed, about) % width.max(1)
    }

    fn tenant_of(&self, id: &ResourceId) -> Option<String> {
        let subscription = self.document(&id.subscription_id()?)?;
        Some(subscription.text("/tenantId").to_owned())
    }

    fn directory(&self, tenant: &str) -> Option<(&'static str, &'static str)> {
        let found = Directory::of_tenant(self.state.seed, tenant)?;
        Some((found.label(), found.domain()))
    }

    fn tenants_of(&self, object: &str) -> Vec<String> {
        let seed = self.state.seed;
        let account = PEOPLE.iter().find(|it| it.object(seed) == object);
        let account = account.map(|it| it.account().id);
        PEOPLE
            .iter()
            .filter(|it| account == Some(it.account().id))
            .map(|it| it.home.tenant(seed))
            .collect()
    }

    fn principal(&self, id: &str) -> Option<&Principal> {
        self.state.principal(id)
    }

    fn set_principal(&mut self, id: &str, principal: Option<Principal>) {
        self.state.set_principal(id, principal);
    }

    fn stands_in(&self, speaker: (&str, &str), tenant: &str) -> Result<String, NotFederated> {
        federation::stands_in(self, speaker, tenant)
    }

    fn may(&self, principal: &str, right: Right<'_>, scope: &ResourceId) -> bool {
        rights::allowed(self.state, self.now, principal, right, scope)
    }

    fn roles(&self, principal: &str, scope: &ResourceId) -> Vec<&'static str> {
        let grants = rights::grants(self.state, self.now, principal, scope);
        grants.iter().map(|it| it.id).collect()
    }

    fn sees(&self, principal: &str, scope: &ResourceId) -> bool {
        rights::sees(self.state, self.now, principal, scope)
    }

    fn key_changed(&mut self, key: &ResourceId) {
        for part in super::ALL {
            part.key_changed(self, key);
        }
    }

    fn stretch(&self, usual: Duration) -> Duration {
        if !self.tricks.slow {
            return usual;
        }
        self.use_trick(|it| it.slow = true);
        usual * SLOW
    }

    fn grant_delay(&self, about: &str, seconds: std::ops::RangeInclusive<u64>) -> Option<Duration> {
        if self.tricks.no_grant {
            self.use_trick(|it| it.no_grant = true);
            return None;
        }
        Some(Duration::from_secs(self.spread(about, seconds)))
    }

    fn reports_failure(&self) -> bool {
        if self.tricks.reports_failure {
            self.use_trick(|it| it.reports_failure = true);
        }
        self.tricks.reports_failure
    }

    fn takes_wrong_version(&self) -> bool {
        if self.tricks.wrong_version {
            self.use_trick(|it| it.wrong_version = true);
        }
        self.tricks.wrong_version
    }
}
