//! What only the vault itself can do: the checks and the lines that such actions share.
//!
//! Source: MicrosoftDocs/azure-security-docs @ 1c4310be, `key-vault/keys/` and
//! `key-vault/general/rbac-guide.md`, read 21 Aug 2026.

use crate::arm::{ResourceId, Source};
use crate::form::Answers;
use crate::keys::data_plane::{self, Deed};
use crate::keys::vault::{PermissionModel, Vault};
use crate::plan::{Check, Finding, Fix};
use crate::resources::Ask;

const DATA_RIGHTS: Source = Source::new(
    "Provide access to Key Vault keys with Azure role-based access control",
    "https://learn.microsoft.com/azure/key-vault/general/rbac-guide",
    "2026-08-21",
);
const FIREWALL: Source = Source::new(
    "Configure network security for Azure Key Vault",
    "https://learn.microsoft.com/azure/key-vault/general/network-security",
    "2026-08-21",
);

/// Whether the person may do it, and whether a shell reaches the vault. Neither forbids the plan:
/// somebody else may run the lines, from elsewhere.
pub(super) fn checks(deed: &Deed, vault: &Vault, ask: &Ask<'_>) -> Vec<Check> {
    let mut checks = vec![may(deed, vault, ask)];
    if !vault.network.is_open() {
        let headline = format!("{} lets only some networks in.", vault.name());
        let check = Check::new("reach", Finding::Warning, headline)
            .reason("The shell that runs the lines has to be in one of them. What Resource Manager shows is seen from here all the same.");
        checks.push(check.source(&FIREWALL));
    }
    checks
}

/// Who runs the lines.
pub(super) fn who(deed: &Deed, vault: &Vault) -> String {
    let name = vault.name();
    match vault.permission_model {
        PermissionModel::AccessPolicies => {
            format!(
                "somebody whose access policy in {name} has {}",
                deed.permission
            )
        }
        PermissionModel::Roles | PermissionModel::LocalRoles => {
            format!("somebody with Key Vault Crypto Officer on {name}")
        }
    }
}

/// The page of the portal where the same can be done.
pub(super) fn portal(at: &ResourceId, ask: &Ask<'_>) -> (String, String) {
    let link = format!("{}/#@{}/resource{at}", ask.cloud.portal, ask.tenant);
    ("Azure portal".into(), link)
}

fn may(deed: &Deed, vault: &Vault, ask: &Ask<'_>) -> Check {
    const ID: &str = "right-data";
    let (words, name) = (deed.words, vault.name());
    let check = match data_plane::allowed(deed, vault, ask.person, ask.facts) {
        Some(true) => Check::new(ID, Finding::Passed, format!("You may {words} in {name}.")),
        Some(false) => Check::new(
            ID,
            Finding::Warning,
            format!("You may not {words} in {name}."),
        )
        .reason("Somebody else runs the lines, or you are given the right first.")
        .fix(Fix::Action {
            label: "Give a person rights".into(),
            target: vault.id.clone(),
            action: "give-rights".into(),
            answers: Answers::default(),
        }),
        None => Check::new(
            ID,
            Finding::Unknown,
            format!("Whether you may {words} in {name} is not known."),
        ),
    };
    check.evidence(deed.action).source(&DATA_RIGHTS)
}
