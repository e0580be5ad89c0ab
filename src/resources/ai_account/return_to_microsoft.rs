//! *Return to Microsoft-managed keys*: for every kind but Foundry, which has no way back.

use super::held::Held;
use super::{WRITES, account, body, model};
use crate::arm::access::Permission;
use crate::arm::{Read, Resource, Source};
use crate::form::{Form, Invalid};
use crate::keys::health;
use crate::plan::{Check, Condition, Finding, Plan};
use crate::resources::{Action, Ask};

const BACK: Source = Source::new(
    "hashicorp/terraform-provider-azurerm#12901: the service team on returning to Microsoft's key",
    "https://github.com/hashicorp/terraform-provider-azurerm/pull/12901",
    "2026-11-27",
);

/// Takes an account from the customer's key to Microsoft's.
pub(super) struct ReturnToMicrosoft;

impl Action for ReturnToMicrosoft {
    fn id(&self) -> &'static str {
        "return-to-microsoft"
    }

    fn label(&self) -> &'static str {
        "Return to Microsoft-managed keys"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &WRITES }
    }

    fn applies(&self, resource: &Resource) -> Result<(), String> {
        match Held::of(resource) {
            Ok(held) if held.is_bound_to_vault() => Err(
                "A Foundry account cannot return to Microsoft-managed keys, and deleting and creating it again would lose its data.".into(),
            ),
            Ok(_) => Ok(()),
            Err(_) if model::configuration(resource).is_ok() => {
                Err("It uses a Microsoft-managed key already.".into())
            }
            Err(why) => Err(why),
        }
    }

    fn form(&self, _: Option<&Resource>) -> Form {
        Form::default()
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let Some(target) = ask.target else {
            return Vec::new();
        };
        let mut reads = account::reads(target);
        if let Some(account) = account::read(ask)
            && let Ok(held) = Held::of(&account)
        {
            reads.extend(account::policy_reads(&account, &body::microsofts()));
            reads.extend(health::reads(&account.id, &held.configuration, ask.facts));
        }
        reads
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let account = account::planned_for(ask)?;
        let title = format!("Return {} to Microsoft-managed keys", account.name);
        let held = Held::of(&account).ok();
        let Some(held) = held.filter(|it| !it.is_bound_to_vault()) else {
            return Ok(account::unfit(self, title, &account, ask));
        };
        let body = body::microsofts();
        let mut plan = account::plan(self, title, (&account, &body), ask);
        plan.checks.push(meaning(&held));
        plan.checks.push(usable(&held, ask));
        // An account with Microsoft's key says nothing, or names that source; either way no key.
        let none = Condition::Is(format!("{}/keyName", super::AT_KEY), String::new());
        let watch = account::watch(&account.id, none);
        plan.proof = account::proof(watch.clone());
        plan.steps.push(
            account::patch("leave", "Leave your key", &account, (body, watch))
                .why("The service unwraps with your key once more and wraps with Microsoft's.")
                .expected(300)
                .undo("Use your key again, at any time."),
        );
        Ok(plan.finish(ask.tenant))
    }
}

fn meaning(held: &Held<'_>) -> Check {
    let name = held.reference.key.name();
    Check::new(
        "control",
        Finding::Warning,
        format!("Disabling {name} will not lock this account any more."),
    )
    .reason("Microsoft keeps the key from then on. An account of this kind can be put under your key again.")
    .source(&BACK)
}

/// A key that cannot be used cannot be left either; what other services do is assumed here too.
fn usable(held: &Held<'_>, ask: &Ask<'_>) -> Check {
    let name = held.reference.key.name();
    let health = health::health(&held.account.id, &held.configuration, ask.facts, ask.now);
    match health.tone {
        crate::keys::Tone::Bad => Check::new(
            "old-key",
            Finding::Warning,
            format!("{name} cannot be used now, so that leaving it may be refused."),
        )
        .reason(format!("{} That this matters is assumed.", health.reason)),
        _ => Check::new(
            "old-key",
            Finding::Passed,
            format!("Nothing that was read keeps {name} from being left."),
        ),
    }
}
