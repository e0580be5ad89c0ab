//! What only Azure knows of a cluster: the work under way, and the version that is in use.

use serde::{Deserialize, Serialize};

use super::errors;
use crate::arm::Timestamp;
use crate::resources::simulated::{Document, Refusal, World};

/// What only Azure knows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Inner {
    /// The latest work, which may be over.
    pub(super) work: Option<UnderWay>,
    /// The key, where it is the customer's.
    pub(super) key: Option<Held>,
    /// Whether the identity was taken away from a cluster with a key.
    #[serde(default)]
    pub(super) is_cut_off: bool,
    /// Since when its key could not be used; nothing where it can.
    #[serde(default)]
    pub(super) without_key: Option<Timestamp>,
}

/// Work on a cluster.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct UnderWay {
    pub(super) what: Doing,
    pub(super) until: Timestamp,
}

/// What is being done, in the words of `provisioningState`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Doing {
    ProvisioningAccount,
    Updating,
    Deleting,
}

/// The version of the key that is in use.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Held {
    pub(super) version: String,
    /// Whether newer versions are taken.
    pub(super) follows: bool,
    /// Whether the version is shown although newer ones are taken.
    pub(super) is_shown: bool,
    /// The newest version at the latest look, which is not taken a second time.
    #[serde(default)]
    pub(super) seen: String,
}

impl Inner {
    pub(super) fn of(document: &Document) -> Self {
        serde_json::from_value(document.inner.clone()).unwrap_or_default()
    }

    pub(super) fn keep(&self, document: &mut Document) {
        document.inner = serde_json::to_value(self).unwrap_or_default();
    }
}

/// What is being done to a cluster now.
pub(super) fn doing(world: &dyn World, document: &Document) -> Option<Doing> {
    let work = Inner::of(document).work?;
    (world.now() < work.until).then_some(work.what)
}

/// Refuses a change while another one is at work.
pub(super) fn check_idle(world: &dyn World, document: &Document) -> Result<(), Refusal> {
    match doing(world, document) {
        None => Ok(()),
        Some(Doing::Deleting) => Err(errors::deleting()),
        Some(Doing::ProvisioningAccount | Doing::Updating) => Err(errors::busy()),
    }
}
