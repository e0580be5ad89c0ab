//! `/adminconsent`: an administrator agrees to an application for the whole directory.
//!
//! Source: entra-docs, `docs/identity-platform/v2-admin-consent.md`, read 21 Aug 2026: `scope` and
//! `redirect_uri` are required by version 2, and the tenant may not be `common`, for which the
//! number is assumed.

use super::applications::Application;
use super::authorize::{self, Answered, Asking};
use super::consent::{self, is_administrator};
use super::failure::{self, Failure};
use super::{Call, page, session};
use crate::arm::Response;
use crate::sandbox::people::Person;

pub(super) fn answer(call: &Call<'_>, is_version_2: bool) -> Answered {
    let from = match from(call, is_version_2) {
        Ok(from) => from,
        Err(failure) => return (page::refused(call, &failure), None),
    };
    match decide(call, &from) {
        Ok(answered) => answered,
        Err(failure) => (from.back.failed(call, &failure), None),
    }
}

fn from<'a>(call: &'a Call<'_>, is_version_2: bool) -> Result<Asking<'a>, Failure> {
    if call.tenant.eq_ignore_ascii_case("common") {
        let message = "No tenant-identifying information found in either the request or implied by any provided credentials.";
        return Err(Failure::new("invalid_request", 50_059, message));
    }
    for name in ["redirect_uri", "scope"] {
        if is_version_2 && call.given.get(name).is_none() {
            return Err(failure::missing(name));
        }
    }
    authorize::from(call)
}

fn decide(call: &Call<'_>, from: &Asking<'_>) -> Result<Answered, Failure> {
    if let Some(chosen) = authorize::chosen(call, from)? {
        let signed_in = session::SignedIn {
            person: chosen,
            contexts: Vec::new(),
        };
        let (answer, agreed) = enter(call, from, chosen)?;
        return Ok((session::remember(call, answer, &signed_in), agreed));
    }
    match session::read(call).filter(|it| authorize::fits(call, from, it.person)) {
        Some(known) => enter(call, from, known.person),
        None => Ok((page::sign_in(&authorize::people(call, from)), None)),
    }
}

fn enter(call: &Call<'_>, from: &Asking<'_>, person: &'static Person) -> Result<Answered, Failure> {
    let Application::Installable(application) = &from.application else {
        // The console's own registration counts as agreed to everywhere.
        return Ok((agreed(call, from, person), None));
    };
    let mut consent = consent::wanted(call, application, person)?;
    consent.person = None;
    if call.given.get("scope").is_none() {
        consent.scopes.clone_from(&application.permissions);
    }
    let answer = call.given.get("consent");
    if !is_administrator(person) {
        let failure = consent::needs_administrator();
        return match answer {
            Some(_) => Err(failure),
            None => Ok((page::approval(call, application, person, &failure), None)),
        };
    }
    match answer {
        Some("cancel") => Err(consent::declined()),
        Some("organization") => Ok((agreed(call, from, person), Some(consent))),
        _ => Ok((page::consent(application, person, &consent), None)),
    }
}

fn agreed(call: &Call<'_>, from: &Asking<'_>, person: &Person) -> Response {
    let tenant = person.home.tenant(call.seed);
    let mut pairs = vec![("admin_consent", "True"), ("tenant", tenant.as_str())];
    if let Some(scope) = call.given.get("scope") {
        pairs.push(("scope", scope));
    }
    from.back.with(&pairs)
}
