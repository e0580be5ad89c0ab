//! The grant made by somebody else: for a person who may create a resource and may not say who
//! uses the keys of a vault.

use super::PRINCIPAL;
use super::access::{Access, Principal};
use super::grant::{POLICY_ARRIVES, ROLE_ARRIVES, wait};
use crate::arm::{Method, Request};
use crate::keys::commands::{self, quote, quote_powershell};
use crate::keys::grant::{self, assignment, policy};
use crate::keys::vault::{PermissionModel, Vault};
use crate::plan::{Condition, HandOver, Step, Watch, uuid_reference};

impl Access<'_> {
    /// Has somebody else grant the use of the key where it is not granted yet, and waits for it.
    #[must_use]
    pub fn handed_over_steps(&self, vault: &Vault) -> Vec<Step> {
        if self.granted(vault).granted().is_some() {
            return Vec::new();
        }
        let (commands, shown_by, arrives) = match vault.permission_model {
            PermissionModel::Roles => self.role_for_somebody(vault),
            PermissionModel::AccessPolicies => self.policy_for_somebody(vault),
            // Only its administrators grant there in any case.
            PermissionModel::LocalRoles => return self.grant_steps(vault),
        };
        let hand_over = HandOver {
            to: format!("somebody who may grant the use of keys in {}", vault.name()),
            commands,
            shown_by: Some(shown_by.clone().paced(10, 86_400)),
            gives: None,
        };
        let grant = Step::hand_over("grant", self.grant_title(), hand_over)
            .why("You chose that somebody else grants it. This console watches for it.")
            .expected(600)
            .undo("Take the grant back in the same way.")
            .settles(self.claim());
        vec![grant, wait(shown_by, arrives)]
    }

    /// The lines that grant it, whoever runs them.
    fn policy_for_somebody(&self, vault: &Vault) -> (Vec<(String, String)>, Watch, u32) {
        let (principal, wanted) = (self.principal_text(), policy::permissions(self.arm_type));
        let request = policy::add(&vault.id, &vault.tenant, &principal, wanted);
        let powershell = format!(
            "Set-AzKeyVaultAccessPolicy -VaultName {} -ObjectId {} -PermissionsToKeys {}",
            quote_powershell(vault.name()),
            quote_powershell(&principal),
            wanted.join(","),
        );
        let lines = vec![
            (
                "Azure CLI".to_owned(),
                commands::az(&request, self.ask.cloud),
            ),
            ("PowerShell".to_owned(), powershell),
        ];
        (lines, self.allowed(vault), POLICY_ARRIVES)
    }

    /// The assignment has a name that is known before, so that it is recognised.
    fn role_for_somebody(&self, vault: &Vault) -> (Vec<(String, String)>, Watch, u32) {
        let (scope, role) = (self.scope(vault), grant::SERVICE_ENCRYPTION_USER);
        let principal = self.principal_text();
        let name = match &self.principal {
            Principal::Known(principal) => assignment::name(&scope, role, principal),
            Principal::Later => uuid_reference(&[scope.as_str(), role, &format!("@{PRINCIPAL}")]),
        };
        let request = assignment::create(&scope, role, &principal, &name);
        let az = commands::az(&request, self.ask.cloud);
        let lines = vec![
            (
                "Azure CLI".to_owned(),
                format!("{az} --name {}", quote(&name)),
            ),
            (
                "PowerShell".to_owned(),
                commands::powershell(&request, self.ask.cloud),
            ),
        ];
        let read = Request {
            method: Method::Get,
            body: None,
            ..request
        };
        let there = Condition::Is("/properties/principalId".into(), principal);
        (lines, Watch::new(read, there), ROLE_ARRIVES)
    }
}
