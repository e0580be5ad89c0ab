//! What Logic Apps says when an integration service environment cannot be made.

use super::{Row, Timing};
use crate::arm::Source;

/// The dictionary; all words in lower case.
pub(super) static ROWS: [Row; 4] = [
    Row {
        codes: &["IntegrationServiceEnvironmentCreationNotAllowed"],
        says: "",
        what: "Azure makes no new integration service environments.",
        why: "The service was retired on 31 August 2024, and new environments are refused since 1 November 2022.",
        next: "Use Logic Apps Standard: its data lies in a storage account, which takes your key here under Storage accounts, Create with my key.",
        timing: Timing::Final,
        source: Source::new(
            "aztfmod/terraform-azurerm-caf#1591",
            "https://github.com/aztfmod/terraform-azurerm-caf/issues/1591",
            "2026-11-27",
        ),
    },
    Row {
        codes: &["KeyVaultAccessForbidden"],
        says: "permissions to use the key",
        what: "The environment may not use the key.",
        why: "Its identity had no access policy with get, list, wrapKey and unwrapKey when Azure looked: a grant for its own identity must come within 30 minutes of the request, and for another one before it. A Contributor role does not count.",
        next: "Delete the environment that failed, wait until its subnets are free again, which takes up to an hour, and create it anew.",
        timing: Timing::NotYet,
        source: ARTICLE,
    },
    Row {
        codes: &["SubnetInUse"],
        says: "before a subnet is released",
        what: "A subnet is still taken.",
        why: "Azure keeps the subnets of an environment that was deleted, or that failed, for up to an hour.",
        next: "Choose another subnet, or wait and try again.",
        timing: Timing::NotYet,
        source: ARTICLE,
    },
    Row {
        codes: &["ResourceOperationFailure"],
        says: "",
        what: "Azure accepted it, and its operation says that it failed.",
        why: "Azure has been seen to report a failure and to finish all the same, so the resource was read, and it is not there as wanted.",
        next: "Read the resource again in a few minutes. If it stays failed, delete it and create it anew.",
        timing: Timing::Final,
        source: Source::new(
            "Azure/azure-rest-api-specs#20428",
            "https://github.com/Azure/azure-rest-api-specs/issues/20428",
            "2026-08-21",
        ),
    },
];

const ARTICLE: Source = Source::new(
    "Customer-managed keys for integration service environments",
    "https://learn.microsoft.com/azure/logic-apps/customer-managed-keys-integration-service-environment",
    "2026-08-21",
);
