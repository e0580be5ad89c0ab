//! That Azure has retired the service: said before anything is asked.

use crate::arm::Source;
use crate::plan::{Check, Finding};
use crate::resources::{Notice, Successor};

/// The day of the retirement, and since when no new ones are made.
const RETIRED: Source = Source::new(
    "Manage your integration service environment: retirement",
    "https://learn.microsoft.com/azure/logic-apps/ise-manage-integration-service-environment",
    "2026-11-27",
);

/// What became of those that were left.
const AFTERWARDS: Source = Source::new(
    "Post-retirement action for App Service Environment v1/v2, Logic Apps ISE, and APIM stv1",
    "https://techcommunity.microsoft.com/blog/appsonazureblog/post-retirement-action-for-app-service-environment-v1v2-logic-apps-ise-and-apim-/4233407",
    "2026-11-27",
);

static SOURCES: [Source; 2] = [RETIRED, AFTERWARDS];

/// What Azure answers to a request for a new one.
pub(super) const REFUSED: Source = Source::new(
    "aztfmod/terraform-azurerm-caf#1591: the refusal of a new environment",
    "https://github.com/aztfmod/terraform-azurerm-caf/issues/1591",
    "2026-11-27",
);

/// The notice for every page of the type.
pub(super) fn notice() -> Notice {
    Notice {
        title: "Azure retired this service on 31 August 2024",
        text: "Since 1 November 2022 Azure makes no new integration service environments, and it has taken the hardware of those that were left out of service. The sandbox still plays the service, and the requests can be copied. The successor is Logic Apps Standard, whose data lies in a storage account: put that account under your key.",
        successor: Some(Successor {
            label: "Create a storage account with my key",
            arm_type: "Microsoft.Storage/storageAccounts",
            action: "create-with-my-key",
        }),
        sources: &SOURCES,
    }
}

/// The same among the checks, for whoever reads only those.
pub(super) fn check() -> Check {
    Check::new(
        "retired",
        Finding::Warning,
        "Azure refuses new environments since 1 November 2022.",
    )
    .reason("The request is what the article describes. Outside the sandbox expect IntegrationServiceEnvironmentCreationNotAllowed, unless Microsoft has allowed your subscription to go on.")
    .source(&REFUSED)
}
