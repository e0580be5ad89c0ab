//! *Change key*: another key, another vault or another version, while the account goes on working.

use super::held::{self, Held};
use super::key_versions;
use super::wish::Wish;
use super::{WRITE, account, scopes};
use crate::arm::access::{Permission, Place};
use crate::arm::{Read, Resource};
use crate::form::{Form, Invalid};
use crate::plan::Plan;
use crate::resources::own_key::{self, OwnKey};
use crate::resources::{Action, Ask};

/// Puts an account that is under one key of the customer's under another.
pub(super) struct ChangeKey;

impl Action for ChangeKey {
    fn id(&self) -> &'static str {
        "change-key"
    }

    fn label(&self) -> &'static str {
        "Change key"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &[Permission::control(WRITE, Place::Resource)] }
    }

    fn applies(&self, resource: &Resource) -> Result<(), String> {
        Held::here(resource).map(|_| ())
    }

    fn form(&self, _: Option<&Resource>) -> Form {
        let mut fields = own_key::key_questions("Storage looks for a new version once a day.");
        fields.push(own_key::grant_question());
        Form::new(fields)
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        held::reads(ask, |held| {
            Ok(wish(OwnKey::of(ask.answers, ask.cloud)?, held))
        })
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let own = OwnKey::of(ask.answers, ask.cloud)?;
        let account = account::planned_for(ask)?;
        let title = format!("Change the key of {}", account.name);
        let Ok(held) = Held::here(&account) else {
            return Ok(account::unfit(self, title, &account, ask));
        };
        if own.key() == held.reference.wanted() {
            return Err(Invalid::new(
                "key",
                "The account uses this key in this way already.",
            ));
        }
        let wish = wish(own, &held);
        let mut plan = wish.plan(self, title, &account, ask);
        plan.checks.push(key_versions::no_downtime());
        plan.checks.extend(key_versions::older(&held, ask));
        plan.checks.extend(scopes::check(&account, ask.facts));
        if !wish.own.pasted.key.is_same_key(&held.reference.key) {
            plan.checks.push(held.can_be_left(ask));
            plan.checks
                .extend(held.old_grant(wish.key_id(&account, ask).as_ref(), ask));
        }
        Ok(plan.finish(ask.tenant))
    }
}

fn wish(own: OwnKey, held: &Held<'_>) -> Wish {
    let before = held.reference.key.name();
    Wish {
        own,
        opener: held.opener(),
        undo: format!("Change back to {before}, as long as it is enabled and granted."),
    }
}
