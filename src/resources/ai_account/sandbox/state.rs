//! What only Azure knows of an account or a project: the work under way.

use serde::{Deserialize, Serialize};

use super::errors;
use crate::arm::Timestamp;
use crate::resources::simulated::{Document, Refusal, World};

/// Work that was begun, which may be over.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct UnderWay {
    pub(super) what: Doing,
    pub(super) until: Timestamp,
}

/// What is being done, in the words of `provisioningState`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Doing {
    Accepted,
    Creating,
    Deleting,
}

impl UnderWay {
    fn of(document: &Document) -> Option<Self> {
        serde_json::from_value(document.inner.clone()).ok()
    }

    pub(super) fn keep(self, document: &mut Document) {
        document.inner = serde_json::to_value(self).unwrap_or_default();
    }
}

/// What is being done to an account or a project now.
pub(super) fn doing(world: &dyn World, document: &Document) -> Option<Doing> {
    let work = UnderWay::of(document)?;
    (world.now() < work.until).then_some(work.what)
}

/// Refuses a change while another one is at work.
pub(super) fn check_idle(world: &dyn World, document: &Document) -> Result<(), Refusal> {
    match doing(world, document) {
        None => Ok(()),
        Some(_) => Err(errors::busy(&document.id)),
    }
}
