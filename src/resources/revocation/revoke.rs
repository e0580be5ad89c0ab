//! *Revoke access*: an outage on purpose, rehearsed before it happens.

use super::checks;
use super::enabled;
use super::grants;
use super::stops;
use super::subject::Subject;
use crate::arm::access::{Permission, Place, subscriptions};
use crate::arm::{Read, Reading, Request, Resource};
use crate::form::{Field, Form, Input, Invalid};
use crate::keys::commands;
use crate::keys::vault::Vault;
use crate::keys::{KeyUri, grant};
use crate::plan::{Condition, HandOver, Plan, Step, Watch};
use crate::resources::usage::User;
use crate::resources::{Action, Ask};

/// Takes the use of its key away from a resource.
pub struct Revoke;

/// Seconds in which the run can still be stopped.
const LAST_MOMENT: u32 = 30;

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
        let input = Input::choice(&[
            (
                "grant",
                "Take the grant away",
                "Stops this resource, and what uses the key by the same identity. Works from here.",
            ),
            (
                "disable",
                "Disable the key",
                "Stops everything that uses the key. Somebody with the right to change keys does it in a shell.",
            ),
        ]);
        Form::new(vec![Field::new("way", "How", input).initial("grant")])
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let mut reads = super::subject_reads(ask);
        if let Some(Ok(subject)) = Subject::wished(ask) {
            reads.extend(subject.reads(ask));
            reads.push(subscriptions::read());
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
    plan.steps.push(last_moment(subject));
    for (at, grant) in grants.iter().enumerate() {
        let (step, shown_by) = grant.take(vault, subject.opener());
        let step = step
            .why("From then on the vault refuses the identity; services that keep the key for a while notice later.")
            .outage(outage(&subject.resource.name))
            .undo("The way back is written below, and Restore access plans it anew.");
        plan.steps.push(step);
        if at + 1 == grants.len() {
            prove(plan, shown_by);
        } else {
            let id = format!("gone-{at}");
            plan.steps
                .push(Step::watch(&id, "See that it is gone", shown_by));
        }
    }
    plan.restore = grants
        .iter()
        .map(|it| it.give_back(vault, subject.opener()))
        .collect();
    plan.checks.push(checks::way_back(&plan.restore, &grants));
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
    plan.steps.push(last_moment(subject));
    for version in enabled_ones {
        let short = version.version().map_or("", |it| it.short());
        let shown_by = enabled(vault, version, false);
        let hand_over = HandOver {
            to: format!("Somebody with Key Vault Crypto Officer on {}", vault.name()),
            commands: commands::disable(version),
            shown_by: Some(shown_by.clone()),
        };
        let step = Step::hand_over(
            &format!("disable-{short}"),
            format!("Disable version {short} of {}", key.name()),
            hand_over,
        )
        .why("Resource Manager cannot disable a key; the vault itself can.")
        .expected(600)
        .outage(outage(&subject.resource.name))
        .undo("Enable it again.");
        plan.steps.push(step);
        plan.restore.push(super::enable(vault, version));
        prove(plan, shown_by);
    }
}

fn prove(plan: &mut Plan, shown_by: Watch) {
    plan.proof = Step::watch("prove", "Prove it by reading back", shown_by)
        .why("Done only when Azure shows that the key cannot be used this way any more.")
        .expected(1);
}

fn outage(name: &str) -> String {
    format!(
        "{name}, and everything else named in the checks, stops working until access is restored."
    )
}

fn last_moment(subject: &Subject) -> Step {
    let read: Request = subject.kind.read(&subject.resource.id).request;
    let watch = Watch::new(read, Condition::Exists).at_least(LAST_MOMENT);
    let title = format!("Wait {LAST_MOMENT} seconds: the last moment to stop");
    Step::watch("last-moment", title, watch)
        .why("Nothing has stopped yet. Stop after this step, and nothing will.")
        .expected(LAST_MOMENT)
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
