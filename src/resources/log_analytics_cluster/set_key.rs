//! *Use my key*, *Change key* and *Follow the latest version*: grant, wait, key, proof.

use super::cluster::{Cluster, first_reads};
use super::{WRITES, body, keyed, model};
use crate::arm::access::Permission;
use crate::arm::{Read, Resource};
use crate::form::{Form, Invalid};
use crate::keys::{Configuration, Following, KeySource, Pasted};
use crate::plan::{Check, Finding, Plan};
use crate::resources::own_key::{GrantAt, OwnKey, grant_question, key_questions};
use crate::resources::{Action, Ask};

/// Puts a cluster that uses Microsoft's key under the customer's.
pub(super) struct UseMyKey;

/// Names another key, or another version.
pub(super) struct ChangeKey;

/// Lets a cluster take new versions of its key by itself.
pub(super) struct FollowLatest;

const FOLLOW: &str = "Azure Monitor takes a new version within the hour.";

impl Action for UseMyKey {
    fn id(&self) -> &'static str {
        "use-my-key"
    }

    fn label(&self) -> &'static str {
        "Use my key"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &WRITES }
    }

    fn applies(&self, resource: &Resource) -> Result<(), String> {
        has_identity(resource)?;
        match configuration(resource)?.source {
            KeySource::Customer(reference) => Err(format!(
                "It uses your key {} already. Choose Change key.",
                reference.key.name()
            )),
            _ => Ok(()),
        }
    }

    fn form(&self, _: Option<&Resource>) -> Form {
        form()
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        reads(ask, |_| OwnKey::of(ask.answers, ask.cloud))
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let cluster = Cluster::of(ask)?;
        let title = format!("Use my key on {}", cluster.resource.name);
        planned(
            self,
            &cluster,
            &OwnKey::of(ask.answers, ask.cloud)?,
            (title, ask),
        )
    }
}

impl Action for ChangeKey {
    fn id(&self) -> &'static str {
        "change-key"
    }

    fn label(&self) -> &'static str {
        "Change key or version"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &WRITES }
    }

    fn applies(&self, resource: &Resource) -> Result<(), String> {
        has_identity(resource)?;
        match configuration(resource)?.key() {
            Some(_) => Ok(()),
            None => Err("It uses a Microsoft-managed key. Choose Use my key.".into()),
        }
    }

    fn form(&self, _: Option<&Resource>) -> Form {
        form()
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        reads(ask, |_| OwnKey::of(ask.answers, ask.cloud))
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let cluster = Cluster::of(ask)?;
        let title = format!("Change the key of {}", cluster.resource.name);
        planned(
            self,
            &cluster,
            &OwnKey::of(ask.answers, ask.cloud)?,
            (title, ask),
        )
    }
}

impl Action for FollowLatest {
    fn id(&self) -> &'static str {
        "follow-latest"
    }

    fn label(&self) -> &'static str {
        "Follow the latest version"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &WRITES }
    }

    fn applies(&self, resource: &Resource) -> Result<(), String> {
        ChangeKey.applies(resource)?;
        match configuration(resource)?.key().map(|it| &it.following) {
            Some(Following::Latest) => Err("It follows the latest version already.".into()),
            _ => Ok(()),
        }
    }

    fn form(&self, _: Option<&Resource>) -> Form {
        Form::default()
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        reads(ask, current)
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let cluster = Cluster::of(ask)?;
        let own = current(&cluster)?;
        let title = format!("Let {} follow {}", cluster.resource.name, own.key().name());
        planned(self, &cluster, &own, (title, ask))
    }
}

fn form() -> Form {
    let mut fields = key_questions(FOLLOW);
    fields.push(grant_question());
    Form::new(fields)
}

/// The key a cluster has, in whichever version is the newest.
pub(super) fn current(cluster: &Cluster) -> Result<OwnKey, Invalid> {
    let found = model::configuration(&cluster.resource).ok();
    let key = found.and_then(|it| it.key().map(|it| it.key.versionless()));
    let key = key.ok_or_else(|| Invalid::new("target", "The cluster has no key of yours."))?;
    Ok(OwnKey {
        pasted: Pasted {
            key,
            vault_id: None,
        },
        pinned: None,
        grant_at: GrantAt::Key,
    })
}

/// Only Microsoft's support can give a cluster an identity again whose identity was taken away.
pub(super) fn has_identity(resource: &Resource) -> Result<(), String> {
    let attached = crate::keys::Attached::parse(&resource.identity);
    if attached.system.is_some() || !attached.user.is_empty() {
        return Ok(());
    }
    Err("It has no identity to open a vault with. Where it had a key, only Microsoft's support can give it one again.".into())
}

fn configuration(resource: &Resource) -> Result<Configuration, String> {
    model::configuration(resource).map_err(|why| {
        format!(
            "What it says about its key cannot be understood: {}.",
            why.0
        )
    })
}

fn reads(ask: &Ask<'_>, own: impl Fn(&Cluster) -> Result<OwnKey, Invalid>) -> Vec<Read> {
    let mut reads = first_reads(ask);
    let Ok(cluster) = Cluster::of(ask) else {
        return reads;
    };
    let Ok(own) = own(&cluster) else {
        return reads;
    };
    reads.extend(cluster.reads(&body::set_key(&own.pasted.key, own.version())));
    let access = cluster.access(&own, ask);
    reads.extend(access.map(|it| it.reads()).unwrap_or_default());
    reads
}

fn planned(
    action: &dyn Action,
    cluster: &Cluster,
    own: &OwnKey,
    (title, ask): (String, &Ask<'_>),
) -> Result<Plan, Invalid> {
    let sent = body::set_key(&own.pasted.key, own.version());
    let mut checks = cluster.checks(action, &sent, ask);
    let Some(access) = cluster.access(own, ask) else {
        let exists = crate::plan::Condition::Exists;
        let mut plan = cluster.plan(action, title, exists);
        checks.push(Check::new(
            "principal",
            Finding::Failed,
            "Who would open the vault is not known.",
        ));
        plan.checks = checks;
        return Ok(plan.finish(ask.tenant));
    };
    let mut plan = cluster.plan(action, title, keyed::proof(&access));
    checks.extend(keyed::checks(&access, &cluster.resource.location));
    checks.push(keyed::only_new_data(&cluster.resource));
    plan.checks = checks;
    keyed::steps(&mut plan, cluster, &access);
    Ok(plan.finish(ask.tenant))
}
