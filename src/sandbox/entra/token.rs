//! `/oauth2/v2.0/token`: what a code, a refresh token or a secret is worth.

use std::time::Duration;

use super::applications::{Application, Registration};
use super::claims::{self, Asked};
use super::failure::{self, Failure};
use super::sealed::{Refresh, open};
use super::tokens::{self, Granting};
use super::{Call, code, scope};
use crate::arm::{Response, Timestamp};
use crate::resources::simulated::Refusal;
use crate::sandbox::clients::Client;
use crate::sandbox::people::{Directory, Person};

/// How long the refresh token of a single-page application is good, however often it is used.
///
/// Source: entra-docs, `docs/identity-platform/refresh-tokens.md`, read 21 Aug 2026.
pub(super) const REFRESH: Duration = Duration::from_secs(86_400);

/// A code that was redeemed just now, and until when it would have been good.
pub(super) type Redeemed = Option<(String, Timestamp)>;

pub(super) fn answer(call: &Call<'_>) -> Result<(Response, Redeemed), Refusal> {
    if call.given.get("client_assertion").is_some() {
        return Err(Refusal::not_simulated("client assertions"));
    }
    let (answer, redeemed) = match granted(call) {
        Ok((answer, redeemed)) => (answer, redeemed),
        Err(failure) => (failure.answer(call), None),
    };
    // Pages of registered applications may read this, errors included, and nobody else.
    let origin = call.header("origin");
    let answer = match origin.filter(|_| call.is_from_registered_page()) {
        Some(origin) => answer.header("access-control-allow-origin", origin),
        None => answer,
    };
    Ok((answer, redeemed))
}

fn granted(call: &Call<'_>) -> Result<(Response, Redeemed), Failure> {
    let verb = call.request.method.to_ascii_uppercase();
    if verb != "POST" {
        let message =
            format!("The endpoint only accepts POST requests. Received a {verb} request.");
        return Err(Failure::new("invalid_request", 900_561, message));
    }
    let directory = call.directory()?;
    let kind = call.given.get("grant_type");
    let kind = kind.ok_or_else(|| failure::missing("grant_type"))?;
    let application = call.application(directory)?;
    match (kind, application) {
        ("authorization_code", Application::Page(page)) => code::by_code(call, page, directory),
        ("refresh_token", Application::Page(page)) => {
            Ok((by_refresh(call, page, directory)?, None))
        }
        ("client_credentials", Application::Client(client)) => {
            Ok((by_secret(call, client, directory)?, None))
        }
        ("client_credentials", Application::Page(_)) => Err(no_secret()),
        // A client of the sandbox has no redirect URI, so it can hold neither.
        ("authorization_code" | "refresh_token", Application::Client(_)) => Err(malformed()),
        // Whatever its platform: the sandbox keeps no secret of such an application.
        (
            "authorization_code" | "refresh_token" | "client_credentials",
            Application::Installable(_),
        ) => Err(no_secret()),
        _ => {
            let message = format!("The app requested an unsupported grant type '{kind}'.");
            Err(Failure::new("unsupported_grant_type", 70_003, message))
        }
    }
}

pub(super) fn malformed() -> Failure {
    let message = "Provided grant is invalid or malformed.";
    Failure::new("invalid_grant", 70_000, message)
}

fn no_secret() -> Failure {
    let message = "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.";
    Failure::new("invalid_client", 7_000_218, message)
}

/// A single-page application has to ask from one of its own pages.
pub(super) fn check_origin(call: &Call<'_>, page: &Registration) -> Result<(), Failure> {
    let Some(origin) = call.header("origin") else {
        let message = "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.";
        return Err(Failure::new("invalid_request", 9_002_327, message));
    };
    if page.has_origin(origin) {
        return Ok(());
    }
    Err(cross_origin(origin))
}

fn cross_origin(origin: &str) -> Failure {
    let message = format!(
        "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type. Request origin: '{origin}'."
    );
    Failure::new("invalid_request", 9_002_326, message)
}

fn by_refresh(
    call: &Call<'_>,
    page: &Registration,
    directory: Option<Directory>,
) -> Result<Response, Failure> {
    check_origin(call, page)?;
    let given = call.given.get("refresh_token");
    let given = given.ok_or_else(|| failure::missing("refresh_token"))?;
    let refresh: Refresh = open(call.seed, given).ok_or_else(malformed)?;
    if !refresh.client.eq_ignore_ascii_case(&page.client) {
        return Err(malformed());
    }
    let person = Person::named(&refresh.person).ok_or_else(malformed)?;
    if refresh.issued + REFRESH <= call.wall {
        let message = format!(
            "The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00, which can't be extended. It is now expired and a new sign in request must be sent by the SPA to the sign in page. The token was issued on {}.",
            refresh.issued.rfc3339()
        );
        return Err(Failure::new("invalid_grant", 700_084, message));
    }
    let directory = directory.unwrap_or(person.home);
    let within = person.within(directory);
    let person = within.ok_or_else(|| failure::stranger(call, person, directory))?;
    let asked = claims::read(call.given.get("claims"))?;
    check_contexts(call, &refresh, &asked)?;
    let scopes = call.given.get("scope").unwrap_or(&refresh.scope);
    let granting = Granting {
        person,
        client: &refresh.client,
        nonce: None,
        contexts: &refresh.contexts,
        asked: &asked,
        issued: refresh.issued,
        scope: scopes,
    };
    Ok(tokens::of_person(
        call,
        &granting,
        &scope::delegated(call, scopes)?,
    ))
}

fn check_contexts(call: &Call<'_>, refresh: &Refresh, asked: &Asked) -> Result<(), Failure> {
    if asked
        .contexts
        .iter()
        .all(|it| refresh.contexts.contains(it))
    {
        return Ok(());
    }
    let claims = call.given.get("claims").unwrap_or_default();
    Err(failure::second_factor(claims))
}

fn by_secret(
    call: &Call<'_>,
    client: &'static Client,
    directory: Option<Directory>,
) -> Result<Response, Failure> {
    if let Some(origin) = call.header("origin") {
        return Err(cross_origin(origin));
    }
    if directory.is_none() {
        let message = "No tenant-identifying information found in either the request or implied by any provided credentials.";
        return Err(Failure::new("invalid_request", 50_059, message));
    }
    let secret = call.given.get("client_secret");
    let secret = secret.ok_or_else(no_secret)?;
    if secret != client.secret(call.seed) {
        let message = format!(
            "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{}'.",
            client.application(call.seed)
        );
        return Err(Failure::new("invalid_client", 7_000_215, message));
    }
    let scope = call.given.get("scope");
    let scope = scope.ok_or_else(|| failure::missing("scope"))?;
    let audience = scope::of_application(call, scope)?;
    Ok(tokens::of_client(call, client, &audience))
}
