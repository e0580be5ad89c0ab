//! *Take the newest version*, *Follow the latest version* and *Pin the newest version*: the same key
//! in another way. None of them asks anything.

use super::held::{self, Held};
use super::wish::Wish;
use super::{PAGE, WRITES, account};
use crate::arm::access::Permission;
use crate::arm::{Read, Reading, Resource};
use crate::form::{Form, Invalid};
use crate::keys::vault::{self, Sought};
use crate::keys::{KeyVersion, key};
use crate::plan::{Check, Finding, Plan};
use crate::resources::{Action, Ask, TAKE_NEWEST};

/// Moves a pinned account to the newest version of its key, and pins that.
pub(super) struct TakeNewest;

/// Lets an account take new versions of its key by itself.
pub(super) struct FollowLatest;

/// Keeps an account that follows with the version that is the newest now.
pub(super) struct PinVersion;

impl Action for TakeNewest {
    fn id(&self) -> &'static str {
        TAKE_NEWEST
    }

    fn label(&self) -> &'static str {
        "Take the newest version"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &WRITES }
    }

    fn applies(&self, resource: &Resource) -> Result<(), String> {
        let held = Held::of(resource)?;
        match held.pinned() {
            Some(_) => Ok(()),
            None => Err("It follows the latest version, and takes new ones by itself.".into()),
        }
    }

    fn form(&self, _: Option<&Resource>) -> Form {
        Form::default()
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        held::reads(ask, |held| Ok(newest_wish(held, ask)))
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let title = |name: &str| format!("Take the newest version on {name}");
        moved(self, title, ask)
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
        let held = Held::of(resource)?;
        match held.pinned() {
            Some(_) => Ok(()),
            None => Err(format!(
                "It follows the latest version of {} already.",
                held.reference.key.name()
            )),
        }
    }

    fn form(&self, _: Option<&Resource>) -> Form {
        Form::default()
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        held::reads(ask, |held| Ok(follow_wish(held)))
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let account = account::planned_for(ask)?;
        let title = format!("Follow the latest version on {}", account.name);
        let Ok(held) = Held::of(&account) else {
            return Ok(account::unfit(self, title, &account, ask));
        };
        let mut plan = follow_wish(&held).plan(self, title, &account, ask);
        plan.checks.push(follows(held.reference.key.name()));
        Ok(plan.finish(ask.tenant))
    }
}

impl Action for PinVersion {
    fn id(&self) -> &'static str {
        "pin-version"
    }

    fn label(&self) -> &'static str {
        "Pin the newest version"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &WRITES }
    }

    fn applies(&self, resource: &Resource) -> Result<(), String> {
        let held = Held::of(resource)?;
        match held.pinned() {
            None => Ok(()),
            Some(version) => Err(format!(
                "It is pinned to version {} already. For another version, choose Change key.",
                version.short()
            )),
        }
    }

    fn form(&self, _: Option<&Resource>) -> Form {
        Form::default()
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        held::reads(ask, |held| Ok(newest_wish(held, ask)))
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let title = |name: &str| format!("Pin the newest version on {name}");
        moved(self, title, ask)
    }
}

/// The plan that names the newest version, whatever was named before.
fn moved(
    action: &dyn Action,
    title: impl FnOnce(&str) -> String,
    ask: &Ask<'_>,
) -> Result<Plan, Invalid> {
    let account = account::planned_for(ask)?;
    let title = title(&account.name);
    let fits = action.applies(&account).is_ok();
    let Some(held) = Held::of(&account).ok().filter(|_| fits) else {
        return Ok(account::unfit(action, title, &account, ask));
    };
    let mut plan = newest_wish(&held, ask).plan(action, title, &account, ask);
    plan.checks.push(is_newer(&held, newest(&held, ask)));
    plan.checks.push(stays());
    Ok(plan.finish(ask.tenant))
}

/// The newest version of the key in its vault, where it can be seen.
fn newest(held: &Held<'_>, ask: &Ask<'_>) -> Option<KeyVersion> {
    let near = held.account.id.subscription();
    let Sought::Found(vault) = vault::find(&held.reference.key, None, near, ask.facts) else {
        return None;
    };
    let found = key::one(&vault.id, held.reference.key.name(), ask.facts);
    let Reading::Found(found) = found else {
        return None;
    };
    found.newest.version().cloned()
}

/// The newest version, or the pinned one as long as no newer one is known.
fn newest_wish(held: &Held<'_>, ask: &Ask<'_>) -> Wish {
    let version = newest(held, ask).or_else(|| held.pinned().cloned());
    let undo = match held.pinned() {
        Some(_) => "Pin the version from before with Change key, as long as it is enabled.",
        None => "Follow the latest version again.",
    };
    held.wish(held.own(version), undo)
}

fn follow_wish(held: &Held<'_>) -> Wish {
    held.wish(held.own(None), "Pin a version.")
}

fn is_newer(held: &Held<'_>, newest: Option<KeyVersion>) -> Check {
    let name = held.reference.key.name();
    match (newest, held.pinned()) {
        (Some(newest), Some(pinned)) if newest != *pinned => Check::new(
            "newer",
            Finding::Passed,
            format!("{name} has a newer version: {}.", newest.short()),
        )
        .evidence(format!("pinned to {}", pinned.short())),
        (Some(newest), None) => Check::new(
            "newer",
            Finding::Passed,
            format!("The newest version of {name} is {}.", newest.short()),
        ),
        (Some(_), Some(_)) => Check::new(
            "newer",
            Finding::Failed,
            format!("{name} has no newer version than the one that is pinned."),
        ),
        (None, _) => Check::new(
            "newer",
            Finding::Failed,
            format!("The newest version of {name} could not be read."),
        ),
    }
    .source(&PAGE)
}

fn stays() -> Check {
    Check::new(
        "versions",
        Finding::Warning,
        "The next new version will not be taken by itself.",
    )
    .reason("A version that is named has to be changed by hand each time the key is rotated; disabling it locks the data. Follow the latest version to have that done.")
    .source(&PAGE)
}

fn follows(name: &str) -> Check {
    Check::new(
        "versions",
        Finding::Passed,
        format!("New versions of {name} will be taken by themselves."),
    )
    .reason("The page does not say how soon, and the account does not show which version it uses: leave the older one enabled until the vault's audit log shows none of its use.")
    .source(&PAGE)
}
