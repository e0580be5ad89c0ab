//! What was chosen on the way to a key, and what there is to choose from.

use cmk_console::arm::access::{Subscription, subscriptions};
use cmk_console::arm::{self, Reading, ResourceId};
use cmk_console::keys::{KeyVersionInfo, Vault, VaultKind, key, vault};
use leptos::prelude::*;

use crate::backend::PageFacts;
use crate::ui::Choice;

/// What was chosen so far, as identifiers.
#[derive(Clone, Copy)]
pub(super) struct Picking {
    known: PageFacts,
    pub(super) vault: RwSignal<String>,
    pub(super) key: RwSignal<String>,
    pub(super) version: RwSignal<String>,
}

impl Picking {
    pub(super) fn new(known: PageFacts) -> Picking {
        Picking {
            known,
            vault: RwSignal::new(String::new()),
            key: RwSignal::new(String::new()),
            version: RwSignal::new(String::new()),
        }
    }

    /// Everything that the choices so far ask for.
    pub(super) fn wanted(self) -> Vec<arm::Read> {
        let mut reads = vec![subscriptions::read()];
        for it in self.subscriptions() {
            reads.extend(KINDS.map(|kind| vault::list_read(&it.id, kind)));
        }
        if let Some(vault) = self.vault_id() {
            reads.push(key::list_read(&vault));
            let name = self.key.get();
            if !name.is_empty() {
                reads.push(key::read(&vault, &name));
                reads.push(key::versions_read(&vault, &name));
            }
        }
        reads
    }

    fn subscriptions(self) -> Vec<Subscription> {
        let facts = self.known.facts();
        facts.with(|it| subscriptions::all(it).into_found().unwrap_or_default())
    }

    /// The vaults of every subscription, as far as they are known.
    pub(super) fn vaults(self) -> Reading<Vec<Choice>> {
        let all = self.known.facts().with(subscriptions::all);
        all.map(|all| {
            let rows = all.iter().flat_map(|it| self.vaults_of(&it.id));
            let mut rows: Vec<Choice> = rows.map(|it| vault_line(&it)).collect();
            rows.sort_by_key(|it| it.label.to_lowercase());
            rows
        })
    }

    fn vaults_of(self, subscription: &str) -> Vec<Vault> {
        let of = |kind| {
            let facts = self.known.facts();
            facts.with(|it| vault::list(subscription, kind, it).into_found())
        };
        KINDS.into_iter().filter_map(of).flatten().collect()
    }

    /// The names of the subscriptions whose vaults could not be read.
    pub(super) fn unread(self) -> Vec<String> {
        let failed = |it: &Subscription| {
            let facts = self.known.facts();
            let read = facts.with(|facts| vault::list(&it.id, VaultKind::Vault, facts));
            matches!(read, Reading::Failed(_)).then(|| it.name.clone())
        };
        self.subscriptions().iter().filter_map(failed).collect()
    }

    pub(super) fn vault_id(self) -> Option<ResourceId> {
        ResourceId::parse(&self.vault.read()).ok()
    }

    pub(super) fn keys(self) -> Reading<Vec<Choice>> {
        let Some(vault) = self.vault_id() else {
            return Reading::NotRead;
        };
        let names = self.known.facts().with(|it| key::list(&vault, it));
        names.map(|it| {
            it.into_iter()
                .map(|it| Choice::new(it.clone(), it))
                .collect()
        })
    }

    pub(super) fn versions(self) -> Reading<Vec<Choice>> {
        let Some(vault) = self.vault_id() else {
            return Reading::NotRead;
        };
        let name = self.key.get();
        let rows = self
            .known
            .facts()
            .with(|it| key::versions(&vault, &name, it));
        rows.map(|it| it.iter().map(version_line).collect())
    }

    /// The identifier of what was chosen; a version only where one was.
    pub(super) fn key_identifier(self) -> Option<String> {
        let vault = self.vault_id()?;
        let name = self.key.get();
        let facts = self.known.facts();
        let key = facts.with(|it| key::one(&vault, &name, it).into_found())?;
        let version = self.version.get();
        if version.is_empty() {
            return Some(key.newest.uri.versionless().to_string());
        }
        Some(version)
    }
}

const KINDS: [VaultKind; 2] = [VaultKind::Vault, VaultKind::ManagedHsm];

fn vault_line(vault: &Vault) -> Choice {
    let group = vault.id.resource_group().unwrap_or_default();
    let label = format!("{} ({}, {group})", vault.name(), vault.location);
    Choice::new(vault.id.to_string(), label)
}

fn version_line(version: &KeyVersionInfo) -> Choice {
    let short = version.version().map_or("", |it| it.short());
    let made = version
        .created
        .map(|it| format!(", made {}", it.day()))
        .unwrap_or_default();
    let state = if version.enabled { "" } else { ", disabled" };
    Choice::new(version.uri.to_string(), format!("{short}{made}{state}"))
}
