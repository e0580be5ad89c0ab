//! Managed identities: the principals that open a vault for a resource.
//!
//! Sources: Azure/bicep-types-az @ 1f896de2, `microsoft.managedidentity/2024-11-30`, and the
//! `identity` envelopes of the services, read 21 Aug 2026.

mod attached;

pub use attached::{Attached, AttachedUser, Spelling};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::arm::{Facts, Read, Reading, Request, ResourceId, versions};

/// As ARM spells the type.
pub const ARM_TYPE: &str = "Microsoft.ManagedIdentity/userAssignedIdentities";

/// The action needed on an identity to attach it to a resource.
pub const ASSIGN: &str = "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action";

/// A user-assigned identity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Identity {
    /// Where it is; what resources are told to use.
    pub id: ResourceId,
    /// Its region.
    pub location: String,
    /// Its object ID: what role assignments and access policies name.
    pub principal_id: String,
    /// Its application ID: what Foundry wants.
    pub client_id: String,
    /// Its directory.
    pub tenant: String,
}

/// Which of the two kinds of identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum IdentityKind {
    /// Made with the resource and gone with it.
    System,
    /// A resource of its own.
    User,
}

/// Asks for one user-assigned identity.
#[must_use]
pub fn read(id: &ResourceId) -> Read {
    Read::one(Request::get(id, versions::MANAGED_IDENTITY))
}

/// One user-assigned identity.
#[must_use]
pub fn one(id: &ResourceId, facts: &Facts) -> Reading<Identity> {
    facts.one(&read(id), Identity::parse)
}

/// Asks for the user-assigned identities of a subscription.
#[must_use]
pub fn list_read(subscription: &str) -> Read {
    let path = format!("/subscriptions/{subscription}/providers/{ARM_TYPE}");
    Read::list(Request::get(path, versions::MANAGED_IDENTITY))
}

/// The user-assigned identities of a subscription, in order of their IDs.
#[must_use]
pub fn list(subscription: &str, facts: &Facts) -> Reading<Vec<Identity>> {
    facts
        .all(&list_read(subscription), Identity::parse)
        .map(|mut rows| {
            rows.sort_by(|a, b| a.id.cmp(&b.id));
            rows
        })
}

/// Creates a user-assigned identity; doing so again changes nothing.
#[must_use]
pub fn create(id: &ResourceId, location: &str) -> Request {
    let body = json!({"location": location});
    Request::put(id, versions::MANAGED_IDENTITY, body)
}

impl Identity {
    /// Reads the answer of a GET or an entry of a list.
    #[must_use]
    pub fn parse(value: &Value) -> Option<Self> {
        let text = |path: &str| {
            value
                .pointer(path)
                .and_then(Value::as_str)
                .map(str::to_owned)
        };
        Some(Self {
            id: ResourceId::parse(&text("/id")?).ok()?,
            location: text("/location").unwrap_or_default(),
            principal_id: text("/properties/principalId")?,
            client_id: text("/properties/clientId")?,
            tenant: text("/properties/tenantId").unwrap_or_default(),
        })
    }
}
