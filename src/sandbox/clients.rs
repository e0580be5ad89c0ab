//! The applications that sign in by themselves, with a secret: what a script or a pipeline is.

use super::people::{Directory, guid};
use super::seed::Seed;

/// A service principal with a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Client {
    /// `automation`, as commands and tests say it.
    pub id: &'static str,
    /// `fabrikam-automation`.
    pub name: &'static str,
    /// Their directory.
    pub home: Directory,
    /// The built-in roles it holds on its directory's first subscription.
    pub roles: &'static [&'static str],
    /// Its permissions of Microsoft Graph, agreed to by an administrator.
    pub graph: &'static [&'static str],
}

/// Every client, the one with the most rights first.
pub const CLIENTS: [Client; 4] = [
    Client {
        id: "automation",
        name: "fabrikam-automation",
        home: Directory::Fabrikam,
        roles: &["Owner", "Key Vault Crypto Officer"],
        graph: &["Application.ReadWrite.All"],
    },
    Client {
        id: "rotation",
        name: "fabrikam-key-rotation",
        home: Directory::Fabrikam,
        roles: &["Reader", "Key Vault Crypto Officer"],
        graph: &["Application.ReadWrite.OwnedBy"],
    },
    Client {
        id: "dashboard",
        name: "fabrikam-dashboard",
        home: Directory::Fabrikam,
        roles: &["Reader"],
        graph: &[],
    },
    Client {
        id: "partner",
        name: "contoso-automation",
        home: Directory::Contoso,
        roles: &["Owner", "Key Vault Crypto Officer"],
        graph: &["Application.ReadWrite.All"],
    },
];

impl Client {
    /// The client with an ID.
    #[must_use]
    pub fn named(id: &str) -> Option<&'static Self> {
        CLIENTS.iter().find(|it| it.id == id)
    }

    /// The client of an application (client) ID.
    #[must_use]
    pub fn of_application(seed: Seed, application: &str) -> Option<&'static Self> {
        CLIENTS
            .iter()
            .find(|it| it.application(seed).eq_ignore_ascii_case(application))
    }

    /// The application (client) ID in a sandbox of this seed.
    #[must_use]
    pub fn application(&self, seed: Seed) -> String {
        guid(seed, &format!("application {}", self.id))
    }

    /// The object ID of the service principal, which role assignments name.
    #[must_use]
    pub fn object(&self, seed: Seed) -> String {
        guid(seed, &format!("service principal {}", self.id))
    }

    /// The secret. It follows from the seed and opens nothing but this simulation.
    #[must_use]
    pub fn secret(&self, seed: Seed) -> String {
        format!("sandbox~{}", guid(seed, &format!("secret {}", self.id)))
    }
}
