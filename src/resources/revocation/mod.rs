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

use super::{Action, Ask, by_vault};
use crate::arm::Read;
use crate::keys::vault::Vault;
use crate::keys::{KeyUri, commands, data_plane, key};
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

/// Enables or disables a version of a key: by the vault itself where it answers, and otherwise by
/// somebody with a shell. Resource Manager shows it in both cases.
fn switch(vault: &Vault, version: &KeyUri, is: bool, ask: &Ask<'_>) -> Step {
    let (id, verb) = if is {
        ("enable", "Enable")
    } else {
        ("disable", "Disable")
    };
    let short = version.version().map_or("", |it| it.short());
    let (id, title) = (
        format!("{id}-{short}"),
        format!("{verb} version {short} of {}", version.name()),
    );
    let shown_by = enabled(vault, version, is);
    if by_vault::is_open(&data_plane::UPDATE, vault, ask) {
        let request = data_plane::set_enabled(version, is);
        return Step::send(&id, title, request, shown_by)
            .why("Resource Manager cannot do it; the vault itself can, and answers this browser.")
            .needs(data_plane::UPDATE.action)
            .expected(5);
    }
    let commands = if is {
        commands::enable(version)
    } else {
        commands::disable(version)
    };
    let to = format!("somebody with Key Vault Crypto Officer on {}", vault.name());
    Step::hand_over(&id, title, HandOver::new(to, commands).shown_by(shown_by))
        .why("Resource Manager cannot do it; the vault itself can.")
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
