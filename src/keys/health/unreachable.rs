//! A vault that cannot be reached just now: no verdict on its key, and what a service does
//! meanwhile.

use super::{Configuration, Evidence, Facts, ResourceId, Tone, Verdict, reads};
use crate::arm::{Failure, Known, Lost, Source, retry};

/// Services that are documented to go on with the key they have in their cache.
static CACHES: [(&str, &str, Source); 1] = [(
    "Microsoft.OperationalInsights/clusters",
    "Azure Monitor keeps the key in its cache while the vault cannot be reached, so that ingestion and queries go on.",
    Source::new(
        "Azure Monitor customer-managed keys: troubleshooting",
        "https://learn.microsoft.com/azure/azure-monitor/logs/customer-managed-keys",
        "2026-08-21",
    ),
)];

/// The verdict where some read of the vault got no answer, or one that means "not now"; none where
/// everything was answered.
pub(super) fn verdict(
    resource: &ResourceId,
    configuration: &Configuration,
    facts: &Facts,
) -> Option<Verdict> {
    let reads = reads(resource, configuration, facts);
    let failure = reads.iter().find_map(|it| match facts.known(it) {
        Known::Failed(failure) if is_away(failure) => Some(failure),
        _ => None,
    });
    let why = match failure? {
        Failure::Refused(error) => format!("Azure answers {} just now.", error.status),
        _ => "No answer arrived just now.".to_owned(),
    };
    let cache = CACHES.iter().find(|it| resource.is(it.0));
    let evidence = Evidence::new("Vault", Tone::Unknown, "Unreachable", why.clone());
    Some(match cache {
        Some((_, goes_on, source)) => Verdict::new(
            Tone::Unknown,
            "Vault unreachable, the cached key still serves",
            format!("{why} {goes_on}"),
        )
        .because(vec![evidence.source(source)]),
        None => Verdict::new(Tone::Unknown, "Vault unreachable", why).because(vec![evidence]),
    })
}

fn is_away(failure: &Failure) -> bool {
    match failure {
        Failure::Refused(error) => retry::is_transient(error.status),
        Failure::Lost(Lost::NoAnswer) => true,
        Failure::Lost(Lost::NotSent(_)) | Failure::Unreadable(_) | Failure::Untrusted(_) => false,
    }
}
