//! The keys in sight: those of every vault, and what uses each, as far as the lists show it.

use std::time::Duration;

use super::usage;
use crate::arm::{Facts, Read, Reading, ResourceId, Timestamp};
use crate::keys::expiry::Expiry;
use crate::keys::key::{self, Key};
use crate::keys::vault::{self, Vault};
use crate::keys::{Tone, VaultKind, Verdict, explain};

/// What there is of keys.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inventory {
    /// The keys, the one that expires first before all others.
    pub keys: Vec<KeyRow>,
    /// The vaults, in the order of their names.
    pub vaults: Vec<Vault>,
    /// The names of the subscriptions that were looked through.
    pub looked_at: Vec<String>,
    /// What could not be read: "the storage accounts of Fabrikam Labs".
    pub unread: Vec<String>,
    /// The vaults whose keys could not be listed.
    pub closed: Vec<String>,
    /// How many subscriptions were left out, because there are too many to list.
    pub left_out: usize,
    /// Whether something is still to be read for the first time.
    pub is_opening: bool,
}

/// A key, with what is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyRow {
    /// Its vault.
    pub vault: ResourceId,
    /// Its name.
    pub name: String,
    /// Whether its newest version can be used.
    pub verdict: Verdict,
    /// When its newest version expires.
    pub expires: Option<Timestamp>,
    /// How far away that is.
    pub expiry: Expiry,
    /// The newest version, shortened; empty while it is not known.
    pub version: String,
    /// Whether it renews itself; `None` while that is not known.
    pub rotates: Option<bool>,
    /// What uses it, of everything that was looked at.
    pub users: Vec<ResourceId>,
}

const DAY: Duration = Duration::from_secs(86_400);

/// A key that expires sooner than this needs attention.
const SOON: u32 = 30;

/// What must be read, given what is known.
#[must_use]
pub fn reads(facts: &Facts) -> Vec<Read> {
    let mut reads = usage::reads("", facts);
    for vault in vaults(facts) {
        reads.push(key::list_read(&vault.id));
        let names = key::list(&vault.id, facts).into_found().unwrap_or_default();
        reads.extend(names.iter().map(|it| key::read(&vault.id, it)));
    }
    reads
}

/// What is known by now.
#[must_use]
pub fn of(facts: &Facts, now: Timestamp) -> Inventory {
    let usage = usage::everything("", facts);
    let mut found = Inventory {
        vaults: vaults(facts),
        looked_at: usage.looked_at,
        unread: usage.unread,
        left_out: usage.left_out,
        ..Inventory::default()
    };
    found.is_opening = reads(facts).iter().any(|it| facts.get(it).is_none());
    for vault in &found.vaults {
        match key::list(&vault.id, facts) {
            Reading::Found(names) => {
                let row = |name: String| KeyRow::of(vault, name, &usage.users, facts, now);
                found.keys.extend(names.into_iter().map(row));
            }
            Reading::NotRead => {}
            Reading::Missing | Reading::Failed(_) => {
                found.closed.push(vault.name().to_owned());
            }
        }
    }
    // A list that is on its way is no gap.
    if found.is_opening {
        found.unread.clear();
        found.closed.clear();
    }
    let never = Timestamp(i64::MAX);
    found
        .keys
        .sort_by_cached_key(|it| (it.expires.unwrap_or(never), it.name.clone()));
    found
}

fn vaults(facts: &Facts) -> Vec<Vault> {
    let subscriptions = usage::in_sight("", facts).0;
    let lists = subscriptions
        .iter()
        .map(|it| vault::list(&it.id, VaultKind::Vault, facts));
    let mut all: Vec<Vault> = lists.filter_map(Reading::into_found).flatten().collect();
    all.sort_by_cached_key(|it| it.name().to_lowercase());
    all
}

impl KeyRow {
    fn of(
        vault: &Vault,
        name: String,
        users: &[usage::User],
        facts: &Facts,
        now: Timestamp,
    ) -> Self {
        let found = key::one(&vault.id, &name, facts);
        let verdict = state(&found, now);
        let key = found.into_found();
        let newest = key.as_ref().map(|it| &it.newest);
        let uses = |it: &&usage::User| {
            let key = it.configuration.key().map(|it| &it.key);
            key.is_some_and(|key| vault.holds(key) && key.name().eq_ignore_ascii_case(&name))
        };
        let with_behind = |it: &usage::User| {
            let own = std::iter::once(it.id.clone());
            own.chain(it.behind.clone()).collect::<Vec<_>>()
        };
        Self {
            verdict,
            expires: newest.and_then(|it| it.expires),
            expiry: Expiry::of(newest, now),
            version: newest
                .and_then(|it| it.uri.version())
                .map_or_else(String::new, |it| it.short().to_owned()),
            rotates: key.as_ref().map(|it| {
                it.rotation
                    .as_ref()
                    .is_some_and(key::RotationPolicy::rotates)
            }),
            users: users.iter().filter(uses).flat_map(with_behind).collect(),
            vault: vault.id.clone(),
            name,
        }
    }

    /// Whether every word of a filter stands in the row.
    #[must_use]
    pub fn matches(&self, filter: &str) -> bool {
        let users = self.users.iter().map(ResourceId::name);
        let expiry = self.expiry.label();
        let texts = [
            self.vault.name(),
            &self.name,
            &self.verdict.headline,
            expiry,
        ];
        let all: Vec<String> = texts
            .into_iter()
            .chain(users)
            .map(str::to_lowercase)
            .collect();
        filter
            .to_lowercase()
            .split_whitespace()
            .all(|word| all.iter().any(|it| it.contains(word)))
    }
}

fn state(key: &Reading<Key>, now: Timestamp) -> Verdict {
    let newest = match key {
        Reading::Found(key) => &key.newest,
        Reading::NotRead => return Verdict::new(Tone::None, "Being read", ""),
        Reading::Missing => {
            return Verdict::new(
                Tone::Unknown,
                "Gone",
                "The vault lists it, and does not show it.",
            );
        }
        Reading::Failed(failure) => {
            return Verdict::new(
                Tone::Unknown,
                "Could not be read",
                explain::failure(failure).what,
            );
        }
    };
    let left = |at: Timestamp| at.since(now).as_secs() / DAY.as_secs();
    match (newest.enabled, newest.not_before, newest.expires) {
        (false, ..) => Verdict::new(Tone::Bad, "Disabled", "Its newest version cannot be used."),
        (_, _, Some(at)) if at <= now => {
            Verdict::new(Tone::Bad, "Expired", "Services may stop at any time.")
        }
        (_, Some(from), _) if from > now => Verdict::new(
            Tone::Warn,
            "Not valid yet",
            format!("Valid from {}.", from.day_and_clock()),
        ),
        (_, _, Some(at)) if left(at) < u64::from(SOON) => {
            Verdict::new(Tone::Warn, "Expires soon", format!("In {} days.", left(at)))
        }
        _ => Verdict::new(Tone::Ok, "Enabled", "Its newest version can be used."),
    }
}
