//! What somebody may do: role assignments that have taken effect, at the scope and above it.
//!
//! Source: azure-docs, `articles/role-based-access-control/{overview,role-definitions}.md`, read
//! 21 Aug 2026.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::roles::Role;
use super::state::State;
use crate::arm::{ResourceId, Timestamp};
use crate::resources::simulated::{Document, Right};

/// The ARM type of role assignments.
pub(super) const ASSIGNMENTS: &str = "Microsoft.Authorization/roleAssignments";
/// Where assignments stay that were deleted but still have an effect somewhere.
pub(super) const LINGERING: &str = "Sandbox.Authorization/lingeringAssignments";

/// What only Azure knows about a role assignment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Effective {
    /// From when it has an effect; never, while this is empty.
    pub(super) from: Option<Timestamp>,
    /// Until when it still has one after its deletion.
    pub(super) until: Option<Timestamp>,
}

/// Whether `pattern` stands for `action`, ignoring case. `*` stands for anything, slashes
/// included, and `/*/` also for a single slash: `vaults/*/read` allows `vaults/read`.
pub(super) fn matches(pattern: &str, action: &str) -> bool {
    let (pattern, action) = (pattern.to_ascii_lowercase(), action.to_ascii_lowercase());
    glob(pattern.as_bytes(), action.as_bytes())
        || pattern.contains("/*/")
            && glob(
                pattern.replacen("/*/", "/", 1).as_bytes(),
                action.as_bytes(),
            )
}

fn glob(pattern: &[u8], text: &[u8]) -> bool {
    let Some(star) = pattern.iter().position(|it| *it == b'*') else {
        return pattern == text;
    };
    let (head, rest) = (&pattern[..star], &pattern[star + 1..]);
    text.starts_with(head) && (head.len()..=text.len()).any(|start| glob(rest, &text[start..]))
}

impl Role {
    /// Whether this role allows something.
    pub(super) fn allows(&self, right: Right<'_>) -> bool {
        let any = |patterns: &[&str], action: &str| patterns.iter().any(|it| matches(it, action));
        match right {
            Right::Action(action) => any(self.actions, action) && !any(self.not_actions, action),
            Right::Data(action) => any(self.data_actions, action),
        }
    }
}

/// The roles of a principal that have an effect on a scope.
pub(super) fn grants(
    state: &State,
    now: Timestamp,
    principal: &str,
    scope: &ResourceId,
) -> Vec<&'static Role> {
    let assignments = state.of_kind(ASSIGNMENTS).chain(state.of_kind(LINGERING));
    let lower = scope.lower();
    assignments
        .filter(|it| {
            it.text("/properties/principalId")
                .eq_ignore_ascii_case(principal)
        })
        .filter(|it| is_effective(it, now))
        .filter(|it| is_within(&lower, it.text("/properties/scope")))
        .filter_map(|it| Role::of(it.text("/properties/roleDefinitionId")))
        .collect()
}

/// Whether the role assignments of a principal allow something on a scope.
pub(super) fn allowed(
    state: &State,
    now: Timestamp,
    principal: &str,
    right: Right<'_>,
    scope: &ResourceId,
) -> bool {
    grants(state, now, principal, scope)
        .iter()
        .any(|it| it.allows(right))
}

/// Whether a principal has any role at a scope, above it or below it.
pub(super) fn sees(state: &State, now: Timestamp, principal: &str, scope: &ResourceId) -> bool {
    let lower = scope.lower();
    state.of_kind(ASSIGNMENTS).any(|it| {
        let granted = it.text("/properties/scope").to_ascii_lowercase();
        it.text("/properties/principalId")
            .eq_ignore_ascii_case(principal)
            && is_effective(it, now)
            && (is_within(&lower, &granted) || is_within(&granted, &lower))
    })
}

/// What only Azure knows about an assignment.
pub(super) fn effective(assignment: &Document) -> Effective {
    match &assignment.inner {
        Value::Null => Effective::default(),
        inner => serde_json::from_value(inner.clone()).unwrap_or_default(),
    }
}

fn is_effective(assignment: &Document, now: Timestamp) -> bool {
    let Effective { from, until } = effective(assignment);
    from.is_some_and(|it| it <= now) && until.is_none_or(|it| now < it)
}

/// Whether the lower-case ID `inner` is `outer` or lies below it; the root holds everything.
fn is_within(inner: &str, outer: &str) -> bool {
    let outer = outer.to_ascii_lowercase();
    let rest = inner.strip_prefix(outer.trim_end_matches('/'));
    rest.is_some_and(|it| it.is_empty() || it.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_as_azure_matches_them() {
        let rows = [
            ("*", "Microsoft.Storage/storageAccounts/write", true),
            ("*/read", "Microsoft.Storage/storageAccounts/read", true),
            ("*/read", "Microsoft.Storage/storageAccounts/write", false),
            (
                "Microsoft.KeyVault/vaults/*/read",
                "Microsoft.KeyVault/vaults/read",
                true,
            ),
            (
                "Microsoft.KeyVault/vaults/*/read",
                "microsoft.keyvault/VAULTS/keys/read",
                true,
            ),
            (
                "Microsoft.KeyVault/managedHsms/*",
                "Microsoft.KeyVault/managedHSMs/write",
                true,
            ),
            (
                "Microsoft.Authorization/*/Write",
                "Microsoft.Authorization/roleAssignments/write",
                true,
            ),
            (
                "Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action",
                "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action",
                true,
            ),
            (
                "Microsoft.Storage/storageAccounts/read",
                "Microsoft.Storage/storageAccounts/readx",
                false,
            ),
        ];
        for (pattern, action, expected) in rows {
            assert_eq!(matches(pattern, action), expected, "{pattern} for {action}");
        }
    }

    #[test]
    fn roles_allow_what_microsoft_says_they_allow() {
        let rows = [
            (
                "Owner",
                "Microsoft.Authorization/roleAssignments/write",
                true,
            ),
            (
                "Contributor",
                "Microsoft.Authorization/roleAssignments/write",
                false,
            ),
            ("Contributor", "Microsoft.KeyVault/vaults/keys/write", true),
            (
                "Reader",
                "Microsoft.PolicyInsights/checkPolicyRestrictions/read",
                true,
            ),
            ("Reader", "Microsoft.KeyVault/vaults/write", false),
            (
                "Key Vault Contributor",
                "Microsoft.KeyVault/vaults/keys/write",
                true,
            ),
            (
                "Key Vault Contributor",
                "Microsoft.KeyVault/managedHSMs/read",
                false,
            ),
            (
                "Key Vault Administrator",
                "Microsoft.KeyVault/vaults/write",
                false,
            ),
            (
                "Managed Identity Contributor",
                "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action",
                false,
            ),
            (
                "Log Analytics Contributor",
                "Microsoft.Storage/storageAccounts/write",
                false,
            ),
        ];
        for (role, action, expected) in rows {
            let allowed = Role::named(role).is_some_and(|it| it.allows(Right::Action(action)));
            assert_eq!(allowed, expected, "{role}: {action}");
        }
        let wrap = Right::Data("Microsoft.KeyVault/vaults/keys/wrap/action");
        for (role, expected) in [
            ("Owner", false),
            ("Key Vault Contributor", false),
            ("Key Vault Crypto Service Encryption User", true),
        ] {
            let allowed = Role::named(role).is_some_and(|it| it.allows(wrap));
            assert_eq!(allowed, expected, "{role} wraps");
        }
    }

    #[test]
    fn a_scope_holds_what_lies_below_it() {
        assert!(is_within(
            "/subscriptions/s/resourcegroups/g",
            "/subscriptions/S"
        ));
        assert!(is_within("/subscriptions/s", "/"));
        assert!(!is_within("/subscriptions/s2", "/subscriptions/s"));
    }
}
