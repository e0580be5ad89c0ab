//! The action that mends what is wrong, where the console has one that applies.

use super::entry::Entry;
use super::{ResourceType, TAKE_NEWEST, of};
use crate::arm::{Resource, ResourceId};
use crate::keys::{Tone, Verdict};

/// An action, and where to do it: at the resource, or at the vault its key lies in.
#[derive(Clone, Debug, PartialEq)]
pub struct Mend {
    /// What it is done to.
    pub target: ResourceId,
    /// The id of the action.
    pub action: &'static str,
    /// Its button.
    pub label: &'static str,
    /// The key it is about, where it asks for one.
    pub key: Option<String>,
}

/// What is wrong, by the words of its evidence, with the ids of the actions that mend it, the best
/// first. The first that the type has and that applies to the resource as it is, is taken.
pub(super) const AT_THE_RESOURCE: &[(&str, &str, &[&str])] = &[
    ("Grant", "Missing", &["restore"]),
    (
        "Grant",
        "Without identity",
        &["change-opener", "change-identity", "change-key"],
    ),
    ("Key", "Disabled", &["restore", "change-key"]),
    ("Key", "Missing", &["change-key"]),
    ("Key", "Unfit", &["change-key"]),
];

/// The same for what is mended at the vault.
pub(super) const AT_THE_VAULT: &[(&str, &str, &str)] = &[
    ("Vault", "Not recoverable", PROTECT),
    ("Key", "Disabled", "restore-key"),
    ("Key", "Expires soon", "rotate-key"),
    ("Key", "Expired", "rotate-key"),
    ("Newest version", "Expires soon", "rotate-key"),
    ("Newest version", "Expired", "rotate-key"),
];

const PROTECT: &str = "turn-on-purge-protection";

/// Whether the verdict rests on this, as one of its worst pieces of evidence.
fn rests_on(verdict: &Verdict, label: &str, word: &str) -> bool {
    let mut worst = verdict.evidence.iter().filter(|it| it.tone == verdict.tone);
    worst.any(|it| it.label == label && it.word == word)
}

/// What mends it at the resource itself.
pub(super) fn here(entry: &Entry, verdict: &Verdict) -> Option<Mend> {
    let fitting = AT_THE_RESOURCE
        .iter()
        .filter(|it| rests_on(verdict, it.0, it.1));
    first(
        entry.kind,
        &entry.resource,
        fitting.flat_map(|it| it.2).copied(),
    )
}

/// What mends it at the vault of its key.
pub(super) fn at_the_vault(vault: &Resource, verdict: &Verdict, key: Option<&str>) -> Option<Mend> {
    let kind = of(&vault.id.arm_type()?)?;
    let mut fitting = AT_THE_VAULT
        .iter()
        .filter(|it| rests_on(verdict, it.0, it.1));
    fitting.find_map(|it| {
        let asks = it.2 != PROTECT;
        Some(Mend {
            key: key.filter(|_| asks).map(str::to_owned),
            ..first(kind, vault, [it.2].into_iter())?
        })
    })
}

/// Where the vault holds a newer version than the one in use, taking it mends what is wrong with
/// the old one: no new version has to be made.
pub(super) fn newer_version(
    entry: &Entry,
    configuration: &Verdict,
    verdict: &Verdict,
) -> Option<Mend> {
    let is_behind = configuration.tone == Tone::Warn;
    let is_told = verdict.headline == configuration.headline;
    let ends = ["Expires soon", "Expired"]
        .iter()
        .any(|word| rests_on(verdict, "Key", word));
    if !is_behind || !(is_told || ends) {
        return None;
    }
    let ids = ["follow-latest", TAKE_NEWEST, "change-key"];
    first(entry.kind, &entry.resource, ids.into_iter())
}

/// What keeps the keys of an unprotected vault from being lost; `None` for everything else.
pub(super) fn protect(entry: &Entry) -> Option<Mend> {
    first(entry.kind, &entry.resource, [PROTECT].into_iter())
}

fn first(
    kind: &'static dyn ResourceType,
    resource: &Resource,
    ids: impl Iterator<Item = &'static str>,
) -> Option<Mend> {
    let mut actions = ids.filter_map(|it| kind.action(it));
    let action = actions.find(|it| it.applies(resource).is_ok())?;
    Some(Mend {
        target: resource.id.clone(),
        action: action.id(),
        label: action.label(),
        key: None,
    })
}
