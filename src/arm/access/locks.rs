//! Resource locks: what they block, and where they sit.
//!
//! A lock on a group or a subscription is inherited, and a list at the resource does not promise
//! to show it; so three scopes are read. The console shows locks and never removes one.
//!
//! Source: MicrosoftDocs/azure-docs, `azure-resource-manager/management/lock-resources.md`, read
//! 21 Aug 2026.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::arm::{Facts, Read, Reading, Request, ResourceId, versions};

/// One lock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {
    /// Its name.
    pub name: String,
    /// What it forbids.
    pub level: Level,
    /// The resource, group or subscription it sits on.
    pub scope: ResourceId,
    /// What its owner wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
}

/// What a lock forbids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Level {
    /// Removing.
    CanNotDelete,
    /// Changing and removing.
    ReadOnly,
}

/// What somebody wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// PUT, PATCH, or a POST that is no read. Removing an access policy is one too.
    Write,
    /// DELETE; taking back a role assignment is one.
    Delete,
}

/// Asks for the locks at a resource, its group and its subscription.
#[must_use]
pub fn reads(target: &ResourceId) -> Vec<Read> {
    let scopes = [
        Some(target.clone()),
        target.group_id(),
        target.subscription_id(),
    ];
    let mut reads: Vec<Read> = Vec::new();
    for scope in scopes.into_iter().flatten() {
        let path = format!("{scope}/providers/Microsoft.Authorization/locks");
        let read = Read::list(Request::get(path, versions::LOCKS));
        if !reads.contains(&read) {
            reads.push(read);
        }
    }
    reads
}

/// The locks that stand in the way of a change to `target`.
///
/// Empty only when every scope was read: what could not be read might hold one.
#[must_use]
pub fn blocking(target: &ResourceId, change: Change, facts: &Facts) -> Reading<Vec<Lock>> {
    let mut found: Vec<Lock> = Vec::new();
    let mut unknown = None;
    for read in reads(target) {
        match facts.all(&read, row) {
            Reading::Found(rows) => found.extend(rows.into_iter().flatten()),
            // A resource that does not exist yet has no locks of its own.
            Reading::Missing => {}
            Reading::NotRead => unknown = unknown.or(Some(Reading::NotRead)),
            Reading::Failed(failure) => unknown = Some(Reading::Failed(failure)),
        }
    }
    found.retain(|it| it.scope.contains(target) && it.blocks(change));
    found.sort_by(|a, b| (&a.scope, &a.name).cmp(&(&b.scope, &b.name)));
    found.dedup();
    match unknown {
        Some(unknown) if found.is_empty() => unknown,
        _ => Reading::Found(found),
    }
}

impl Lock {
    /// Whether this lock forbids a change below its scope.
    #[must_use]
    pub fn blocks(&self, change: Change) -> bool {
        self.level == Level::ReadOnly || change == Change::Delete
    }
}

/// A lock, or `Some(None)` for one that forbids nothing.
fn row(value: &Value) -> Option<Option<Lock>> {
    let id = value.get("id")?.as_str()?;
    let at = id
        .to_ascii_lowercase()
        .rfind("/providers/microsoft.authorization/locks/")?;
    let level = match value.pointer("/properties/level")?.as_str()? {
        it if it.eq_ignore_ascii_case("ReadOnly") => Level::ReadOnly,
        it if it.eq_ignore_ascii_case("CanNotDelete") => Level::CanNotDelete,
        _ => return Some(None),
    };
    Some(Some(Lock {
        name: id.rsplit('/').next()?.to_owned(),
        level,
        scope: ResourceId::parse(&id[..at]).ok()?,
        notes: value
            .pointer("/properties/notes")
            .and_then(Value::as_str)
            .map(str::to_owned),
    }))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::arm::{Failure, Lost, Timestamp};

    const GROUP: &str = "/subscriptions/s/resourceGroups/rg";

    fn vault() -> ResourceId {
        ResourceId::of_group("s", "rg").provider("Microsoft.KeyVault/vaults", "kv")
    }

    fn lock(scope: &str, level: &str) -> Value {
        json!({
            "id": format!("{scope}/providers/Microsoft.Authorization/locks/no"),
            "properties": {"level": level, "notes": "ask Ada"},
        })
    }

    fn known(group_locks: &[Value]) -> Facts {
        let mut facts = Facts::default();
        for (at, read) in reads(&vault()).iter().enumerate() {
            let rows = if at == 1 { group_locks } else { &[] };
            facts.insert(read, Timestamp(0), Ok(json!({"value": rows})));
        }
        facts
    }

    #[test]
    fn levels_block_what_they_say() {
        let elsewhere = format!("{GROUP}/providers/Microsoft.Storage/storageAccounts/x");
        for (scope, level, change, blocked) in [
            (GROUP, "ReadOnly", Change::Write, true),
            (GROUP, "ReadOnly", Change::Delete, true),
            (GROUP, "CanNotDelete", Change::Delete, true),
            (GROUP, "CanNotDelete", Change::Write, false),
            (GROUP, "NotSpecified", Change::Delete, false),
            (elsewhere.as_str(), "ReadOnly", Change::Write, false),
        ] {
            let facts = known(&[lock(scope, level)]);
            let locks = blocking(&vault(), change, &facts).into_found();
            assert_eq!(
                locks.map(|it| !it.is_empty()),
                Some(blocked),
                "{level} at {scope} against {change:?}"
            );
        }
    }

    #[test]
    fn a_scope_that_could_not_be_read_is_not_free_of_locks() {
        let mut facts = known(&[]);
        let subscription = &reads(&vault())[2];
        facts.insert(
            subscription,
            Timestamp(0),
            Err(Failure::Lost(Lost::NoAnswer)),
        );
        assert!(blocking(&vault(), Change::Write, &facts).found().is_none());
    }
}
