//! What the signed-in person may do at a scope.
//!
//! Deny assignments and conditions are not reflected: a yes is a hint, a no is a no.
//!
//! Source: MicrosoftDocs/azure-docs, `role-based-access-control/`, and hashicorp/pandora,
//! `resource-manager/Authorization/2022-04-01`, read 21 Aug 2026.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::permission::Plane;
use crate::arm::{Facts, Read, Reading, Request, ResourceId, versions};

/// The roles a person holds at a scope, flattened to actions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rights(Vec<Entry>);

/// One role's contribution. What one entry forbids, another may still allow.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Entry {
    /// Patterns of control-plane actions.
    pub actions: Vec<String>,
    /// What those patterns leave out.
    pub not_actions: Vec<String>,
    /// Patterns of data-plane actions.
    pub data_actions: Vec<String>,
    /// What those patterns leave out.
    pub not_data_actions: Vec<String>,
}

/// Asks for the person's permissions at a resource or a resource group.
#[must_use]
pub fn read(scope: &ResourceId) -> Read {
    let path = format!("{scope}/providers/Microsoft.Authorization/permissions");
    Read::list(Request::get(path, versions::AUTHORIZATION))
}

/// The person's rights at a scope, as far as they were read.
#[must_use]
pub fn at(scope: &ResourceId, facts: &Facts) -> Reading<Rights> {
    facts.all(&read(scope), entry).map(Rights)
}

impl Rights {
    /// Rights from entries that are known.
    #[must_use]
    pub fn new(entries: Vec<Entry>) -> Self {
        Self(entries)
    }

    /// Whether some entry allows a control-plane action.
    #[must_use]
    pub fn allows(&self, action: &str) -> bool {
        self.allows_on(Plane::Control, action)
    }

    /// Whether some entry allows a data-plane action.
    #[must_use]
    pub fn allows_data(&self, action: &str) -> bool {
        self.allows_on(Plane::Data, action)
    }

    /// Whether some entry allows an action of a plane.
    #[must_use]
    pub fn allows_on(&self, plane: Plane, action: &str) -> bool {
        let any = |patterns: &[String]| patterns.iter().any(|it| matches(it, action));
        self.0.iter().any(|it| match plane {
            Plane::Control => any(&it.actions) && !any(&it.not_actions),
            Plane::Data => any(&it.data_actions) && !any(&it.not_data_actions),
        })
    }
}

/// Whether an action pattern covers an action: `*` stands for any text, slashes included, and
/// casing does not matter. `a/*/b` covers `a/b` too: it is how Managed Identity Operator comes to
/// assign identities.
///
/// Source: MicrosoftDocs/azure-docs @ 1b4e136a, `built-in-roles/identity.md`, read 24 Nov 2026.
#[must_use]
pub fn matches(pattern: &str, action: &str) -> bool {
    let (pattern, action) = (pattern.to_ascii_lowercase(), action.to_ascii_lowercase());
    covers(&pattern, &action) || covers(&pattern.replace("/*/", "/"), &action)
}

fn covers(pattern: &str, action: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = action.strip_prefix(parts.next().unwrap_or_default()) else {
        return false;
    };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else {
        return rest.is_empty();
    };
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

fn entry(row: &Value) -> Option<Entry> {
    let list = |name: &str| match row.get(name) {
        None | Some(Value::Null) => Some(Vec::new()),
        Some(Value::Array(rows)) => rows
            .iter()
            .map(|it| it.as_str().map(str::to_owned))
            .collect(),
        Some(_) => None,
    };
    Some(Entry {
        actions: list("actions")?,
        not_actions: list("notActions")?,
        data_actions: list("dataActions")?,
        not_data_actions: list("notDataActions")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rights(entries: &[(&[&str], &[&str])]) -> Rights {
        let own = |it: &[&str]| it.iter().map(|it| (*it).to_owned()).collect();
        Rights(
            entries
                .iter()
                .map(|(actions, not_actions)| Entry {
                    actions: own(actions),
                    not_actions: own(not_actions),
                    ..Entry::default()
                })
                .collect(),
        )
    }

    #[test]
    fn patterns_cover_what_azure_says_they_cover() {
        for (pattern, action, covered) in [
            ("*", "Microsoft.Storage/storageAccounts/write", true),
            ("*/read", "Microsoft.KeyVault/vaults/keys/read", true),
            (
                "*/read",
                "Microsoft.KeyVault/vaults/keys/read/action",
                false,
            ),
            (
                "Microsoft.KeyVault/*",
                "microsoft.keyvault/vaults/write",
                true,
            ),
            ("Microsoft.KeyVault/*", "Microsoft.Storage/x", false),
            (
                "Microsoft.Authorization/*/Write",
                "Microsoft.Authorization/roleAssignments/write",
                true,
            ),
            ("a/*/assign/action", "a/assign/action", true),
            ("a/*/b/*/c", "a/x/b/y/c", true),
            ("a/*/b/*/c", "a/x/c", false),
            (
                "Microsoft.Storage/storageAccounts/read",
                "Microsoft.Storage/storageAccounts/read",
                true,
            ),
            (
                "Microsoft.Storage/storageAccounts/read",
                "Microsoft.Storage/storageAccounts/readx",
                false,
            ),
            ("ab*ba", "aba", false),
        ] {
            assert_eq!(matches(pattern, action), covered, "{pattern} on {action}");
        }
    }

    #[test]
    fn an_exclusion_holds_only_within_its_own_entry() {
        let contributor: (&[&str], &[&str]) = (&["*"], &["Microsoft.Authorization/*/Write"]);
        let grant = "Microsoft.Authorization/roleAssignments/write";
        assert!(!rights(&[contributor]).allows(grant));
        let administrator: (&[&str], &[&str]) =
            (&["Microsoft.Authorization/roleAssignments/*"], &[]);
        assert!(rights(&[contributor, administrator]).allows(grant));
        assert!(!rights(&[contributor]).allows_data("Microsoft.KeyVault/vaults/keys/read"));
    }
}
