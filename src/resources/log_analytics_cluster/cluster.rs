//! A cluster that is there: what every action on it reads and checks.

use serde_json::Value;

use super::{LogAnalyticsCluster, WRITE};
use crate::arm::access::{AskAt, Planned, locks, policy, providers, rights};
use crate::arm::{Read, Request, Resource, ResourceId, Source, versions};
use crate::form::Invalid;
use crate::keys::{Attached, IdentityKind, identity};
use crate::plan::{Check, Condition, Finding, Plan, Step, Watch, preflight};
use crate::resources::own_key::{Access, OwnKey, Principal};
use crate::resources::{Action, Ask, ResourceType};

const ONE_WRITE: Source = Source::new(
    "Azure Monitor customer-managed keys: troubleshooting",
    "https://learn.microsoft.com/azure/azure-monitor/logs/customer-managed-keys",
    "2026-08-21",
);

/// Seconds between looks at a cluster that is at work: its work takes minutes to hours.
const PACE: u32 = 120;

/// Seconds after which a change has not come about.
const LIMIT: u32 = 4 * 3600;

/// The cluster an action is about.
pub(super) struct Cluster {
    pub(super) resource: Resource,
    pub(super) attached: Attached,
}

impl Cluster {
    /// The cluster as it was read.
    pub(super) fn of(ask: &Ask<'_>) -> Result<Self, Invalid> {
        let target = ask
            .target
            .ok_or_else(|| Invalid::new("target", "Choose a cluster."))?;
        let shown = ask.facts.value(&read_of(target));
        let resource = shown.and_then(|it| Resource::read(it).ok());
        let resource =
            resource.ok_or_else(|| Invalid::new("target", "The cluster could not be read."))?;
        let attached = Attached::parse(&resource.identity);
        Ok(Self { resource, attached })
    }

    pub(super) fn id(&self) -> &ResourceId {
        &self.resource.id
    }

    /// The user-assigned identity it has; none where it has its own, or no identity.
    pub(super) fn user(&self) -> Option<&ResourceId> {
        self.attached.user.first().map(|it| &it.id)
    }

    /// The way to a key with the identity it has; none while that identity is not known.
    pub(super) fn access<'a>(&'a self, own: &'a OwnKey, ask: &'a Ask<'a>) -> Option<Access<'a>> {
        let principal = match self.attached.user.first() {
            None => self.attached.system.clone(),
            Some(user) => user.principal_id.clone().or_else(|| {
                let found = identity::one(&user.id, ask.facts).into_found();
                found.map(|it| it.principal_id)
            }),
        };
        Some(Access {
            ask,
            own,
            arm_type: LogAnalyticsCluster.arm_type(),
            identity: match self.user() {
                Some(_) => IdentityKind::User,
                None => IdentityKind::System,
            },
            identity_name: self.user().map_or(&self.resource.name, ResourceId::name),
            principal: Principal::Known(principal?),
            near: self.id().subscription().unwrap_or_default(),
        })
    }

    /// What every change of it reads, with the body it will send.
    pub(super) fn reads(&self, body: &Value) -> Vec<Read> {
        let planned = self.planned(body);
        let mut reads: Vec<Read> = policy::read(&planned, AskAt::Group).into_iter().collect();
        reads.extend(self.id().group_id().map(|it| policy::assignments_read(&it)));
        reads.extend(self.user().map(identity::read));
        reads
    }

    /// What every change of it checks.
    pub(super) fn checks(&self, action: &dyn Action, body: &Value, ask: &Ask<'_>) -> Vec<Check> {
        let (id, name, facts) = (self.id(), &self.resource.name, ask.facts);
        let planned = self.planned(body);
        let asked = policy::read(&planned, AskAt::Group);
        let subscription = id.subscription().unwrap_or_default();
        vec![
            self.applies(action),
            preflight::idle(&self.resource).source(&ONE_WRITE),
            preflight::right("right-cluster", WRITE, id, name, facts),
            preflight::locks("locks", id, name, facts),
            preflight::policies(&planned, asked.as_ref(), facts),
            preflight::provider("Microsoft.OperationalInsights", subscription, facts),
        ]
    }

    /// A plan without steps, whose proof waits for the cluster to be ready with `proof`.
    pub(super) fn plan(&self, action: &dyn Action, title: String, proof: Condition) -> Plan {
        let watch = self.watch(proof);
        let mut plan = Plan::new(title, action.id(), self.id().clone(), watch.clone());
        plan.proof = super::proof(watch);
        plan
    }

    /// A PATCH of the cluster, which is over when the cluster is ready and shows `seen`.
    pub(super) fn patch(&self, id: &str, title: &str, body: Value, seen: Condition) -> Step {
        let request = Request::patch(self.id(), versions::OPERATIONAL_INSIGHTS, body);
        let step = Step::send(id, title, request, self.watch(seen));
        step.needs(WRITE).expected(900)
    }

    /// Looks until the cluster is ready and shows something.
    pub(super) fn watch(&self, seen: Condition) -> Watch {
        watch(self.id(), seen)
    }

    fn applies(&self, action: &dyn Action) -> Check {
        match action.applies(&self.resource) {
            Ok(()) => Check::new(
                "applies",
                Finding::Passed,
                format!("{} can be changed so.", self.resource.name),
            ),
            Err(why) => Check::new("applies", Finding::Failed, why),
        }
    }

    fn planned(&self, change: &Value) -> Planned {
        Planned::changed(&self.resource, change, versions::OPERATIONAL_INSIGHTS)
    }
}

/// Looks until a cluster is ready and shows something. Azure may say that an operation is over
/// while the cluster is still `Updating`.
///
/// Source: hashicorp/terraform-provider-azurerm, `log_analytics_cluster_resource.go`, read 21 Aug
/// 2026.
pub(super) fn watch(id: &ResourceId, seen: Condition) -> Watch {
    let ready = Condition::Is("/properties/provisioningState".into(), "Succeeded".into());
    let until = Condition::All(vec![ready, seen]);
    Watch::new(read_of(id).request, until).paced(PACE, LIMIT)
}

/// What must be read before anything is known of the cluster.
pub(super) fn first_reads(ask: &Ask<'_>) -> Vec<Read> {
    let Some(target) = ask.target else {
        return Vec::new();
    };
    let subscription = target.subscription().unwrap_or_default();
    let mut reads = vec![
        read_of(target),
        rights::read(target),
        providers::read(subscription, "Microsoft.OperationalInsights"),
    ];
    reads.extend(locks::reads(target));
    reads
}

fn read_of(id: &ResourceId) -> Read {
    (&LogAnalyticsCluster as &dyn ResourceType).read(id)
}
