//! What every action that gives an account a key shares, whether the account is there or not: the
//! checks, and the way from the identity to what proves the key.

use super::body::Named;
use super::notes::{self, Seen};
use super::{AT_KEY, AiAccount, kinds, role};
use crate::arm::ResourceId;
use crate::keys::identity;
use crate::keys::key::Needs;
use crate::keys::vault::{Vault, audit};
use crate::keys::{Attached, IdentityKind};
use crate::plan::{Check, Condition, preflight};
use crate::resources::own_key::{Access, Opener, OwnKey};
use crate::resources::{Ask, ResourceType};

/// A key, who opens its vault, and the role that lets them.
#[derive(Debug)]
pub(super) struct Keyed {
    pub(super) own: OwnKey,
    pub(super) opener: Opener,
    pub(super) role: &'static str,
}

impl Keyed {
    /// The way to the key, once it is known who will open the vault.
    pub(super) fn access<'a>(
        &'a self,
        attached: &Attached,
        (name, near): (&'a str, &'a str),
        ask: &'a Ask<'a>,
    ) -> Option<Access<'a>> {
        Some(Access {
            ask,
            own: &self.own,
            arm_type: AiAccount.arm_type(),
            identity: self.opener.kind(),
            identity_name: self.opener.name(name),
            principal: self.opener.principal(attached, ask)?,
            near,
        })
    }

    /// The client ID of the user-assigned identity that opens the vault, as far as it is known.
    pub(super) fn client(&self, attached: &Attached, ask: &Ask<'_>) -> Option<String> {
        let id = self.opener.id()?;
        let attached = attached.user(id).and_then(|it| it.client_id.clone());
        attached.or_else(|| client_of(id, ask))
    }

    /// The key as request bodies name it.
    pub(super) fn named<'a>(&'a self, client: Option<&'a str>) -> Named<'a> {
        Named {
            key: &self.own.pasted.key,
            version: self.own.version(),
            client,
        }
    }

    /// Everything worth knowing about vault, key and grant for an account.
    pub(super) fn checks(&self, access: &Access<'_>, seen: Seen<'_>) -> Vec<Check> {
        let mut checks = access.checks(Needs::USUAL);
        if let Some(vault) = access.vault() {
            checks.extend(notes::all(access, &vault, seen));
            checks.push(preflight::audit(&vault, access.ask.facts));
        }
        checks.extend(role::check(access, self.role));
        checks
    }

    /// The key, its opener and its source, as an account shows them.
    pub(super) fn shown(
        &self,
        access: &Access<'_>,
        vault: &Vault,
        client: Option<&str>,
    ) -> Condition {
        let at = |name: &str| format!("{AT_KEY}/{name}");
        let client = client.unwrap_or_default();
        Condition::All(vec![
            access.proof_by_parts(vault, AT_KEY),
            Condition::Is(
                "/properties/encryption/keySource".into(),
                "Microsoft.KeyVault".into(),
            ),
            Condition::Is(at("identityClientId"), client.into()),
        ])
    }

    /// Whether the identity is known well enough to name it in a request.
    pub(super) fn is_nameable(&self, client: Option<&str>) -> bool {
        self.opener.kind() == IdentityKind::System || client.is_some()
    }
}

/// What must be read about the way to a key, besides what every service reads.
pub(super) fn reads(access: &Access<'_>) -> Vec<crate::arm::Read> {
    let mut reads = access.reads();
    reads.extend(access.vault().map(|it| audit::read(&it.id)));
    reads
}

fn client_of(id: &ResourceId, ask: &Ask<'_>) -> Option<String> {
    let found = identity::one(id, ask.facts).into_found();
    found.map(|it| it.client_id)
}

/// What a plan says that cannot name who opens the vault.
pub(super) fn nobody() -> Check {
    Check::new(
        "principal",
        crate::plan::Finding::Failed,
        "Who would open the vault is not known.",
    )
}

/// The door that a Foundry account goes through with its first key; none for other kinds.
pub(super) fn door(is_foundry: bool) -> Option<&'static str> {
    is_foundry.then_some(
        "A Foundry account with a key of yours never returns to a Microsoft-managed one, and this console never deletes and creates it again instead. From then on it takes other keys of the same vault only, for all its projects.",
    )
}

/// Kinds that need no door can go back.
pub(super) fn undo(kind: Option<&str>) -> &'static str {
    match kind {
        Some(kind) if !kind.eq_ignore_ascii_case(kinds::FOUNDRY) => {
            "Return to Microsoft-managed keys, at any time."
        }
        _ => "",
    }
}
