//! *Restore a key*: its versions are enabled, and what is known to use it is granted again.

use super::key_wish::{self, KeyWish};
use super::restore;
use super::revoke_key::idle;
use crate::arm::access::{Permission, Place};
use crate::arm::{Read, Resource};
use crate::form::{Form, Invalid};
use crate::keys::vault;
use crate::keys::{GrantState, Pasted, grant};
use crate::plan::{Check, Condition, Finding, Plan, Watch, preflight};
use crate::resources::own_key::{Access, GrantAt, OwnKey, Principal};
use crate::resources::usage::User;
use crate::resources::{Action, Ask};

/// Gives a key back to everything that is known to use it.
pub struct RestoreKey;

impl Action for RestoreKey {
    fn id(&self) -> &'static str {
        "restore-key"
    }

    fn label(&self) -> &'static str {
        "Restore a key"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &[Permission::control(grant::WRITE_ASSIGNMENT, Place::Vault)] }
    }

    fn applies(&self, _: &Resource) -> Result<(), String> {
        Ok(())
    }

    fn form(&self, resource: Option<&Resource>) -> Form {
        Form::new(vec![key_wish::question(resource)])
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let mut reads = KeyWish::first_reads(ask);
        if let Ok(wish) = KeyWish::of(ask) {
            reads.extend(wish.reads(ask));
        }
        reads
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let wish = KeyWish::of(ask)?;
        let (vault, name) = (&wish.vault, wish.key.name());
        let title = format!("Restore {name} in {}", vault.name());
        let unproved = Watch::new(vault::read(&vault.id).request, Condition::Exists);
        let mut plan = Plan::new(title, self.id(), vault.id.clone(), unproved);
        plan.checks.extend(idle(ask));
        let users = wish.usage(ask).users;
        for version in wish.versions(&users, ask).iter().filter(|it| !it.enabled) {
            plan.steps
                .push(super::switch(vault, &version.uri, true, ask));
        }
        let own = OwnKey {
            pasted: Pasted {
                key: wish.key.clone(),
                vault_id: Some(vault.id.clone()),
            },
            pinned: None,
            grant_at: GrantAt::Key,
        };
        for (principal, who) in KeyWish::openers(&users, ask) {
            give(&mut plan, &wish, (&own, &principal, &who), ask);
        }
        plan.checks.push(known(&users));
        if plan.steps.is_empty() {
            plan.checks.push(
                Check::new("nothing", Finding::Failed, format!("Nothing that is known to use {name} is kept from it."))
                    .reason("Its versions are enabled and the grants are there, as far as they could be read."),
            );
        } else {
            plan.checks.push(preflight::right(
                "right-grant",
                grant::WRITE_ASSIGNMENT,
                &vault.id,
                vault.name(),
                ask.facts,
            ));
        }
        restore::prove(&mut plan);
        Ok(plan.finish(ask.tenant))
    }
}

/// Grants the key again to one that lost it.
fn give(
    plan: &mut Plan,
    wish: &KeyWish,
    (own, principal, who): (&OwnKey, &str, &str),
    ask: &Ask<'_>,
) {
    let access = Access {
        ask,
        own,
        arm_type: "",
        identity: crate::keys::IdentityKind::User,
        identity_name: who,
        principal: Principal::Known(principal.to_owned()),
        near: wish.subscription(),
    };
    if !matches!(access.granted(&wish.vault), GrantState::Missing) {
        return;
    }
    for mut step in access.grant_steps(&wish.vault) {
        step.id = format!("{}-{who}", step.id);
        plan.steps.push(step);
    }
}

fn known(users: &[User]) -> Check {
    let names: Vec<&str> = users.iter().map(|it| it.id.name()).collect();
    let headline = match names.as_slice() {
        [] => "Nothing is known to use this key.".to_owned(),
        names => format!("Known to use it: {}.", names.join(", ")),
    };
    Check::new("users", Finding::Warning, headline)
        .reason("What lies in other directories is not seen from here; whoever made the grant there makes it again. The run that took the key away has its own way back, with every grant.")
}
