//! Work that goes on after the answer, and how a client follows it.
//!
//! Source: Azure/azure-resource-manager-rpc, `v1.0/async-api-reference.md`, read 21 Aug 2026.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Document, World};
use crate::arm::{ResourceId, Response, Timestamp};

/// How a service says where its long-running operation can be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Monitor {
    /// `Azure-AsyncOperation`: a status document.
    AsyncOperation,
    /// `Location`: 202 while it runs.
    Location,
}

/// Work to be begun.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    /// How it can be followed.
    pub monitor: Monitor,
    /// The path above the operation's own name: `…/locations/westeurope/asyncoperations`.
    pub below: String,
    /// The API version of the address that is given out.
    pub api_version: String,
    /// How long it usually takes.
    pub takes: Duration,
    /// What `Retry-After` says.
    pub retry_after: u32,
    /// What can be read when it is done; nothing after a deletion.
    pub result: Option<ResourceId>,
}

/// What is remembered of work that has begun.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Begun {
    /// How it can be followed.
    pub monitor: Monitor,
    /// When it began.
    pub from: Timestamp,
    /// When it will be done.
    pub until: Timestamp,
    /// What `Retry-After` says.
    pub retry_after: u32,
    /// What can be read when it is done.
    pub result: Option<ResourceId>,
}

/// The last segments of the types under which work is remembered.
pub const WORK: [&str; 3] = ["asyncoperations", "operationStatuses", "operationResults"];

impl Work {
    /// Begins it. Says when it will be done, and puts the address to follow into the answer.
    pub fn begin(self, world: &mut dyn World, answer: Response) -> (Timestamp, Response) {
        let from = world.now();
        let until = from + world.stretch(self.takes);
        let name = world.guid(&self.below);
        let path = format!("{}/{name}", self.below);
        let header = match self.monitor {
            Monitor::AsyncOperation => "Azure-AsyncOperation",
            Monitor::Location => "Location",
        };
        let url = format!(
            "{}{path}?monitor=true&api-version={}",
            world.names().arm,
            self.api_version
        );
        let begun = Begun {
            monitor: self.monitor,
            from,
            until,
            retry_after: self.retry_after,
            result: self.result,
        };
        if let Ok(id) = ResourceId::parse(&path) {
            let inner = serde_json::to_value(begun).unwrap_or_default();
            let body = json!({});
            world.put(Document { id, body, inner });
        }
        let answer = answer
            .header(header, url)
            .header("Retry-After", self.retry_after.to_string());
        (until, answer)
    }
}
