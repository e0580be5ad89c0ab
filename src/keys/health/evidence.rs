//! The single findings that health rests on, each a line of facts.

use super::{Configuration, Facts, Timestamp, key};
use crate::arm::{Reading, ResourceId, Source};
use crate::keys::configuration::{Following, KeyReference};
use crate::keys::grant::{self, GrantState};
use crate::keys::key::{Key, KeyVersionInfo, Needs, Problem};
use crate::keys::key_uri::{KeyUri, VaultKind};
use crate::keys::network;
use crate::keys::vault::{Activation, Sought, Vault};
use crate::keys::verdict::{Evidence, Tone};

const RECOVERY: Source = Source::new(
    "Azure Key Vault soft-delete overview",
    "https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview",
    "2026-08-21",
);

/// Every finding about a key whose vault was found.
pub(super) fn all(
    resource: &ResourceId,
    configuration: &Configuration,
    vault: &Vault,
    facts: &Facts,
    now: Timestamp,
) -> Vec<Evidence> {
    let Some(reference) = configuration.key() else {
        return Vec::new();
    };
    let mut evidence = vec![in_use(configuration, reference, vault, facts, now)];
    evidence.extend(newest(configuration, reference, vault, facts, now));
    evidence.push(granted(reference, vault, facts));
    evidence.push(recoverable(vault));
    evidence.extend(ready(vault));
    let arm_type = resource.arm_type().unwrap_or_default();
    let reach = network::reach(&vault.network, &arm_type, reference.identity.kind());
    evidence.push(
        Evidence::new("Vault network", reach.tone, reach.word, reach.reason).source(&reach.source),
    );
    evidence
}

/// Why there is nothing more to say.
pub(super) fn vault_not_found(sought: &Sought) -> Evidence {
    let detail = match sought {
        Sought::NotRead | Sought::Found(_) => "The vault was not read yet.".to_owned(),
        Sought::Nowhere => {
            "The vault lies in none of the subscriptions you can see. It was deleted, or lies where you may not look.".into()
        }
        Sought::NotVisible(hidden) => format!(
            "The vault was not found, and you may not list the vaults of {}.",
            hidden.join(", ")
        ),
    };
    Evidence::new("Vault", Tone::Unknown, "Not known", detail)
}

fn in_use(
    configuration: &Configuration,
    reference: &KeyReference,
    vault: &Vault,
    facts: &Facts,
    now: Timestamp,
) -> Evidence {
    let name = reference.key.name();
    let pinned = match &reference.following {
        Following::Pinned(version) | Following::Unsaid(version) => Some(version),
        Following::Latest => None,
    };
    let used = configuration.in_use.as_ref();
    let version = used
        .filter(|it| it.is_same_key(&reference.key))
        .and_then(KeyUri::version)
        .or(pinned);
    let reading = match version {
        Some(version) => key::version(&vault.id, name, version, facts),
        None => key::one(&vault.id, name, facts).map(|it| it.newest),
    };
    match reading {
        Reading::Found(version) => judged("Key", &version, now),
        Reading::Missing => Evidence::new(
            "Key",
            Tone::Bad,
            "Missing",
            format!("The vault holds no such key version of {name}. Recover it if it was deleted."),
        ),
        other => {
            let why = other.why_unknown().unwrap_or_default();
            let hsm = match vault.kind {
                VaultKind::ManagedHsm => {
                    " A Managed HSM answers only where AllowKeyManagementOperationsThroughARM is on."
                }
                VaultKind::Vault => "",
            };
            let detail = format!("The key is not known: {why}.{hsm}");
            Evidence::new("Key", Tone::Unknown, "Not known", detail)
        }
    }
}

fn judged(label: &str, version: &KeyVersionInfo, now: Timestamp) -> Evidence {
    let problems = version.problems(Needs::USUAL, now);
    let worst = problems.iter().max_by_key(|it| (tone(it), it.is_outage()));
    match worst {
        None => {
            let until = version.expires.map_or("does not expire".into(), |it| {
                format!("expires on {}", it.day())
            });
            Evidence::new(
                label,
                Tone::Ok,
                "Usable",
                format!("The key is enabled and {until}."),
            )
        }
        Some(problem) => {
            let word = match problem {
                Problem::Disabled => "Disabled",
                Problem::Expired(_) => "Expired",
                Problem::ExpiresSoon(_) => "Expires soon",
                Problem::NotYetActive(_) => "Not active yet",
                Problem::Purgeable(_) => "Can be lost",
                Problem::Kind(_) | Problem::Size(_) | Problem::Operation(_) => "Unfit",
            };
            Evidence::new(label, tone(problem), word, problem.sentence())
        }
    }
}

fn tone(problem: &Problem) -> Tone {
    match problem {
        Problem::ExpiresSoon(_) | Problem::Purgeable(_) => Tone::Warn,
        _ => Tone::Bad,
    }
}

/// A newest version that will not do matters to whoever follows it.
fn newest(
    configuration: &Configuration,
    reference: &KeyReference,
    vault: &Vault,
    facts: &Facts,
    now: Timestamp,
) -> Option<Evidence> {
    let used = configuration.in_use.as_ref()?;
    let key: Key = key::one(&vault.id, reference.key.name(), facts).into_found()?;
    if matches!(reference.following, Following::Pinned(_)) || key.newest.uri == *used {
        return None;
    }
    let evidence = judged("Newest version", &key.newest, now);
    (evidence.tone != Tone::Ok).then(|| Evidence {
        tone: Tone::Warn,
        detail: format!(
            "The service takes the newest version next, where it follows the latest. {}",
            evidence.detail
        ),
        ..evidence
    })
}

fn granted(reference: &KeyReference, vault: &Vault, facts: &Facts) -> Evidence {
    let unknown = |why: &str| {
        let detail = format!("Whether the identity may use the key is not known: {why}.");
        Evidence::new("Grant", Tone::Unknown, "Not known", detail)
    };
    let principal = match reference.identity.principal(facts) {
        Reading::Found(principal) => principal,
        Reading::Missing => {
            let detail = "The identity that opens the vault does not exist any more.";
            return Evidence::new("Grant", Tone::Bad, "Without identity", detail);
        }
        other => return unknown(&other.why_unknown().unwrap_or_default()),
    };
    match grant::state(vault, reference.key.name(), &principal, facts) {
        GrantState::NotRead => unknown("it was not read yet"),
        GrantState::Unknown(why) => unknown(&why),
        GrantState::Missing => Evidence::new(
            "Grant",
            Tone::Bad,
            "Missing",
            "The identity may not wrap and unwrap with the key. Grant it again.",
        ),
        GrantState::Granted(granted) => {
            let more = granted.over_privileged.unwrap_or_default();
            let detail = format!("By {}. {more}", granted.how.label());
            Evidence::new("Grant", Tone::Ok, "Present", detail.trim_end())
        }
    }
}

fn recoverable(vault: &Vault) -> Evidence {
    let evidence = if vault.is_recoverable() {
        let days = vault
            .retention_days
            .map_or("the retention period".into(), |it| format!("{it} days"));
        let detail =
            format!("Purge protection is on; what is deleted can be recovered for {days}.");
        Evidence::new("Vault", Tone::Ok, "Recoverable", detail)
    } else {
        let detail = "Whoever deletes the key can delete it for good, and the data with it. Turn on purge protection.";
        Evidence::new("Vault", Tone::Warn, "Not recoverable", detail)
    };
    evidence.source(&RECOVERY)
}

fn ready(vault: &Vault) -> Option<Evidence> {
    if vault.is_ready() {
        return None;
    }
    let label = match vault.kind {
        VaultKind::Vault => "Vault state",
        VaultKind::ManagedHsm => "Managed HSM",
    };
    Some(match vault.activation {
        Some(Activation::NotActivated | Activation::Failed) => Evidence::new(
            label,
            Tone::Bad,
            "Not activated",
            "The Managed HSM answers nobody before its security domain was downloaded.",
        ),
        Some(Activation::Unknown) => Evidence::new(
            label,
            Tone::Unknown,
            "Not known",
            "Azure does not say whether the Managed HSM was activated.",
        ),
        Some(Activation::Active) | None => Evidence::new(
            label,
            Tone::Warn,
            "Busy",
            format!("Azure says {} of it.", vault.provisioning_state),
        ),
    })
}
