//! A key of the customer's that an account has.

use super::keyed::Keyed;
use super::wish::Wish;
use super::{account, kinds, model};
use crate::arm::{Read, Resource};
use crate::form::Invalid;
use crate::keys::grant::SERVICE_ENCRYPTION_USER;
use crate::keys::{Configuration, Following, KeyReference, KeySource, KeyVersion, Pasted};
use crate::resources::Ask;
use crate::resources::own_key::{GrantAt, Opener, OwnKey};

/// An account with a key of the customer's.
#[derive(Debug)]
pub(super) struct Held<'a> {
    pub(super) account: &'a Resource,
    pub(super) configuration: Configuration,
    pub(super) reference: KeyReference,
}

impl<'a> Held<'a> {
    /// The key that an account has.
    ///
    /// # Errors
    /// In words, why there is none, and what to choose instead.
    pub(super) fn of(account: &'a Resource) -> Result<Self, String> {
        let configuration =
            model::configuration(account).map_err(|it| model::not_understood(&it))?;
        match configuration.source.clone() {
            KeySource::Customer(reference) => Ok(Self {
                account,
                configuration,
                reference,
            }),
            _ => Err(
                "It uses a Microsoft-managed key. To put it under your own, choose Use my key."
                    .into(),
            ),
        }
    }

    /// Whether the account can only take keys of the vault it has one of.
    pub(super) fn is_bound_to_vault(&self) -> bool {
        kinds::is_foundry(self.account)
    }

    /// The version it stays with; none where it follows the latest.
    pub(super) fn pinned(&self) -> Option<&KeyVersion> {
        match &self.reference.following {
            Following::Pinned(version) | Following::Unsaid(version) => Some(version),
            Following::Latest => None,
        }
    }

    /// Who opens the vault now.
    pub(super) fn opener(&self) -> Opener {
        let id = self.reference.identity.id.clone();
        id.map_or(Opener::System, Opener::User)
    }

    /// The key as it is, with a version or following the latest.
    pub(super) fn own(&self, pinned: Option<KeyVersion>) -> OwnKey {
        OwnKey {
            pasted: Pasted {
                key: self.reference.key.versionless(),
                vault_id: None,
            },
            pinned,
            grant_at: GrantAt::Key,
        }
    }

    /// A key opened by who opens the vault now. A grant that is missing is given by the narrowest
    /// role, unless another one was chosen.
    pub(super) fn wish(&self, own: OwnKey, undo: &str) -> Wish {
        Wish {
            keyed: Keyed {
                own,
                opener: self.opener(),
                role: SERVICE_ENCRYPTION_USER,
            },
            undo: undo.into(),
            is_first: false,
        }
    }
}

/// What must be read for an action that changes the key or its version.
pub(super) fn reads(
    ask: &Ask<'_>,
    wish: impl FnOnce(&Held<'_>) -> Result<Wish, Invalid>,
) -> Vec<Read> {
    let Some(target) = ask.target else {
        return Vec::new();
    };
    let mut reads = account::reads(target);
    let Some(account) = account::read(ask) else {
        return reads;
    };
    if let Ok(held) = Held::of(&account)
        && let Ok(wish) = wish(&held)
    {
        reads.extend(wish.reads(&account, ask));
    }
    reads
}
