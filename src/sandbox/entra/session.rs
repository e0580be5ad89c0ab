//! The cookie that remembers who has signed in with this browser.

use super::Call;
use super::sealed::{Session, open, seal};
use crate::arm::Response;
use crate::sandbox::people::Person;

/// Entra's own is called `ESTSAUTH`; this one says whose it is.
const NAME: &str = "sandbox-sign-in";

/// Somebody who has signed in before.
pub(super) struct SignedIn {
    pub(super) person: &'static Person,
    /// Authentication contexts that were satisfied then.
    pub(super) contexts: Vec<String>,
}

pub(super) fn read(call: &Call<'_>) -> Option<SignedIn> {
    let cookies = call.header("cookie")?;
    let value = cookies
        .split(';')
        .filter_map(|it| it.trim().split_once('='))
        .find(|(name, _)| *name == NAME)?
        .1;
    let Session { person, contexts } = open(call.seed, value)?;
    let person = Person::named(&person)?;
    Some(SignedIn { person, contexts })
}

pub(super) fn remember(call: &Call<'_>, answer: Response, signed_in: &SignedIn) -> Response {
    let session = Session {
        person: signed_in.person.id.to_owned(),
        contexts: signed_in.contexts.clone(),
    };
    let value = seal(call.seed, &session);
    answer.header(
        "set-cookie",
        format!("{NAME}={value}; Path=/; Secure; HttpOnly; SameSite=None"),
    )
}

pub(super) fn forget(answer: Response) -> Response {
    answer.header(
        "set-cookie",
        format!("{NAME}=; Path=/; Secure; HttpOnly; SameSite=None; Max-Age=0"),
    )
}
