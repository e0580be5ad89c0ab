//! The directories of the sandbox and the people in them.

use serde::{Deserialize, Serialize};

use super::seed::Seed;

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
    pub fn object(&self, seed: Seed) -> String {
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
    pub fn tenant(self, seed: Seed) -> String {
        seed.tenant(self)
    }

    /// The name of the directory's first subscription, on which its applications have their roles.
    #[must_use]
    pub fn first_subscription(self) -> &'static str {
        match self {
            Self::Fabrikam => "Fabrikam Documents",
            Self::Contoso => "Contoso Keys",
        }
    }

    /// The ID of that subscription in a sandbox of this seed.
    #[must_use]
    pub fn subscription(self, seed: Seed) -> String {
        seed.subscription(self.first_subscription())
    }

    /// The directory with a tenant ID.
    #[must_use]
    pub fn of_tenant(seed: Seed, tenant: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|it| it.tenant(seed).eq_ignore_ascii_case(tenant))
    }
}

/// A GUID decided by the seed and by what it is for.
#[must_use]
pub fn guid(seed: Seed, about: &str) -> String {
    seed.guid(about)
}

/// A number decided by the seed and by what it is for.
#[must_use]
pub fn number(seed: Seed, about: &str) -> u64 {
    seed.number(about)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seed_decides_every_guid() {
        let mara = Person::named("mara").expect("she is there");
        assert_eq!(mara.object(Seed::of(1)), mara.object(Seed::of(1)));
        assert_ne!(mara.object(Seed::of(1)), mara.object(Seed::of(2)));
        assert_eq!(mara.user_principal_name(), "mara.okafor@fabrikam.example");
        let tenant = Directory::Contoso.tenant(Seed::of(1)).to_uppercase();
        assert_eq!(
            Directory::of_tenant(Seed::of(1), &tenant),
            Some(Directory::Contoso)
        );
    }
}
