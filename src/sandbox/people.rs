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
    /// Their roles in it, which have nothing to do with those on subscriptions.
    pub roles: &'static [DirectoryRole],
    /// Who signs in to be this guest, with the account of another directory; none for members.
    pub invited: Option<&'static str>,
}

/// A role in a directory.
///
/// Source of the template IDs: entra-docs, `docs/identity/role-based-access-control/
/// permissions-reference.md`, read 21 Aug 2026.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum DirectoryRole {
    /// Manages every application of the directory, and consents for it.
    ApplicationAdministrator,
    /// The same, but for application proxies, which are not simulated.
    CloudApplicationAdministrator,
    /// Registers applications where not everybody may.
    ApplicationDeveloper,
}

/// A directory (tenant).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Directory {
    /// The provider, whose resources are to be encrypted.
    Fabrikam,
    /// The customer, whose key it is.
    Contoso,
    /// Another customer.
    Northwind,
}

/// Everybody, the one with the most rights first; a guest is somebody else in each directory.
pub const PEOPLE: [Person; 8] = [
    Person {
        id: "mara",
        name: "Mara Okafor",
        about: "Owner: may do everything",
        home: Directory::Fabrikam,
        roles: &[DirectoryRole::ApplicationDeveloper],
        invited: None,
    },
    Person {
        id: "priya",
        name: "Priya Raman",
        about: "Key Vault Administrator: keys and grants",
        home: Directory::Fabrikam,
        roles: &[],
        invited: None,
    },
    Person {
        id: "deniz",
        name: "Deniz Novak",
        about: "Log Analytics Contributor: clusters, no grants",
        home: Directory::Fabrikam,
        roles: &[],
        invited: None,
    },
    Person {
        id: "tom",
        name: "Tom Lindqvist",
        about: "Reader: looks, changes nothing",
        home: Directory::Fabrikam,
        roles: &[],
        invited: None,
    },
    Person {
        id: "aiko",
        name: "Aiko Sato",
        about: "Owner of the customer\u{2019}s key, Application Administrator",
        home: Directory::Contoso,
        roles: &[DirectoryRole::ApplicationAdministrator],
        invited: None,
    },
    Person {
        id: "ben",
        name: "Ben Adeyemi",
        about: "Reader at the customer: installs nothing",
        home: Directory::Contoso,
        roles: &[],
        invited: None,
    },
    Person {
        id: "noor",
        name: "Noor Haddad",
        about: "Owner at another customer, Cloud Application Administrator",
        home: Directory::Northwind,
        roles: &[DirectoryRole::CloudApplicationAdministrator],
        invited: None,
    },
    Person {
        id: "mara-at-contoso",
        name: "Mara Okafor",
        about: "Reader at the customer, as a guest",
        home: Directory::Contoso,
        roles: &[],
        invited: Some("mara"),
    },
];

impl Person {
    /// The person with an ID.
    #[must_use]
    pub fn named(id: &str) -> Option<&'static Self> {
        PEOPLE.iter().find(|it| it.id == id)
    }

    /// `mara.okafor@fabrikam.example`, and `mara.okafor_fabrikam.example#EXT#@contoso.example`
    /// for a guest.
    ///
    /// Source: entra-docs, `docs/external-id/user-properties.md`, read 27 Nov 2026.
    #[must_use]
    pub fn user_principal_name(&self) -> String {
        let domain = self.home.domain();
        if self.invited.is_some() {
            let name = self.account().user_principal_name().replace('@', "_");
            return format!("{name}#EXT#@{domain}");
        }
        let local = self.name.to_ascii_lowercase().replace(' ', ".");
        format!("{local}@{domain}")
    }

    /// The one who signs in: for a guest, the member of another directory.
    #[must_use]
    pub fn account(&self) -> &Self {
        self.invited.and_then(Self::named).unwrap_or(self)
    }

    /// Who this person is in a directory, as a member or as a guest.
    #[must_use]
    pub fn within(&self, directory: Directory) -> Option<&'static Self> {
        let account = self.account().id;
        let mut people = PEOPLE.iter();
        people.find(|it| it.home == directory && it.account().id == account)
    }

    /// The object ID in a sandbox of this seed.
    #[must_use]
    pub fn object(&self, seed: Seed) -> String {
        guid(seed, &format!("person {}", self.id))
    }
}

impl DirectoryRole {
    /// `Application Administrator`.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::ApplicationAdministrator => "Application Administrator",
            Self::CloudApplicationAdministrator => "Cloud Application Administrator",
            Self::ApplicationDeveloper => "Application Developer",
        }
    }

    /// The ID of the template, the same in every directory.
    #[must_use]
    pub fn template(self) -> &'static str {
        match self {
            Self::ApplicationAdministrator => "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
            Self::CloudApplicationAdministrator => "158c047a-c907-4556-b7ef-446551a6b5f7",
            Self::ApplicationDeveloper => "cf1c38e5-3621-4004-a7cb-879624dced7c",
        }
    }

    /// Whether it manages every application, and lets one consent for the directory.
    #[must_use]
    pub fn is_administrator(self) -> bool {
        self != Self::ApplicationDeveloper
    }
}

impl Directory {
    /// Every directory, the provider's first.
    pub const ALL: [Self; 3] = [Self::Fabrikam, Self::Contoso, Self::Northwind];

    /// `Fabrikam`.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Fabrikam => "Fabrikam",
            Self::Contoso => "Contoso",
            Self::Northwind => "Northwind",
        }
    }

    /// The directory's default domain.
    #[must_use]
    pub fn domain(self) -> &'static str {
        match self {
            Self::Fabrikam => "fabrikam.example",
            Self::Contoso => "contoso.example",
            Self::Northwind => "northwind.example",
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
            Self::Northwind => "Northwind Keys",
        }
    }

    /// The ID of that subscription in a sandbox of this seed.
    #[must_use]
    pub fn subscription(self, seed: Seed) -> String {
        seed.subscription(self.first_subscription())
    }

    /// Whether everybody may register applications, or only who has a role for it.
    #[must_use]
    pub fn lets_people_register(self) -> bool {
        matches!(self, Self::Northwind)
    }

    /// Whether people without a role may consent to applications for themselves.
    #[must_use]
    pub fn lets_people_consent(self) -> bool {
        !matches!(self, Self::Contoso)
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
