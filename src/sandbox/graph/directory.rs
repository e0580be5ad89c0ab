//! What a directory holds, as documents of the simulated Azure that no client of Resource Manager
//! ever sees.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::arm::{ResourceId, Timestamp};
use crate::resources::simulated::{Document, World};
use crate::sandbox::people::Directory;

/// What applications are filed under.
pub(in crate::sandbox) const APPLICATIONS: &str = "Sandbox.Directory/tenants/applications";
/// What federated credentials of applications are filed under.
pub(in crate::sandbox) const CREDENTIALS: &str =
    "Sandbox.Directory/tenants/applications/federatedIdentityCredentials";
/// What service principals are filed under.
pub(in crate::sandbox) const SERVICE_PRINCIPALS: &str =
    "Sandbox.Directory/tenants/servicePrincipals";
/// What consents are filed under.
pub(in crate::sandbox) const CONSENTS: &str = "Sandbox.Directory/tenants/oauth2PermissionGrants";

/// How long it takes until a new object is known everywhere, in seconds. Microsoft publishes no
/// time (microsoftgraph/msgraph-bicep-types#193, read 21 Aug 2026); this one is assumed.
const REPLICATION: RangeInclusive<u64> = 5..=30;

/// How long a new federated credential is refused, in seconds: "some time", for which "a couple of
/// minutes" is assumed.
///
/// Source: entra-docs, `docs/workload-id/workload-identity-federation-considerations.md`.
const PROPAGATION: RangeInclusive<u64> = 20..=120;

/// What only the directory knows of an object.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(in crate::sandbox) struct Inner {
    /// From when every copy of the directory knows it.
    pub(in crate::sandbox) known_from: Option<Timestamp>,
    /// The object IDs of those to whom it belongs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(in crate::sandbox) owners: Vec<String>,
}

/// Where the objects of a directory are filed.
pub(in crate::sandbox) fn root(tenant: &str) -> ResourceId {
    // A root without the scope before it: the directory lies in no subscription.
    let id = format!("/providers/Sandbox.Directory/tenants/{tenant}");
    ResourceId::parse(&id).unwrap_or_else(|_| ResourceId::of_subscription(tenant))
}

/// The directory of an object.
pub(in crate::sandbox) fn tenant_of(id: &ResourceId) -> &str {
    id.as_str().split('/').nth(4).unwrap_or_default()
}

/// The directory of a tenant ID, with its settings.
pub(in crate::sandbox) fn settings(world: &dyn World, tenant: &str) -> Option<Directory> {
    let (label, _) = world.directory(tenant)?;
    Directory::ALL.into_iter().find(|it| it.label() == label)
}

/// Everything of a kind in a directory, in the order of IDs.
pub(in crate::sandbox) fn all<'a>(
    world: &'a dyn World,
    kind: &'a str,
    tenant: &'a str,
) -> impl Iterator<Item = &'a Document> + 'a {
    let all = world.documents(kind);
    all.filter(move |it| tenant_of(&it.id).eq_ignore_ascii_case(tenant))
}

/// What only the directory knows of an object.
pub(in crate::sandbox) fn inner(document: &Document) -> Inner {
    serde_json::from_value(document.inner.clone()).unwrap_or_default()
}

/// Whether every copy of the directory knows an object by now.
pub(in crate::sandbox) fn is_known(world: &dyn World, document: &Document) -> bool {
    let from = inner(document).known_from;
    from.is_none_or(|it| it <= world.now())
}

/// A new object, of which the copies of the directory hear after a while.
pub(super) fn new_object(
    world: &dyn World,
    id: ResourceId,
    body: Value,
    owners: Vec<String>,
) -> Document {
    let seconds = if id.is(CREDENTIALS) {
        PROPAGATION
    } else {
        REPLICATION
    };
    let seconds = world.spread(&format!("replication of {}", id.lower()), seconds);
    let known_from = Some(world.now() + std::time::Duration::from_secs(seconds));
    let inner = Inner { known_from, owners };
    Document {
        id,
        body,
        inner: serde_json::to_value(inner).unwrap_or_default(),
    }
}

/// An application of any directory, by its application (client) ID.
pub(in crate::sandbox) fn application<'a>(
    world: &'a dyn World,
    client: &str,
) -> Option<&'a Document> {
    let mut all = world.documents(APPLICATIONS);
    all.find(|it| it.text("/appId").eq_ignore_ascii_case(client))
}

/// What stands for an application in a directory.
pub(in crate::sandbox) fn installed<'a>(
    world: &'a dyn World,
    tenant: &'a str,
    client: &str,
) -> Option<&'a Document> {
    let mut all = all(world, SERVICE_PRINCIPALS, tenant);
    all.find(|it| it.text("/appId").eq_ignore_ascii_case(client))
}

/// Whether other directories than its own may install an application.
pub(in crate::sandbox) fn is_multi_tenant(application: &Document) -> bool {
    let audience = application.text("/signInAudience");
    ["AzureADMultipleOrgs", "AzureADandPersonalMicrosoftAccount"].contains(&audience)
}
