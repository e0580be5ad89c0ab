//! The directories of the sandbox and the people in them.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Somebody a visitor can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Person {
    /// `mara`, as links and tests say it.
    pub id: &'static str,
    /// `Mara Okafor`.
    pub name: &'static str,
    /// What they may do, in a few words.
    pub about: &'static str,
    /// Their directory.
    pub home: Directory,
}

/// A directory (tenant).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Directory {
    /// The provider, whose resources are to be encrypted.
    Fabrikam,
    /// The customer, whose key it is.
    Contoso,
}

/// Everybody, the one with the most rights first.
pub const PEOPLE: [Person; 5] = [
    Person {
        id: "mara",
        name: "Mara Okafor",
        about: "Owner: may do everything",
        home: Directory::Fabrikam,
    },
    Person {
        id: "priya",
        name: "Priya Raman",
        about: "Key Vault Administrator: keys and grants",
        home: Directory::Fabrikam,
    },
    Person {
        id: "deniz",
        name: "Deniz Novak",
        about: "Log Analytics Contributor: clusters, no grants",
        home: Directory::Fabrikam,
    },
    Person {
        id: "tom",
        name: "Tom Lindqvist",
        about: "Reader: looks, changes nothing",
        home: Directory::Fabrikam,
    },
    Person {
        id: "aiko",
        name: "Aiko Sato",
        about: "Owner of the customer\u{2019}s key",
        home: Directory::Contoso,
    },
];

impl Person {
    /// The person with an ID.
    #[must_use]
    pub fn named(id: &str) -> Option<&'static Self> {
        PEOPLE.iter().find(|it| it.id == id)
    }

    /// `mara.okafor@fabrikam.example`.
    #[must_use]
    pub fn user_principal_name(&self) -> String {
        let local = self.name.to_ascii_lowercase().replace(' ', ".");
        format!("{local}@{}", self.home.domain())
    }

    /// The object ID in a sandbox of this seed.
    #[must_use]
    pub fn object(&self, seed: u64) -> String {
        guid(seed, &format!("person {}", self.id))
    }
}

impl Directory {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Fabrikam, Self::Contoso];

    /// `Fabrikam`.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Fabrikam => "Fabrikam",
            Self::Contoso => "Contoso",
        }
    }

    /// The directory's default domain.
    #[must_use]
    pub fn domain(self) -> &'static str {
        match self {
            Self::Fabrikam => "fabrikam.example",
            Self::Contoso => "contoso.example",
        }
    }

    /// The tenant ID in a sandbox of this seed.
    #[must_use]
    pub fn tenant(self, seed: u64) -> String {
        guid(seed, &format!("tenant {}", self.label()))
    }

    /// The directory with a tenant ID.
    #[must_use]
    pub fn of_tenant(seed: u64, tenant: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|it| it.tenant(seed).eq_ignore_ascii_case(tenant))
    }
}

/// A GUID decided by the seed and by what it is for.
#[must_use]
pub fn guid(seed: u64, about: &str) -> String {
    Uuid::new_v5(&SANDBOX, format!("{seed}|{about}").as_bytes()).to_string()
}

/// A number decided by the seed and by what it is for.
#[must_use]
pub fn number(seed: u64, about: &str) -> u64 {
    let bytes = Uuid::new_v5(&SANDBOX, format!("{seed}#{about}").as_bytes()).into_bytes();
    bytes[..8]
        .iter()
        .fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

/// The namespace of every GUID here.
const SANDBOX: Uuid = Uuid::from_u128(0x2f6d_1c3a_8e54_4b07_9a41_5d0c_77e2_b913);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seed_decides_every_guid() {
        let mara = Person::named("mara").expect("she is there");
        assert_eq!(mara.object(1), mara.object(1));
        assert_ne!(mara.object(1), mara.object(2));
        assert_eq!(mara.user_principal_name(), "mara.okafor@fabrikam.example");
        let tenant = Directory::Contoso.tenant(1).to_uppercase();
        assert_eq!(Directory::of_tenant(1, &tenant), Some(Directory::Contoso));
    }
}
