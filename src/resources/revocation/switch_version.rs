//! *Enable or disable a version*: one version of a key, whatever uses the others.

use super::key_wish::{self, KeyWish};
use super::restore;
use super::revoke_key::idle;
use super::stops;
use super::taking::{self, Moment};
use crate::arm::access::Permission;
use crate::arm::{Read, Reading, Request, Resource, versions};
use crate::form::{Field, Form, Input, Invalid, Pick};
use crate::keys::KeyVersionInfo;
use crate::keys::{key, vault};
use crate::plan::{Check, Condition, Finding, Plan, Watch};
use crate::resources::usage::User;
use crate::resources::{Action, Ask, by_vault};

/// Enables or disables a version of a key.
pub struct SwitchVersion;

impl Action for SwitchVersion {
    fn id(&self) -> &'static str {
        "switch-version"
    }

    fn label(&self) -> &'static str {
        "Enable or disable a version"
    }

    /// What is needed is needed by whoever runs the lines.
    fn needs(&self) -> &'static [Permission] {
        &[]
    }

    fn applies(&self, _: &Resource) -> Result<(), String> {
        Ok(())
    }

    fn form(&self, resource: Option<&Resource>) -> Form {
        let path = resource.map(|it| format!("{}/keys/{{{{key}}}}/versions", it.id));
        let pick = Pick {
            read: Read::list(Request::get(path.unwrap_or_default(), versions::KEY_VAULT)),
            value: "/name",
            label: "/name",
            hint: "",
            keep: Vec::new(),
            create: None,
            empty: "This key has no version.",
        };
        let to = Input::choice(&[
            (
                "disable",
                "Disable it",
                "What uses this version stops, until it is enabled again.",
            ),
            ("enable", "Enable it", "It can be used again."),
        ]);
        Form::new(vec![
            key_wish::question(resource),
            Field::new("version", "Version", Input::Pick(pick))
                .example("78deebed173b48e48f55abf87ed4cf71"),
            Field::new("to", "What to do", to).initial("disable"),
        ])
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
        let enable = ask.answers.is("to", "enable");
        let version = version(&wish, ask)?;
        let (verb, state) = if enable {
            ("Enable", "enabled")
        } else {
            ("Disable", "disabled")
        };
        let short = version.version().map_or("", |it| it.short());
        let name = wish.key.name();
        let title = format!("{verb} version {short} of {name}");
        let unproved = Watch::new(vault::read(&wish.vault.id).request, Condition::Exists);
        let mut plan = Plan::new(title, self.id(), wish.vault.id.clone(), unproved);
        plan.checks.extend(idle(ask));
        if version.enabled == enable {
            let headline = format!("Version {short} of {name} is {state} already.");
            plan.checks
                .push(Check::new("state", Finding::Failed, headline));
        } else if enable {
            plan.checks.extend(by_vault::check(&wish.vault, ask));
            plan.steps
                .push(super::switch(&wish.vault, &version.uri, true, ask));
            restore::prove(&mut plan);
        } else {
            let subscription = wish.subscription();
            plan.checks.extend(stops::checks(
                &wish.key,
                subscription,
                |it| uses(it, &version),
                ask,
            ));
            let moment = Moment {
                name,
                read: vault::read(&wish.vault.id).request,
            };
            taking::disable(&mut plan, &[&version.uri], (&wish.vault, &moment), ask);
        }
        Ok(plan.finish(ask.tenant))
    }
}

fn version(wish: &KeyWish, ask: &Ask<'_>) -> Result<KeyVersionInfo, Invalid> {
    let wanted = ask.answers.needed("version")?;
    let invalid = |why| Invalid::new("version", why);
    let Reading::Found(all) = key::versions(&wish.vault.id, wish.key.name(), ask.facts) else {
        return Err(invalid("The versions of the key could not be read."));
    };
    let is_it = |it: &KeyVersionInfo| {
        it.version()
            .is_some_and(|it| it.as_str().eq_ignore_ascii_case(wanted))
    };
    all.into_iter()
        .find(is_it)
        .ok_or_else(|| invalid("The key has no such version."))
}

/// Who does not say which version is in use may use this one.
fn uses(user: &User, version: &KeyVersionInfo) -> bool {
    let in_use = user.configuration.in_use.as_ref();
    in_use.is_none_or(|it| it.version().is_none() || it.version() == version.version())
}
