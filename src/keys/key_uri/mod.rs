//! Key identifiers: `https://{vault}/keys/{name}[/{version}]`.

mod paste;
mod resource_id;
mod text;

use serde::{Deserialize, Serialize};

pub use paste::Pasted;

use super::names::{self, Unfit};
use crate::arm::{Cloud, Origin};

/// A key, in one version or in whichever is the newest.
///
/// The host is kept in one spelling (lower case, no `:443`), so that equality ignores what Azure
/// writes differently from answer to answer. Key names are compared ignoring case, as Key Vault
/// does.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct KeyUri {
    host: String,
    name: String,
    version: Option<KeyVersion>,
}

/// One version of a key: 32 hexadecimal digits, in lower case.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct KeyVersion(String);

/// The two kinds of vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum VaultKind {
    /// `Microsoft.KeyVault/vaults`.
    Vault,
    /// `Microsoft.KeyVault/managedHSMs`.
    ManagedHsm,
}

impl KeyUri {
    /// Reads what a person pasted; see [`Pasted`].
    ///
    /// # Errors
    /// A sentence that says what is wrong, with an example.
    pub fn parse(text: &str, cloud: &Cloud) -> Result<Pasted, Unfit> {
        paste::parse(text, cloud)
    }

    /// Reads what Azure wrote: an absolute address on any host, with or without a version.
    ///
    /// # Errors
    /// A sentence that says what is wrong, with an example.
    pub fn read(text: &str) -> Result<Self, Unfit> {
        let refuse = |why: &str| Unfit::new(why, EXAMPLE);
        let origin = Origin::of(text).map_err(|it| refuse(&format!("{it}.")))?;
        let path = text
            .get(8..)
            .and_then(|it| it.split_once('/'))
            .map_or("", |it| it.1);
        if path.contains(['?', '#']) {
            return Err(refuse("A key identifier has no query and no fragment."));
        }
        let path = path.trim_end_matches('/');
        let host = origin.as_str().trim_start_matches("https://");
        Self::of_path(host, path)
    }

    /// A key by the parts that storage accounts and Log Analytics clusters keep apart. An empty
    /// version means none.
    ///
    /// # Errors
    /// A sentence that says which part is wrong, with an example.
    pub fn of_parts(vault_uri: &str, name: &str, version: &str) -> Result<Self, Unfit> {
        let uri = vault_uri.trim_end_matches('/');
        let version = if version.is_empty() {
            String::new()
        } else {
            format!("/{version}")
        };
        Self::read(&format!("{uri}/keys/{name}{version}"))
    }

    /// The host, with a port where it is not 443: `contoso.vault.azure.net`.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The vault's own name: `contoso`.
    #[must_use]
    pub fn vault_name(&self) -> &str {
        self.host.split('.').next().unwrap_or_default()
    }

    /// The vault's address without a trailing slash, as resources that take the parts want it.
    #[must_use]
    pub fn vault_uri(&self) -> String {
        format!("https://{}", self.host)
    }

    /// The key's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The version, if one is named.
    #[must_use]
    pub fn version(&self) -> Option<&KeyVersion> {
        self.version.as_ref()
    }

    /// The version as text; empty for none, as request bodies say it.
    #[must_use]
    pub fn version_text(&self) -> &str {
        self.version.as_ref().map_or("", KeyVersion::as_str)
    }

    /// Whether the key lies in a vault or in a Managed HSM, by its host.
    #[must_use]
    pub fn kind(&self) -> VaultKind {
        if self.host.contains(".managedhsm.") {
            VaultKind::ManagedHsm
        } else {
            VaultKind::Vault
        }
    }

    /// The same key in one version.
    #[must_use]
    pub fn versioned(&self, version: KeyVersion) -> Self {
        Self {
            version: Some(version),
            ..self.clone()
        }
    }

    /// The same key, whichever version is the newest.
    #[must_use]
    pub fn versionless(&self) -> Self {
        Self {
            version: None,
            ..self.clone()
        }
    }

    /// Whether both are the same key, whatever their versions.
    #[must_use]
    pub fn is_same_key(&self, other: &Self) -> bool {
        self.host == other.host && self.name.eq_ignore_ascii_case(&other.name)
    }

    fn of_path(host: &str, path: &str) -> Result<Self, Unfit> {
        let refuse = |why: &str| Unfit::new(why, EXAMPLE);
        let segments: Vec<&str> = path.split('/').collect();
        let kind = segments.first().copied().unwrap_or_default();
        match kind.to_ascii_lowercase().as_str() {
            "keys" => {}
            "" => return Err(refuse("This names a vault and no key in it.")),
            "secrets" => return Err(refuse("This is a secret; a key is needed.")),
            "certificates" => {
                return Err(refuse(
                    "This is a certificate; a key is needed. The key of a certificate cannot be used here.",
                ));
            }
            _ => return Err(refuse("The path of a key identifier begins with /keys/.")),
        }
        let (name, version) = match segments[1..] {
            [] => {
                return Err(refuse(
                    "This names the keys of a vault and not one of them.",
                ));
            }
            [name] => (name, None),
            [name, version] => (name, Some(KeyVersion::parse(version)?)),
            _ => return Err(refuse("There is more after the key's version.")),
        };
        names::key(name)?;
        Ok(Self {
            host: host.to_ascii_lowercase(),
            name: name.to_owned(),
            version,
        })
    }
}

/// What a good identifier looks like.
const EXAMPLE: &str = "https://contoso.vault.azure.net/keys/storage-key";

impl KeyVersion {
    /// Reads a version.
    ///
    /// # Errors
    /// A sentence that says what is wrong, with an example.
    pub fn parse(text: &str) -> Result<Self, Unfit> {
        names::key_version(text)?;
        Ok(Self(text.to_ascii_lowercase()))
    }

    /// The 32 digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first eight digits, to tell versions apart in a table.
    #[must_use]
    pub fn short(&self) -> &str {
        self.0.get(..8).unwrap_or(&self.0)
    }
}

impl VaultKind {
    /// As ARM spells the type.
    #[must_use]
    pub fn arm_type(self) -> &'static str {
        match self {
            Self::Vault => "Microsoft.KeyVault/vaults",
            Self::ManagedHsm => "Microsoft.KeyVault/managedHSMs",
        }
    }

    /// What to call it in a sentence.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Vault => "key vault",
            Self::ManagedHsm => "Managed HSM",
        }
    }

    /// The host suffix in a cloud.
    #[must_use]
    pub fn suffix(self, cloud: &Cloud) -> &str {
        match self {
            Self::Vault => &cloud.vault_suffix,
            Self::ManagedHsm => &cloud.hsm_suffix,
        }
    }
}

#[cfg(test)]
mod tests;
