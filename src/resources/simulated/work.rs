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
    /// How it fails, by its own account, when its time is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed: Option<Failed>,
}

/// How work fails.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failed {
    /// The code below the operation's own.
    pub code: String,
    /// The sentence that goes with it.
    pub message: String,
}

impl Failed {
    /// Work that succeeds and says that it failed.
    ///
    /// Source: Azure/azure-rest-api-specs#20428, read 21 Aug 2026; its sentence is assumed.
    fn by_mistake() -> Self {
        Self {
            code: "InternalServerError".into(),
            message: "Encountered internal server error.".into(),
        }
    }
}

/// Ends the work on a resource now, as failed. `kind` is the type under which it is remembered.
pub fn fail(world: &mut dyn World, kind: &str, result: &ResourceId, failed: &Failed) {
    let now = world.now();
    let read = |it: &Document| serde_json::from_value::<Begun>(it.inner.clone()).ok();
    let running = world.documents(kind).filter_map(|it| {
        let begun = read(it).filter(|it| now < it.until)?;
        (begun.result.as_ref() == Some(result)).then(|| (it.clone(), begun))
    });
    let running: Vec<(Document, Begun)> = running.collect();
    for (mut document, mut begun) in running {
        begun.until = now;
        begun.failed = Some(failed.clone());
        document.inner = serde_json::to_value(begun).unwrap_or_default();
        world.put(document);
    }
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
            failed: world.reports_failure().then(Failed::by_mistake),
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
