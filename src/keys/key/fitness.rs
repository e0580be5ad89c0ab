//! Whether a key version will do for encrypting a service's data.

use super::KeyVersionInfo;
use crate::arm::Timestamp;

/// What a service wants of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Needs {
    /// Sizes in bits it takes.
    pub sizes: &'static [u32],
}

/// Why a key version will not do, or soon will not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is not RSA.
    Kind(String),
    /// Its size is none the service takes.
    Size(u32),
    /// It is switched off.
    Disabled,
    /// It is not active yet.
    NotYetActive(Timestamp),
    /// It has expired: what is wrapped can still be unwrapped, nothing new can be wrapped.
    Expired(Timestamp),
    /// It will expire within a month.
    ExpiresSoon(Timestamp),
    /// It could be deleted for good: the vault does not protect it.
    Purgeable(String),
    /// It does not allow an operation that encryption needs.
    Operation(&'static str),
}

/// Earlier than this before its end, an expiry is worth a warning: the period after which Key
/// Vault itself gives notice by default.
const SOON: std::time::Duration = std::time::Duration::from_secs(30 * 24 * 3600);

impl Needs {
    /// What storage accounts and most services take.
    ///
    /// Source: `storage/common/customer-managed-keys-overview.md`, read 21 Aug 2026.
    pub const USUAL: Self = Self {
        sizes: &[2048, 3072, 4096],
    };
    /// What services take that wrap with 2048 bits only.
    pub const ONLY_2048: Self = Self { sizes: &[2048] };
}

impl KeyVersionInfo {
    /// Everything that stands in the way of using this version, or soon will.
    #[must_use]
    pub fn problems(&self, needs: Needs, now: Timestamp) -> Vec<Problem> {
        let mut problems = Vec::new();
        let is_rsa = ["RSA", "RSA-HSM"]
            .iter()
            .any(|it| it.eq_ignore_ascii_case(&self.kind));
        if !is_rsa {
            problems.push(Problem::Kind(self.kind.clone()));
        } else if let Some(size) = self.size.filter(|it| !needs.sizes.contains(it)) {
            problems.push(Problem::Size(size));
        }
        if !self.enabled {
            problems.push(Problem::Disabled);
        }
        if let Some(from) = self.not_before.filter(|it| *it > now) {
            problems.push(Problem::NotYetActive(from));
        }
        match self.expires {
            Some(at) if at <= now => problems.push(Problem::Expired(at)),
            Some(at) if at.since(now) < SOON => problems.push(Problem::ExpiresSoon(at)),
            _ => {}
        }
        // `CustomizedRecoverable+Purgeable` and its like count too.
        if self
            .recovery_level
            .to_ascii_lowercase()
            .contains("purgeable")
        {
            problems.push(Problem::Purgeable(self.recovery_level.clone()));
        }
        for operation in ["wrapKey", "unwrapKey"] {
            let allows = self.operations.is_empty()
                || self
                    .operations
                    .iter()
                    .any(|it| it.eq_ignore_ascii_case(operation));
            if !allows {
                problems.push(Problem::Operation(operation));
            }
        }
        problems
    }
}

impl Problem {
    /// Whether a resource cannot be put under the key while this is so.
    #[must_use]
    pub fn blocks(&self) -> bool {
        !matches!(self, Self::ExpiresSoon(_))
    }

    /// Whether data already under the key cannot be read any more. An expired key still unwraps.
    ///
    /// Source: MicrosoftDocs/azure-security-docs @ 1c4310be, `keys/about-keys-details.md`, read
    /// 21 Aug 2026.
    #[must_use]
    pub fn is_outage(&self) -> bool {
        matches!(self, Self::Disabled | Self::NotYetActive(_))
    }

    /// What is wrong, in one sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::Kind(kind) => {
                format!("The key is of type {kind}; only RSA and RSA-HSM keys encrypt a service.")
            }
            Self::Size(size) => {
                format!("The key has {size} bits, which the service does not take.")
            }
            Self::Disabled => "The key version is disabled.".into(),
            Self::NotYetActive(from) => {
                format!(
                    "The key version is not active before {}.",
                    from.day_and_clock()
                )
            }
            Self::Expired(at) => format!(
                "The key version expired on {}; it still opens what it closed, and closes nothing new.",
                at.day_and_clock()
            ),
            Self::ExpiresSoon(at) => format!("The key version expires on {}.", at.day_and_clock()),
            Self::Purgeable(level) => format!(
                "The key could be deleted for good (recovery level {level}), because the vault lacks purge protection."
            ),
            Self::Operation(operation) => {
                format!("The key does not allow {operation}, which encryption needs.")
            }
        }
    }
}
