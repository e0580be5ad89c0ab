//! `/oauth2/v2.0/authorize`: who signs in, and the code their application gets.

use std::time::Duration;

use super::applications::Application;
use super::claims::{self, Asked};
use super::failure::{self, Failure};
use super::redirect::{Mode, Return};
use super::sealed::{Challenge, Code, Method, seal};
use super::session::{self, SignedIn};
use super::{Call, consent, page, scope};
use crate::arm::Response;
use crate::resources::simulated::Refusal;
use crate::sandbox::graph::Consent;
use crate::sandbox::people::{Directory, PEOPLE, Person};

/// How long a code is good: "about 10 minutes", says the page on the authorization code flow.
const CODE: Duration = Duration::from_secs(600);

/// The application that asks. Until this is known every error is a page: without a registered
/// redirect URI there is nobody to send it to.
pub(super) struct Asking<'a> {
    pub(super) application: Application<'a>,
    client: &'a str,
    directory: Option<Directory>,
    pub(super) back: Return<'a>,
    pub(super) prompt: &'a str,
}

/// An answer, and what was agreed to on the way.
pub(super) type Answered = (Response, Option<Consent>);

pub(super) fn answer(call: &Call<'_>) -> Result<Answered, Refusal> {
    if call.given.get("response_mode") == Some("form_post") {
        return Err(Refusal::not_simulated("response_mode=form_post"));
    }
    let from = match from(call) {
        Ok(from) => from,
        Err(failure) => return Ok((page::refused(call, &failure), None)),
    };
    let answer = decide(call, &from);
    Ok(answer.unwrap_or_else(|failure| (from.back.failed(call, &failure), None)))
}

pub(super) fn from<'a>(call: &'a Call<'_>) -> Result<Asking<'a>, Failure> {
    let directory = call.directory()?;
    let uri = call.given.get("redirect_uri").unwrap_or_default();
    let client = call.given.get("client_id").unwrap_or_default();
    let application = call.application(directory)?;
    let registered = match &application {
        Application::Page(page) => page.redirect_uris.iter().any(|it| it == uri),
        Application::Client(_) => false,
        Application::Installable(it) => it.redirect_uris.iter().any(|it| it == uri),
    };
    if !registered {
        return Err(failure::no_redirect_uri(uri, client));
    }
    let mode = match call.given.get("response_mode") {
        Some("fragment") => Mode::Fragment,
        _ => Mode::Query,
    };
    let state = call.given.get("state");
    let back = Return { uri, mode, state };
    Ok(Asking {
        application,
        client,
        directory,
        back,
        prompt: call.given.get("prompt").unwrap_or_default(),
    })
}

fn decide(call: &Call<'_>, from: &Asking<'_>) -> Result<Answered, Failure> {
    let kind = call.given.get("response_type");
    let kind = kind.ok_or_else(|| failure::missing("response_type"))?;
    if kind != "code" {
        let message = format!("response_type '{kind}' is not enabled for the application.");
        return Err(Failure::new("unsupported_response_type", 700_051, message));
    }
    let scope = call.given.get("scope");
    scope::delegated(call, scope.ok_or_else(|| failure::missing("scope"))?)?;
    let asked = claims::read(call.given.get("claims"))?;
    let prompt = from.prompt;
    if !["", "none", "login", "select_account", "consent"].contains(&prompt) {
        let message = format!("Unsupported 'prompt' value '{prompt}'.");
        return Err(Failure::new("invalid_request", 90_023, message));
    }
    if let Some(chosen) = chosen(call, from)? {
        let signed_in = SignedIn {
            person: chosen,
            contexts: asked.contexts,
        };
        let (answer, agreed) = enter(call, from, &signed_in)?;
        return Ok((session::remember(call, answer, &signed_in), agreed));
    }
    let known = session::read(call)
        .filter(|it| fits(call, from, it.person))
        .map(|it| it.within(from.directory));
    match (prompt, known) {
        ("none", known) => silent(call, from, &asked, known),
        ("", Some(known)) if satisfies(&known, &asked) => enter(call, from, &known),
        _ => Ok((page::sign_in(&people(call, from)), None)),
    }
}

/// What a signed-in person gets. The console's own registration counts as agreed to everywhere.
fn enter(call: &Call<'_>, from: &Asking<'_>, signed_in: &SignedIn) -> Result<Answered, Failure> {
    match &from.application {
        Application::Installable(application) => {
            consent::enter(call, from, (application, signed_in), || {
                code(call, from, signed_in)
            })
        }
        Application::Page(_) | Application::Client(_) => Ok((code(call, from, signed_in), None)),
    }
}

/// The person that the sign-in page sent, as the directory knows them.
pub(super) fn chosen(
    call: &Call<'_>,
    from: &Asking<'_>,
) -> Result<Option<&'static Person>, Failure> {
    let posted = call.request.method.eq_ignore_ascii_case("post");
    let Some(person) = call.given.get("person").filter(|_| posted) else {
        return Ok(None);
    };
    let Some(person) = Person::named(person) else {
        return Ok(None);
    };
    let Some(directory) = from.directory else {
        return Ok(Some(person));
    };
    let within = person.within(directory);
    within
        .map(Some)
        .ok_or_else(|| failure::stranger(call, person, directory))
}

fn satisfies(known: &SignedIn, asked: &Asked) -> bool {
    asked.contexts.iter().all(|it| known.contexts.contains(it))
}

/// Without a page, only what the session holds can be had.
fn silent(
    call: &Call<'_>,
    from: &Asking<'_>,
    asked: &Asked,
    known: Option<SignedIn>,
) -> Result<Answered, Failure> {
    let Some(known) = known else {
        let message = "A silent sign-in request was sent but no user is signed in.";
        return Err(Failure::new("login_required", 50_058, message));
    };
    if !satisfies(&known, asked) {
        let claims = call.given.get("claims").unwrap_or_default();
        return Err(failure::second_factor(claims));
    }
    enter(call, from, &known)
}

/// Whether a person may be meant: by the directory, and by what the application hints at.
pub(super) fn fits(call: &Call<'_>, from: &Asking<'_>, person: &Person) -> bool {
    let domain = call.given.get("domain_hint");
    let domain = domain.filter(|it| it.contains('.'));
    let name = call.given.get("login_hint");
    from.directory.is_none_or(|it| person.within(it).is_some())
        && domain.is_none_or(|it| it.eq_ignore_ascii_case(person.home.domain()))
        && name.is_none_or(|it| it.eq_ignore_ascii_case(&person.user_principal_name()))
}

/// Who is offered: whoever fits, or everybody of the directory where the hints name nobody.
pub(super) fn people(call: &Call<'_>, from: &Asking<'_>) -> Vec<&'static Person> {
    let all = || {
        let accounts = PEOPLE.iter().filter(|it| it.invited.is_none());
        accounts.filter(|it| from.directory.is_none_or(|at| it.within(at).is_some()))
    };
    let hinted: Vec<_> = all().filter(|it| fits(call, from, it)).collect();
    // Choosing an account means seeing more than the hinted one.
    if hinted.is_empty() || call.given.get("prompt") == Some("select_account") {
        return all().collect();
    }
    hinted
}

fn code(call: &Call<'_>, from: &Asking<'_>, signed_in: &SignedIn) -> Response {
    let challenge = call.given.get("code_challenge").map(|it| Challenge {
        text: it.to_owned(),
        method: match call.given.get("code_challenge_method") {
            Some("S256") => Method::S256,
            _ => Method::Plain,
        },
    });
    let code = Code {
        id: call.guid("code"),
        client: from.client.to_owned(),
        redirect_uri: from.back.uri.to_owned(),
        tenant: signed_in.person.home,
        person: signed_in.person.id.to_owned(),
        scope: call.given.get("scope").unwrap_or_default().to_owned(),
        nonce: call.given.get("nonce").map(str::to_owned),
        challenge,
        contexts: signed_in.contexts.clone(),
        until: call.wall + CODE,
    };
    let code = seal(call.seed, &code);
    let session = call.guid("session");
    from.back
        .with(&[("code", &code), ("session_state", &session)])
}
