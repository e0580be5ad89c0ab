//! Whether a version of a key may be disabled: what still uses it, as far as that is known, and how
//! long a service may still need a version that it has left.

use std::time::Duration;

use super::configuration::{Configuration, Following, KeyReference};
use super::key_uri::KeyUri;
use crate::arm::{Source, Timestamp};

/// How long a service may need a version after it has taken another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    arm_type: &'static str,
    /// That long.
    pub time: Duration,
    /// The rule.
    pub source: Source,
}

static WAITS: [Wait; 1] = [Wait {
    arm_type: "Microsoft.Storage/storageAccounts",
    time: Duration::from_secs(24 * 3600),
    source: Source::new(
        "Customer-managed keys for Azure Storage: wait 24 hours before disabling the older version",
        "https://learn.microsoft.com/azure/storage/common/customer-managed-keys-configure-cross-tenant-existing-account",
        "2026-08-21",
    ),
}];

/// Something that uses a key.
#[derive(Clone, Copy, Debug)]
pub struct User<'a> {
    /// Its name on screen.
    pub name: &'a str,
    /// Its ARM type.
    pub arm_type: &'a str,
    /// What it says of its key.
    pub configuration: &'a Configuration,
}

/// Whether a version may be disabled. Worse is greater, so that the worst of several users counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MayDisable {
    /// Nothing known needs it.
    Yes,
    /// Nothing known needs it from then on.
    From(Timestamp),
    /// It cannot be said, and why, in a sentence.
    Unknown(String),
    /// It is needed, and by what, in a sentence.
    No(String),
}

/// The wait of a service, by its ARM type; `None` where none is known.
#[must_use]
pub fn wait(arm_type: &str) -> Option<&'static Wait> {
    WAITS
        .iter()
        .find(|it| it.arm_type.eq_ignore_ascii_case(arm_type))
}

/// Whether a version of a key may be disabled, as far as these users are concerned. `newest` is the
/// newest version of the key.
#[must_use]
pub fn may_disable(
    version: &KeyUri,
    newest: &KeyUri,
    users: &[User<'_>],
    now: Timestamp,
) -> MayDisable {
    let needs = users.iter().filter_map(|user| {
        let reference = user.configuration.key()?;
        let is_under = reference.key.is_same_key(version);
        is_under.then(|| need(version, newest, user, reference))
    });
    match needs.max().unwrap_or(MayDisable::Yes) {
        MayDisable::From(at) if at <= now => MayDisable::Yes,
        other => other,
    }
}

/// When a resource stops to need the versions that it used before the one in use.
#[must_use]
pub fn free_from(arm_type: &str, configuration: &Configuration) -> Option<Timestamp> {
    configuration.key()?;
    Some(configuration.last_rotation? + wait(arm_type)?.time)
}

fn need(
    version: &KeyUri,
    newest: &KeyUri,
    user: &User<'_>,
    reference: &KeyReference,
) -> MayDisable {
    let name = user.name;
    let is_pinned =
        matches!(&reference.following, Following::Pinned(it) if version.version() == Some(it));
    if is_pinned {
        return MayDisable::No(format!("{name} is pinned to it."));
    }
    let Some(in_use) = &user.configuration.in_use else {
        return MayDisable::Unknown(format!("{name} does not say which version it uses."));
    };
    if in_use == version {
        return MayDisable::No(format!("{name} encrypts with it."));
    }
    if reference.following == Following::Latest && version == newest {
        return MayDisable::No(format!("{name} takes it next."));
    }
    match free_from(user.arm_type, user.configuration) {
        Some(at) => MayDisable::From(at),
        None => MayDisable::Unknown(format!(
            "How long {name} needs the versions that it has left is not known."
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::{KeySource, UsedIdentity};

    const STORAGE: &str = "Microsoft.Storage/storageAccounts";
    const DAY: i64 = 24 * 3600;

    fn key(version: char) -> KeyUri {
        let version = version.to_string().repeat(32);
        KeyUri::read(&format!("https://kv.vault.azure.net/keys/orders/{version}")).expect("a key")
    }

    /// An account under the key: pinned to a version or following, with one in use since a time.
    fn user(pinned: Option<char>, in_use: Option<char>, since: Option<i64>) -> Configuration {
        Configuration {
            source: KeySource::Customer(KeyReference {
                key: key('a').versionless(),
                following: match pinned {
                    Some(it) => Following::Pinned(key(it).version().expect("a version").clone()),
                    None => Following::Latest,
                },
                identity: UsedIdentity {
                    id: None,
                    principal_id: None,
                },
                federated_client: None,
            }),
            in_use: in_use.map(key),
            last_rotation: since.map(Timestamp::of_seconds),
            expires: None,
        }
    }

    fn check(users: &[(&str, Configuration)], arm_type: &str, now: i64, expected: &MayDisable) {
        let users: Vec<User<'_>> = users
            .iter()
            .map(|(name, configuration)| User {
                name,
                arm_type,
                configuration,
            })
            .collect();
        let now = Timestamp::of_seconds(now);
        let found = may_disable(&key('a'), &key('b'), &users, now);
        assert_eq!(found, *expected, "{users:?}");
    }

    #[test]
    fn a_version_is_needed_until_a_day_after_the_last_user_left_it() {
        let no = |why: &str| MayDisable::No(why.into());
        let unknown = |why: &str| MayDisable::Unknown(why.into());
        let left = |since| user(None, Some('b'), Some(since));
        let from = |at| MayDisable::From(Timestamp::of_seconds(at));
        for (users, now, expected) in [
            (vec![], 0, MayDisable::Yes),
            (vec![("x", left(100))], 100, from(100 + DAY)),
            (vec![("x", left(100))], 99 + DAY, from(100 + DAY)),
            (vec![("x", left(100))], 100 + DAY, MayDisable::Yes),
            (
                vec![("x", left(100)), ("y", left(500))],
                100 + DAY,
                from(500 + DAY),
            ),
            (
                vec![("x", left(0)), ("y", user(None, Some('a'), Some(0)))],
                9 * DAY,
                no("y encrypts with it."),
            ),
            (
                vec![("x", user(Some('a'), Some('b'), Some(0)))],
                9 * DAY,
                no("x is pinned to it."),
            ),
            (
                vec![("x", user(None, None, None)), ("y", left(0))],
                9 * DAY,
                unknown("x does not say which version it uses."),
            ),
            (
                vec![("x", user(None, Some('b'), None))],
                9 * DAY,
                unknown("How long x needs the versions that it has left is not known."),
            ),
            (
                vec![("x", Configuration::microsoft_managed())],
                0,
                MayDisable::Yes,
            ),
        ] {
            check(&users, STORAGE, now, &expected);
        }
        let unheard = [("x", left(0))];
        let why = unknown("How long x needs the versions that it has left is not known.");
        check(&unheard, "Microsoft.Unheard/of", 9 * DAY, &why);
    }

    #[test]
    fn the_newest_version_is_needed_by_whoever_follows() {
        let configuration = user(None, Some('a'), Some(0));
        let users = [User {
            name: "x",
            arm_type: STORAGE,
            configuration: &configuration,
        }];
        let now = Timestamp::of_seconds(9 * DAY);
        assert_eq!(
            may_disable(&key('b'), &key('b'), &users, now),
            MayDisable::No("x takes it next.".into())
        );
    }
}
