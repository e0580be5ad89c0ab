//! What is worth knowing before an account gets a key: where Microsoft's pages disagree, both are
//! named.

use serde_json::Value;

use super::PAGE;
use super::kinds::FOUNDRY;
use crate::arm::access::providers::normal_location;
use crate::arm::{Reading, Source};
use crate::keys::key;
use crate::keys::vault::Vault;
use crate::plan::{Check, Finding};
use crate::resources::own_key::Access;

const TRUSTED: Source = Source::new(
    "Virtual network service endpoints for Azure Key Vault: trusted services",
    "https://learn.microsoft.com/azure/key-vault/general/overview-vnet-service-endpoints",
    "2026-11-24",
);
const OUTBOUND: Source = Source::new(
    "Azure/ResourceModules#3259: a key needs restrictOutboundNetworkAccess to be false",
    "https://github.com/Azure/ResourceModules/pull/3259",
    "2026-08-21",
);
const SAMPLES: Source = Source::new(
    "microsoft-foundry/foundry-samples: customer-managed keys, which use 2048 bits only",
    "https://github.com/microsoft-foundry/foundry-samples/tree/main/infrastructure/infrastructure-setup-bicep/30-customer-managed-keys",
    "2026-08-21",
);
const COVERAGE: Source = Source::new(
    "Customer-managed key encryption in Microsoft Foundry: coverage by capability",
    "https://learn.microsoft.com/azure/foundry/concepts/customer-managed-keys",
    "2026-11-27",
);

/// An account, or one that is to be made, as far as these notes look at it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen<'a> {
    pub(super) kind: &'a str,
    pub(super) region: &'a str,
    pub(super) properties: &'a Value,
}

/// Every note on a vault and an account.
pub(super) fn all(access: &Access<'_>, vault: &Vault, seen: Seen<'_>) -> Vec<Check> {
    let mut notes = vec![region(vault, seen.region)];
    notes.extend(trusted(vault));
    notes.extend(outbound(vault, seen.properties));
    notes.extend(size(access, vault));
    if seen.kind.eq_ignore_ascii_case(FOUNDRY) {
        notes.push(coverage());
    }
    notes
}

fn region(vault: &Vault, region: &str) -> Check {
    let check = if vault.location == normal_location(region) {
        Check::new(
            "region",
            Finding::Passed,
            format!("{} is in the region of the account.", vault.name()),
        )
        .reason("Microsoft offers customer-managed keys in the regions where Azure AI Search has room; which ones these are cannot be read from here.")
    } else {
        Check::new(
            "region",
            Finding::Failed,
            format!(
                "{} is in {}, and the account in {region}.",
                vault.name(),
                vault.location
            ),
        )
        .reason("Vault and account must be in one region. Take a key of a vault in the region of the account.")
    };
    check
        .evidence(format!("location {}", vault.location))
        .source(&PAGE)
}

/// The check on the vault's network cites the page that counts on trusted services; this one the
/// list that does not name the service.
fn trusted(vault: &Vault) -> Option<Check> {
    (!vault.network.is_open() && vault.network.bypass_trusted).then(|| {
        Check::new(
            "trusted",
            Finding::Warning,
            "Key Vault's list of trusted services does not name Foundry.",
        )
        .reason("Microsoft's page on Foundry counts on \"Allow trusted Microsoft services\", with a private endpoint or without one. If the key is refused all the same, this is the first suspect: look for the caller in the vault's audit log.")
        .source(&TRUSTED)
    })
}

/// An account whose own calls out are restricted may not reach the vault.
fn outbound(vault: &Vault, properties: &Value) -> Option<Check> {
    if properties.get("restrictOutboundNetworkAccess") != Some(&Value::Bool(true)) {
        return None;
    }
    let list = properties.get("allowedFqdnList").and_then(Value::as_array);
    let mut list = list.into_iter().flatten().filter_map(Value::as_str);
    let is_listed = list.any(|it| it.eq_ignore_ascii_case(&vault.host));
    let check = if is_listed {
        Check::new(
            "outbound",
            Finding::Passed,
            format!("The account may call out to {}.", vault.host),
        )
    } else {
        Check::new(
            "outbound",
            Finding::Warning,
            "The account restricts its outbound calls, and the vault is not on its list.",
        )
        .reason(format!(
            "Templates of Microsoft's set restrictOutboundNetworkAccess to false for a key; its page on Foundry says nothing of it. Add {} to allowedFqdnList, or lift the restriction.",
            vault.host
        ))
    };
    Some(
        check
            .evidence("restrictOutboundNetworkAccess true")
            .source(&OUTBOUND),
    )
}

/// The page takes 2048 bits and more, the samples 2048 only.
fn size(access: &Access<'_>, vault: &Vault) -> Option<Check> {
    let name = access.own.pasted.key.name();
    let Reading::Found(found) = key::one(&vault.id, name, access.ask.facts) else {
        return None;
    };
    let size = found.newest.size.filter(|it| *it != 2048)?;
    Some(
        Check::new(
            "size",
            Finding::Warning,
            format!("{name} has {size} bits, and Microsoft's samples take 2048 only."),
        )
        .reason("Its page on Foundry says 2048 at least. With 2048 bits both agree.")
        .evidence(format!("keySize {size}"))
        .source(&SAMPLES),
    )
}

/// What the key does not protect.
fn coverage() -> Check {
    Check::new(
        "coverage",
        Finding::Warning,
        "What agents keep is under your key only in storage of your own.",
    )
    .reason("With the basic agent set-up, conversations and vector stores keep Microsoft's key. Speech, hosted agents and connected services have rules of their own.")
    .source(&COVERAGE)
}
