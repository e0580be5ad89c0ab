//! *Follow the latest version*: a pinned key becomes one whose new versions are taken.

use super::held::{self, Held};
use super::key_versions;
use super::wish::Wish;
use super::{WRITE, account};
use crate::arm::access::{Permission, Place};
use crate::arm::{Read, Resource};
use crate::form::{Form, Invalid};
use crate::keys::Following;
use crate::plan::{Check, Finding, Plan};
use crate::resources::{Action, Ask};

/// Lets an account take new versions of its key by itself.
pub(super) struct FollowLatest;

impl Action for FollowLatest {
    fn id(&self) -> &'static str {
        "follow-latest"
    }

    fn label(&self) -> &'static str {
        "Follow the latest version"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &[Permission::control(WRITE, Place::Resource)] }
    }

    fn applies(&self, resource: &Resource) -> Result<(), String> {
        let held = Held::here(resource)?;
        match held.reference.following {
            Following::Pinned(_) | Following::Unsaid(_) => Ok(()),
            Following::Latest => Err(format!(
                "It follows the latest version of {} already.",
                held.reference.key.name()
            )),
        }
    }

    fn form(&self, _: Option<&Resource>) -> Form {
        Form::default()
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        held::reads(ask, |held| Ok(wish(held)))
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let account = account::planned_for(ask)?;
        let title = format!("Follow the latest version on {}", account.name);
        let Ok(held) = Held::here(&account) else {
            return Ok(account::unfit(self, title, &account, ask));
        };
        let mut plan = wish(&held).plan(self, title, &account, ask);
        plan.checks.push(key_versions::no_downtime());
        plan.checks.extend(key_versions::older(&held, ask));
        plan.checks.push(meaning(&held));
        Ok(plan.finish(ask.tenant))
    }
}

fn wish(held: &Held<'_>) -> Wish {
    Wish {
        own: held.own(&Following::Latest),
        opener: held.opener(),
        undo: "Pin the version that is in use.".into(),
    }
}

fn meaning(held: &Held<'_>) -> Check {
    let name = held.reference.key.name();
    Check::new(
        "versions",
        Finding::Passed,
        format!("Each new version of {name} will be taken within a day."),
    )
    .reason("Storage looks once a day. Wait 24 hours after a rotation before disabling the version before.")
    .source(&key_versions::VERSIONS)
}
