//! What only Azure knows of an environment, and how a client sees it.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::errors;
use crate::arm::{ResourceId, Timestamp};
use crate::resources::simulated::{Document, Refusal, World, text};

/// What only Azure knows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Inner {
    /// How far it is.
    pub(super) phase: Phase,
    /// From when on its own identity is shown.
    pub(super) identity_from: Timestamp,
}

/// How far an environment is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Phase {
    /// Its deployment is at work.
    Creating {
        /// Until when it waits for the use of its key; nothing once it has it, or has no key.
        key_by: Option<Timestamp>,
        /// When it is done.
        until: Timestamp,
    },
    /// It is there.
    Running,
    /// Its deployment failed.
    Failed,
    /// It is being deleted.
    Deleting { until: Timestamp },
}

impl Inner {
    pub(super) fn of(document: &Document) -> Option<Self> {
        serde_json::from_value(document.inner.clone()).ok()
    }

    pub(super) fn keep(&self, document: &mut Document) {
        document.inner = serde_json::to_value(self).unwrap_or_default();
    }
}

/// How far an environment is; one that nobody knows anything of is there.
pub(super) fn phase(document: &Document) -> Phase {
    Inner::of(document).map_or(Phase::Running, |it| it.phase)
}

/// Refuses a change of an environment that is not ready.
pub(super) fn check_ready(document: &Document) -> Result<(), Refusal> {
    match phase(document) {
        Phase::Running => Ok(()),
        Phase::Creating { .. } => Err(errors::at_work(&document.id, "Creating")),
        Phase::Deleting { .. } => Err(errors::at_work(&document.id, "Deleting")),
        Phase::Failed => Err(errors::failed_before(&document.id)),
    }
}

pub(super) fn show(world: &dyn World, document: &Document) -> Value {
    let mut shown = document.envelope();
    let (word, state) = match phase(document) {
        Phase::Creating { .. } => ("Creating", "NotSpecified"),
        Phase::Running => ("Succeeded", "Enabled"),
        Phase::Failed => ("Failed", "Disabled"),
        Phase::Deleting { .. } => ("Deleting", "Disabled"),
    };
    let properties = &mut shown["properties"];
    properties["provisioningState"] = json!(word);
    properties["state"] = json!(state);
    if phase(document) == Phase::Running {
        properties["endpointsConfiguration"] = endpoints(world, &document.id);
    }
    let is_hidden = Inner::of(document).is_some_and(|it| world.now() < it.identity_from);
    if is_hidden && let Some(identity) = shown["identity"].as_object_mut() {
        identity.remove("principalId");
        identity.remove("tenantId");
    }
    shown
}

/// Addresses of a block that is kept for documentation.
fn endpoints(world: &dyn World, id: &ResourceId) -> Value {
    let address = |about: &str| {
        let last = world.spread(&format!("{about} of {}", id.lower()), 1..=254);
        json!([{ "address": format!("203.0.113.{last}") }])
    };
    json!({
        "workflow": {
            "outgoingIpAddresses": address("workflow out"),
            "accessEndpointIpAddresses": address("workflow in"),
        },
        "connector": {
            "outgoingIpAddresses": address("connector out"),
            "accessEndpointIpAddresses": address("connector in"),
        },
    })
}

/// The subnets an environment lives in.
pub(super) fn subnets(body: &Value) -> Vec<ResourceId> {
    let listed = body.pointer("/properties/networkConfiguration/subnets");
    let listed = listed.and_then(Value::as_array).into_iter().flatten();
    listed
        .filter_map(|it| ResourceId::parse(text(it, "/id")).ok())
        .collect()
}
