//! *Change identity*: from the cluster's own to a user-assigned one, and back.
//!
//! Source: azure-monitor-docs, `logs/customer-managed-keys.md`, "Identity settings in cluster",
//! read 21 Aug 2026.

use super::cluster::{Cluster, first_reads};
use super::set_key::{current, has_identity};
use super::{NOT_YET, PATIENCE, PERMISSIONS, body, keyed, model};
use super::{no_identity, only_now, return_to_microsoft};
use crate::arm::access::Permission;
use crate::arm::{Read, Resource, Source};
use crate::form::{Field, Form, Input, Invalid};
use crate::keys::Attached;
use crate::keys::identity::ASSIGN;
use crate::plan::{Check, Condition, Finding, Plan, Step};
use crate::resources::own_key::{Access, Opener, OwnKey, PRINCIPAL};
use crate::resources::{Action, Ask};

const ORDER: Source = Source::new(
    "Azure Monitor customer-managed keys: identity settings in cluster",
    "https://learn.microsoft.com/azure/azure-monitor/logs/customer-managed-keys",
    "2026-08-21",
);

/// Gives a cluster another identity, and keeps its key.
pub(super) struct ChangeIdentity;

impl Action for ChangeIdentity {
    fn id(&self) -> &'static str {
        "change-identity"
    }

    fn label(&self) -> &'static str {
        "Change identity"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &PERMISSIONS }
    }

    fn applies(&self, resource: &Resource) -> Result<(), String> {
        let has_key = !resource.text("/keyVaultProperties/keyName").is_empty();
        match has_identity(resource) {
            Err(why) if has_key => Err(why),
            _ => Ok(()),
        }
    }

    fn form(&self, resource: Option<&Resource>) -> Form {
        let subscription = resource.and_then(|it| it.id.subscription());
        let has_user =
            resource.is_some_and(|it| it.identity.get("userAssignedIdentities").is_some());
        let initial = if has_user { "system" } else { "user" };
        let mut fields = only_now::identity_questions(subscription.unwrap_or_default());
        fields[0].initial = initial.into();
        no_identity::offer(&mut fields[0]);
        fields.push(
            Field::new(
                "versions",
                "Versions, when the key is set again",
                Input::choice(&[
                    (
                        "latest",
                        "Follow the latest",
                        "Azure Monitor takes a new version within the hour.",
                    ),
                    (
                        "pinned",
                        "Stay with the version in use",
                        "Only where the cluster shows one.",
                    ),
                ]),
            )
            .initial("latest")
            .only_when("identity-kind", &["system"]),
        );
        Form::new(fields)
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let mut reads = first_reads(ask);
        let (Ok(cluster), Ok(wish)) = (Cluster::of(ask), Wish::of(ask)) else {
            return reads;
        };
        reads.extend(cluster.reads(&wish.body(&cluster)));
        reads.extend(wish.opener.reads());
        let access = wish.access(&cluster, ask);
        reads.extend(access.map(|it| it.reads()).unwrap_or_default());
        reads
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let cluster = Cluster::of(ask)?;
        let wish = Wish::of(ask)?;
        let access = wish.access(&cluster, ask);
        let name = &cluster.resource.name;
        let mut proof = wish.seen();
        if let Some(access) = &access {
            proof = Condition::All(vec![proof, keyed::proof(access)]);
        }
        let title = format!("Change the identity of {name}");
        let mut plan = cluster.plan(self, title, proof);
        let mut checks = cluster.checks(self, &wish.body(&cluster), ask);
        checks.extend(wish.opener.checks(&Attached::default(), ask));
        checks.push(wish.is_another(&cluster));
        match &access {
            Some(access) => {
                checks.extend(keyed::checks(access, &cluster.resource.location));
                checks.push(goes_on(&wish.opener));
                wish.steps(&mut plan, &cluster, access);
            }
            None if wish.own.is_some() => checks.push(Check::new(
                "principal",
                Finding::Failed,
                "Who would open the vault is not known.",
            )),
            None => plan.steps.push(wish.change(&cluster)),
        }
        plan.checks = checks;
        Ok(plan.finish(ask.tenant))
    }
}

/// The answers as types.
struct Wish {
    opener: Opener,
    /// The key the cluster has; none where it is Microsoft's.
    own: Option<OwnKey>,
}

impl Wish {
    fn of(ask: &Ask<'_>) -> Result<Self, Invalid> {
        let cluster = Cluster::of(ask)?;
        no_identity::refuse(ask.answers)?;
        let opener = Opener::of(ask.answers)?;
        let found = model::configuration(&cluster.resource);
        let found = found.map_err(|_| {
            Invalid::new(
                "target",
                "What the cluster says about its key cannot be understood.",
            )
        })?;
        let own = match found.key() {
            None => None,
            Some(_) => {
                let in_use = found.in_use.as_ref().and_then(|it| it.version());
                let own = current(&cluster)?;
                let pinned = ask.answers.is("versions", "pinned");
                if pinned && opener == Opener::System && in_use.is_none() {
                    return Err(Invalid::new(
                        "versions",
                        "The cluster does not show which version is in use, so it can only follow the latest.",
                    ));
                }
                let stays = pinned && opener == Opener::System;
                Some(OwnKey {
                    pinned: in_use.filter(|_| stays).cloned(),
                    ..own
                })
            }
        };
        Ok(Self { opener, own })
    }

    /// The way to the key with the new identity.
    fn access<'a>(&'a self, cluster: &'a Cluster, ask: &'a Ask<'a>) -> Option<Access<'a>> {
        let own = self.own.as_ref()?;
        Some(Access {
            identity: self.opener.kind(),
            identity_name: self.opener.name(&cluster.resource.name),
            principal: self.opener.principal(&Attached::default(), ask)?,
            ..cluster.access(own, ask)?
        })
    }

    fn body(&self, cluster: &Cluster) -> serde_json::Value {
        match &self.opener {
            Opener::System => body::system_identity(),
            Opener::User(id) => body::user_identity(id, &cluster.attached),
        }
    }

    fn seen(&self) -> Condition {
        match &self.opener {
            Opener::System => Condition::All(vec![
                Condition::Is("/identity/type".into(), "SystemAssigned".into()),
                Condition::Present("/identity/principalId".into()),
            ]),
            Opener::User(id) => Condition::All(vec![
                Condition::Is("/identity/type".into(), "UserAssigned".into()),
                Condition::Member("/identity/userAssignedIdentities".into(), id.to_string()),
            ]),
        }
    }

    fn steps(&self, plan: &mut Plan, cluster: &Cluster, access: &Access<'_>) {
        let Some(vault) = access.vault() else { return };
        if self.opener == Opener::System {
            plan.steps.push(remove_key(cluster));
            plan.steps.push(self.change(cluster));
            keyed::steps(plan, cluster, access);
            return;
        }
        plan.steps.extend(access.grant_steps(&vault));
        plan.steps.extend(access.newest_step(&vault));
        plan.steps.push(self.change(cluster));
    }

    fn change(&self, cluster: &Cluster) -> Step {
        let step = cluster
            .patch(
                "change-identity",
                "Change the identity",
                self.body(cluster),
                self.seen(),
            )
            .why("In a request of its own: a cluster's identity and its key are never changed together.")
            .patience_with_words(&NOT_YET, PATIENCE)
            .undo("Change the identity back in the same way.");
        match self.opener {
            Opener::System => step.capture(PRINCIPAL, "/identity/principalId"),
            Opener::User(_) => step.needs(ASSIGN),
        }
    }

    fn is_another(&self, cluster: &Cluster) -> Check {
        let same = match &self.opener {
            Opener::System => cluster.attached.system.is_some(),
            Opener::User(id) => cluster.user() == Some(id),
        };
        if same {
            return Check::new(
                "another",
                Finding::Failed,
                format!("{} has this identity already.", cluster.resource.name),
            );
        }
        Check::new(
            "another",
            Finding::Passed,
            format!("{} has another identity now.", cluster.resource.name),
        )
    }
}

/// The identity that is made with the change cannot be granted before, so the key goes first.
fn remove_key(cluster: &Cluster) -> Step {
    return_to_microsoft::step(cluster)
        .why("The cluster's own identity is made only by the change, so nothing can be granted to it before. Ingestion and queries go on.")
        .undo("Set the key again.")
}

fn goes_on(opener: &Opener) -> Check {
    let reason = match opener {
        Opener::System => {
            "Between the removal of the key and its return, new data is encrypted with Microsoft's key, and stays so."
        }
        Opener::User(_) => "The key stays in place; only who opens the vault changes.",
    };
    let finding = match opener {
        Opener::System => Finding::Warning,
        Opener::User(_) => Finding::Passed,
    };
    Check::new("goes-on", finding, "Ingestion and queries go on meanwhile.")
        .reason(reason)
        .source(&ORDER)
}
