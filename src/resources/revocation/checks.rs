//! The checks before a key is taken away: who may, what brings it back, and why it cannot be done.

use super::subject::Subject;
use crate::arm::Reading;
use crate::keys::vault::{self, PermissionModel, Vault};
use crate::keys::{GrantState, VaultKind, commands, grant};
use crate::plan::{Check, Finding, Fix, preflight};
use crate::resources::Ask;

pub(super) fn rights(vault: &Vault, ask: &Ask<'_>) -> Vec<Check> {
    let (id, name, facts) = (&vault.id, vault.name(), ask.facts);
    let right = |check, action| preflight::right(check, action, id, name, facts);
    match vault.permission_model {
        PermissionModel::AccessPolicies => vec![
            right("right-vault", grant::WRITE_POLICY),
            preflight::locks("locks-vault", id, name, facts),
        ],
        PermissionModel::Roles => vec![
            right("right-vault", grant::DELETE_ASSIGNMENT),
            right("right-restore", grant::WRITE_ASSIGNMENT),
            preflight::delete_locks("locks-vault", id, name, facts),
        ],
        PermissionModel::LocalRoles => Vec::new(),
    }
}

pub(super) fn gone_already(subject: &Subject, vault: &Vault, ask: &Ask<'_>) -> Check {
    let name = &subject.resource.name;
    let why = match subject.granted(vault, ask) {
        GrantState::Missing => "Its identity has no grant any more.",
        _ => "Every version that it could use is disabled.",
    };
    Check::new(
        "taken",
        Finding::Failed,
        format!("{name} cannot use its key already."),
    )
    .reason(format!("{why} To give it back, choose Restore access."))
    .as_of(ask.facts.as_of([&vault::read(&vault.id)]))
}

pub(super) fn not_from_here(
    why: String,
    subject: &Subject,
    vault: &Vault,
    principal: &Reading<String>,
) -> Check {
    let check = Check::new(
        "grants",
        Finding::Failed,
        format!(
            "The grant of {} cannot be taken away from here.",
            subject.opener()
        ),
    )
    .reason(why);
    if let (VaultKind::ManagedHsm, Reading::Found(principal)) = (vault.kind, principal) {
        let lines = grant::hsm::take_back(&subject.reference.key, principal);
        let command = lines.into_iter().next().map(|it| it.1).unwrap_or_default();
        let label = "Take the local role away".to_owned();
        return check.fix(Fix::Command { label, command });
    }
    check.fix(Fix::Answer {
        label: "Disable the key instead".into(),
        field: "way".into(),
        value: "disable".into(),
    })
}

pub(super) fn unseen(subject: &Subject, vault: &Vault) -> Check {
    let name = subject.reference.key.name();
    let lines = commands::disable(&subject.reference.key);
    let command = lines.into_iter().next().map(|it| it.1).unwrap_or_default();
    Check::new(
        "versions",
        Finding::Failed,
        format!("The versions of {name} in {} cannot be seen, so nothing could prove that they are disabled.", vault.name()),
    )
    .reason("The line below disables the newest; whether that stopped the resource is for you to see.")
    .fix(Fix::Command { label: format!("Disable {name}"), command })
}
