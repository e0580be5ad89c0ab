//! *Return to Microsoft-managed keys*: the key is removed, by three empty texts.

use super::cluster::{Cluster, first_reads};
use super::{AT_KEY, WRITES, body, model};
use crate::arm::access::Permission;
use crate::arm::{Read, Resource, Source};
use crate::form::{Form, Invalid};
use crate::keys::KeySource;
use crate::plan::{Check, Condition, Finding, Plan, Step};
use crate::resources::{Action, Ask};

const REMOVING: Source = Source::new(
    "Azure Monitor customer-managed keys: identity settings in cluster",
    "https://learn.microsoft.com/azure/azure-monitor/logs/customer-managed-keys",
    "2026-08-21",
);

/// Takes a cluster from the customer's key to Microsoft's.
pub(super) struct ReturnToMicrosoft;

impl Action for ReturnToMicrosoft {
    fn id(&self) -> &'static str {
        "return-to-microsoft"
    }

    fn label(&self) -> &'static str {
        "Return to Microsoft-managed keys"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &WRITES }
    }

    fn applies(&self, resource: &Resource) -> Result<(), String> {
        let found = model::configuration(resource);
        match found.map(|it| it.source) {
            Ok(KeySource::Customer(_)) => Ok(()),
            Ok(_) => Err("It uses a Microsoft-managed key already.".into()),
            Err(why) => Err(format!(
                "What it says about its key cannot be understood: {}.",
                why.0
            )),
        }
    }

    fn form(&self, _: Option<&Resource>) -> Form {
        Form::default()
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let mut reads = first_reads(ask);
        if let Ok(cluster) = Cluster::of(ask) {
            reads.extend(cluster.reads(&body::remove_key()));
        }
        reads
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let cluster = Cluster::of(ask)?;
        let name = &cluster.resource.name;
        let title = format!("Return {name} to Microsoft-managed keys");
        let mut plan = cluster.plan(self, title, removed());
        plan.checks = cluster.checks(self, &body::remove_key(), ask);
        plan.checks.push(stays(&cluster.resource));
        plan.steps.push(
            step(&cluster)
                .why("Three empty texts; Azure takes no text at all for no change.")
                .undo("Use your key again, at any time."),
        );
        Ok(plan.finish(ask.tenant))
    }
}

/// The request that removes the key, without saying why.
pub(super) fn step(cluster: &Cluster) -> Step {
    cluster.patch(
        "remove-key",
        "Remove the key",
        body::remove_key(),
        removed(),
    )
}

fn removed() -> Condition {
    Condition::Is(format!("{AT_KEY}/keyName"), String::new())
}

/// What was written under the key stays under it.
fn stays(cluster: &Resource) -> Check {
    let key = cluster.text("/keyVaultProperties/keyName");
    Check::new(
        "stays",
        Finding::Warning,
        format!("What was taken in under {key} stays under it; keep the key and its grant."),
    )
    .reason("New data gets Microsoft's key, and ingestion and queries go on. That older data needs the old key to be read is assumed: Microsoft's page says only that data keeps the key it was written with.")
    .source(&REMOVING)
}
