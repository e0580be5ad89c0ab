//! Everything the simulated Azure knows, as one value that can be copied and compared.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::seed::Seed;
use crate::arm::{ResourceId, Timestamp};
use crate::resources::simulated::{Document, Principal};

/// The simulated Azure at one moment.
///
/// Documents are shared between copies, so that a copy is cheap: every write works on one and is
/// dropped when it is refused.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct State {
    /// What every GUID, date and delay follows from.
    pub(super) seed: Seed,
    /// By lower-case type and lower-case ID.
    documents: BTreeMap<(String, String), Arc<Document>>,
    /// What is due when, by time and lower-case ID.
    due: BTreeMap<(Timestamp, String), ResourceId>,
    due_of: BTreeMap<String, Timestamp>,
    principals: BTreeMap<String, Arc<Principal>>,
    minted: u64,
    revision: u64,
}

/// The type a document is filed under: its ARM type, or what stands for one.
pub(super) fn kind(id: &ResourceId) -> String {
    let found = id.arm_type().map(|it| it.to_ascii_lowercase());
    found.unwrap_or_else(|| {
        let lower = id.lower();
        let kind = if lower.contains("/providers/") {
            PROVIDER
        } else if lower.contains("/resourcegroups/") {
            GROUP
        } else {
            SUBSCRIPTION
        };
        kind.to_owned()
    })
}

/// What subscriptions are filed under.
pub(super) const SUBSCRIPTION: &str = "microsoft.resources/subscriptions";
/// What resource groups are filed under.
pub(super) const GROUP: &str = "microsoft.resources/resourcegroups";
/// What registrations of resource providers are filed under.
pub(super) const PROVIDER: &str = "microsoft.resources/providers";

impl State {
    /// Nothing at all.
    pub(super) fn new(seed: Seed) -> Self {
        Self {
            seed,
            documents: BTreeMap::new(),
            due: BTreeMap::new(),
            due_of: BTreeMap::new(),
            principals: BTreeMap::new(),
            minted: 0,
            revision: 0,
        }
    }

    /// A number that grows with every change.
    pub(super) fn revision(&self) -> u64 {
        self.revision
    }

    /// A number that was not given out before.
    pub(super) fn mint(&mut self) -> u64 {
        self.minted += 1;
        self.minted
    }

    pub(super) fn document(&self, id: &ResourceId) -> Option<&Document> {
        let found = self.documents.get(&(kind(id), id.lower()));
        found.map(AsRef::as_ref)
    }

    /// Everything of a type, in the order of IDs.
    pub(super) fn of_kind(&self, arm_type: &str) -> impl Iterator<Item = &Document> + use<'_> {
        let kind = arm_type.to_ascii_lowercase();
        let from = (kind.clone(), String::new());
        self.documents
            .range(from..)
            .take_while(move |((it, _), _)| *it == kind)
            .map(|(_, document)| document.as_ref())
    }

    pub(super) fn everything(&self) -> impl Iterator<Item = &Document> {
        self.documents.values().map(AsRef::as_ref)
    }

    pub(super) fn put(&mut self, document: Document) {
        let key = (kind(&document.id), document.id.lower());
        self.revision += 1;
        self.documents.insert(key, Arc::new(document));
    }

    pub(super) fn remove(&mut self, id: &ResourceId) -> Option<Document> {
        let removed = self.documents.remove(&(kind(id), id.lower()))?;
        self.revision += 1;
        self.unschedule(id);
        Some(Arc::unwrap_or_clone(removed))
    }

    pub(super) fn principal(&self, id: &str) -> Option<&Principal> {
        let found = self.principals.get(&id.to_ascii_lowercase());
        found.map(AsRef::as_ref)
    }

    pub(super) fn set_principal(&mut self, id: &str, principal: Option<Principal>) {
        let id = id.to_ascii_lowercase();
        self.revision += 1;
        match principal {
            Some(principal) => self.principals.insert(id, Arc::new(principal)),
            None => self.principals.remove(&id),
        };
    }

    pub(super) fn schedule(&mut self, id: &ResourceId, at: Timestamp) {
        self.unschedule(id);
        self.due.insert((at, id.lower()), id.clone());
        self.due_of.insert(id.lower(), at);
    }

    /// The next thing that is due by `now`, taken from the schedule.
    pub(super) fn take_due(&mut self, now: Timestamp) -> Option<(Timestamp, ResourceId)> {
        let ((at, lower), id) = self.due.pop_first()?;
        if at > now {
            self.due.insert((at, lower), id);
            return None;
        }
        self.due_of.remove(&lower);
        Some((at, id))
    }

    /// Takes over what was begun in a copy that is otherwise dropped.
    pub(super) fn adopt(&mut self, other: &Self, wanted: impl Fn(&Document) -> bool) {
        for document in other.everything().filter(|it| wanted(it)) {
            if self.document(&document.id).is_none() {
                self.put(document.clone());
            }
        }
        self.minted = self.minted.max(other.minted);
    }

    fn unschedule(&mut self, id: &ResourceId) {
        if let Some(at) = self.due_of.remove(&id.lower()) {
            self.due.remove(&(at, id.lower()));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn id(text: &str) -> ResourceId {
        ResourceId::parse(text).expect("an id")
    }

    #[test]
    fn documents_are_filed_by_type_and_found_in_any_casing() {
        let mut state = State::new(Seed::of(1));
        for path in [
            "/subscriptions/s",
            "/subscriptions/s/resourceGroups/g",
            "/subscriptions/s/providers/Microsoft.Storage",
            "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/b",
            "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/A",
            "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/a/keys/k",
        ] {
            state.put(Document::new(id(path), json!({})));
        }
        let vaults: Vec<&str> = state
            .of_kind("microsoft.keyvault/VAULTS")
            .map(|it| it.id.name())
            .collect();
        assert_eq!(vaults, ["A", "b"]);
        assert_eq!(state.of_kind(SUBSCRIPTION).count(), 1);
        assert_eq!(state.of_kind(PROVIDER).count(), 1);
        assert!(
            state
                .document(&id("/SUBSCRIPTIONS/S/resourcegroups/G"))
                .is_some()
        );
    }

    #[test]
    fn what_is_due_comes_in_the_order_of_time() {
        let mut state = State::new(Seed::of(1));
        state.schedule(&id("/subscriptions/b"), Timestamp(20));
        state.schedule(&id("/subscriptions/a"), Timestamp(10));
        state.schedule(&id("/subscriptions/a"), Timestamp(30));
        let due: Vec<i64> = std::iter::from_fn(|| state.take_due(Timestamp(30)))
            .map(|(at, _)| at.0)
            .collect();
        assert_eq!(due, [20, 30]);
    }
}
