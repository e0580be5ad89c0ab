//! What Cognitive Services says when an account or its key cannot be changed.
//!
//! Its pages publish neither codes nor whole sentences for keys, so that words decide there; the
//! codes are those of public threads.

use super::{Row, Timing};
use crate::arm::Source;

const PAGE: Source = Source::new(
    "Configure customer-managed keys for Microsoft Foundry: troubleshooting",
    "https://learn.microsoft.com/azure/foundry/concepts/encryption-keys-portal",
    "2026-11-27",
);
const SAMPLE: Source = Source::new(
    "microsoft-foundry/foundry-samples: customer-managed keys with a user-assigned identity",
    "https://github.com/microsoft-foundry/foundry-samples/tree/main/infrastructure/infrastructure-setup-bicep/32-customer-managed-keys-user-assigned-identity",
    "2026-08-21",
);
const DELETED: Source = Source::new(
    "Recover or purge deleted Microsoft Foundry resources",
    "https://learn.microsoft.com/azure/ai-services/recover-purge-resources",
    "2026-11-27",
);

const fn thread(title: &'static str, url: &'static str) -> Source {
    Source::new(title, url, "2026-11-27")
}

const fn row(
    says: &'static str,
    what: &'static str,
    (why, next): (&'static str, &'static str),
    timing: Timing,
    source: Source,
) -> Row {
    Row {
        codes: &[],
        says,
        what,
        why,
        next,
        timing,
        source,
    }
}

const fn coded(
    codes: &'static [&'static str],
    what: &'static str,
    (why, next): (&'static str, &'static str),
    timing: Timing,
    source: Source,
) -> Row {
    Row {
        codes,
        says: "",
        what,
        why,
        next,
        timing,
        source,
    }
}

/// The dictionary; all words in lower case.
pub(super) static ROWS: [Row; 13] = [
    row(
        "managed identity can't wrap and unwrap",
        "The account may not use the key yet.",
        (
            "A grant takes a while to reach the vault. If it was given longer ago, it was given to another identity or at another place, or the vault keeps the service out.",
            "Wait, and set the key again. After ten minutes, go through the checks on grant, key, network and outbound calls.",
        ),
        Timing::NotYet,
        PAGE,
    ),
    row(
        "key store not found",
        "The account does not find the vault.",
        (
            "The vault is in another region than the account, or was deleted.",
            "Take a key of a vault in the region of the account, or recover the vault first.",
        ),
        Timing::Final,
        PAGE,
    ),
    row(
        "key version not supported",
        "The account does not take this key.",
        (
            "It wants an RSA key of 2048 bits or more, in software or in hardware.",
            "Choose another key; one with 2048 bits is taken by every page and sample.",
        ),
        Timing::Final,
        PAGE,
    ),
    row(
        "must be recoverable and not purgeable",
        "The vault could lose the key, so the account does not take it.",
        (
            "Soft delete or purge protection is off.",
            "Turn on purge protection of the vault; it cannot be turned off again. Then set the key.",
        ),
        Timing::Final,
        SAMPLE,
    ),
    row(
        "keyvaultproperties is invalid",
        "The key is not named as the account wants it.",
        (
            "Address, name and version of the key must be those of a key that is there, and a client ID must be that of an attached identity; an empty one is left out.",
            "Compare the request with the key's identifier and with the account's identities.",
        ),
        Timing::Final,
        SAMPLE,
    ),
    row(
        "from customer-managed keys to microsoft-managed keys",
        "A Foundry account never returns to Microsoft's key.",
        (
            "Microsoft supports the way to a key of yours and not the way back.",
            "Change to another key of the same vault instead. Do not delete the account to create it again: its data is lost.",
        ),
        Timing::Final,
        PAGE,
    ),
    row(
        "in the same key store",
        "A Foundry account takes other keys of the same vault only.",
        (
            "The vault was settled with the first key.",
            "Choose a key of the vault that holds the key in use, or create one there.",
        ),
        Timing::Final,
        PAGE,
    ),
    coded(
        &["RequestConflict"],
        "Another change to the account is at work.",
        (
            "An account takes one change at a time, and may be busy a little longer than its operation.",
            "Wait until its state is Succeeded, and try again.",
        ),
        Timing::Busy,
        thread(
            "Azure/bicep-types-az#2419",
            "https://github.com/Azure/bicep-types-az/issues/2419",
        ),
    ),
    coded(
        &["FlagMustBeSetForRestore"],
        "A deleted account keeps this name.",
        (
            "An account can be recovered for 48 hours, and its name cannot be used for as long.",
            "Recover it or purge it under Deleted AI accounts, or choose another name.",
        ),
        Timing::Final,
        DELETED,
    ),
    coded(
        &["CustomDomainInUse"],
        "The sub-domain is taken.",
        (
            "Sub-domains are unique in all of Azure, and a deleted account keeps its own for 48 hours.",
            "Choose another sub-domain, or purge the deleted account that has it.",
        ),
        Timing::Final,
        DELETED,
    ),
    coded(
        &["CustomDomainInvalid"],
        "Azure does not accept the sub-domain.",
        (
            "It holds something else than letters, digits and hyphens.",
            "Choose a sub-domain as the field's example shows.",
        ),
        Timing::Final,
        thread(
            "microsoft/microsoft-foundry-for-vscode#121",
            "https://github.com/microsoft/microsoft-foundry-for-vscode/issues/121",
        ),
    ),
    coded(
        &["InvalidApiSetId"],
        "There is no such kind of account in this region.",
        (
            "Azure offers Foundry and its kin in some regions only.",
            "Choose another region, for account and vault.",
        ),
        Timing::Final,
        thread(
            "microsoft/microsoft-foundry-for-vscode#145",
            "https://github.com/microsoft/microsoft-foundry-for-vscode/issues/145",
        ),
    ),
    coded(
        &["CannotDeleteResource"],
        "Something below it is still there.",
        (
            "Azure deletes nothing that holds something: a Foundry account its projects.",
            "Delete what Azure names first, then try again.",
        ),
        Timing::Final,
        thread(
            "Azure/terraform-provider-azapi#894",
            "https://github.com/Azure/terraform-provider-azapi/issues/894",
        ),
    ),
];
