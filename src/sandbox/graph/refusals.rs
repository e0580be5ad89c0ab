//! What Microsoft Graph says when it does not do something.
//!
//! Source of the envelope: graph docs, `concepts/errors.md`, read 21 Aug 2026. The sentences, read
//! 27 Nov 2026: Azure/azure-cli#28009 (`Request_ResourceNotFound`, and the backing application),
//! KelvinTegelaar/CIPP#1142 (`Request_MultipleObjectsWithSameKeyValue`),
//! openshift/openshift-azure#1534 (no valid application object), Azure/azure-workload-identity#434
//! (issuer and subject), Azure/azure-cli#12939 (insufficient privileges).

use serde_json::json;

use crate::arm::{Response, Timestamp};
use crate::resources::simulated::Refusal;

/// The answer that carries a refusal.
pub(in crate::sandbox) fn answer(
    refusal: &Refusal,
    at: Timestamp,
    (request, client): (&str, Option<&str>),
) -> Response {
    let date = at.rfc3339();
    let error = json!({
        "code": refusal.code,
        "message": refusal.message,
        "innerError": {
            "date": date.split(['.', 'Z']).next(),
            "request-id": request,
            "client-request-id": client.unwrap_or(request),
        },
    });
    let answer = Response::json(refusal.status, json!({ "error": error }));
    let headers = refusal.headers.iter();
    headers.fold(answer, |answer, (name, value)| answer.header(name, value))
}

/// A body that is no JSON.
pub(in crate::sandbox) fn unreadable() -> Refusal {
    let message = "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.";
    Refusal::bad("BadRequest", message)
}

pub(super) fn bad(message: impl Into<String>) -> Refusal {
    Refusal::bad("Request_BadRequest", message)
}

pub(super) fn no_such(id: &str) -> Refusal {
    let message = format!(
        "Resource '{id}' does not exist or one of its queried reference-property objects are not present."
    );
    Refusal::new(404, "Request_ResourceNotFound", message)
}

pub(super) fn denied() -> Refusal {
    let message = "Insufficient privileges to complete the operation.";
    Refusal::new(403, "Authorization_RequestDenied", message)
}

/// Somebody who may register applications, and so install their own ones, but not foreign ones.
/// The sentence is known; that these are the people it is said to is inferred from
/// microsoftgraph/microsoft-graph-docs#16138.
pub(super) fn foreign_application() -> Refusal {
    let message = "When using this permission, the backing application of the service principal being created must in the local tenant";
    Refusal::new(403, "Authorization_RequestDenied", message)
}

/// That an application which only its own directory may use is answered like one that is not
/// there is assumed.
pub(super) fn no_application(client: &str) -> Refusal {
    bad(format!(
        "The appId '{client}' of the service principal does not reference a valid application object."
    ))
}

pub(super) fn already_installed(client: &str) -> Refusal {
    let message = format!(
        "The service principal cannot be created, updated, or restored because the service principal name {client} is already in use."
    );
    Refusal::new(409, "Request_MultipleObjectsWithSameKeyValue", message)
}

pub(super) fn required(property: &str, of: &str) -> Refusal {
    bad(format!(
        "A value is required for property '{property}' of resource '{of}'."
    ))
}

pub(super) fn invalid(property: &str, of: &str) -> Refusal {
    bad(format!(
        "Invalid value specified for property '{property}' of resource '{of}'."
    ))
}

pub(super) fn unknown(property: &str) -> Refusal {
    bad(format!("Invalid property '{property}'."))
}

/// Source of the sentence about properties that are kept: graph docs,
/// `federatedidentitycredential-update.md`; its wording is assumed.
pub(super) fn fixed(property: &str, of: &str) -> Refusal {
    bad(format!(
        "Property '{property}' is read-only and cannot be set on resource '{of}'."
    ))
}

/// A federated credential that cannot be; code and object type as in
/// Azure/azure-workload-identity#434.
pub(super) fn credential(message: &str, parameter: &str, value: &str) -> Refusal {
    Refusal::bad(
        "InvalidFederatedIdentityCredentialValue",
        format!(
            "{message} paramName: FederatedIdentityCredential.{parameter}, paramValue: {value}, objectType: Microsoft.Online.DirectoryServices.Application"
        ),
    )
}
