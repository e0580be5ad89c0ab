//! A key of a vault, with everything that is known to use it.

use std::collections::BTreeSet;

use crate::arm::access::{locks, rights};
use crate::arm::{Read, Reading, Request, Resource, ResourceId, versions};
use crate::form::{Field, Input, Invalid, Pick};
use crate::keys::key::{self, KeyVersionInfo};
use crate::keys::vault::{self, Vault};
use crate::keys::{KeyUri, health};
use crate::resources::usage::{self, Usage, User};
use crate::resources::{Ask, by_vault};

/// Which key of a vault.
#[must_use]
pub fn question(vault: Option<&Resource>) -> Field {
    let path = vault
        .map(|it| format!("{}/keys", it.id))
        .unwrap_or_default();
    let pick = Pick {
        read: Read::list(Request::get(path, versions::KEY_VAULT)),
        value: "/name",
        label: "/name",
        hint: "",
        keep: Vec::new(),
        create: None,
        empty: "This vault has no key.",
    };
    Field::new("key", "Key", Input::Pick(pick)).example("orders-cmk")
}

/// A key that was named in a form.
pub(super) struct KeyWish {
    pub(super) vault: Vault,
    /// Without a version.
    pub(super) key: KeyUri,
}

impl KeyWish {
    /// The key, once its vault and it were read.
    ///
    /// # Errors
    /// The answer that will not do.
    pub(super) fn of(ask: &Ask<'_>) -> Result<Self, Invalid> {
        let target = ask
            .target
            .ok_or_else(|| Invalid::new("target", "Choose a vault."))?;
        let Reading::Found(vault) = vault::one(target, ask.facts) else {
            return Err(Invalid::new("target", "The vault could not be read."));
        };
        let name = ask.answers.needed("key")?;
        match key::one(target, name, ask.facts) {
            Reading::Found(found) => Ok(Self {
                key: found.newest.uri.versionless(),
                vault,
            }),
            Reading::Missing => Err(Invalid::new("key", "The vault holds no such key.")),
            Reading::NotRead | Reading::Failed(_) => {
                Err(Invalid::new("key", "The key could not be read."))
            }
        }
    }

    /// What must be read first.
    pub(super) fn first_reads(ask: &Ask<'_>) -> Vec<Read> {
        let Some(target) = ask.target else {
            return Vec::new();
        };
        let mut reads = vec![vault::read(target), rights::read(target)];
        reads.extend(locks::reads(target));
        reads.extend(ask.answers.needed("key").map(|it| key::read(target, it)));
        reads
    }

    /// What must be read once the key is known: its versions, what uses it, and whether that can.
    pub(super) fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let mut reads = usage::reads(self.subscription(), ask.facts);
        reads.push(key::versions_read(&self.vault.id, self.key.name()));
        reads.extend(by_vault::read(&self.vault, ask));
        for user in &self.usage(ask).users {
            reads.extend(health::reads(&user.id, &user.configuration, ask.facts));
        }
        reads
    }

    pub(super) fn usage(&self, ask: &Ask<'_>) -> Usage {
        usage::of(&self.key, self.subscription(), ask.facts)
    }

    pub(super) fn subscription(&self) -> &str {
        self.vault.id.subscription().unwrap_or_default()
    }

    /// The versions that decide whether the users can go on: those in use, and the newest.
    pub(super) fn versions(&self, users: &[User], ask: &Ask<'_>) -> Vec<KeyVersionInfo> {
        let name = self.key.name();
        let all = key::versions(&self.vault.id, name, ask.facts).into_found();
        let newest = key::one(&self.vault.id, name, ask.facts).into_found();
        let mut wanted: BTreeSet<String> =
            newest.iter().map(|it| it.newest.uri.to_string()).collect();
        let in_use = users
            .iter()
            .filter_map(|it| it.configuration.in_use.as_ref());
        wanted.extend(in_use.map(ToString::to_string));
        let all = all.unwrap_or_default().into_iter();
        all.filter(|it| wanted.contains(&it.uri.to_string()))
            .collect()
    }

    /// The object IDs of the identities that open the vault, each with the names of those whose
    /// identity it is.
    pub(super) fn openers(users: &[User], ask: &Ask<'_>) -> Vec<(String, String)> {
        let mut openers: Vec<(String, String)> = Vec::new();
        for user in users {
            let Some(reference) = user.configuration.key() else {
                continue;
            };
            let name = reference
                .identity
                .id
                .as_ref()
                .map_or(user.id.name(), ResourceId::name);
            if let Reading::Found(principal) = reference.identity.principal(ask.facts)
                && openers
                    .iter()
                    .all(|it| !it.0.eq_ignore_ascii_case(&principal))
            {
                openers.push((principal, name.to_owned()));
            }
        }
        openers
    }
}
