//! What uses a key, as far as the lists of one subscription show it.

use serde_json::Value;

use super::{ALL, ResourceType};
use crate::arm::{Facts, Read, Reading, Resource, ResourceId};
use crate::keys::{Configuration, KeySource, KeyUri};

/// Something whose data a key protects.
#[derive(Clone, Debug, PartialEq)]
pub struct User {
    /// Where it is.
    pub id: ResourceId,
    /// What it is, singular: "storage account".
    pub label: &'static str,
    /// What it says of its key.
    pub configuration: Configuration,
    /// What has its key through it: the workspaces of a cluster.
    pub behind: Vec<ResourceId>,
}

/// What uses a key, and what could not be looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Usage {
    /// In the order of their IDs.
    pub users: Vec<User>,
    /// The types whose list could not be read, in the plural: "key vaults".
    pub unread: Vec<&'static str>,
}

/// Asks for everything of the registry in a subscription.
#[must_use]
pub fn reads(subscription: &str) -> Vec<Read> {
    let scope = ResourceId::of_subscription(subscription);
    ALL.iter().map(|it| it.list(&scope)).collect()
}

/// What of a subscription uses a key.
#[must_use]
pub fn of(key: &KeyUri, subscription: &str, facts: &Facts) -> Usage {
    let scope = ResourceId::of_subscription(subscription);
    let mut usage = Usage::default();
    let mut shared = Vec::new();
    for kind in ALL {
        let Reading::Found(rows) = facts.all(&kind.list(&scope), |it| Some(row(*kind, it))) else {
            usage.unread.push(kind.plural());
            continue;
        };
        for (id, configuration) in rows.into_iter().flatten() {
            match &configuration.source {
                KeySource::Customer(it) if it.key.is_same_key(key) => usage.users.push(User {
                    id,
                    label: kind.label(),
                    configuration,
                    behind: Vec::new(),
                }),
                KeySource::SharedWith(other) => shared.push((other.clone(), id)),
                _ => {}
            }
        }
    }
    for (above, id) in shared {
        if let Some(user) = usage.users.iter_mut().find(|it| it.id == above) {
            user.behind.push(id);
        }
    }
    usage.users.sort_by(|a, b| a.id.cmp(&b.id));
    usage
}

/// An entry of a list; `None` for one that does not say what its key is.
fn row(kind: &dyn ResourceType, entry: &Value) -> Option<(ResourceId, Configuration)> {
    let resource = Resource::read(entry).ok()?;
    let configuration = kind.configuration(&resource).ok()?;
    Some((resource.id, configuration))
}
