//! *Turn on purge protection*: the one-way door that every service asks for.

use super::{KeyVault, WRITE, read};
use crate::arm::access::{Permission, Place, locks, rights};
use crate::arm::{Read, Reading, Resource, Source};
use crate::form::{Form, Invalid};
use crate::keys::vault;
use crate::plan::{Check, Condition, Finding, Plan, Step, Watch, preflight};
use crate::resources::{Action, Ask, ResourceType};

const SOFT_DELETE: Source = Source::new(
    "Key Vault soft-delete and purge protection",
    "https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview",
    "2026-08-21",
);

/// Turns on purge protection, and soft delete where it is still off.
pub(super) struct Protect;

impl Action for Protect {
    fn id(&self) -> &'static str {
        "turn-on-purge-protection"
    }

    fn label(&self) -> &'static str {
        "Turn on purge protection"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &[Permission::control(WRITE, Place::Resource)] }
    }

    fn applies(&self, resource: &Resource) -> Result<(), String> {
        match read(resource) {
            Some(vault) if vault.is_recoverable() => {
                Err("Purge protection is on, and stays on for good.".into())
            }
            _ => Ok(()),
        }
    }

    fn form(&self, _: Option<&Resource>) -> Form {
        Form::default()
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let Some(target) = ask.target else {
            return Vec::new();
        };
        let mut reads = vec![vault::read(target), rights::read(target)];
        reads.extend(locks::reads(target));
        reads
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let target = ask
            .target
            .ok_or_else(|| Invalid::new("target", "Choose a vault."))?;
        let name = target.name();
        let found = vault::one(target, ask.facts);
        let Reading::Found(vault) = found else {
            return Err(Invalid::new("target", "The vault could not be read."));
        };
        let read = (&KeyVault as &dyn ResourceType).read(target);
        let on = Condition::All(vec![
            Condition::Is("/properties/enablePurgeProtection".into(), "true".into()),
            Condition::Is("/properties/enableSoftDelete".into(), "true".into()),
        ]);
        let watch = Watch::new(read.request.clone(), on);
        let mut plan = Plan::new(
            format!("Turn on purge protection of {name}"),
            self.id(),
            target.clone(),
            watch.clone(),
        );
        if let Some(resource) = ask
            .facts
            .value(&read)
            .and_then(|it| Resource::read(it).ok())
        {
            plan.checks.push(preflight::idle(&resource));
        }
        plan.checks.push(preflight::right(
            "right-vault",
            WRITE,
            target,
            name,
            ask.facts,
        ));
        plan.checks
            .push(preflight::locks("locks", target, name, ask.facts));
        plan.checks.push(door(vault.retention_days));
        let step = Step::send(
            "protect",
            "Turn on purge protection",
            vault::protect(&vault),
            watch,
        )
        .needs(WRITE)
        .one_way_door("Purge protection cannot be turned off again.");
        plan.steps.push(step);
        Ok(plan.finish(ask.tenant))
    }
}

fn door(days: Option<u32>) -> Check {
    let days = days.map_or("the retention period".into(), |it| format!("{it} days"));
    Check::new("one-way", Finding::Warning, "Purge protection stays on for good.")
        .reason(format!("A deleted vault or key can then be purged by nobody, Microsoft included, before {days} are over."))
        .source(&SOFT_DELETE)
}
