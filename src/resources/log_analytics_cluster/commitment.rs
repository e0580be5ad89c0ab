//! *Change commitment* and *Change billing*: what a cluster costs, each in a request of its own.

use super::cluster::{Cluster, first_reads};
use super::{WRITES, body, model, only_now};
use crate::arm::access::Permission;
use crate::arm::{Read, Resource, Source};
use crate::form::{Form, Invalid};
use crate::plan::{Check, Condition, Finding, Plan};
use crate::resources::{Action, Ask};

const COMMITMENT: Source = Source::new(
    "Create and manage a dedicated cluster in Azure Monitor Logs",
    "https://learn.microsoft.com/azure/azure-monitor/logs/logs-dedicated-clusters",
    "2026-08-21",
);

/// Commits to another capacity.
pub(super) struct ChangeCapacity;

/// Bills the cluster, or its workspaces.
pub(super) struct ChangeBilling;

impl Action for ChangeCapacity {
    fn id(&self) -> &'static str {
        "change-capacity"
    }

    fn label(&self) -> &'static str {
        "Change commitment"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &WRITES }
    }

    fn applies(&self, _: &Resource) -> Result<(), String> {
        Ok(())
    }

    fn form(&self, resource: Option<&Resource>) -> Form {
        let now = resource.and_then(model::capacity).unwrap_or(100);
        Form::new(vec![only_now::capacity_question(&now.to_string())])
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let sent = only_now::capacity(ask.answers).map(body::capacity);
        reads(ask, sent.ok().as_ref())
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let cluster = Cluster::of(ask)?;
        let wanted = only_now::capacity(ask.answers)?;
        let sent = body::capacity(wanted);
        let seen = Condition::Is("/sku/capacity".into(), wanted.to_string());
        let title = format!("Change the commitment of {}", cluster.resource.name);
        let mut plan = cluster.plan(self, title, seen.clone());
        plan.checks = cluster.checks(self, &sent, ask);
        plan.checks.push(may_change(&cluster.resource, wanted, ask));
        let step = cluster.patch("change-capacity", "Change the commitment", sent, seen);
        plan.steps
            .push(step.undo("Raise it at any time; lower it 31 days after its last change."));
        Ok(plan.finish(ask.tenant))
    }
}

impl Action for ChangeBilling {
    fn id(&self) -> &'static str {
        "change-billing"
    }

    fn label(&self) -> &'static str {
        "Change billing"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &WRITES }
    }

    fn applies(&self, _: &Resource) -> Result<(), String> {
        Ok(())
    }

    fn form(&self, resource: Option<&Resource>) -> Form {
        let now = resource.map_or("Cluster", |it| it.text("/billingType"));
        let other = if now.eq_ignore_ascii_case("Cluster") {
            "Workspaces"
        } else {
            "Cluster"
        };
        Form::new(vec![only_now::billing_question(other)])
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        reads(ask, Some(&body::billing(ask.answers.text("billing"))))
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let cluster = Cluster::of(ask)?;
        let wanted = ask.answers.needed("billing")?;
        let sent = body::billing(wanted);
        let seen = Condition::Is("/properties/billingType".into(), wanted.to_owned());
        let title = format!("Change the billing of {}", cluster.resource.name);
        let mut plan = cluster.plan(self, title, seen.clone());
        plan.checks = cluster.checks(self, &sent, ask);
        plan.checks.push(is_another(&cluster.resource, wanted));
        let step = cluster.patch("change-billing", "Change the billing", sent, seen);
        plan.steps.push(step.undo("Change it back at any time."));
        Ok(plan.finish(ask.tenant))
    }
}

fn reads(ask: &Ask<'_>, sent: Option<&serde_json::Value>) -> Vec<Read> {
    let mut reads = first_reads(ask);
    if let (Ok(cluster), Some(sent)) = (Cluster::of(ask), sent) {
        reads.extend(cluster.reads(sent));
    }
    reads
}

/// Less is possible only when the commitment is over.
fn may_change(cluster: &Resource, wanted: u64, ask: &Ask<'_>) -> Check {
    const ID: &str = "commitment";
    let name = &cluster.name;
    let check = match (model::capacity(cluster), model::committed_until(cluster)) {
        (Some(now), _) if now == wanted => Check::new(
            ID,
            Finding::Failed,
            format!("{name} is committed to {now} GB a day already."),
        ),
        (Some(now), Some(until)) if wanted < now && ask.now < until => Check::new(
            ID,
            Finding::Failed,
            format!(
                "The commitment of {name} cannot be lowered before {}.",
                until.day_and_clock()
            ),
        )
        .reason("It holds for 31 days after its last change. It can be raised meanwhile."),
        (Some(now), None) if wanted < now => Check::new(
            ID,
            Finding::Unknown,
            format!("Whether the commitment of {name} can be lowered yet is not known."),
        )
        .reason("Azure does not say when it was last changed, and refuses it within 31 days."),
        _ => only_now::committed(wanted),
    };
    check
        .evidence(format!(
            "lastSkuUpdate {}",
            cluster.text("/capacityReservationProperties/lastSkuUpdate")
        ))
        .source(&COMMITMENT)
}

fn is_another(cluster: &Resource, wanted: &str) -> Check {
    let now = cluster.text("/billingType");
    let check = if now.eq_ignore_ascii_case(wanted) {
        Check::new(
            "billing",
            Finding::Failed,
            format!("{} is billed so already.", cluster.name),
        )
    } else {
        Check::new(
            "billing",
            Finding::Passed,
            format!("{} is billed in another way now.", cluster.name),
        )
    };
    check
        .evidence(format!("billingType {now}"))
        .source(&COMMITMENT)
}
