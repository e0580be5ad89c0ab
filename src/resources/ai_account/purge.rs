//! *Purge*: what is left of a deleted account goes for good, and its names are free.

use super::deleted::{self, planned_for};
use super::names::KEPT;
use crate::arm::access::{Permission, Place, locks, rights};
use crate::arm::{Read, Request, Resource, versions};
use crate::form::{Form, Invalid};
use crate::plan::{Check, Condition, Finding, Plan, Step, Watch, preflight};
use crate::resources::{Action, Ask};

const PURGE: &str = "Microsoft.CognitiveServices/locations/resourceGroups/deletedAccounts/delete";

/// Purges a deleted account.
pub(super) struct Purge;

impl Action for Purge {
    fn id(&self) -> &'static str {
        "purge"
    }

    fn label(&self) -> &'static str {
        "Purge"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &[Permission::control(PURGE, Place::Resource)] }
    }

    fn applies(&self, _: &Resource) -> Result<(), String> {
        Ok(())
    }

    fn form(&self, _: Option<&Resource>) -> Form {
        Form::default()
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let Some(target) = ask.target else {
            return Vec::new();
        };
        let mut reads = vec![deleted::read_of(target)];
        if let Some(subscription) = target.subscription_id() {
            reads.push(rights::read(&subscription));
            reads.extend(locks::reads(&subscription));
        }
        reads
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let (target, remains) = planned_for(ask)?;
        let name = target.name();
        let subscription = target
            .subscription_id()
            .ok_or_else(|| Invalid::new("target", "This is no deleted account."))?;
        let read = deleted::read_of(target).request;
        let gone = Watch::new(read, Condition::Gone).paced(15, 1800);
        let title = format!("Purge {name}");
        let mut plan = Plan::new(title, self.id(), target.clone(), gone.clone());
        let right = preflight::right(
            "right-purge",
            PURGE,
            &subscription,
            "deleted accounts of this subscription",
            ask.facts,
        );
        plan.checks = vec![
            preflight::idle(&remains),
            right,
            preflight::delete_locks("locks", &subscription, "this subscription", ask.facts),
            freed(name),
        ];
        let request = Request::delete(target, versions::COGNITIVE_SERVICES);
        plan.steps.push(
            Step::send("purge", "Purge the account", request, gone)
                .needs(PURGE)
                .expected(60)
                .one_way_door("A purged account is gone for good, with all its data and its API keys. Nobody can recover it, Microsoft included."),
        );
        Ok(plan.finish(ask.tenant))
    }
}

fn freed(name: &str) -> Check {
    Check::new(
        "freed",
        Finding::Passed,
        format!("The names of {name} are free afterwards, and nothing of it costs any more."),
    )
    .reason("A role for this counts only where it is assigned at the subscription.")
    .source(&KEPT)
}
