//! The resources and keys that were read, so that they can be found again.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::arm::ResourceId;
use crate::resources;

/// What was read, by ID.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen(BTreeMap<String, ResourceId>);

/// More than this are not remembered: a palette is no search engine.
const MOST: usize = 20_000;

/// A key of a vault, as Resource Manager names it.
const KEY: &str = "Microsoft.KeyVault/vaults/keys";

impl Seen {
    /// Remembers what an answer holds: a resource, or a list of them.
    pub fn see(&mut self, answer: &Value) {
        match answer.get("value").and_then(Value::as_array) {
            Some(entries) => entries.iter().for_each(|it| self.see_one(it)),
            None => self.see_one(answer),
        }
    }

    /// What was seen, in the order of the IDs.
    pub fn ids(&self) -> impl Iterator<Item = &ResourceId> {
        self.0.values()
    }

    fn see_one(&mut self, value: &Value) {
        let id = value.get("id").and_then(Value::as_str);
        let Some(id) = id.and_then(|it| ResourceId::parse(it).ok()) else {
            return;
        };
        let is_known = |it: String| it.eq_ignore_ascii_case(KEY) || resources::of(&it).is_some();
        if self.0.len() < MOST && id.arm_type().is_some_and(is_known) {
            self.0.entry(id.lower()).or_insert(id);
        }
    }
}

/// The vault that a key lies in; none for what is no key.
pub(super) fn vault_of_key(id: &ResourceId) -> Option<ResourceId> {
    id.is(KEY).then(|| id.parent()).flatten()
}
