//! Health: can the key be used right now? One judgement for every resource type.
//!
//! It is green only when every fact was read and is good. What could not be read is "not known",
//! with the reason, and never less.

mod evidence;
mod unreachable;

use super::configuration::Configuration;
use super::grant;
use super::identity;
use super::key;
use super::key_uri::KeyUri;
use super::vault::{self, Sought, Vault};
use super::verdict::{Evidence, Tone, Verdict};
use crate::arm::{Facts, Read, ResourceId, Timestamp};

/// What must be read before health can be judged, given what is known. Ask again with what came,
/// until nothing new is wanted.
#[must_use]
pub fn reads(resource: &ResourceId, configuration: &Configuration, facts: &Facts) -> Vec<Read> {
    let Some(reference) = configuration.key() else {
        return Vec::new();
    };
    // The vault of a cross-tenant key lies in a directory that this token does not open.
    if reference.federated_client.is_some() {
        return Vec::new();
    }
    let mut reads = vault::find_reads(&reference.key, None, resource.subscription(), facts);
    let identity = &reference.identity;
    if let (Some(id), None) = (&identity.id, &identity.principal_id) {
        reads.push(identity::read(id));
    }
    let Some(vault) = found(resource, configuration, facts) else {
        return reads;
    };
    let name = reference.key.name();
    reads.push(key::read(&vault.id, name));
    if let Some(version) = configuration.in_use.as_ref().and_then(KeyUri::version) {
        reads.push(key::version_read(&vault.id, name, version));
    }
    if let Some(principal) = identity.principal(facts).found() {
        reads.extend(grant::reads(&vault, name, principal, facts));
    }
    reads
}

/// Whether the key of a resource can be used right now.
#[must_use]
pub fn health(
    resource: &ResourceId,
    configuration: &Configuration,
    facts: &Facts,
    now: Timestamp,
) -> Verdict {
    let Some(reference) = configuration.key() else {
        return Verdict::new(
            Tone::None,
            "No key of yours",
            "There is no customer-managed key whose health could be judged.",
        );
    };
    if reference.federated_client.is_some() {
        return Verdict::new(
            Tone::Unknown,
            "Not known",
            "The key lies in another directory, so its health is judged from there.",
        );
    }
    if let Some(away) = unreachable::verdict(resource, configuration, facts) {
        return away.as_of(facts.as_of(&reads(resource, configuration, facts)));
    }
    let near = resource.subscription();
    let evidence = match vault::find(&reference.key, None, near, facts) {
        Sought::Found(vault) => evidence::all(resource, configuration, &vault, facts, now),
        other => vec![evidence::vault_not_found(&other)],
    };
    let as_of = facts.as_of(&reads(resource, configuration, facts));
    conclude(evidence).as_of(as_of)
}

/// The newest version of the key, for the verdict on the configuration.
#[must_use]
pub fn newest(
    resource: &ResourceId,
    configuration: &Configuration,
    facts: &Facts,
) -> Option<KeyUri> {
    let vault = found(resource, configuration, facts)?;
    let name = configuration.key()?.key.name();
    let key = key::one(&vault.id, name, facts).into_found()?;
    Some(key.newest.uri)
}

fn found(resource: &ResourceId, configuration: &Configuration, facts: &Facts) -> Option<Vault> {
    let key = &configuration.key()?.key;
    match vault::find(key, None, resource.subscription(), facts) {
        Sought::Found(vault) => Some(*vault),
        Sought::NotRead | Sought::Nowhere | Sought::NotVisible(_) => None,
    }
}

/// The worst piece of evidence speaks for all.
fn conclude(evidence: Vec<Evidence>) -> Verdict {
    let worst = evidence
        .iter()
        .map(|it| it.tone)
        .max()
        .unwrap_or(Tone::Unknown);
    let reasons: Vec<&str> = evidence
        .iter()
        .filter(|it| it.tone == worst)
        .map(|it| it.detail.as_str())
        .collect();
    let verdict = match worst {
        Tone::Ok | Tone::None => Verdict::new(
            Tone::Ok,
            "Key can be used",
            "Enabled, not expired, granted, in a vault that lets the service in and can give the key back.",
        ),
        Tone::Unknown => Verdict::new(Tone::Unknown, "Not known", reasons.join(" ")),
        Tone::Warn | Tone::Bad => {
            let first = evidence.iter().find(|it| it.tone == worst);
            let headline = first.map(|it| format!("{} {}", it.label, it.word.to_lowercase()));
            Verdict::new(worst, headline.unwrap_or_default(), reasons.join(" "))
        }
    };
    verdict.because(evidence)
}

#[cfg(test)]
mod tests;
