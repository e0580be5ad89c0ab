//! The vault and the key: recoverable, ready, fit for the service.

use super::governance::unknown;
use crate::arm::{Facts, Reading, ResourceId, Source, Timestamp};
use crate::form::Answers;
use crate::keys::commands::quote;
use crate::keys::key::{self, Key, Needs};
use crate::keys::vault::{self, Activation, Vault, audit as log};
use crate::keys::{KeyUri, KeyVersion, VaultKind};
use crate::plan::{Check, Claim, Finding, Fix};

const RECOVERABLE: Source = Source::new(
    "Customer-managed keys: enable soft delete and purge protection",
    "https://learn.microsoft.com/azure/storage/common/customer-managed-keys-overview",
    "2026-08-21",
);
const HSM_PURGE: Source = Source::new(
    "Managed HSM soft-delete and purge protection",
    "https://learn.microsoft.com/azure/key-vault/managed-hsm/soft-delete-overview",
    "2026-08-21",
);
const HSM_READY: Source = Source::new(
    "Activate a Managed HSM",
    "https://learn.microsoft.com/azure/key-vault/managed-hsm/quick-create-cli",
    "2026-08-21",
);
const HSM_KEYS: Source = Source::new(
    "Allow key management operations through Azure Resource Manager",
    "https://learn.microsoft.com/azure/key-vault/managed-hsm/authorize-azure-resource-manager",
    "2026-08-21",
);

const LOGGING: Source = Source::new(
    "Azure Key Vault logging",
    "https://learn.microsoft.com/azure/key-vault/general/logging",
    "2026-08-21",
);

/// Whether a key in this vault could be lost for good. Every service refuses it then.
#[must_use]
pub fn recoverable(vault: &Vault, facts: &Facts) -> Check {
    let name = vault.name();
    let evidence = format!(
        "enableSoftDelete {}, enablePurgeProtection {}",
        vault.soft_delete, vault.purge_protection
    );
    let source = match vault.kind {
        VaultKind::Vault => &RECOVERABLE,
        VaultKind::ManagedHsm => &HSM_PURGE,
    };
    let check = if vault.is_recoverable() {
        Check::new(
            "recoverable",
            Finding::Passed,
            format!("{name} can be recovered: purge protection is on."),
        )
        .settles(Claim::recoverable(&vault.host))
    } else {
        let missing = if vault.soft_delete {
            "purge protection"
        } else {
            "soft delete and purge protection"
        };
        Check::new("recoverable", Finding::Failed, format!("{name} has no {missing}."))
            .reason("Azure asks for it so that nobody can destroy the key, and with it the data, at a stroke.")
            .fix(protect(vault))
    };
    check
        .evidence(evidence)
        .source(source)
        .as_of(facts.as_of([&vault::read(&vault.id)]))
}

fn protect(vault: &Vault) -> Fix {
    let label = "Turn on purge protection".to_owned();
    match vault.kind {
        VaultKind::Vault => Fix::Action {
            label,
            target: vault.id.clone(),
            action: "turn-on-purge-protection".into(),
            answers: Answers::default(),
        },
        VaultKind::ManagedHsm => Fix::Command {
            label,
            command: format!(
                "az keyvault update-hsm --hsm-name {} --enable-purge-protection true",
                vault.name()
            ),
        },
    }
}

/// Whether the vault is finished, and a Managed HSM activated.
#[must_use]
pub fn ready(vault: &Vault, facts: &Facts) -> Check {
    let name = vault.name();
    let check = match (vault.is_ready(), vault.activation) {
        (true, _) => Check::new("vault-ready", Finding::Passed, format!("{name} is ready for use.")),
        (false, Some(Activation::NotActivated)) => {
            Check::new("vault-ready", Finding::Failed, format!("{name} is not activated."))
                .reason("Its administrators activate it by downloading the security domain; nothing works before.")
        }
        (false, Some(Activation::Failed)) => {
            Check::new("vault-ready", Finding::Failed, format!("The activation of {name} failed."))
        }
        (false, Some(Activation::Unknown)) => {
            Check::new("vault-ready", Finding::Unknown, format!("Azure does not say whether {name} is activated."))
        }
        (false, _) => Check::new("vault-ready", Finding::Failed, format!("{name} is not finished yet."))
            .reason("Wait until it is provisioned, then read again."),
    };
    let check = check.evidence(format!("provisioningState {}", vault.provisioning_state));
    let check = if vault.kind == VaultKind::ManagedHsm {
        check.source(&HSM_READY)
    } else {
        check
    };
    check.as_of(facts.as_of([&vault::read(&vault.id)]))
}

/// Whether the vault writes down who uses its keys.
#[must_use]
pub fn audit(vault: &Vault, facts: &Facts) -> Check {
    const ID: &str = "audit";
    let name = vault.name();
    let read = log::read(&vault.id);
    let check = match log::of(&vault.id, facts) {
        Reading::Found(found) => match found.first() {
            Some(first) => Check::new(
                ID,
                Finding::Passed,
                format!("{name} writes down who uses its keys."),
            )
            .evidence(format!("{} to {}", first.setting, first.to)),
            None => Check::new(
                ID,
                Finding::Warning,
                format!("{name} writes down nowhere who uses its keys."),
            )
            .reason("With a diagnostic setting for its audit log, each KeyWrap and KeyUnwrap of the service is found in Log Analytics within about ten minutes, the refused ones too.")
            .fix(log_it(vault)),
        },
        other => Check::new(
            ID,
            Finding::Unknown,
            format!("Whether {name} writes down who uses its keys is not known."),
        )
        .reason(unknown(&other)),
    };
    check.source(&LOGGING).as_of(facts.as_of([&read]))
}

fn log_it(vault: &Vault) -> Fix {
    let label = "Send audit logs to a workspace".to_owned();
    if vault.kind == VaultKind::Vault {
        return Fix::Action {
            label,
            target: vault.id.clone(),
            action: log::ACTION.into(),
            answers: Answers::default(),
        };
    }
    let logs = quote(r#"[{"categoryGroup":"audit","enabled":true}]"#);
    let command = format!(
        "az monitor diagnostic-settings create --name key-audit --resource {} --workspace {} --logs {logs}",
        quote(vault.id.as_str()),
        quote("<ID of a workspace>"),
    );
    Fix::Command { label, command }
}

/// Whether the key, or the named version of it, will do for a service with these needs.
#[must_use]
pub fn key(vault: &Vault, wanted: &KeyUri, needs: Needs, facts: &Facts, now: Timestamp) -> Check {
    let reads = [key::read(&vault.id, wanted.name())];
    let name = wanted.name();
    let found = version_wanted(&vault.id, wanted, facts);
    let check = match found {
        Reading::Found(version) => {
            let problems = version.problems(needs, now);
            let words: Vec<String> = problems.iter().map(key::Problem::sentence).collect();
            let size = version.size.map(|it| format!(" {it}")).unwrap_or_default();
            let evidence = format!("{}{size}, enabled {}", version.kind, version.enabled);
            let check = match problems.iter().any(key::Problem::blocks) {
                true => Check::new("key", Finding::Failed, format!("{name} cannot be used as it is.")),
                false if problems.is_empty() => Check::new("key", Finding::Passed, format!("{name} is enabled, of a fitting type and size, and not expired.")),
                false => Check::new("key", Finding::Warning, format!("{name} can be used, but not for long.")),
            };
            check.reason(words.join(" ")).evidence(evidence)
        }
        Reading::Missing => Check::new("key", Finding::Failed, format!("There is no such key {name} in {}.", vault.name()))
            .reason("It was deleted, never created, or the version is another one."),
        other if vault.kind == VaultKind::ManagedHsm => Check::new("key", Finding::Warning, format!("{name} could not be looked at."))
            .reason(format!(
                "{} A Managed HSM shows its keys here only when its setting AllowKeyManagementOperationsThroughARM is on; \
                 this is no proof that the key is missing.{}",
                unknown(&other),
                unproved_version(wanted)
            ))
            .source(&HSM_KEYS),
        other => Check::new("key", Finding::Unknown, format!("Whether {name} can be used is not known.")).reason(unknown(&other)),
    };
    check.as_of(facts.as_of(&reads))
}

/// Nobody can say here which version of a hidden key is the newest.
fn unproved_version(wanted: &KeyUri) -> &'static str {
    match wanted.version() {
        Some(_) => "",
        None => {
            " Which version is the newest cannot be seen either: the proof names the one in use, for you to compare."
        }
    }
}

fn version_wanted(
    vault: &ResourceId,
    wanted: &KeyUri,
    facts: &Facts,
) -> Reading<key::KeyVersionInfo> {
    let newest = key::one(vault, wanted.name(), facts).map(|it: Key| it.newest);
    match wanted.version() {
        Some(version) if !is_version(&newest, version) => {
            key::version(vault, wanted.name(), version, facts)
        }
        _ => newest,
    }
}

fn is_version(found: &Reading<key::KeyVersionInfo>, version: &KeyVersion) -> bool {
    matches!(found, Reading::Found(it) if it.version() == Some(version))
}
