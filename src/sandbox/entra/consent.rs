//! Consent: what an application would be allowed, and who may agree to it.
//!
//! Source: entra-docs, `docs/identity/enterprise-apps/{user-admin-consent-overview,
//! configure-user-consent,configure-risk-based-step-up-consent}.md` and
//! `docs/identity-platform/reference-error-codes.md`, read 27 Nov 2026. That going back from the
//! page for which an administrator is needed carries 90094, and cancelling 65004, is assumed.

use super::authorize::{Answered, Asking};
use super::failure::Failure;
use super::installable::Installable;
use super::session::SignedIn;
use super::{Call, page, scope};
use crate::arm::Response;
use crate::sandbox::graph::{Consent, directory, is_given};
use crate::sandbox::people::{DirectoryRole, Person};

/// What people may agree to even where an application's publisher is unknown: to be signed in.
const BASIC: [&str; 5] = ["openid", "profile", "email", "offline_access", "User.Read"];

/// What would be agreed to, by one person for themselves.
pub(super) fn wanted(
    call: &Call<'_>,
    application: &Installable,
    person: &Person,
) -> Result<Consent, Failure> {
    let text = call.given.get("scope").unwrap_or_default();
    let known = scope::delegated(call, text)?;
    let is_default = text.split_whitespace().any(|it| it.ends_with(".default"));
    let mut scopes: Vec<String> = text
        .split_whitespace()
        .filter(|it| BASIC[..4].contains(it))
        .map(str::to_owned)
        .collect();
    if is_default {
        scopes.extend(application.permissions.iter().cloned());
    } else {
        scopes.extend(known.permissions.split_whitespace().map(str::to_owned));
    }
    Ok(Consent {
        tenant: person.home.tenant(call.seed),
        client: application.client.clone(),
        by: person.user_principal_name(),
        person: Some(person.object(call.seed)),
        scopes,
    })
}

/// Whether somebody may agree for the whole directory.
pub(super) fn is_administrator(person: &Person) -> bool {
    let mut roles = person.roles.iter().copied();
    roles.any(DirectoryRole::is_administrator)
}

/// Why somebody may not agree.
fn refused(application: &Installable, person: &Person, consent: &Consent) -> Option<Failure> {
    if is_administrator(person) {
        return None;
    }
    let for_administrators = consent.scopes.iter().any(|it| it.ends_with(".All"));
    if !person.home.lets_people_consent() || for_administrators {
        return Some(needs_administrator());
    }
    let is_basic = consent.scopes.iter().all(|it| BASIC.contains(&it.as_str()));
    let is_foreign = application.home != consent.tenant;
    if is_foreign && application.publisher.is_none() && !is_basic {
        let message = "Administrator consent is required. App is considered risky.";
        return Some(Failure::new("access_denied", 900_941, message));
    }
    None
}

pub(super) fn needs_administrator() -> Failure {
    let message = "The grant requires admin permission.";
    Failure::new("access_denied", 90_094, message)
}

pub(super) fn declined() -> Failure {
    let message = "User declined to consent to access the app.";
    Failure::new("access_denied", 65_004, message)
}

/// Nobody has agreed yet, and no page may be shown.
fn missing(application: &Installable) -> Failure {
    let message = format!(
        "The user or administrator has not consented to use the application with ID '{}' named '{}'. Send an interactive authorization request for this user and resource.",
        application.client, application.name
    );
    Failure::new("interaction_required", 65_001, message)
}

/// Refuses an application that the directory has disabled.
fn check_enabled(call: &Call<'_>, application: &Installable, tenant: &str) -> Result<(), Failure> {
    let principal = directory::installed(call.world, tenant, &application.client);
    if principal.is_none_or(|it| it.body["accountEnabled"] == true) {
        return Ok(());
    }
    let message = format!(
        "Application '{}'({}) is disabled.",
        application.client, application.name
    );
    Err(Failure::new("unauthorized_client", 7_000_112, message))
}

/// What a signed-in person gets: their code, the page that asks them, or the page that says who
/// could agree instead.
pub(super) fn enter(
    call: &Call<'_>,
    from: &Asking<'_>,
    (application, signed_in): (&Installable, &SignedIn),
    code: impl Fn() -> Response,
) -> Result<Answered, Failure> {
    let person = signed_in.person;
    let mut consent = wanted(call, application, person)?;
    check_enabled(call, application, &consent.tenant)?;
    if is_given(call.world, &consent) && from.prompt != "consent" {
        return Ok((code(), None));
    }
    if from.prompt == "none" {
        return Err(missing(application));
    }
    let answer = call.given.get("consent");
    if let Some(failure) = refused(application, person, &consent) {
        return match answer {
            Some(_) => Err(failure),
            None => Ok((page::approval(call, application, person, &failure), None)),
        };
    }
    match answer {
        Some("cancel") => Err(declined()),
        Some("organization") if is_administrator(person) => {
            consent.person = None;
            Ok((code(), Some(consent)))
        }
        Some("accept") => Ok((code(), Some(consent))),
        _ => Ok((page::consent(application, person, &consent), None)),
    }
}
