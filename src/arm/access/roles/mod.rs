//! The built-in roles that matter here: what they are called and what they allow.

mod table;

pub use table::ALL;

use super::permission::Plane;
use super::rights::matches;

/// A built-in role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Role {
    /// As the portal shows it.
    pub name: &'static str,
    /// The last part of its definition's ID, the same in every tenant.
    pub id: &'static str,
    /// Patterns of control-plane actions.
    pub actions: &'static [&'static str],
    /// What those patterns leave out.
    pub not_actions: &'static [&'static str],
    /// Patterns of data-plane actions.
    pub data_actions: &'static [&'static str],
}

/// The roles that allow an action, the narrowest first.
#[must_use]
pub fn that_allow(plane: Plane, action: &str) -> Vec<&'static Role> {
    ALL.iter().filter(|it| it.allows(plane, action)).collect()
}

/// The role with this definition ID or GUID, in any casing.
#[must_use]
pub fn by_id(definition: &str) -> Option<&'static Role> {
    let id = definition.rsplit('/').next().unwrap_or_default();
    ALL.iter().find(|it| it.id.eq_ignore_ascii_case(id))
}

/// The role with this name, in any casing.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Role> {
    ALL.iter().find(|it| it.name.eq_ignore_ascii_case(name))
}

impl Role {
    /// Whether this role allows an action.
    #[must_use]
    pub fn allows(&self, plane: Plane, action: &str) -> bool {
        let any = |patterns: &[&str]| patterns.iter().any(|it| matches(it, action));
        match plane {
            Plane::Control => any(self.actions) && !any(self.not_actions),
            Plane::Data => any(self.data_actions),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(plane: Plane, action: &str) -> Vec<&'static str> {
        that_allow(plane, action).iter().map(|it| it.name).collect()
    }

    #[test]
    fn a_person_is_told_which_roles_help() {
        let rows: [(&str, &[&str]); 5] = [
            (
                "Microsoft.Authorization/roleAssignments/write",
                &[
                    "Key Vault Data Access Administrator",
                    "Role Based Access Control Administrator",
                    "User Access Administrator",
                    "Owner",
                ],
            ),
            (
                "Microsoft.Storage/storageAccounts/write",
                &["Storage Account Contributor", "Contributor", "Owner"],
            ),
            (
                "Microsoft.KeyVault/vaults/write",
                &["Key Vault Contributor", "Contributor", "Owner"],
            ),
            (
                "Microsoft.KeyVault/managedHSMs/write",
                &["Managed HSM contributor", "Contributor", "Owner"],
            ),
            (
                "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action",
                &[
                    "Managed Identity Operator",
                    "Managed Identity Contributor",
                    "Contributor",
                    "Owner",
                ],
            ),
        ];
        for (action, expected) in rows {
            assert_eq!(names(Plane::Control, action), expected, "{action}");
        }
    }

    #[test]
    fn no_control_role_may_wrap_with_a_key() {
        assert_eq!(
            names(Plane::Data, "Microsoft.KeyVault/vaults/keys/wrap/action"),
            [
                "Key Vault Crypto Service Encryption User",
                "Key Vault Crypto User",
                "Key Vault Crypto Officer",
                "Key Vault Administrator"
            ]
        );
    }

    #[test]
    fn ids_are_guids_and_stand_once() {
        for (at, role) in ALL.iter().enumerate() {
            assert_eq!(role.id.len(), 36, "{}", role.name);
            assert!(
                ALL[..at]
                    .iter()
                    .all(|it| it.id != role.id && it.name != role.name),
                "{} stands twice",
                role.name
            );
        }
    }
}
