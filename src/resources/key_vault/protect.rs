//! *Turn on purge protection*: the one-way door that every service asks for.

use super::{WRITE, read};
use crate::arm::access::{Permission, Place};
use crate::arm::{Read, Resource, Source};
use crate::form::{Form, Invalid};
use crate::keys::vault;
use crate::plan::{Check, Condition, Finding, Plan, Step, Watch, preflight};
use crate::resources::{Action, Ask};

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
        super::reads(ask)
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let vault = super::wished(ask)?;
        let (target, name) = (&vault.id, vault.name());
        let on = Condition::All(vec![
            Condition::Is("/properties/enablePurgeProtection".into(), "true".into()),
            Condition::Is("/properties/enableSoftDelete".into(), "true".into()),
        ]);
        let watch = Watch::new(vault::read(target).request, on);
        let mut plan = Plan::new(
            format!("Turn on purge protection of {name}"),
            self.id(),
            target.clone(),
            watch.clone(),
        );
        plan.checks.extend(super::idle(target, ask.facts));
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
