//! The verdict on a configuration alone, whatever the state of its key.

use super::{Configuration, Following, KeyReference, KeySource};
use crate::keys::key_uri::{KeyUri, KeyVersion};
use crate::keys::verdict::{Evidence, Tone, Verdict};

impl Configuration {
    /// The verdict on the configuration alone. `newest` is the newest version of the key in its
    /// vault, where it is known.
    #[must_use]
    pub fn verdict(&self, newest: Option<&KeyUri>) -> Verdict {
        match &self.source {
            KeySource::NotEncryptable => Verdict::new(
                Tone::None,
                "Nothing to encrypt",
                "This resource holds no data of its own.",
            ),
            KeySource::SharedWith(other) => Verdict::new(
                Tone::None,
                format!("The key of {}", other.name()),
                format!(
                    "What it takes in is encrypted with the key of {}. Whose key that is, is said there.",
                    other.name()
                ),
            ),
            KeySource::MicrosoftManaged => Verdict::new(
                Tone::None,
                "Microsoft-managed key",
                "The data is encrypted with a key that Microsoft keeps and renews.",
            ),
            KeySource::Customer(reference) => self
                .customer_verdict(reference, newest)
                .because(self.evidence(reference)),
        }
    }

    fn customer_verdict(&self, reference: &KeyReference, newest: Option<&KeyUri>) -> Verdict {
        let name = reference.key.name();
        let Some(in_use) = &self.in_use else {
            return Verdict::new(
                Tone::Unknown,
                "Names your key",
                format!(
                    "The resource names {name}, and Azure does not say which version is in use."
                ),
            );
        };
        if !in_use.is_same_key(&reference.key) {
            return Verdict::new(
                Tone::Bad,
                "Uses another key",
                format!("The resource names {name} and is still encrypted with {in_use}."),
            );
        }
        match &reference.following {
            Following::Pinned(version) => pinned_verdict(version, in_use, newest),
            Following::Unsaid(version) => unsaid_verdict(version, newest),
            Following::Latest if in_use.version().is_none() => Verdict::new(
                Tone::Ok,
                "Uses your key, follows the latest",
                format!(
                    "Follows {name}: a new version is taken without anybody's help. The service never says which version is in use."
                ),
            ),
            Following::Latest => {
                let behind = newest.is_some_and(|it| it.version() != in_use.version());
                let reason = if behind {
                    format!(
                        "Follows {name}; the vault holds a newer version, which the service takes at its next look."
                    )
                } else {
                    format!("Follows {name}: a new version is taken without anybody's help.")
                };
                Verdict::new(Tone::Ok, "Uses your key, follows the latest", reason)
            }
        }
    }

    fn evidence(&self, reference: &KeyReference) -> Vec<Evidence> {
        let following = match &reference.following {
            Following::Latest => ("Latest", "a new version is taken by itself".to_owned()),
            Following::Pinned(version) => ("Pinned", format!("to {}", version.short())),
            Following::Unsaid(version) => (
                "Shown",
                format!(
                    "{}; whether it is pinned or followed is not said",
                    version.short()
                ),
            ),
        };
        let mut evidence = vec![
            Evidence::new("Key", Tone::Ok, "Yours", reference.key.to_string()),
            Evidence::new("Version", Tone::Ok, following.0, following.1),
        ];
        if let Some(in_use) = &self.in_use {
            evidence.push(match in_use.version() {
                Some(_) => Evidence::new("In use", Tone::Ok, "Shown", in_use.to_string()),
                None => Evidence::new("In use", Tone::None, "Not said", "by this service"),
            });
        }
        if let Some(at) = self.last_rotation {
            evidence.push(Evidence::new("Last rotation", Tone::Ok, &at.day(), ""));
        }
        evidence
    }
}

/// Where a version is shown both by what is pinned and by what follows.
fn unsaid_verdict(shown: &KeyVersion, newest: Option<&KeyUri>) -> Verdict {
    match newest.and_then(KeyUri::version) {
        Some(newest) if newest != shown => Verdict::new(
            Tone::Warn,
            "Uses an older version",
            format!(
                "Uses version {}; the vault holds {}. Where the latest is followed, the service takes it at its next look; where a version is pinned, somebody has to change it here.",
                shown.short(),
                newest.short()
            ),
        ),
        Some(_) => Verdict::new(
            Tone::Ok,
            "Uses your key",
            "Uses the newest version. Azure does not say whether a newer one will be taken by itself.",
        ),
        None => Verdict::new(
            Tone::Ok,
            "Uses your key",
            format!(
                "Uses version {}. Azure does not say whether it is pinned or followed.",
                shown.short()
            ),
        ),
    }
}

fn pinned_verdict(pinned: &KeyVersion, in_use: &KeyUri, newest: Option<&KeyUri>) -> Verdict {
    if in_use.version() != Some(pinned) {
        return Verdict::new(
            Tone::Bad,
            "Uses another version",
            format!(
                "The resource names version {} and is still encrypted with {}.",
                pinned.short(),
                in_use.version_text()
            ),
        );
    }
    match newest.and_then(KeyUri::version) {
        Some(newest) if newest != pinned => Verdict::new(
            Tone::Warn,
            "Pinned to an old version",
            format!(
                "Uses version {}; the vault holds {}, which is not taken until somebody changes the version here.",
                pinned.short(),
                newest.short()
            ),
        ),
        Some(_) => Verdict::new(
            Tone::Ok,
            "Uses your key, pinned",
            "Uses the newest version. A newer one is not taken until somebody changes the version here.",
        ),
        None => Verdict::new(
            Tone::Ok,
            "Uses your key, pinned",
            format!(
                "Uses version {}. Whether the vault holds a newer one is not known.",
                pinned.short()
            ),
        ),
    }
}
