//! The names of a new account: its sub-domain, and what a deleted account of the same name means.

use serde_json::{Value, json};

use super::{AiAccount, DeletedAiAccount};
use crate::arm::{Read, Reading, Request, Resource, ResourceId, Source, versions};
use crate::plan::{Check, Finding};
use crate::resources::place::Place;
use crate::resources::{Ask, ResourceType};

/// Source of the 48 hours.
pub(super) const KEPT: Source = Source::new(
    "Recover or purge deleted Microsoft Foundry resources",
    "https://learn.microsoft.com/azure/ai-services/recover-purge-resources",
    "2026-11-27",
);
const SUB_DOMAIN: Source = Source::new(
    "Check domain availability",
    "https://learn.microsoft.com/rest/api/aiservices/accountmanagement/check-domain-availability",
    "2026-08-21",
);

/// Asks whether a sub-domain is free.
fn sub_domain_read(place: &Place, sub_domain: &str) -> Read {
    let path = format!(
        "/subscriptions/{}/providers/Microsoft.CognitiveServices/checkDomainAvailability",
        place.subscription
    );
    let body = json!({
        "subdomainName": sub_domain,
        "type": AiAccount.arm_type(),
        "kind": super::kinds::FOUNDRY,
    });
    let version = versions::COGNITIVE_SERVICES;
    Read::one(Request::post(path, version, Some(body)))
}

fn deleted_read(place: &Place) -> Read {
    let scope = ResourceId::of_subscription(&place.subscription);
    (&DeletedAiAccount as &dyn ResourceType).list(&scope)
}

/// What must be read about the names of a new account.
pub(super) fn reads(place: &Place, sub_domain: &str) -> Vec<Read> {
    vec![sub_domain_read(place, sub_domain), deleted_read(place)]
}

/// Whether the names of a new account can be used.
pub(super) fn checks(place: &Place, sub_domain: &str, ask: &Ask<'_>) -> Vec<Check> {
    vec![is_free(place, sub_domain, ask), is_not_kept(place, ask)]
}

fn is_free(place: &Place, sub_domain: &str, ask: &Ask<'_>) -> Check {
    const ID: &str = "sub-domain";
    let read = sub_domain_read(place, sub_domain);
    let answer = |it: &Value| {
        let why = it.get("reason").and_then(Value::as_str).unwrap_or_default();
        Some((it.get("isSubdomainAvailable")?.as_bool()?, why.to_owned()))
    };
    let check = match ask.facts.one(&read, answer) {
        Reading::Found((true, _)) => Check::new(
            ID,
            Finding::Passed,
            format!("The sub-domain {sub_domain} is free."),
        )
        .reason("It cannot be changed once it is set."),
        Reading::Found((false, why)) => Check::new(
            ID,
            Finding::Failed,
            format!("The sub-domain {sub_domain} is not free."),
        )
        .reason(why),
        _ => Check::new(
            ID,
            Finding::Unknown,
            format!("Whether the sub-domain {sub_domain} is free is not known."),
        ),
    };
    check.source(&SUB_DOMAIN).as_of(ask.facts.as_of([&read]))
}

/// The name of a deleted account is kept with its group.
fn is_not_kept(place: &Place, ask: &Ask<'_>) -> Check {
    const ID: &str = "deleted";
    let name = place.target.name();
    let read = deleted_read(place);
    let is_it = |it: &Resource| {
        let id = it.id.lower();
        let group = format!("/resourcegroups/{}/", place.group.name().to_lowercase());
        it.id.name().eq_ignore_ascii_case(name) && id.contains(&group)
    };
    let check = match ask.facts.all(&read, |it| Resource::read(it).ok()) {
        Reading::Found(rows) => match rows.into_iter().find(is_it) {
            None => Check::new(
                ID,
                Finding::Passed,
                format!("No deleted account keeps the name {name}."),
            ),
            Some(kept) => Check::new(
                ID,
                Finding::Failed,
                format!("A deleted account keeps the name {name}."),
            )
            .reason("Recover it or purge it under Deleted AI accounts, wait until its 48 hours are over, or choose another name.")
            .evidence(format!(
                "scheduledPurgeDate {}",
                kept.text("/scheduledPurgeDate")
            )),
        },
        _ => Check::new(
            ID,
            Finding::Unknown,
            format!("Whether a deleted account keeps the name {name} is not known."),
        ),
    };
    check.source(&KEPT).as_of(ask.facts.as_of([&read]))
}
