//! Configuration: what a resource says of its key, and whether that is as one would want it.

use serde::{Deserialize, Serialize};

use super::identity::{self, IdentityKind};
use super::key_uri::{KeyUri, KeyVersion};
use super::verdict::{Evidence, Tone, Verdict};
use crate::arm::{Facts, Reading, ResourceId, Timestamp};

/// What a resource says of its key. Each resource type reads its own wire format into this.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Configuration {
    /// Whose key it is.
    pub source: KeySource,
    /// The key version Azure says it encrypts with right now: the proof that a key is in place.
    pub in_use: Option<KeyUri>,
    /// When that version was taken.
    pub last_rotation: Option<Timestamp>,
    /// When that version expires, by the resource's own account.
    pub expires: Option<Timestamp>,
}

/// Whose key it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum KeySource {
    /// Microsoft keeps the key.
    MicrosoftManaged,
    /// The customer keeps it.
    Customer(KeyReference),
    /// The resource holds no data to encrypt: a vault, an identity.
    NotEncryptable,
}

/// How a resource names the customer's key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KeyReference {
    /// The key, without a version.
    pub key: KeyUri,
    /// Which version it wants.
    pub following: Following,
    /// The identity that opens the vault.
    pub identity: UsedIdentity,
    /// The multi-tenant application through which the identity reaches another directory.
    pub federated_client: Option<String>,
}

/// Which version a resource wants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Following {
    /// Whichever is the newest.
    Latest,
    /// This one.
    Pinned(KeyVersion),
}

/// The identity that opens the vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UsedIdentity {
    /// Its resource ID; `None` for the system-assigned identity.
    pub id: Option<ResourceId>,
    /// Its object ID, where the resource's envelope gave it.
    pub principal_id: Option<String>,
}

impl Configuration {
    /// Microsoft's key.
    #[must_use]
    pub fn microsoft_managed() -> Self {
        Self::without_key(KeySource::MicrosoftManaged)
    }

    /// Nothing to encrypt.
    #[must_use]
    pub fn not_encryptable() -> Self {
        Self::without_key(KeySource::NotEncryptable)
    }

    fn without_key(source: KeySource) -> Self {
        Self {
            source,
            in_use: None,
            last_rotation: None,
            expires: None,
        }
    }

    /// The customer's key, if it is one.
    #[must_use]
    pub fn key(&self) -> Option<&KeyReference> {
        match &self.source {
            KeySource::Customer(reference) => Some(reference),
            KeySource::MicrosoftManaged | KeySource::NotEncryptable => None,
        }
    }

    /// Whether Azure says that the resource encrypts with this key right now. A key without
    /// version is met by any version of it.
    #[must_use]
    pub fn uses(&self, key: &KeyUri) -> bool {
        self.in_use
            .as_ref()
            .is_some_and(|it| it.is_same_key(key) && (key.version().is_none() || it == key))
    }

    /// The verdict on the configuration alone. `newest` is the newest version of the key in its
    /// vault, where it is known.
    #[must_use]
    pub fn verdict(&self, newest: Option<&KeyUri>) -> Verdict {
        match &self.source {
            KeySource::NotEncryptable => Verdict::new(
                Tone::None,
                "Nothing to encrypt",
                "This resource holds no data of its own.",
            ),
            KeySource::MicrosoftManaged => Verdict::new(
                Tone::None,
                "Microsoft-managed key",
                "The data is encrypted with a key that Microsoft keeps and renews.",
            ),
            KeySource::Customer(reference) => self
                .customer_verdict(reference, newest)
                .because(self.evidence(reference)),
        }
    }

    fn customer_verdict(&self, reference: &KeyReference, newest: Option<&KeyUri>) -> Verdict {
        let name = reference.key.name();
        let Some(in_use) = &self.in_use else {
            return Verdict::new(
                Tone::Unknown,
                "Names your key",
                format!(
                    "The resource names {name}, and Azure does not say which version is in use."
                ),
            );
        };
        if !in_use.is_same_key(&reference.key) {
            return Verdict::new(
                Tone::Bad,
                "Uses another key",
                format!("The resource names {name} and is still encrypted with {in_use}."),
            );
        }
        match &reference.following {
            Following::Pinned(version) => pinned_verdict(version, in_use, newest),
            Following::Latest => {
                let behind = newest.is_some_and(|it| it.version() != in_use.version());
                let reason = if behind {
                    format!(
                        "Follows {name}; the vault holds a newer version, which the service takes at its next look."
                    )
                } else {
                    format!("Follows {name}: a new version is taken without anybody's help.")
                };
                Verdict::new(Tone::Ok, "Uses your key, follows the latest", reason)
            }
        }
    }

    fn evidence(&self, reference: &KeyReference) -> Vec<Evidence> {
        let following = match &reference.following {
            Following::Latest => ("Latest", "a new version is taken by itself".to_owned()),
            Following::Pinned(version) => ("Pinned", format!("to {}", version.short())),
        };
        let mut evidence = vec![
            Evidence::new("Key", Tone::Ok, "Yours", reference.key.to_string()),
            Evidence::new("Version", Tone::Ok, following.0, following.1),
        ];
        if let Some(in_use) = &self.in_use {
            evidence.push(Evidence::new(
                "In use",
                Tone::Ok,
                "Shown",
                in_use.to_string(),
            ));
        }
        if let Some(at) = self.last_rotation {
            evidence.push(Evidence::new("Last rotation", Tone::Ok, &at.day(), ""));
        }
        evidence
    }
}

fn pinned_verdict(pinned: &KeyVersion, in_use: &KeyUri, newest: Option<&KeyUri>) -> Verdict {
    if in_use.version() != Some(pinned) {
        return Verdict::new(
            Tone::Bad,
            "Uses another version",
            format!(
                "The resource names version {} and is still encrypted with {}.",
                pinned.short(),
                in_use.version_text()
            ),
        );
    }
    match newest.and_then(KeyUri::version) {
        Some(newest) if newest != pinned => Verdict::new(
            Tone::Warn,
            "Pinned to an old version",
            format!(
                "Uses version {}; the vault holds {}, which is not taken until somebody changes the version here.",
                pinned.short(),
                newest.short()
            ),
        ),
        Some(_) => Verdict::new(
            Tone::Ok,
            "Uses your key, pinned",
            "Uses the newest version. A newer one is not taken until somebody changes the version here.",
        ),
        None => Verdict::new(
            Tone::Ok,
            "Uses your key, pinned",
            format!(
                "Uses version {}. Whether the vault holds a newer one is not known.",
                pinned.short()
            ),
        ),
    }
}

/// The verdict on a resource whose answer could not be understood.
#[must_use]
pub fn unreadable(why: &str) -> Verdict {
    Verdict::new(Tone::Unknown, "Unreadable", why)
}

impl KeyReference {
    /// The key with the version that is wanted, if one is.
    #[must_use]
    pub fn wanted(&self) -> KeyUri {
        match &self.following {
            Following::Latest => self.key.versionless(),
            Following::Pinned(version) => self.key.versioned(version.clone()),
        }
    }
}

impl UsedIdentity {
    /// Which of the two kinds.
    #[must_use]
    pub fn kind(&self) -> IdentityKind {
        if self.id.is_some() {
            IdentityKind::User
        } else {
            IdentityKind::System
        }
    }

    /// The object ID that must be granted: from the envelope, or from the identity as it was
    /// read.
    #[must_use]
    pub fn principal(&self, facts: &Facts) -> Reading<String> {
        match (&self.principal_id, &self.id) {
            (Some(principal), _) => Reading::Found(principal.clone()),
            (None, Some(id)) => identity::one(id, facts).map(|it| it.principal_id),
            (None, None) => Reading::Missing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "https://kv1.vault.azure.net/keys/orders/11111111111111111111111111111111";
    const NEW: &str = "https://kv1.vault.azure.net/keys/orders/22222222222222222222222222222222";
    const OTHER: &str = "https://kv1.vault.azure.net/keys/hr/33333333333333333333333333333333";

    fn key(text: &str) -> KeyUri {
        KeyUri::read(text).expect(text)
    }

    fn configured(following: Following, in_use: Option<&str>) -> Configuration {
        Configuration {
            source: KeySource::Customer(KeyReference {
                key: key(OLD).versionless(),
                following,
                identity: UsedIdentity {
                    id: None,
                    principal_id: None,
                },
                federated_client: None,
            }),
            in_use: in_use.map(key),
            last_rotation: None,
            expires: None,
        }
    }

    #[test]
    fn verdicts_follow_what_is_in_use() {
        let pinned = || Following::Pinned(key(OLD).version().expect("a version").clone());
        let rows = [
            (
                Following::Latest,
                Some(NEW),
                Some(NEW),
                Tone::Ok,
                "Uses your key, follows the latest",
            ),
            (
                Following::Latest,
                Some(OLD),
                Some(NEW),
                Tone::Ok,
                "Uses your key, follows the latest",
            ),
            (
                Following::Latest,
                Some(OTHER),
                Some(NEW),
                Tone::Bad,
                "Uses another key",
            ),
            (
                Following::Latest,
                None,
                Some(NEW),
                Tone::Unknown,
                "Names your key",
            ),
            (
                pinned(),
                Some(OLD),
                Some(OLD),
                Tone::Ok,
                "Uses your key, pinned",
            ),
            (pinned(), Some(OLD), None, Tone::Ok, "Uses your key, pinned"),
            (
                pinned(),
                Some(OLD),
                Some(NEW),
                Tone::Warn,
                "Pinned to an old version",
            ),
            (
                pinned(),
                Some(NEW),
                Some(NEW),
                Tone::Bad,
                "Uses another version",
            ),
            (pinned(), Some(OTHER), None, Tone::Bad, "Uses another key"),
        ];
        for (following, in_use, newest, tone, headline) in rows {
            let newest = newest.map(key);
            let verdict = configured(following.clone(), in_use).verdict(newest.as_ref());
            assert_eq!(
                (verdict.tone, verdict.headline.as_str()),
                (tone, headline),
                "{following:?} with {in_use:?} of {newest:?}"
            );
        }
        assert_eq!(
            Configuration::microsoft_managed().verdict(None).tone,
            Tone::None
        );
    }

    #[test]
    fn a_key_is_in_use_only_when_azure_says_so() {
        let configuration = configured(Following::Latest, Some(OLD));
        for (wanted, used) in [
            (key(OLD), true),
            (key(OLD).versionless(), true),
            (key(NEW), false),
            (key(OTHER).versionless(), false),
        ] {
            assert_eq!(configuration.uses(&wanted), used, "{wanted}");
        }
        assert!(!configured(Following::Latest, None).uses(&key(OLD)));
    }

    #[test]
    fn it_survives_storage() {
        let configuration = configured(Following::Latest, Some(OLD));
        let text = serde_json::to_string(&configuration).expect("serialises");
        assert_eq!(
            serde_json::from_str::<Configuration>(&text).ok(),
            Some(configuration)
        );
    }
}
