//! What Microsoft Graph says when a key across directories is prepared, and what Azure says when it
//! cannot be reached through the application.

use super::{Row, Timing};
use crate::arm::Source;

const fn page(title: &'static str, url: &'static str) -> Source {
    Source::new(title, url, "2026-08-21")
}

const INSTALLING: Source = page(
    "Create a service principal",
    "https://learn.microsoft.com/graph/api/serviceprincipal-post-serviceprincipals",
);
const CREDENTIALS: Source = page(
    "Considerations for workload identity federation",
    "https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations",
);
const NUMBERS: Source = page(
    "Microsoft Entra authentication and authorization error codes",
    "https://learn.microsoft.com/entra/identity-platform/reference-error-codes",
);

const fn row(
    codes: &'static [&'static str],
    says: &'static str,
    what: &'static str,
    (why, next): (&'static str, &'static str),
    source: Source,
) -> Row {
    let timing = Timing::Final;
    Row {
        codes,
        says,
        what,
        why,
        next,
        timing,
        source,
    }
}

/// The dictionary; the words before the codes that hold for more than one refusal.
pub(super) static ROWS: [Row; 7] = [
    row(
        &[],
        "does not reference a valid application object",
        "No application of this ID can be installed in this directory.",
        (
            "There is none, or its own directory has registered it for itself alone.",
            "Ask the provider to open the application to other directories, and try again.",
        ),
        INSTALLING,
    ),
    row(
        &[],
        "federatedidentitycredentials on the object is limited",
        "The application has all the federated credentials it can have.",
        (
            "An application takes twenty of them.",
            "Choose an identity that may act as it already: one serves any number of customers. Or remove a credential that nothing needs.",
        ),
        CREDENTIALS,
    ),
    row(
        &["InvalidFederatedIdentityCredentialValue"],
        "",
        "The application does not take this federated credential.",
        (
            "Name, issuer and subject have rules of their own, and no two credentials have the same issuer and subject.",
            "Change what the directory names, or choose the credential that is there.",
        ),
        CREDENTIALS,
    ),
    row(
        &["Authorization_RequestDenied"],
        "",
        "Your directory does not let you do this.",
        (
            "It takes a role of the directory, not one of Azure; some directories let people without a role do it, this one does not.",
            "Ask an Application Administrator, a Cloud Application Administrator or a Global Administrator, or choose another way. If you are eligible for a role, activate it and try again.",
        ),
        INSTALLING,
    ),
    row(
        &["Request_ResourceNotFound"],
        "",
        "The directory does not know it.",
        (
            "What was made just now may not have arrived everywhere; otherwise it was deleted.",
            "Try again in a few minutes, then read again.",
        ),
        INSTALLING,
    ),
    row(
        &[],
        "aadsts700213",
        "The identity may not act as the application.",
        (
            "No federated credential of the application names this identity's object ID and this directory.",
            "Prepare the account for a customer's key with this identity, or choose the identity that was prepared.",
        ),
        NUMBERS,
    ),
    row(
        &[],
        "aadsts7000112",
        "The customer's directory has switched the application off.",
        (
            "It is installed there, and may not sign in.",
            "Ask the customer to switch it on under Enterprise applications, or to find out why it was switched off.",
        ),
        NUMBERS,
    ),
];
