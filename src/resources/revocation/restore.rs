//! *Restore access*: what keeps a resource from its key is found and mended.

use super::subject::Subject;
use crate::arm::access::{Permission, Place};
use crate::arm::{Read, Reading, Resource};
use crate::form::{Form, Invalid};
use crate::keys::vault::Vault;
use crate::keys::{GrantState, Pasted, grant};
use crate::plan::{Check, Condition, Finding, Plan, Step, Watch, preflight};
use crate::resources::own_key::{Access, GrantAt, OwnKey, Principal};
use crate::resources::{Action, Ask};

/// Gives the use of its key back to a resource.
pub struct Restore;

impl Action for Restore {
    fn id(&self) -> &'static str {
        "restore"
    }

    fn label(&self) -> &'static str {
        "Restore access"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &[Permission::control(grant::WRITE_ASSIGNMENT, Place::Vault)] }
    }

    fn applies(&self, resource: &Resource) -> Result<(), String> {
        Subject::of(resource).map(|_| ())
    }

    fn form(&self, _: Option<&Resource>) -> Form {
        Form::default()
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let mut reads = super::subject_reads(ask);
        if let Some(Ok(subject)) = Subject::wished(ask) {
            reads.extend(subject.reads(ask));
            if let Some(arm_type) = subject.resource.id.arm_type() {
                let own = own(&subject);
                let access = access(&subject, &own, &arm_type, ask);
                reads.extend(access.map(|it| it.reads()).unwrap_or_default());
            }
        }
        reads
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let target = ask
            .target
            .ok_or_else(|| Invalid::new("target", "Choose a resource."))?;
        let title = format!("Restore the access of {} to its key", target.name());
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
        enable(&mut plan, &subject, &vault, ask);
        give(&mut plan, &subject, &vault, ask);
        if plan.steps.is_empty() && plan.blocking().next().is_none() {
            plan.checks.push(nothing_to_do(&subject));
        }
        prove(&mut plan);
        Ok(plan.finish(ask.tenant))
    }
}

fn enable(plan: &mut Plan, subject: &Subject, vault: &Vault, ask: &Ask<'_>) {
    for (version, is_enabled) in subject.versions(vault, ask) {
        if is_enabled == Some(false) {
            plan.steps.push(super::switch(vault, &version, true, ask));
        }
    }
}

fn give(plan: &mut Plan, subject: &Subject, vault: &Vault, ask: &Ask<'_>) {
    let arm_type = subject.resource.id.arm_type().unwrap_or_default();
    let own = own(subject);
    let Some(access) = access(subject, &own, &arm_type, ask) else {
        let headline = format!(
            "The identity that opens {} does not exist any more.",
            vault.name()
        );
        let check = Check::new("identity", Finding::Failed, headline)
            .reason("A grant to it would reach nobody. Give the resource another identity first.");
        plan.checks.push(check);
        return;
    };
    let state = access.granted(vault);
    plan.checks.push(granted(subject, &state));
    if matches!(state, GrantState::Missing) {
        plan.checks.push(access.right_to_grant(vault));
        let (id, name) = (&vault.id, vault.name());
        plan.checks
            .push(preflight::locks("locks-vault", id, name, ask.facts));
        plan.steps.extend(access.grant_steps(vault));
    }
}

/// The proof is the read that shows the last thing that was mended.
pub(super) fn prove(plan: &mut Plan) {
    let mut changes = plan.steps.iter().rev().filter(|it| it.changes());
    if let Some(shown_by) = changes.find_map(Step::shown_by).cloned() {
        plan.proof = Step::watch("prove", "Prove it by reading back", shown_by)
            .why("Azure shows the grant and the key, and nothing of what the service has noticed: the resource itself is back when it has looked again.")
            .expected(1);
    }
}

fn own(subject: &Subject) -> OwnKey {
    OwnKey {
        pasted: Pasted {
            key: subject.reference.key.versionless(),
            vault_id: None,
        },
        pinned: None,
        grant_at: GrantAt::Key,
    }
}

fn access<'a>(
    subject: &'a Subject,
    own: &'a OwnKey,
    arm_type: &'a str,
    ask: &'a Ask<'_>,
) -> Option<Access<'a>> {
    let principal = match subject.principal(ask) {
        Reading::Found(principal) => Principal::Known(principal),
        Reading::Missing | Reading::NotRead | Reading::Failed(_) => return None,
    };
    Some(Access {
        ask,
        own,
        arm_type,
        identity: subject.reference.identity.kind(),
        identity_name: subject.opener(),
        principal,
        near: subject.subscription(),
    })
}

fn granted(subject: &Subject, state: &GrantState) -> Check {
    let (who, key) = (subject.opener(), subject.reference.key.name());
    let new = |finding, headline: String| Check::new("grant", finding, headline);
    match state {
        GrantState::Granted(found) => new(Finding::Passed, format!("{who} may use {key}."))
            .evidence(format!("{} at {}", found.how.label(), found.at)),
        GrantState::Missing => new(
            Finding::Warning,
            format!("{who} may not use {key}; the plan grants it again."),
        ),
        GrantState::Unknown(why) => new(
            Finding::Unknown,
            format!("Whether {who} may use {key} is not known: {why}."),
        ),
        GrantState::NotRead => new(Finding::Unknown, "The grants were not read yet.".into()),
    }
}

fn nothing_to_do(subject: &Subject) -> Check {
    let name = &subject.resource.name;
    Check::new(
        "nothing",
        Finding::Failed,
        format!("Nothing that can be seen keeps {name} from its key."),
    )
    .reason("The key is enabled and the grant is there, as far as they could be read. If it does not work all the same, look at the health on its page.")
}
