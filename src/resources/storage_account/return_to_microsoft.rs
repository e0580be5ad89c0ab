//! *Return to Microsoft-managed keys*: the customer's key is left, and the account goes on working.

use serde_json::Value;

use super::held::Held;
use super::{WRITE, account, body, key_versions, scopes};
use crate::arm::access::{Permission, Place};
use crate::arm::{Read, Request, Resource, Source, versions};
use crate::form::{Form, Invalid};
use crate::plan::{Check, Condition, Finding, Plan, Step};
use crate::resources::{Action, Ask};

const BACK: Source = Source::new(
    "Configure customer-managed keys for an existing storage account: switch back to Microsoft-managed keys",
    "https://learn.microsoft.com/azure/storage/common/customer-managed-keys-configure-cross-tenant-existing-account",
    "2026-08-21",
);
const FIXED: Source = Source::new(
    "Create a storage account that supports customer-managed keys for tables and queues",
    "https://learn.microsoft.com/azure/storage/common/account-encryption-key-create",
    "2026-08-21",
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
        const { &[Permission::control(WRITE, Place::Resource)] }
    }

    fn applies(&self, resource: &Resource) -> Result<(), String> {
        match Held::of(resource) {
            Ok(_) => Ok(()),
            Err(_) if super::model::configuration(resource).is_ok() => {
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
            reads.extend(held.reads(ask));
        }
        reads
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let account = account::planned_for(ask)?;
        let title = format!("Return {} to Microsoft-managed keys", account.name);
        let Ok(held) = Held::of(&account) else {
            return Ok(account::unfit(self, title, &account, ask));
        };
        let body = body::microsofts();
        let mut plan = account::plan(self, title, (&account, &body), ask);
        plan.checks.push(meaning(&held));
        plan.checks.push(stays(&account));
        plan.checks.push(held.can_be_left(ask));
        plan.checks.extend(held.old_grant(None, ask));
        plan.checks.extend(key_versions::older(&held, ask));
        plan.checks.extend(scopes::check(&account, ask.facts));
        let source = Condition::Is(
            "/properties/encryption/keySource".into(),
            "Microsoft.Storage".into(),
        );
        let watch = super::watch(&account, source);
        plan.proof = Step::watch("prove", "Prove it by reading back", watch.clone())
            .why("Done only when keySource is Microsoft.Storage.")
            .needs(super::READ)
            .expected(1);
        let request = Request::patch(&account.id, versions::STORAGE, body);
        plan.steps.push(
            Step::send("leave", "Leave your key", request, watch)
                .why("Storage unwraps with your key once more and wraps with Microsoft's.")
                .needs(WRITE)
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
    .reason("Microsoft keeps the key from then on. This is neither a one-way door nor an outage: data stays encrypted, and your key can be used again at any time.")
    .source(&BACK)
}

/// What was chosen at creation stays: which services the account's key protects, and whether
/// everything is encrypted twice.
fn stays(account: &Resource) -> Check {
    let is = |at: &str, wanted: &Value| account.properties.pointer(at) == Some(wanted);
    let with_account: Vec<&str> = ["queue", "table"]
        .into_iter()
        .filter(|it| {
            let at = format!("/encryption/services/{it}/keyType");
            is(&at, &Value::from("Account"))
        })
        .collect();
    let twice = is("/encryption/requireInfrastructureEncryption", &true.into());
    let services = match with_account.as_slice() {
        [] => "Queues and tables keep the key of Microsoft's that they have.".to_owned(),
        found => format!(
            "With blobs and files, the key of each {} becomes Microsoft's too.",
            found.join(" and ")
        ),
    };
    let twice = if twice {
        "Everything stays encrypted a second time."
    } else {
        "Infrastructure encryption stays off."
    };
    Check::new(
        "stays",
        Finding::Passed,
        "What was chosen when the account was created stays as it is.",
    )
    .reason(format!("{services} {twice}"))
    .source(&FIXED)
}
