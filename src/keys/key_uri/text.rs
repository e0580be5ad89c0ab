//! Key identifiers compared, printed and stored as text.

use std::fmt;
use std::hash::{Hash, Hasher};

use super::{KeyUri, KeyVersion};
use crate::keys::names::Unfit;

impl PartialEq for KeyUri {
    fn eq(&self, other: &Self) -> bool {
        self.is_same_key(other) && self.version == other.version
    }
}

impl Eq for KeyUri {}

impl Hash for KeyUri {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.host.hash(state);
        self.name.to_ascii_lowercase().hash(state);
        self.version.hash(state);
    }
}

impl fmt::Display for KeyUri {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "https://{}/keys/{}", self.host, self.name)?;
        match &self.version {
            Some(version) => write!(out, "/{}", version.0),
            None => Ok(()),
        }
    }
}

impl fmt::Display for KeyVersion {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl TryFrom<String> for KeyUri {
    type Error = Unfit;

    fn try_from(text: String) -> Result<Self, Unfit> {
        Self::read(&text)
    }
}

impl From<KeyUri> for String {
    fn from(key: KeyUri) -> Self {
        key.to_string()
    }
}

impl TryFrom<String> for KeyVersion {
    type Error = Unfit;

    fn try_from(text: String) -> Result<Self, Unfit> {
        Self::parse(&text)
    }
}

impl From<KeyVersion> for String {
    fn from(version: KeyVersion) -> Self {
        version.0
    }
}
