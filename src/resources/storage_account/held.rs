//! A key of the customer's that an account has: whether it can be left, and what leaving it leaves
//! behind.

use super::wish::Wish;
use super::{StorageAccount, account, model, scopes, users};
use crate::arm::{Read, Reading, Resource, ResourceId, Source};
use crate::form::Invalid;
use crate::keys::key::{self, Needs, Problem};
use crate::keys::vault::{self, Sought, Vault};
use crate::keys::{
    Configuration, Following, GrantState, KeyReference, KeySource, KeyUri, Pasted, Tone, grant,
    health, network,
};
use crate::plan::{Check, Finding};
use crate::resources::own_key::{GrantAt, Opener, OwnKey};
use crate::resources::{Ask, ResourceType};

/// Source of the rule on leaving: what a key has wrapped is unwrapped with it, to be wrapped anew.
const LEAVING: Source = Source::new(
    "Azure/azure-cli#27644: a key that cannot be used cannot be replaced",
    "https://github.com/Azure/azure-cli/issues/27644",
    "2026-11-24",
);

/// What must be read for an action that changes the key, its version or who opens its vault.
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
    let Ok(held) = Held::here(&account) else {
        return reads;
    };
    reads.extend(held.reads(ask));
    if let Ok(wish) = wish(&held) {
        reads.extend(wish.reads(&account, &wish.body(), ask));
    }
    reads
}

/// An account with a key of the customer's.
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
            KeySource::MicrosoftManaged | KeySource::NotEncryptable => Err(
                "It uses a Microsoft-managed key. To put it under your own, choose Use my key."
                    .into(),
            ),
            KeySource::SharedWith(other) => Err(format!(
                "It has the key of {}. Change it there.",
                other.name()
            )),
        }
    }

    /// The key that an account has, in a vault of the account's own directory.
    ///
    /// # Errors
    /// In words, why it has none, or none that can be changed from here.
    pub(super) fn here(account: &'a Resource) -> Result<Self, String> {
        let held = Self::of(account)?;
        if held.reference.federated_client.is_some() {
            return Err(format!(
                "Its key {} lies in another directory, and whoever owns it there has to take part.",
                held.reference.key.name()
            ));
        }
        Ok(held)
    }

    /// Who opens the vault now.
    pub(super) fn opener(&self) -> Opener {
        let id = self.reference.identity.id.clone();
        id.map_or(Opener::System, Opener::User)
    }

    /// The key as it is, followed as told.
    pub(super) fn own(&self, following: &Following) -> OwnKey {
        OwnKey {
            pasted: Pasted {
                key: self.reference.key.versionless(),
                vault_id: None,
            },
            pinned: match following {
                Following::Latest | Following::Unsaid(_) => None,
                Following::Pinned(version) => Some(version.clone()),
            },
            grant_at: GrantAt::Key,
        }
    }

    /// What must be read to know whether the key can be left, and who else uses it.
    pub(super) fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let mut reads = health::reads(&self.account.id, &self.configuration, ask.facts);
        reads.push(users::read(self.account));
        reads.push(scopes::read(self.account));
        reads.extend(
            self.vault(ask)
                .map(|it| key::versions_read(&it.id, self.reference.key.name())),
        );
        reads
    }

    /// Whether the key in use can still unwrap: what it has wrapped is to be wrapped anew.
    pub(super) fn can_be_left(&self, ask: &Ask<'_>) -> Check {
        let name = self.reference.key.name();
        let check = match self.obstacle(ask) {
            Ok(None) => Check::new(
                "old-key",
                Finding::Passed,
                format!("{name} can still open what it closed."),
            ),
            Ok(Some(why)) => Check::new(
                "old-key",
                Finding::Failed,
                format!("{name} cannot be used, so it cannot be left either."),
            )
            .reason(format!(
                "{why} Make it usable first, for as long as the change takes."
            )),
            Err(why) => Check::new(
                "old-key",
                Finding::Unknown,
                format!("Whether {name} can still open what it closed is not known."),
            )
            .reason(why),
        };
        check
            .source(&LEAVING)
            .as_of(ask.facts.as_of(&self.reads(ask)))
    }

    /// Why the key in use cannot unwrap; an expired one can.
    fn obstacle(&self, ask: &Ask<'_>) -> Result<Option<String>, String> {
        if self.reference.federated_client.is_some() {
            return Err("It lies in another directory.".into());
        }
        let vault = self
            .vault(ask)
            .ok_or("Its vault was not found where you may look.")?;
        let kind = self.reference.identity.kind();
        let reach = network::reach(&vault.network, StorageAccount.arm_type(), kind);
        if reach.tone == Tone::Bad {
            return Ok(Some(reach.reason));
        }
        if self.granted(&vault, ask) == GrantState::Missing {
            return Ok(Some(
                "Nothing allows the account to use it any more.".into(),
            ));
        }
        let Some(version) = self.configuration.in_use.as_ref().and_then(KeyUri::version) else {
            return Err("Azure does not say which version is in use.".into());
        };
        match key::version(&vault.id, self.reference.key.name(), version, ask.facts) {
            Reading::Found(found) => {
                let problems = found.problems(Needs::USUAL, ask.now);
                let outage = problems.iter().find(|it| it.is_outage());
                Ok(outage.map(Problem::sentence))
            }
            Reading::Missing => Ok(Some("The version in use was deleted.".into())),
            Reading::NotRead | Reading::Failed(_) => {
                Err("The version in use could not be read.".into())
            }
        }
    }

    /// The grant that stays when the key is left, and who else needs it; `None` where none is seen,
    /// and where it serves the key that is used instead.
    pub(super) fn old_grant(&self, instead: Option<&ResourceId>, ask: &Ask<'_>) -> Option<Check> {
        let vault = self.vault(ask)?;
        let granted = self.granted(&vault, ask);
        let granted = granted.granted()?;
        let at = ResourceId::parse(&granted.at).ok();
        if let (Some(at), Some(instead)) = (at, instead)
            && at.contains(instead)
        {
            return None;
        }
        let (key, opener) = (&self.reference.key, self.opener());
        let name = opener.name(&self.account.name);
        let check = Check::new(
            "old-grant",
            Finding::Warning,
            format!("{name} may go on using {}: its grant stays.", key.name()),
        )
        .reason(format!(
            "{} This plan takes nothing back. Remove the grant by hand when nothing needs it any more.",
            users::in_words(key, self.account, ask.facts)
        ))
        .evidence(format!("{} at {}", granted.how.label(), granted.at));
        Some(check.as_of(ask.facts.as_of([&users::read(self.account)])))
    }

    fn granted(&self, vault: &Vault, ask: &Ask<'_>) -> GrantState {
        match self.reference.identity.principal(ask.facts) {
            Reading::Found(principal) => {
                grant::state(vault, self.reference.key.name(), &principal, ask.facts)
            }
            Reading::Missing | Reading::NotRead | Reading::Failed(_) => GrantState::NotRead,
        }
    }

    /// The vault of the key, if it was found.
    pub(super) fn vault(&self, ask: &Ask<'_>) -> Option<Vault> {
        let near = self.account.id.subscription();
        match vault::find(&self.reference.key, None, near, ask.facts) {
            Sought::Found(vault) => Some(*vault),
            Sought::NotRead | Sought::Nowhere | Sought::NotVisible(_) => None,
        }
    }
}
