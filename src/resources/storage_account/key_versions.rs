//! What a change of key or version comes to: for the data, and for the versions before.

use super::held::Held;
use super::{StorageAccount, users};
use crate::arm::{Reading, Source};
use crate::keys::disabling::{self, MayDisable, User, may_disable};
use crate::keys::{KeyUri, KeyVersionInfo, key};
use crate::plan::{Check, Finding};
use crate::resources::{Ask, ResourceType};

const CHANGING: Source = Source::new(
    "Configure customer-managed keys for an existing storage account: change the key",
    "https://learn.microsoft.com/azure/storage/common/customer-managed-keys-configure-cross-tenant-existing-account",
    "2026-08-21",
);

/// Source of the daily look, and of the wait before a version is disabled.
pub(super) const VERSIONS: Source = Source::new(
    "Customer-managed keys for Azure Storage encryption: update the key version",
    "https://learn.microsoft.com/azure/storage/common/customer-managed-keys-overview",
    "2026-08-21",
);

/// What a change of key or version does to the data: nothing.
pub(super) fn no_downtime() -> Check {
    Check::new(
        "downtime",
        Finding::Passed,
        "There is no downtime, and the data stays encrypted all the time.",
    )
    .reason("Only the protection of the root encryption key changes; nothing is encrypted anew.")
    .source(&CHANGING)
}

/// Which of the older versions of a key may be disabled before anything is changed; `None` where
/// there is none that is enabled.
pub(super) fn older(held: &Held<'_>, ask: &Ask<'_>) -> Option<Check> {
    let name = held.reference.key.name();
    let vault = held.vault(ask)?;
    let versions = key::versions(&vault.id, name, ask.facts);
    let newest = key::one(&vault.id, name, ask.facts).map(|it| it.newest.uri);
    let others = users::others(&held.reference.key, held.account, ask.facts);
    let check = match (versions, newest, others) {
        (Reading::Found(versions), Reading::Found(newest), Reading::Found(others)) => {
            judged(held, (&versions, &newest), &others, ask)?
        }

        _ => Check::new(
            "old-versions",
            Finding::Unknown,
            format!("Which versions of {name} may be disabled is not known."),
        )
        .reason("Its versions, or the accounts that use it, could not be read."),
    };
    let reads = [
        key::versions_read(&vault.id, name),
        users::read(held.account),
    ];
    let check = check.as_of(ask.facts.as_of(&reads));
    Some(match disabling::wait(StorageAccount.arm_type()) {
        Some(wait) => check.source(&wait.source),
        None => check,
    })
}

fn judged(
    held: &Held<'_>,
    (versions, newest): (&[KeyVersionInfo], &KeyUri),
    others: &[users::User],
    ask: &Ask<'_>,
) -> Option<Check> {
    let user = |name, configuration| User {
        name,
        arm_type: StorageAccount.arm_type(),
        configuration,
    };
    let mut users = vec![user(held.account.name.as_str(), &held.configuration)];
    users.extend(others.iter().map(|it| user(&it.name, &it.configuration)));
    let older = versions.iter().filter(|it| it.enabled && it.uri != *newest);
    let answers: Vec<(&str, MayDisable)> = older
        .filter_map(|it| {
            let answer = may_disable(&it.uri, newest, &users, ask.now);
            Some((it.version()?.short(), answer))
        })
        .collect();
    let free = answers.iter().filter(|it| it.1 == MayDisable::Yes).count();
    let words: Vec<String> = answers
        .iter()
        .map(|(version, it)| in_words(version, it))
        .collect();
    (!words.is_empty()).then(|| {
        Check::new(
            "old-versions",
            Finding::Passed,
            format!(
                "{free} of {} older versions of {} may be disabled now.",
                words.len(),
                held.reference.key.name()
            ),
        )
        .reason(format!(
            "{} After this change, wait 24 hours before you disable what {} uses now. Only storage accounts of this subscription were asked.",
            words.join(" "),
            held.account.name
        ))
    })
}

fn in_words(version: &str, answer: &MayDisable) -> String {
    match answer {
        MayDisable::Yes => format!("{version}: yes."),
        MayDisable::From(at) => format!("{version}: from {}.", at.day_and_clock()),
        MayDisable::No(why) => format!("{version}: no, {why}"),
        MayDisable::Unknown(why) => format!("{version}: not known. {why}"),
    }
}
