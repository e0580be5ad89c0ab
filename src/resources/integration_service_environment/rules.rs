//! The rules of the article beside those that every service has: where, which vault, for how long,
//! and which grant is worth something.

use super::edition::{Edition, NEWER, OLDER};
use crate::arm::{Read, Source};
use crate::keys::grant::assignment;
use crate::keys::vault::{PermissionModel, Vault};
use crate::plan::{Check, Finding};
use crate::resources::Ask;
use crate::resources::own_key::{Access, Principal};

/// Where environments may have a key of one's own, by the newer edition.
const REGIONS: [&str; 3] = ["westus2", "eastus", "southcentralus"];

const SAME_REGION: Source = Source::new(
    "MicrosoftDocs/azure-docs#80516: the vault must be in the region of the ISE",
    "https://github.com/MicrosoftDocs/azure-docs/pull/80516",
    "2026-11-27",
);
const TWICE: Source = Source::new(
    "Customer-managed keys for ISEs: double encryption",
    "https://learn.microsoft.com/azure/logic-apps/customer-managed-keys-integration-service-environment",
    "2026-08-21",
);

/// Contributor: what the older edition grants.
const CONTRIBUTOR: &str = "b24988ac-6180-42a0-ab88-20f7382dd24c";

/// Whether a key of one's own is to be had in a region. The older edition names no regions, and
/// the one of its example is not among those of the newer.
pub(super) fn region(region: &str, edition: Edition) -> Check {
    if REGIONS.contains(&region) {
        let words = format!("Environments may have a key of yours in {region}.");
        return Check::new("key-region", Finding::Passed, words).source(&NEWER);
    }
    let there = "It is to be had in West US 2, East US and South Central US only.";
    match edition {
        Edition::Newer => Check::new(
            "key-region",
            Finding::Failed,
            format!("Environments in {region} cannot have a key of yours."),
        )
        .reason(there)
        .source(&NEWER),
        Edition::Older => Check::new(
            "key-region",
            Finding::Warning,
            format!("The two editions disagree about {region}."),
        )
        .reason(format!("The older edition names no regions and gives West US as its example ({}, read {}). By the newer one: {there}", OLDER.title, OLDER.read))
        .source(&NEWER),
    }
}

/// The key is for life.
pub(super) fn for_life() -> Check {
    Check::new(
        "for-life",
        Finding::Warning,
        "This version of the key stays for as long as the environment does.",
    )
    .reason("The key can be named only now. It cannot be rotated, changed or taken away afterwards, and without it the environment's data cannot be read.")
    .source(&NEWER)
}

/// Encrypted twice, without being asked.
pub(super) fn twice() -> Check {
    Check::new(
        "twice",
        Finding::Passed,
        "Data is encrypted twice automatically: with your key, and below with one of Microsoft's.",
    )
    .source(&TWICE)
}

/// What is not verified of the older version.
pub(super) fn edition(edition: Edition) -> Option<Check> {
    (edition == Edition::Older).then(|| {
        Check::new(
            "edition",
            Finding::Warning,
            "Microsoft's specification describes no PUT of environments for 2018-07-01-preview.",
        )
        .reason("Only the older edition of the article does. Whether Azure ever took it is not verified; the environment is read back with 2019-05-01.")
        .source(&OLDER)
    })
}

/// The vault's region and directory.
pub(super) fn vault_checks(vault: &Vault, region: &str, tenant: &str) -> Vec<Check> {
    let name = vault.name();
    let near = if vault.location == region {
        let words = format!("{name} is in the region of the environment.");
        Check::new("region", Finding::Passed, words)
    } else {
        let words = format!(
            "{name} is in {}, and the environment in {region}.",
            vault.location
        );
        Check::new("region", Finding::Failed, words).reason(
            "The creation fails otherwise. Take a key of a vault in the region of the environment.",
        )
    };
    let own = if vault.tenant.eq_ignore_ascii_case(tenant) {
        let words = format!("{name} belongs to the directory of the environment.");
        Check::new("tenant", Finding::Passed, words)
    } else {
        let words = format!("{name} belongs to another directory.");
        Check::new("tenant", Finding::Failed, words)
            .reason("An environment opens a vault with an identity of its own directory.")
    };
    vec![
        near.evidence(format!("location {}", vault.location))
            .source(&SAME_REGION),
        own.evidence(format!("tenantId {}", vault.tenant)),
    ]
}

/// Neither edition speaks of vaults with roles.
pub(super) fn roles_assumed(vault: &Vault) -> Option<Check> {
    (vault.permission_model == PermissionModel::Roles).then(|| {
        Check::new(
            "roles-assumed",
            Finding::Warning,
            format!("{} uses Azure roles, of which neither edition of the article speaks.", vault.name()),
        )
        .reason("Assumed: Key Vault Crypto Service Encryption User, which allows what the article's access policy does. Role assignments may take minutes to arrive; a vault with access policies is the documented way.")
        .source(&NEWER)
    })
}

/// The read that shows whether somebody followed the older edition.
pub(super) fn contributor_read(vault: &Vault, access: &Access<'_>) -> Option<Read> {
    match &access.principal {
        Principal::Known(principal) => Some(assignment::read(&vault.id, principal)),
        Principal::Later => None,
    }
}

/// Contributor on the vault, which looks like a grant and is none.
pub(super) fn contributor(vault: &Vault, access: &Access<'_>, ask: &Ask<'_>) -> Option<Check> {
    let Principal::Known(principal) = &access.principal else {
        return None;
    };
    let all = assignment::at(&vault.id, principal, ask.facts).into_found()?;
    let found = all.iter().find(|it| it.role.ends_with(CONTRIBUTOR))?;
    let check = Check::new(
        "contributor",
        Finding::Warning,
        format!("{} is Contributor on {}, which does not let it use the key.", access.identity_name, vault.name()),
    )
    .reason("The older edition of the article grants this role. It allows to manage the vault, and gives no right to a key. Take it away once the environment is up.")
    .evidence(format!("{} at {}", found.id.name(), found.scope));
    Some(check.source(&OLDER))
}
