//! Finding a vault by its host: no call gives it, so the vaults of every subscription are listed.

use crate::arm::access::subscriptions;
use crate::arm::{Facts, Known, Read, Reading, Request, ResourceId, versions};
use crate::keys::key_uri::{KeyUri, VaultKind};

use super::Vault;

/// What came of looking for a vault.
#[derive(Clone, Debug, PartialEq)]
pub enum Sought {
    /// More must be read before this can be said.
    NotRead,
    /// It is here.
    Found(Box<Vault>),
    /// It lies in none of the subscriptions the person can see.
    Nowhere,
    /// It was not found, and some subscriptions could not be read: their GUIDs.
    NotVisible(Vec<String>),
}

/// Asks for the vaults, or the Managed HSMs, of a subscription.
#[must_use]
pub fn list_read(subscription: &str, kind: VaultKind) -> Read {
    let path = format!(
        "/subscriptions/{subscription}/providers/{}",
        kind.arm_type()
    );
    Read::list(Request::get(path, versions::KEY_VAULT))
}

/// The vaults, or the Managed HSMs, of a subscription, in order of their names.
#[must_use]
pub fn list(subscription: &str, kind: VaultKind, facts: &Facts) -> Reading<Vec<Vault>> {
    facts
        .all(&list_read(subscription, kind), Vault::parse)
        .map(|mut rows| {
            rows.sort_by(|a, b| a.id.cmp(&b.id));
            rows
        })
}

/// What must be read to find the vault of a key, given what is known. `near` is looked through
/// first: the subscription of the resource that uses the key. Where the pasted text named the
/// vault, `id` saves the search.
#[must_use]
pub fn find_reads(
    key: &KeyUri,
    id: Option<&ResourceId>,
    near: Option<&str>,
    facts: &Facts,
) -> Vec<Read> {
    if let Some(id) = id {
        return vec![super::read(id)];
    }
    let mut reads = Vec::new();
    if let Some(near) = near {
        reads.push(list_read(near, key.kind()));
        if let Some(id) = listed(key, near, facts) {
            return vec![super::read(&id)];
        }
        if facts.known(&reads[0]) == Known::NotRead {
            return reads;
        }
    }
    reads.push(subscriptions::read());
    for subscription in others(near, facts) {
        reads.push(list_read(&subscription, key.kind()));
        if let Some(id) = listed(key, &subscription, facts) {
            return vec![super::read(&id)];
        }
    }
    reads
}

/// The vault of a key, as far as [`find_reads`] were read.
#[must_use]
pub fn find(key: &KeyUri, id: Option<&ResourceId>, near: Option<&str>, facts: &Facts) -> Sought {
    let mut unread = false;
    let mut hidden = Vec::new();
    let mut subscriptions: Vec<String> = near.map(str::to_owned).into_iter().collect();
    subscriptions.extend(others(near, facts));
    let found = id
        .cloned()
        .or_else(|| subscriptions.iter().find_map(|it| listed(key, it, facts)));
    if let Some(id) = found {
        return match super::one(&id, facts) {
            Reading::Found(vault) if vault.holds(key) => Sought::Found(Box::new(vault)),
            Reading::NotRead => Sought::NotRead,
            Reading::Found(_) | Reading::Missing => Sought::Nowhere,
            Reading::Failed(_) => {
                Sought::NotVisible(id.subscription().map(str::to_owned).into_iter().collect())
            }
        };
    }
    match subscriptions::all(facts) {
        Reading::NotRead => unread = true,
        Reading::Failed(_) | Reading::Missing => hidden.push("every subscription".to_owned()),
        Reading::Found(_) => {}
    }
    for subscription in subscriptions {
        match list(&subscription, key.kind(), facts) {
            Reading::NotRead => unread = true,
            Reading::Failed(_) => hidden.push(subscription),
            Reading::Found(_) | Reading::Missing => {}
        }
    }
    match (unread, hidden.is_empty()) {
        (true, _) => Sought::NotRead,
        (false, true) => Sought::Nowhere,
        (false, false) => Sought::NotVisible(hidden),
    }
}

fn listed(key: &KeyUri, subscription: &str, facts: &Facts) -> Option<ResourceId> {
    let vaults = list(subscription, key.kind(), facts).into_found()?;
    vaults.into_iter().find(|it| it.holds(key)).map(|it| it.id)
}

/// Every known subscription but the one that was looked through already.
fn others(near: Option<&str>, facts: &Facts) -> Vec<String> {
    let all = subscriptions::all(facts).into_found().unwrap_or_default();
    let ids = all.into_iter().map(|it| it.id);
    ids.filter(|it| near.is_none_or(|near| !near.eq_ignore_ascii_case(it)))
        .collect()
}
