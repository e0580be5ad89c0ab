//! How a resource type takes part in a simulated Azure: the routes it answers and the world they
//! see.
//!
//! A type's own `sandbox` module implements [`Simulated`]; the simulated Azure names those in a
//! table of its own, so that the product links none of this.

mod exchange;
pub mod identity;
pub mod place;
mod refusal;
mod work;

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::arm::{Cloud, Method, ResourceId, Response, Timestamp};

pub use exchange::{Caller, Exchange, Params, escaped, merge, page, shown, text};
pub use identity::{NotFederated, replicated_from};
pub use refusal::Refusal;
pub use work::{Begun, Failed, Monitor, WORK, Work, fail};

/// What a handler ends with.
pub type Outcome = Result<Response, Refusal>;

/// One part of the simulated Azure: a resource type, or something Resource Manager does itself.
pub trait Simulated: Sync + 'static {
    /// The ARM types whose documents belong to this part.
    fn types(&self) -> &'static [&'static str];

    /// The API versions its routes accept, newest first; none where any will do.
    fn api_versions(&self) -> &'static [&'static str];

    /// The requests it answers.
    fn routes(&self) -> &'static [Route];

    /// The API versions of its data plane, newest first.
    fn data_versions(&self) -> &'static [&'static str] {
        &[]
    }

    /// The requests it answers under a vault's own name, which stands in the parameter `vault`.
    fn data_routes(&self) -> &'static [Route] {
        &[]
    }

    /// The requests it answers under the name of Microsoft Graph; what they need is a permission
    /// of the token.
    fn graph_routes(&self) -> &'static [Route] {
        &[]
    }

    /// A document as a client reads it.
    fn show(&self, world: &dyn World, document: &Document) -> Value {
        let _ = world;
        document.envelope()
    }

    /// The time has come for which a document was [scheduled](World::schedule).
    fn due(&self, world: &mut dyn World, id: &ResourceId) {
        let _ = (world, id);
    }

    /// A key was given another version, or one of its versions changed.
    fn key_changed(&self, world: &mut dyn World, key: &ResourceId) {
        let _ = (world, key);
    }
}

/// One kind of request.
pub struct Route {
    /// The verb.
    pub method: Method,
    /// The path. `{name}` stands for one segment; a leading `{scope}` for all segments before.
    pub path: &'static str,
    /// The action that RBAC must allow; empty where none is needed.
    pub needs: &'static str,
    /// What it does, which decides what a lock forbids.
    pub effect: Effect,
    /// What answers it.
    pub handle: fn(&mut Exchange<'_>) -> Outcome,
}

/// What a request does to the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing.
    Read,
    /// Creates or changes.
    Write,
    /// Removes.
    Delete,
}

/// Something that exists, under its resource ID.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Where it is.
    pub id: ResourceId,
    /// What a client reads, without `id`, `name` and `type`, and without anything that depends
    /// on the name under which the client reached Azure.
    pub body: Value,
    /// What only Azure knows.
    pub inner: Value,
}

/// Somebody who can hold a role.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Principal {
    /// The object ID.
    pub id: String,
    /// The directory.
    pub tenant: String,
    /// `User` or `ServicePrincipal`.
    pub kind: String,
    /// What a person calls it.
    pub name: String,
    /// From when the directory's copies know it everywhere.
    pub known_from: Timestamp,
}

/// A right to be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right<'a> {
    /// An action of the control plane.
    Action(&'a str),
    /// An action on data, such as wrapping with a key.
    Data(&'a str),
}

/// The simulated Azure as a part sees it while it answers one request.
pub trait World {
    /// The simulated time.
    fn now(&self) -> Timestamp;
    /// The names under which the client reached Azure; every URL in an answer is built of them.
    fn names(&self) -> &Cloud;
    /// The names of all locations.
    fn locations(&self) -> Vec<&'static str>;
    /// What exists under an ID.
    fn document(&self, id: &ResourceId) -> Option<&Document>;
    /// Everything of an ARM type, in the order of IDs.
    fn documents(&self, arm_type: &str) -> Box<dyn Iterator<Item = &Document> + '_>;
    /// Everything that exists.
    fn everything(&self) -> Box<dyn Iterator<Item = &Document> + '_>;
    /// A document as its own part shows it.
    fn show(&self, document: &Document) -> Value;
    /// Creates or replaces.
    fn put(&mut self, document: Document);
    /// Removes.
    fn remove(&mut self, id: &ResourceId) -> Option<Document>;
    /// Asks for [`Simulated::due`] at a time, instead of any time asked for before.
    fn schedule(&mut self, id: &ResourceId, at: Timestamp);
    /// A GUID that the seed decides, another one on every call.
    fn guid(&mut self, about: &str) -> String;
    /// A number from a range that the seed decides, the same whenever the same is asked.
    fn spread(&self, about: &str, range: std::ops::RangeInclusive<u64>) -> u64;
    /// The directory a subscription belongs to.
    fn tenant_of(&self, id: &ResourceId) -> Option<String>;
    /// What a directory is called, and its default domain.
    fn directory(&self, tenant: &str) -> Option<(&'static str, &'static str)>;
    /// The directories in which somebody is a member or a guest, their own first; by an object ID
    /// of theirs.
    fn tenants_of(&self, object: &str) -> Vec<String>;
    /// Somebody who can hold a role.
    fn principal(&self, id: &str) -> Option<&Principal>;
    /// Adds somebody who can hold a role, or forgets them.
    fn set_principal(&mut self, id: &str, principal: Option<Principal>);
    /// Who stands for an application in a directory when an identity of the application's own
    /// directory speaks for it: application ID and object ID of the identity, tenant ID.
    ///
    /// # Errors
    /// Why nobody does.
    fn stands_in(&self, speaker: (&str, &str), tenant: &str) -> Result<String, NotFederated>;
    /// Whether roles that have taken effect allow something.
    fn may(&self, principal: &str, right: Right<'_>, scope: &ResourceId) -> bool;
    /// The GUIDs of the roles that have taken effect for a principal at a scope.
    fn roles(&self, principal: &str, scope: &ResourceId) -> Vec<&'static str>;
    /// Whether a principal has a role at a scope, above it or below it.
    fn sees(&self, principal: &str, scope: &ResourceId) -> bool;
    /// Says that a key or one of its versions changed.
    fn key_changed(&mut self, key: &ResourceId);
    /// How long something takes that usually takes this long.
    fn stretch(&self, usual: Duration) -> Duration;
    /// How long a new grant takes to be effective; `None` while it never arrives.
    fn grant_delay(&self, about: &str, seconds: std::ops::RangeInclusive<u64>) -> Option<Duration>;
    /// Whether work that begins now is to be reported as failed, whatever becomes of it.
    fn reports_failure(&self) -> bool;
    /// Whether a service is to take another version of a key than it was asked to.
    fn takes_wrong_version(&self) -> bool;
}

impl Route {
    /// A route whose verb says what it does.
    #[must_use]
    pub const fn at(
        method: Method,
        path: &'static str,
        needs: &'static str,
        handle: fn(&mut Exchange<'_>) -> Outcome,
    ) -> Self {
        let effect = match method {
            Method::Get | Method::Head => Effect::Read,
            Method::Put | Method::Patch | Method::Post => Effect::Write,
            Method::Delete => Effect::Delete,
        };
        Self {
            method,
            path,
            needs,
            effect,
            handle,
        }
    }

    /// A POST that only asks.
    #[must_use]
    pub const fn asking(
        path: &'static str,
        needs: &'static str,
        handle: fn(&mut Exchange<'_>) -> Outcome,
    ) -> Self {
        Self {
            effect: Effect::Read,
            ..Self::at(Method::Post, path, needs, handle)
        }
    }
}

impl Document {
    /// A document without anything that only Azure knows.
    #[must_use]
    pub fn new(id: ResourceId, body: Value) -> Self {
        let inner = Value::Null;
        Self { id, body, inner }
    }

    /// The body with `id`, `name` and `type` in front.
    #[must_use]
    pub fn envelope(&self) -> Value {
        let mut shown = json!({
            "id": self.id.as_str(),
            "name": self.id.name(),
            "type": self.id.arm_type().unwrap_or_default(),
        });
        for (name, value) in self.body.as_object().into_iter().flatten() {
            if !value.is_null() {
                shown[name] = value.clone();
            }
        }
        shown
    }

    /// A text in the body, by JSON pointer; empty where there is none.
    #[must_use]
    pub fn text(&self, pointer: &str) -> &str {
        text(&self.body, pointer)
    }
}
