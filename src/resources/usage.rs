//! What uses a key, as far as the lists of the subscriptions in sight show it.

use serde_json::Value;

use super::{ALL, ResourceType};
use crate::arm::access::subscriptions::{self, Subscription};
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
    /// The names of the subscriptions that were looked through.
    pub looked_at: Vec<String>,
    /// What could not be read: "the storage accounts of Fabrikam Labs".
    pub unread: Vec<String>,
    /// How many subscriptions were left out, because there are too many to list.
    pub left_out: usize,
}

/// More subscriptions than this are not listed one by one.
const MOST: usize = 10;

/// Asks for everything of the registry in the subscriptions in sight. `near` comes first.
#[must_use]
pub fn reads(near: &str, facts: &Facts) -> Vec<Read> {
    let mut reads = vec![subscriptions::read()];
    for subscription in in_sight(near, facts).0 {
        let scope = ResourceId::of_subscription(&subscription.id);
        reads.extend(ALL.iter().map(|it| it.list(&scope)));
    }
    reads
}

/// The subscriptions to look through, and how many there are besides.
pub(super) fn in_sight(near: &str, facts: &Facts) -> (Vec<Subscription>, usize) {
    let Reading::Found(mut all) = subscriptions::all(facts) else {
        return (Vec::new(), 0);
    };
    all.sort_by_key(|it| !it.id.eq_ignore_ascii_case(near));
    let besides = all.len().saturating_sub(MOST);
    all.truncate(MOST);
    (all, besides)
}

/// What uses a key.
#[must_use]
pub fn of(key: &KeyUri, near: &str, facts: &Facts) -> Usage {
    let mut usage = everything(near, facts);
    usage.users.retain(|it| {
        let used = it.configuration.key();
        used.is_some_and(|it| it.key.is_same_key(key))
    });
    usage
}

/// What uses any key.
#[must_use]
pub fn everything(near: &str, facts: &Facts) -> Usage {
    let (subscriptions, left_out) = in_sight(near, facts);
    let mut usage = Usage {
        left_out,
        ..Usage::default()
    };
    if subscriptions.is_empty() {
        usage.unread.push("your subscriptions".into());
    }
    for subscription in subscriptions {
        look_through(&subscription, facts, &mut usage);
        usage.looked_at.push(subscription.name);
    }
    usage.users.sort_by(|a, b| a.id.cmp(&b.id));
    usage
}

fn look_through(subscription: &Subscription, facts: &Facts, usage: &mut Usage) {
    let scope = ResourceId::of_subscription(&subscription.id);
    let mut shared = Vec::new();
    for kind in ALL {
        let Reading::Found(rows) = facts.all(&kind.list(&scope), |it| Some(row(*kind, it))) else {
            let what = format!("the {} of {}", kind.plural(), subscription.name);
            usage.unread.push(what);
            continue;
        };
        let unclear = rows.iter().filter(|it| it.is_none()).count();
        if unclear > 0 {
            let of = format!("{} of {}", kind.plural(), subscription.name);
            usage.unread.push(format!("{unclear} of the {of}"));
        }
        for (id, configuration) in rows.into_iter().flatten() {
            match &configuration.source {
                KeySource::Customer(_) => usage.users.push(User {
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
}

/// An entry of a list; `None` for one that does not say what its key is.
fn row(kind: &dyn ResourceType, entry: &Value) -> Option<(ResourceId, Configuration)> {
    let resource = Resource::read(entry).ok()?;
    let configuration = kind.configuration(&resource).ok()?;
    Some((resource.id, configuration))
}
