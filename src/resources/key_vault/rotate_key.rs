//! *Rotate a key now*: a new version, by whoever has a shell, seen through Resource Manager.

use super::by_hand;
use crate::arm::access::Permission;
use crate::arm::{Read, Reading, Resource, Source};
use crate::form::{Form, Invalid};
use crate::keys::data_plane::{self, ROTATE};
use crate::keys::{commands, key};
use crate::plan::{Check, Condition, Finding, HandOver, Plan, Step, Watch};
use crate::resources::{Action, Ask, by_vault, revocation};

const ROTATION: Source = Source::new(
    "Configure key auto-rotation in Azure Key Vault",
    "https://learn.microsoft.com/azure/key-vault/keys/how-to-configure-key-rotation",
    "2026-08-21",
);

/// Makes a new version of a key.
pub(super) struct RotateKey;

impl Action for RotateKey {
    fn id(&self) -> &'static str {
        "rotate-key"
    }

    fn label(&self) -> &'static str {
        "Rotate a key now"
    }

    /// What is needed is needed by whoever runs the lines.
    fn needs(&self) -> &'static [Permission] {
        &[]
    }

    fn applies(&self, _: &Resource) -> Result<(), String> {
        Ok(())
    }

    fn form(&self, resource: Option<&Resource>) -> Form {
        Form::new(vec![revocation::key_question(resource)])
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let mut reads = super::reads(ask);
        if let (Some(target), Ok(name)) = (ask.target, ask.answers.needed("key")) {
            reads.push(key::read(target, name));
        }
        if let Ok(vault) = super::wished(ask) {
            reads.extend(by_vault::read(&vault, ask));
        }
        reads
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let vault = super::wished(ask)?;
        let name = ask.answers.needed("key")?;
        let newest = match key::one(&vault.id, name, ask.facts) {
            Reading::Found(found) => found.newest,
            Reading::Missing => return Err(Invalid::new("key", "The vault holds no such key.")),
            _ => return Err(Invalid::new("key", "The key could not be read.")),
        };
        let id = vault.key_id(name);
        let new = Condition::Other(
            "/properties/keyUriWithVersion".into(),
            newest.uri.to_string(),
        );
        let watch = Watch::new(key::read(&vault.id, name).request, new).paced(30, 3600);
        let title = format!("Rotate {name} in {}", vault.name());
        let mut plan = Plan::new(title, self.id(), id.clone(), watch.clone());
        plan.checks = by_hand::checks(&ROTATE, &vault, ask);
        plan.checks.push(who_takes_it(name));
        plan.checks.extend(by_vault::check(&vault, ask));
        let title = format!("Make a new version of {name}");
        let step = if by_vault::is_open(&ROTATE, &vault, ask) {
            Step::send("rotate", title, data_plane::rotate(&newest.uri), watch)
                .why("Resource Manager cannot rotate a key; the vault itself can, and answers this browser.")
                .needs(ROTATE.action)
                .expected(5)
        } else {
            let mut lines = commands::rotate(&newest.uri);
            lines.push(by_hand::portal(&id, ask));
            let hand_over = HandOver::new(by_hand::who(&ROTATE, &vault), lines).shown_by(watch);
            Step::hand_over("rotate", title, hand_over)
                .why("Resource Manager cannot rotate a key; the vault itself can.")
                .expected(600)
        };
        plan.steps.push(
            step.undo("Nothing needs to be: the version before stays enabled, and can be named."),
        );
        Ok(plan.finish(ask.tenant))
    }
}

fn who_takes_it(name: &str) -> Check {
    Check::new(
        "takers",
        Finding::Warning,
        format!("What is pinned to a version of {name} keeps it."),
    )
    .reason("What follows the latest version takes the new one, at most a day later. Disable the version before only when nothing shows it in use any more.")
    .source(&ROTATION)
}
