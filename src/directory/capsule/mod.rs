//! What two people in two directories tell each other about a key, as links: a request goes from the
//! provider to the customer, a receipt comes back.
//!
//! A link carries names and IDs, no secret, in the fragment of its address, which browsers send to
//! nobody. Its checksum tells damage, not forgery: whoever opens it is shown what it says, and what
//! counts is asked of Azure.

mod matching;
mod refused;
#[cfg(test)]
mod tests;
mod text;

pub use refused::Refused;

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::arm::{ResourceId, Timestamp};

/// A link from one directory to the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Capsule {
    /// A provider asks for the use of a key.
    Request(Request),
    /// A customer says which key may be used.
    Receipt(Receipt),
}

/// What a provider asks a customer for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Request {
    /// The provider's directory (tenant id).
    pub provider: String,
    /// What the provider calls itself; nobody has checked it.
    pub provider_name: String,
    /// The application (client) ID of the provider's application.
    pub application: String,
    /// What the provider calls the application.
    pub application_name: String,
    /// Where people come back to who sign in to it; empty where it has no such page.
    pub return_page: String,
    /// What is to be encrypted with the key.
    pub resource: ResourceId,
    /// When the link was made.
    pub issued: Timestamp,
}

/// What a customer answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Receipt {
    /// The provider's directory, as the request named it.
    pub provider: String,
    /// The application, as the request named it.
    pub application: String,
    /// The resource, as the request named it.
    pub resource: ResourceId,
    /// The customer's directory (tenant id).
    pub customer: String,
    /// The key's identifier, without a version.
    pub key: String,
    /// The object ID of the application in the customer's directory, to which the key was granted.
    pub principal: String,
    /// When the link was made.
    pub issued: Timestamp,
}

/// A link that is older is not taken any more.
pub const LASTS: Duration = Duration::from_secs(30 * 86_400);

impl Capsule {
    /// Reads the fragment of an address, with or without the address before it.
    ///
    /// # Errors
    /// Why it is not taken.
    pub fn parse(link: &str) -> Result<Self, Refused> {
        text::parse(link)
    }

    /// When it was made.
    #[must_use]
    pub fn issued(&self) -> Timestamp {
        match self {
            Self::Request(it) => it.issued,
            Self::Receipt(it) => it.issued,
        }
    }

    /// The same, made at another time.
    #[must_use]
    pub fn issued_at(mut self, at: Timestamp) -> Self {
        let issued = match &mut self {
            Self::Request(it) => &mut it.issued,
            Self::Receipt(it) => &mut it.issued,
        };
        // Links hold whole seconds.
        *issued = Timestamp::of_seconds(at.seconds());
        self
    }

    /// The last moment at which it is taken.
    #[must_use]
    pub fn expires(&self) -> Timestamp {
        self.issued() + LASTS
    }
}

/// The fragment of the link.
impl fmt::Display for Capsule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&text::write(self))
    }
}
