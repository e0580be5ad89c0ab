//! Configuration: what a resource says of its key, and whether that is as one would want it.

mod judge;

use serde::{Deserialize, Serialize};

use super::identity::{self, IdentityKind};
use super::key_uri::{KeyUri, KeyVersion};
use super::verdict::{Tone, Verdict};
use crate::arm::{Facts, Reading, ResourceId, Timestamp};

/// What a resource says of its key. Each resource type reads its own wire format into this.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Configuration {
    /// Whose key it is.
    pub source: KeySource,
    /// The key version Azure says it encrypts with right now: the proof that a key is in place.
    /// Without a version for a service that names the key it uses and never the version.
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
    /// Another resource's, whosever that is: a workspace has the key of its cluster.
    SharedWith(ResourceId),
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
    /// This one is in use, and Azure does not say whether it was pinned or is the latest that is
    /// followed.
    Unsaid(KeyVersion),
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

    /// The key of another resource.
    #[must_use]
    pub fn shared_with(other: ResourceId) -> Self {
        Self::without_key(KeySource::SharedWith(other))
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
            KeySource::MicrosoftManaged | KeySource::SharedWith(_) | KeySource::NotEncryptable => {
                None
            }
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
            Following::Latest | Following::Unsaid(_) => self.key.versionless(),
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
mod tests;
