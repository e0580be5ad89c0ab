//! What decides every ID, every name and every roll of the dice of a sandbox.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::people::Directory;

/// A number, and the IDs that do not follow from it: those of the first directory and of its first
/// subscription can be chosen, so that calls recorded elsewhere can be made again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Stored", into = "Stored")]
pub struct Seed {
    number: u64,
    tenant: Option<Uuid>,
    subscription: Option<Uuid>,
}

/// A seed with nothing chosen is stored as its number.
#[derive(Serialize, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum Stored {
    Number(u64),
    Chosen {
        number: u64,
        tenant: Option<String>,
        subscription: Option<String>,
    },
}

impl Seed {
    /// A seed that decides everything.
    #[must_use]
    pub const fn of(number: u64) -> Self {
        Self {
            number,
            tenant: None,
            subscription: None,
        }
    }

    /// With the tenant ID of the first directory; a text that is no GUID changes nothing.
    #[must_use]
    pub fn with_tenant(mut self, id: &str) -> Self {
        self.tenant = Uuid::parse_str(id).ok().or(self.tenant);
        self
    }

    /// With the ID of the first directory's first subscription; a text that is no GUID changes
    /// nothing.
    #[must_use]
    pub fn with_subscription(mut self, id: &str) -> Self {
        self.subscription = Uuid::parse_str(id).ok().or(self.subscription);
        self
    }

    /// A GUID decided by what it is for.
    pub(super) fn guid(self, about: &str) -> String {
        self.uuid('|', about).to_string()
    }

    /// A number decided by what it is for.
    pub(super) fn number(self, about: &str) -> u64 {
        let bytes = self.uuid('#', about).into_bytes();
        let half = bytes[..8].iter();
        half.fold(0, |sum, byte| sum << 8 | u64::from(*byte))
    }

    pub(super) fn tenant(self, directory: Directory) -> String {
        match (directory, self.tenant) {
            (Directory::Fabrikam, Some(chosen)) => chosen.to_string(),
            _ => self.guid(&format!("tenant {}", directory.label())),
        }
    }

    pub(super) fn subscription(self, name: &str) -> String {
        match self.subscription {
            Some(chosen) if name == Directory::Fabrikam.first_subscription() => chosen.to_string(),
            _ => self.guid(&format!("subscription {name}")),
        }
    }

    fn uuid(self, kind: char, about: &str) -> Uuid {
        let number = self.number;
        Uuid::new_v5(&SANDBOX, format!("{number}{kind}{about}").as_bytes())
    }
}

/// The namespace of every GUID here.
const SANDBOX: Uuid = Uuid::from_u128(0x2f6d_1c3a_8e54_4b07_9a41_5d0c_77e2_b913);

impl From<u64> for Seed {
    fn from(number: u64) -> Self {
        Self::of(number)
    }
}

impl From<Stored> for Seed {
    fn from(stored: Stored) -> Self {
        match stored {
            Stored::Number(number) => Self::of(number),
            Stored::Chosen {
                number,
                tenant,
                subscription,
            } => Self::of(number)
                .with_tenant(&tenant.unwrap_or_default())
                .with_subscription(&subscription.unwrap_or_default()),
        }
    }
}

impl From<Seed> for Stored {
    fn from(seed: Seed) -> Self {
        if seed == Seed::of(seed.number) {
            return Self::Number(seed.number);
        }
        Self::Chosen {
            number: seed.number,
            tenant: seed.tenant.map(|it| it.to_string()),
            subscription: seed.subscription.map(|it| it.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arm::Timestamp;
    use crate::sandbox::{Sandbox, Scenario};

    const TENANT: &str = "00000000-0000-0000-0000-00000000000a";
    const SUBSCRIPTION: &str = "00000000-0000-0000-0000-00000000000b";

    #[test]
    fn chosen_ids_are_those_of_the_first_directory() {
        let seed = Seed::of(1)
            .with_tenant(TENANT)
            .with_subscription(SUBSCRIPTION);
        assert_eq!(Directory::Fabrikam.tenant(seed), TENANT);
        assert_eq!(
            Directory::of_tenant(seed, TENANT),
            Some(Directory::Fabrikam)
        );
        let contoso = Directory::Contoso.tenant(Seed::of(1));
        assert_eq!(Directory::Contoso.tenant(seed), contoso);
        assert_eq!(Directory::Fabrikam.subscription(seed), SUBSCRIPTION);
        assert_ne!(seed.subscription("Fabrikam Labs"), SUBSCRIPTION);
        assert_eq!(seed.with_tenant("x"), seed);
    }

    #[test]
    fn a_stored_seed_is_read_as_it_was() {
        let chosen = Seed::of(7).with_tenant(TENANT);
        for (seed, text) in [
            (Seed::of(7), "7".to_owned()),
            (
                chosen,
                format!(r#"{{"number":7,"tenant":"{TENANT}","subscription":null}}"#),
            ),
        ] {
            assert_eq!(serde_json::to_string(&seed).expect("a text"), text);
            let read: Seed = serde_json::from_str(&text).expect("a seed");
            assert_eq!(read, seed);
        }
    }

    #[test]
    fn the_everyday_sandbox_takes_chosen_ids() {
        let seed = Seed::of(1)
            .with_tenant(TENANT)
            .with_subscription(SUBSCRIPTION);
        for scenario in [Scenario::NothingSetUp, Scenario::Everyday] {
            let sandbox = Sandbox::new(scenario, seed, Timestamp(0));
            let text = format!("{:?}", sandbox.state);
            let usual = Directory::Fabrikam.tenant(Seed::of(1));
            assert!(
                text.contains(TENANT) && text.contains(SUBSCRIPTION),
                "{scenario:?}"
            );
            assert!(
                !text.contains(&usual),
                "{scenario:?} holds the tenant of another"
            );
        }
    }
}
