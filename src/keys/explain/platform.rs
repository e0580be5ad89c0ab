//! What Resource Manager itself says, whatever the service.

use super::{Row, Timing};
use crate::arm::Source;

const fn page(title: &'static str, url: &'static str) -> Source {
    Source::new(title, url, "2026-08-21")
}

const COMMON: Source = page(
    "Troubleshoot common Azure deployment errors",
    "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors",
);
const THROTTLING: Source = page(
    "Understand how Azure Resource Manager throttles requests",
    "https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling",
);
const TOKENS: Source = page(
    "Microsoft Entra access tokens",
    "https://learn.microsoft.com/entra/identity-platform/access-tokens",
);

/// The dictionary.
pub(super) static ROWS: [Row; 14] = [
    Row {
        codes: &[
            "MissingSubscriptionRegistration",
            "SubscriptionNotRegistered",
        ],
        says: "",
        what: "The subscription does not use this service yet.",
        why: "The service's resource provider is not registered in it.",
        next: "Register the provider, which takes a minute or two, and try again.",
        timing: Timing::Final,
        source: COMMON,
    },
    Row {
        codes: &[
            "NoRegisteredProviderFound",
            "InvalidApiVersionParameter",
            "InvalidResourceType",
        ],
        says: "",
        what: "This cloud does not know the API version.",
        why: "Sovereign clouds often lag behind the newest version; Azure's sentence lists those it knows.",
        next: "Set one of them for this provider in config.json.",
        timing: Timing::Final,
        source: COMMON,
    },
    Row {
        codes: &[
            "LocationNotAvailableForResourceType",
            "RegionNotSupported",
            "SkuNotSupported",
            "SkuNotAvailable",
        ],
        says: "",
        what: "This is not offered in the region.",
        why: "Azure does not offer the service, or this tier of it, everywhere.",
        next: "Choose another region or tier.",
        timing: Timing::Final,
        source: COMMON,
    },
    Row {
        codes: &[
            "ReadOnlyDisabledSubscription",
            "SubscriptionNotActive",
            "DisabledSubscription",
        ],
        says: "",
        what: "The subscription is disabled and can only be read.",
        why: "It has expired, is past due, or was cancelled.",
        next: "Have the subscription's owner enable it again.",
        timing: Timing::Final,
        source: COMMON,
    },
    Row {
        codes: &["SubscriptionNotFound", "InvalidSubscriptionId"],
        says: "",
        what: "The subscription is not there, or not for you.",
        why: "Azure says the same for a wrong ID, for another directory, and for one you have no role in.",
        next: "Check the ID and the directory you are signed in to.",
        timing: Timing::Final,
        source: COMMON,
    },
    Row {
        codes: &["ResourceGroupNotFound"],
        says: "",
        what: "The resource group does not exist.",
        why: "It was deleted, or its name is spelled differently.",
        next: "Choose another one, or create it.",
        timing: Timing::Final,
        source: COMMON,
    },
    Row {
        codes: &["ResourceNotFound", "NotFound", "ParentResourceNotFound"],
        says: "",
        what: "The resource does not exist.",
        why: "It was deleted or moved, or its name is spelled differently.",
        next: "Read the list again, and choose from it.",
        timing: Timing::Final,
        source: COMMON,
    },
    Row {
        codes: &["InvalidAuthenticationTokenTenant"],
        says: "",
        what: "You are signed in to another directory than the subscription trusts.",
        why: "A token of one directory opens no subscription of another.",
        next: "Sign in to the subscription's directory.",
        timing: Timing::Final,
        source: TOKENS,
    },
    Row {
        codes: &[
            "ExpiredAuthenticationToken",
            "InvalidAuthenticationToken",
            "AuthenticationFailed",
        ],
        says: "",
        what: "The sign-in has run out.",
        why: "The access token is expired, or was withdrawn.",
        next: "Sign in again; everything entered here is kept.",
        timing: Timing::Final,
        source: TOKENS,
    },
    Row {
        codes: &[
            "TooManyRequests",
            "SubscriptionRequestsThrottled",
            "ResourceRequestsThrottled",
            "OperationTimedOut",
        ],
        says: "",
        what: "Azure is asked for too much at once.",
        why: "Reads and writes have a quota per subscription and person, which fills up again within minutes.",
        next: "Wait a few minutes. This console has waited and repeated already.",
        timing: Timing::Busy,
        source: THROTTLING,
    },
    Row {
        codes: &[
            "AnotherOperationInProgress",
            "ConflictError",
            "OperationInProgress",
            "AccountIsBeingUpdated",
        ],
        says: "another operation is in progress",
        what: "Another change is under way.",
        why: "A resource takes one change at a time; somebody else, or a policy, is changing it now.",
        next: "Wait for it to finish, read the resource, and try again.",
        timing: Timing::Busy,
        source: COMMON,
    },
    Row {
        codes: &[
            "InternalServerError",
            "GatewayTimeout",
            "ServiceUnavailable",
            "ServerTimeout",
        ],
        says: "",
        what: "Azure did not manage it this time.",
        why: "The service is in trouble. Whether it did something is not known before the resource is read.",
        next: "Read the resource, then try again in a few minutes. Keep the correlation ID for a support request.",
        timing: Timing::Busy,
        source: COMMON,
    },
    Row {
        codes: &["OperationCanceled", "OperationPreempted"],
        says: "",
        what: "The operation was cancelled.",
        why: "Somebody, or a later operation, cancelled it.",
        next: "Read the resource to see how far it came, then start again.",
        timing: Timing::Final,
        source: COMMON,
    },
    Row {
        codes: &["OperationNotAllowed"],
        says: "",
        what: "Azure does not allow this on the resource as it is.",
        why: "The resource is in a state, or of a kind, that does not take this change.",
        next: "Read Azure's sentence for what is in the way, mend it, and try again.",
        timing: Timing::Final,
        source: COMMON,
    },
];
