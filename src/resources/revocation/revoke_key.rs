//! *Revoke a key*: everything that uses it stops, on purpose.

use super::checks;
use super::grants::{self, Grant};
use super::key_wish::{self, KeyWish};
use super::stops;
use super::taking::{self, Moment};
use crate::arm::access::{Permission, Place};
use crate::arm::{Read, Resource};
use crate::form::{Form, Invalid};
use crate::keys::vault;
use crate::keys::{KeyUri, grant};
use crate::plan::{Check, Condition, Finding, Fix, Plan, Watch, preflight};
use crate::resources::{Action, Ask};

/// Takes a key away from everything that uses it.
pub struct RevokeKey;

impl Action for RevokeKey {
    fn id(&self) -> &'static str {
        "revoke-key"
    }

    fn label(&self) -> &'static str {
        "Revoke a key"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &[Permission::control(grant::DELETE_ASSIGNMENT, Place::Vault)] }
    }

    fn applies(&self, _: &Resource) -> Result<(), String> {
        Ok(())
    }

    fn form(&self, resource: Option<&Resource>) -> Form {
        Form::new(vec![
            key_wish::question(resource),
            taking::way(
                "Take every grant away",
                "Stops every service that was granted this key. People keep their roles. Works from here.",
            ),
        ])
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let mut reads = KeyWish::first_reads(ask);
        if let Ok(wish) = KeyWish::of(ask) {
            reads.extend(wish.reads(ask));
            reads.extend(grants::reads(&wish.vault, wish.key.name()));
        }
        reads
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let wish = KeyWish::of(ask)?;
        let (vault, name) = (&wish.vault, wish.key.name());
        let title = format!("Revoke {name} in {}", vault.name());
        let unproved = Watch::new(vault::read(&vault.id).request, Condition::Exists);
        let mut plan = Plan::new(title, self.id(), vault.id.clone(), unproved);
        plan.checks = stops::checks(&wish.key, wish.subscription(), |_| true, ask);
        plan.checks.extend(idle(ask));
        if ask.answers.is("way", "disable") {
            disable(&mut plan, &wish, ask);
        } else {
            plan.checks.extend(checks::rights(vault, ask));
            take(&mut plan, &wish, ask);
        }
        Ok(plan.finish(ask.tenant))
    }
}

/// What is written below the vault wants the vault at rest.
pub(super) fn idle(ask: &Ask<'_>) -> Option<Check> {
    let shown = ask.facts.value(&vault::read(ask.target?))?;
    Some(preflight::idle(&Resource::read(shown).ok()?))
}

fn take(plan: &mut Plan, wish: &KeyWish, ask: &Ask<'_>) {
    let users = wish.usage(ask).users;
    let openers = KeyWish::openers(&users, ask);
    let principals: Vec<String> = openers.iter().map(|it| it.0.clone()).collect();
    let found = grants::of_services(&wish.vault, wish.key.name(), &principals, ask);
    let who = |principal: &str| {
        let known = openers
            .iter()
            .find(|it| it.0.eq_ignore_ascii_case(principal));
        known.map_or_else(|| principal.to_owned(), |it| it.1.clone())
    };
    match found {
        Err(why) => plan.checks.push(instead("The grants cannot be taken away from here.", why)),
        Ok(found) if found.is_empty() => plan.checks.push(instead(
            "No service has a grant at this key or its vault.",
            "What uses it all the same was granted above the vault, and taking that away would close other vaults too.".into(),
        )),
        Ok(found) => {
            let named: Vec<(Grant, String)> =
                found.into_iter().map(|(it, principal)| (it, who(&principal))).collect();
            let grants: Vec<(Grant, &str)> =
                named.iter().map(|(it, who)| (it.clone(), who.as_str())).collect();
            taking::take(plan, &grants, &wish.vault, &moment(wish));
        }
    }
}

fn instead(headline: &str, why: String) -> Check {
    Check::new("grants", Finding::Failed, headline)
        .reason(why)
        .fix(Fix::Answer {
            label: "Disable the key instead".into(),
            field: "way".into(),
            value: "disable".into(),
        })
}

fn disable(plan: &mut Plan, wish: &KeyWish, ask: &Ask<'_>) {
    let users = wish.usage(ask).users;
    let versions = wish.versions(&users, ask);
    let enabled: Vec<&KeyUri> = versions
        .iter()
        .filter(|it| it.enabled)
        .map(|it| &it.uri)
        .collect();
    if enabled.is_empty() {
        let headline = format!(
            "No version of {} that is in use is enabled.",
            wish.key.name()
        );
        let check = Check::new("taken", Finding::Failed, headline);
        plan.checks
            .push(check.reason("To give the key back, choose Restore a key."));
        return;
    }
    taking::disable(plan, &enabled, (&wish.vault, &moment(wish)), ask);
}

fn moment(wish: &KeyWish) -> Moment<'_> {
    Moment {
        name: wish.key.name(),
        read: vault::read(&wish.vault.id).request,
    }
}
