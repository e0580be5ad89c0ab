//! Accounts that were deleted less than 48 hours ago: what is left of them, to be recovered or
//! purged.
//!
//! Source: <https://learn.microsoft.com/azure/ai-services/recover-purge-resources>, read 27 Nov
//! 2026.

use super::names::KEPT;
use super::{kinds, model, purge, recover};
use crate::arm::{Facts, Read, Reading, Resource, ResourceId, Timestamp, Unreadable, versions};
use crate::form::Invalid;
use crate::keys::Configuration;
use crate::plan::{Check, Finding};
use crate::resources::{Action, Ask, Detail, ResourceType};

/// What is left of a deleted account.
pub struct DeletedAiAccount;

impl ResourceType for DeletedAiAccount {
    fn arm_type(&self) -> &'static str {
        "Microsoft.CognitiveServices/locations/resourceGroups/deletedAccounts"
    }

    fn listed_as(&self) -> &'static str {
        "Microsoft.CognitiveServices/deletedAccounts"
    }

    fn api_version(&self) -> &'static str {
        versions::COGNITIVE_SERVICES
    }

    fn label(&self) -> &'static str {
        "deleted AI account"
    }

    fn plural(&self) -> &'static str {
        "deleted AI accounts"
    }

    fn icon(&self) -> &'static str {
        "foundry"
    }

    fn docs(&self) -> &'static str {
        "https://learn.microsoft.com/azure/ai-services/recover-purge-resources"
    }

    fn actions(&self) -> &'static [&'static dyn Action] {
        &[&recover::Recover, &purge::Purge]
    }

    fn configuration(&self, resource: &Resource) -> Result<Configuration, Unreadable> {
        model::configuration(resource)
    }

    fn details(&self, resource: &Resource) -> Vec<Detail> {
        let row = |label, value, at| Detail { label, value, at };
        let time = |at: &str| {
            let time = Timestamp::parse(resource.text(at));
            time.map_or(String::new(), Timestamp::day_and_clock)
        };
        let group = account_id(&resource.id);
        let group = group.as_ref().and_then(ResourceId::resource_group);
        vec![
            row("Kind", kinds::in_words(resource), "kind"),
            row(
                "Was in resource group",
                group.unwrap_or_default().into(),
                "id",
            ),
            row("Deleted", time("/deletionDate"), "properties.deletionDate"),
            row(
                "Gone for good",
                time("/scheduledPurgeDate"),
                "properties.scheduledPurgeDate",
            ),
            row(
                "Sub-domain, kept until then",
                resource.text("/customSubDomainName").into(),
                "properties.customSubDomainName",
            ),
        ]
    }
}

/// Where the account was, and will be again.
pub(super) fn account_id(deleted: &ResourceId) -> Option<ResourceId> {
    let parts: Vec<&str> = deleted.as_str().split('/').collect();
    let at = parts
        .iter()
        .rposition(|it| it.eq_ignore_ascii_case("resourceGroups"))?;
    let group = ResourceId::of_group(deleted.subscription()?, parts.get(at + 1)?);
    Some(group.provider("Microsoft.CognitiveServices/accounts", deleted.name()))
}

/// Asks for what is left of an account.
pub(super) fn read_of(id: &ResourceId) -> Read {
    (&DeletedAiAccount as &dyn ResourceType).read(id)
}

/// What is left, as it was read.
pub(super) fn found(id: &ResourceId, facts: &Facts) -> Reading<Resource> {
    facts.one(&read_of(id), |it| Resource::read(it).ok())
}

/// The deleted account that a plan is about.
pub(super) fn planned_for<'a>(ask: &Ask<'a>) -> Result<(&'a ResourceId, Resource), Invalid> {
    let target = ask
        .target
        .ok_or_else(|| Invalid::new("target", "Choose a deleted account."))?;
    let found = found(target, ask.facts).into_found();
    let found =
        found.ok_or_else(|| Invalid::new("target", "The deleted account could not be read."))?;
    Ok((target, found))
}

/// How long there is still time.
pub(super) fn time_left(deleted: &Resource, now: Timestamp) -> Check {
    const ID: &str = "time-left";
    let name = &deleted.name;
    let until = Timestamp::parse(deleted.text("/scheduledPurgeDate"));
    let check = match until {
        Some(until) if until <= now => Check::new(
            ID,
            Finding::Failed,
            format!("The 48 hours of {name} are over."),
        ),
        Some(until) => Check::new(
            ID,
            Finding::Passed,
            format!("{name} can be recovered until {}.", until.day_and_clock()),
        ),
        None => Check::new(
            ID,
            Finding::Unknown,
            format!("Until when {name} can be recovered is not said."),
        ),
    };
    check.source(&KEPT)
}
