//! Taking a key away from a resource, and giving it back.
//!
//! Both are actions of every resource type that can be under a key of the customer's. What stops is
//! said before anything stops, and how it comes back is written in the same plan.

mod checks;
mod effects;
mod grants;
mod key_wish;
mod restore;
mod restore_key;
mod revoke;
mod revoke_key;
mod stops;
mod subject;
mod switch_version;
mod taking;

pub use key_wish::question as key_question;
pub use restore::Restore;
pub use restore_key::RestoreKey;
pub use revoke::Revoke;
pub use revoke_key::RevokeKey;
pub use switch_version::SwitchVersion;

use super::{Action, Ask};
use crate::arm::Read;
use crate::keys::vault::Vault;
use crate::keys::{KeyUri, commands, key};
use crate::plan::{Check, Condition, Finding, HandOver, Plan, Step, Watch};
use subject::Subject;

/// The resource itself, before anything else can be asked.
fn subject_reads(ask: &Ask<'_>) -> Vec<Read> {
    let kind = ask.target.and_then(|it| super::of(&it.arm_type()?));
    let target = ask.target.into_iter();
    target
        .flat_map(|it| kind.map(|kind| kind.read(it)))
        .collect()
}

/// A plan for a resource that the action does not fit: it says so, and does nothing.
fn unfit(action: &dyn Action, title: String, why: String, ask: &Ask<'_>) -> Plan {
    let target = ask
        .target
        .cloned()
        .unwrap_or_else(|| crate::arm::ResourceId::of_subscription(""));
    let reads = subject_reads(ask);
    let read = reads.into_iter().next().map(|it| it.request);
    let read = read.unwrap_or_else(|| crate::arm::Request::get(&target, ""));
    let mut plan = Plan::new(
        title,
        action.id(),
        target,
        Watch::new(read, Condition::Exists),
    );
    plan.checks
        .push(Check::new("applies", Finding::Failed, why));
    plan.finish(ask.tenant)
}

fn no_vault(subject: &Subject) -> Check {
    let host = subject.reference.key.host();
    Check::new(
        "vault",
        Finding::Failed,
        format!("{host} was not found where you may look."),
    )
    .reason("Ask for Reader on the vault, or ask its owner to do it.")
}

/// Enables a version of a key: for somebody with a shell, seen through Resource Manager.
fn enable(vault: &Vault, version: &KeyUri) -> Step {
    let short = version.version().map_or("", |it| it.short());
    let hand_over = HandOver {
        to: format!("somebody with Key Vault Crypto Officer on {}", vault.name()),
        commands: commands::enable(version),
        shown_by: Some(enabled(vault, version, true)),
        gives: None,
    };
    Step::hand_over(
        &format!("enable-{short}"),
        format!("Enable version {short} of {}", version.name()),
        hand_over,
    )
    .why("Resource Manager cannot enable a key; the vault itself can.")
    .expected(600)
}

/// What shows whether a version of a key is enabled.
fn enabled(vault: &Vault, version: &KeyUri, is: bool) -> Watch {
    let at = "/properties/attributes/enabled".to_owned();
    let read = version
        .version()
        .map_or_else(
            || key::read(&vault.id, version.name()),
            |it| key::version_read(&vault.id, version.name(), it),
        )
        .request;
    Watch::new(read, Condition::Is(at, is.to_string())).paced(10, 3600)
}
