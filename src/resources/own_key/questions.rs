//! The questions about the key, and their answers as types.

use crate::arm::Cloud;
use crate::form::{Answers, Field, Input, Invalid};
use crate::keys::{KeyUri, KeyVersion, Pasted};

/// Which key, and how it is followed.
#[derive(Clone, Debug)]
pub struct OwnKey {
    /// What was pasted or picked.
    pub pasted: Pasted,
    /// The version to stay with; `None` follows the latest.
    pub pinned: Option<KeyVersion>,
    /// Where a role is granted.
    pub grant_at: GrantAt,
}

/// How far a granted role reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GrantAt {
    /// This key only.
    Key,
    /// Every key of the vault.
    Vault,
}

/// Which key, and whether new versions are taken.
#[must_use]
pub fn key_questions(follow: &str) -> Vec<Field> {
    vec![
        Field::new("key", "Key", Input::Key)
            .help("Paste an identifier, a resource ID or a portal address, or pick one.")
            .example("https://kv-fabrikam-prod.vault.azure.net/keys/orders-cmk"),
        Field::new(
            "versions",
            "Versions",
            Input::choice(&[
                ("latest", "Follow the latest", follow),
                (
                    "pinned",
                    "Pin one version",
                    "Nothing changes until somebody changes it.",
                ),
            ]),
        )
        .initial("latest"),
    ]
}

/// How far the grant reaches.
#[must_use]
pub fn grant_question() -> Field {
    Field::new(
        "grant",
        "Grant at",
        Input::choice(&[
            (
                "key",
                "This key only",
                "Key Vault Crypto Service Encryption User: read, wrap, unwrap.",
            ),
            (
                "vault",
                "The whole vault",
                "The same for every key in it, so that a change of key needs no new grant.",
            ),
        ]),
    )
    .help("Where the vault uses access policies, the policy always covers the whole vault.")
    .initial("key")
}

impl GrantAt {
    /// Reads the answer to [`grant_question`].
    #[must_use]
    pub fn of(answers: &Answers) -> Self {
        if answers.is("grant", "vault") {
            Self::Vault
        } else {
            Self::Key
        }
    }
}

impl OwnKey {
    /// Reads the answers.
    ///
    /// # Errors
    /// The answer that will not do.
    pub fn of(answers: &Answers, cloud: &Cloud) -> Result<Self, Invalid> {
        let pasted = answers.key("key", cloud)?;
        let pinned = if answers.is("versions", "pinned") {
            let version = pasted.key.version().cloned().ok_or_else(|| Invalid {
                example: format!(
                    "{}/78deebed173b48e48f55abf87ed4cf71",
                    pasted.key.versionless()
                ),
                ..Invalid::new("key", "To pin a version, the identifier must name it.")
            })?;
            Some(version)
        } else {
            None
        };
        Ok(Self {
            pasted,
            pinned,
            grant_at: GrantAt::of(answers),
        })
    }

    /// The key, with the version only where it is pinned.
    #[must_use]
    pub fn key(&self) -> KeyUri {
        match &self.pinned {
            Some(version) => self.pasted.key.versioned(version.clone()),
            None => self.pasted.key.versionless(),
        }
    }

    /// The version as request bodies want it: empty to follow the latest.
    #[must_use]
    pub fn version(&self) -> &str {
        self.pinned.as_ref().map_or("", KeyVersion::as_str)
    }
}
