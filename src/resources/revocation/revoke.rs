//! *Revoke access*: an outage on purpose, rehearsed before it happens.

use super::checks;
use super::grants::{self, Grant};
use super::stops;
use super::subject::Subject;
use super::taking::{self, Moment};
use crate::arm::access::{Permission, Place};
use crate::arm::{Read, Reading, Resource};
use crate::form::{Form, Invalid};
use crate::keys::vault::Vault;
use crate::keys::{KeyUri, grant};
use crate::plan::{Condition, Plan, Watch};
use crate::resources::usage::User;
use crate::resources::{Action, Ask};

/// Takes the use of its key away from a resource.
pub struct Revoke;

impl Action for Revoke {
    fn id(&self) -> &'static str {
        "revoke"
    }

    fn label(&self) -> &'static str {
        "Revoke access"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &[Permission::control(grant::DELETE_ASSIGNMENT, Place::Vault)] }
    }

    fn applies(&self, resource: &Resource) -> Result<(), String> {
        Subject::of(resource).map(|_| ())
    }

    fn form(&self, _: Option<&Resource>) -> Form {
        Form::new(vec![taking::way(
            "Take the grant away",
            "Stops this resource, and what uses the key by the same identity. Works from here.",
        )])
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let mut reads = super::subject_reads(ask);
        if let Some(Ok(subject)) = Subject::wished(ask) {
            reads.extend(subject.reads(ask));
        }
        reads
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let target = ask
            .target
            .ok_or_else(|| Invalid::new("target", "Choose a resource."))?;
        let title = format!("Revoke the access of {} to its key", target.name());
        let subject = match Subject::wished(ask) {
            Some(Ok(subject)) => subject,
            Some(Err(why)) => return Ok(super::unfit(self, title, why, ask)),
            None => return Err(Invalid::new("target", "The resource could not be read.")),
        };
        let proof = Watch::new(subject.kind.read(target).request, Condition::Exists);
        let mut plan = Plan::new(title, self.id(), target.clone(), proof);
        let Some(vault) = subject.vault(ask) else {
            plan.checks.push(super::no_vault(&subject));
            return Ok(plan.finish(ask.tenant));
        };
        if ask.answers.is("way", "disable") {
            disable(&mut plan, &subject, &vault, ask);
        } else {
            take_grant(&mut plan, &subject, &vault, ask);
        }
        Ok(plan.finish(ask.tenant))
    }
}

fn take_grant(plan: &mut Plan, subject: &Subject, vault: &Vault, ask: &Ask<'_>) {
    let key = &subject.reference.key;
    let principal = subject.principal(ask);
    let same = |it: &User| is_opened_by(it, &principal, ask);
    plan.checks
        .extend(stops::checks(key, subject.subscription(), same, ask));
    plan.checks.extend(checks::rights(vault, ask));
    let found = match &principal {
        Reading::Found(principal) => grants::removable(vault, key.name(), principal, ask),
        _ => Err("Which identity opens the vault is not known.".into()),
    };
    let grants = match found {
        Ok(grants) if grants.is_empty() => {
            plan.checks.push(checks::gone_already(subject, vault, ask));
            return;
        }
        Ok(grants) => grants,
        Err(why) => {
            plan.checks
                .push(checks::not_from_here(why, subject, vault, &principal));
            return;
        }
    };
    let grants: Vec<(Grant, &str)> = grants
        .into_iter()
        .map(|it| (it, subject.opener()))
        .collect();
    taking::take(plan, &grants, vault, &moment(subject));
}

fn disable(plan: &mut Plan, subject: &Subject, vault: &Vault, ask: &Ask<'_>) {
    let key = &subject.reference.key;
    plan.checks
        .extend(stops::checks(key, subject.subscription(), |_| true, ask));
    let versions = subject.versions(vault, ask);
    let enabled_ones: Vec<&KeyUri> = versions
        .iter()
        .filter(|it| it.1 == Some(true))
        .map(|it| &it.0)
        .collect();
    if versions.is_empty() || versions.iter().any(|it| it.1.is_none()) {
        plan.checks.push(checks::unseen(subject, vault));
        return;
    }
    if enabled_ones.is_empty() {
        plan.checks.push(checks::gone_already(subject, vault, ask));
        return;
    }
    taking::disable(plan, &enabled_ones, (vault, &moment(subject)), ask);
}

fn moment(subject: &Subject) -> Moment<'_> {
    Moment {
        name: &subject.resource.name,
        read: subject.kind.read(&subject.resource.id).request,
    }
}

/// Whether a resource opens the vault by the same identity.
fn is_opened_by(user: &User, principal: &Reading<String>, ask: &Ask<'_>) -> bool {
    let own = user
        .configuration
        .key()
        .map(|it| it.identity.principal(ask.facts));
    match (own, principal) {
        (Some(Reading::Found(own)), Reading::Found(wanted)) => own.eq_ignore_ascii_case(wanted),
        // An identity that was not read might be the same one.
        _ => true,
    }
}
