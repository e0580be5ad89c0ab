//! *Pin a version*: nothing about the key changes until somebody changes it.

use super::held::{self, Held};
use super::key_versions;
use super::wish::Wish;
use super::{WRITE, account};
use crate::arm::access::{Permission, Place};
use crate::arm::{Read, Resource};
use crate::form::{Field, Form, Input, Invalid};
use crate::keys::Following;
use crate::plan::{Check, Finding, Plan};
use crate::resources::{Action, Ask};

/// Keeps an account with one version of its key.
pub(super) struct PinVersion;

impl Action for PinVersion {
    fn id(&self) -> &'static str {
        "pin-version"
    }

    fn label(&self) -> &'static str {
        "Pin a version"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &[Permission::control(WRITE, Place::Resource)] }
    }

    fn applies(&self, resource: &Resource) -> Result<(), String> {
        let held = Held::here(resource)?;
        match held.reference.following {
            Following::Latest | Following::Unsaid(_) => Ok(()),
            Following::Pinned(version) => Err(format!(
                "It is pinned to version {} already. For another version, choose Change key.",
                version.short()
            )),
        }
    }

    fn form(&self, resource: Option<&Resource>) -> Form {
        let in_use = resource
            .and_then(|it| Held::of(it).ok()?.configuration.in_use)
            .map(|it| it.to_string());
        let version = Field::new("key", "Version", Input::Key)
            .help("The identifier of the key with its version. What stands here first is in use now.")
            .example("https://kv-fabrikam-prod.vault.azure.net/keys/orders-cmk/78deebed173b48e48f55abf87ed4cf71")
            .initial(&in_use.unwrap_or_default());
        Form::new(vec![version])
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        held::reads(ask, |held| wish(held, ask))
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let account = account::planned_for(ask)?;
        let title = format!("Pin a version on {}", account.name);
        let Ok(held) = Held::here(&account) else {
            return Ok(account::unfit(self, title, &account, ask));
        };
        let mut plan = wish(&held, ask)?.plan(self, title, &account, ask);
        plan.checks.push(key_versions::no_downtime());
        plan.checks.extend(key_versions::older(&held, ask));
        plan.checks.push(meaning(&held));
        Ok(plan.finish(ask.tenant))
    }
}

fn wish(held: &Held<'_>, ask: &Ask<'_>) -> Result<Wish, Invalid> {
    let key = ask.answers.key("key", ask.cloud)?.key;
    let name = held.reference.key.name();
    if !key.is_same_key(&held.reference.key) {
        return Err(Invalid::new(
            "key",
            &format!("This is another key than {name}. To use that one, choose Change key."),
        ));
    }
    let version = key
        .version()
        .cloned()
        .ok_or_else(|| Invalid::new("key", "The identifier must name the version to stay with."))?;
    Ok(Wish {
        own: held.own(&Following::Pinned(version)),
        opener: held.opener(),
        undo: "Follow the latest version again.".into(),
    })
}

fn meaning(held: &Held<'_>) -> Check {
    let name = held.reference.key.name();
    Check::new(
        "versions",
        Finding::Warning,
        format!("New versions of {name} will not be taken any more."),
    )
    .reason("A rotation then changes nothing here until somebody pins the new version; disabling this version locks the data.")
    .source(&key_versions::VERSIONS)
}
