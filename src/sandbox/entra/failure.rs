//! Refusals with Entra's own numbers.
//!
//! Source: entra-docs, `docs/identity-platform/reference-error-codes.md`; the shape and the
//! sentences from public issue reports, among them
//! AzureAD/microsoft-authentication-library-for-js#2482, umijs/umi-request#299,
//! AzureAD/microsoft-identity-web#2489 and Azure/sap-automation#418, read 27 Nov 2026. Which
//! `error` goes with a number is assumed where no report shows it.

use serde_json::{Value, json};
use time::OffsetDateTime;
use time::macros::format_description;

use super::Call;
use crate::arm::{Response, Timestamp};
use crate::sandbox::people::{Directory, Person};

/// Why Entra gives no token.
#[derive(Debug)]
pub(super) struct Failure {
    /// OAuth's word: `invalid_grant`.
    pub(super) error: &'static str,
    /// The number after `AADSTS`.
    pub(super) number: u32,
    pub(super) message: String,
    /// Claims that have to be asked for, where the answer is one more factor.
    pub(super) claims: Option<String>,
}

impl Failure {
    pub(super) fn new(error: &'static str, number: u32, message: impl Into<String>) -> Self {
        Self {
            error,
            number,
            message: message.into(),
            claims: None,
        }
    }

    /// The sentence with its number and with what support would ask for.
    pub(super) fn described(&self, call: &Call<'_>) -> String {
        format!(
            "AADSTS{}: {} Trace ID: {} Correlation ID: {} Timestamp: {}",
            self.number,
            self.message,
            call.guid("request"),
            correlation(call),
            stamp(call.wall)
        )
    }

    /// The answer of the token endpoint.
    pub(super) fn answer(&self, call: &Call<'_>) -> Response {
        let mut body = json!({
            "error": self.error,
            "error_description": self.described(call),
            "error_codes": [self.number],
            "timestamp": stamp(call.wall),
            "trace_id": call.guid("request"),
            "correlation_id": correlation(call),
            "error_uri": format!("{}/error?code={}", call.names.login, self.number),
        });
        if let Some(claims) = &self.claims {
            body["suberror"] = json!("basic_action");
            body["claims"] = Value::String(claims.clone());
        }
        let status = match self.error {
            "invalid_client" => 401,
            "temporarily_unavailable" => 429,
            _ => 400,
        };
        Response::json(status, body)
    }
}

/// `2022-07-03 18:51:58Z`.
fn stamp(at: Timestamp) -> String {
    let format = format_description!("[year]-[month]-[day] [hour]:[minute]:[second]Z");
    let time = OffsetDateTime::from_unix_timestamp(at.seconds());
    time.ok()
        .and_then(|it| it.format(&format).ok())
        .unwrap_or_default()
}

/// The client's own ID, where it sent one.
fn correlation(call: &Call<'_>) -> String {
    let given = call.given.get("client-request-id");
    let given = given.or_else(|| call.header("client-request-id"));
    match given.filter(|it| uuid::Uuid::try_parse(it).is_ok()) {
        Some(given) => given.to_owned(),
        None => call.guid("correlation"),
    }
}

/// The token endpoint is asked too often. Which number and word Entra uses then is assumed.
pub(super) fn busy() -> Failure {
    let message = "A transient error has occurred. Please try again.";
    Failure::new("temporarily_unavailable", 90_033, message)
}

pub(super) fn missing(parameter: &str) -> Failure {
    let message = format!("The request body must contain the following parameter: '{parameter}'.");
    Failure::new("invalid_request", 900_144, message)
}

pub(super) fn no_tenant(tenant: &str) -> Failure {
    let message = format!(
        "Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant."
    );
    Failure::new("invalid_request", 90_002, message)
}

pub(super) fn no_application(id: &str, directory: Option<Directory>) -> Failure {
    let directory = directory.map_or("organizations", Directory::label);
    let message = format!(
        "Application with identifier '{id}' was not found in the directory '{directory}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant."
    );
    Failure::new("unauthorized_client", 700_016, message)
}

/// Source of the sentence: microsoftgraph/aspnetcore-connect-sample#65 and
/// MicrosoftDocs/azure-docs#55341, read 27 Nov 2026.
pub(super) fn single_tenant(client: &str, name: &str) -> Failure {
    let message = format!(
        "Application '{client}'({name}) is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such applications created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant."
    );
    Failure::new("invalid_request", 50_194, message)
}

pub(super) fn no_redirect_uri(redirect_uri: &str, client: &str) -> Failure {
    let message = format!(
        "The redirect URI '{redirect_uri}' specified in the request does not match the redirect URIs configured for the application '{client}'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal. Navigate to https://aka.ms/redirectUriMismatchError to learn more about how to troubleshoot this error."
    );
    Failure::new("invalid_request", 50_011, message)
}

/// A person of another directory, who is no guest in this one.
pub(super) fn stranger(call: &Call<'_>, person: &Person, directory: Directory) -> Failure {
    let message = format!(
        "User account '{}' from identity provider 'https://sts.windows.net/{}/' does not exist in tenant '{}' and cannot access the application '{}' in that tenant. The account needs to be added as an external user in the tenant first. Sign out and sign in again with a different Azure Active Directory user account.",
        person.user_principal_name(),
        person.home.tenant(call.seed),
        directory.label(),
        call.given.get("client_id").unwrap_or_default()
    );
    Failure::new("invalid_grant", 50_020, message)
}

/// A second factor is needed that this sign-in has not seen.
pub(super) fn second_factor(claims: &str) -> Failure {
    let message = "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '797f4846-ba00-4fd7-ba43-dac1f8f63013'.";
    Failure {
        claims: Some(claims.to_owned()),
        ..Failure::new("interaction_required", 50_076, message)
    }
}
