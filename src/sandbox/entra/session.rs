//! The cookie that remembers who has signed in with this browser.

use super::Call;
use super::sealed::{Session, open, seal};
use crate::arm::Response;
use crate::sandbox::people::{Directory, Person};

/// Entra's own is called `ESTSAUTH`; this one says whose it is.
const NAME: &str = "sandbox-sign-in";

/// Somebody who has signed in before.
pub(super) struct SignedIn {
    pub(super) person: &'static Person,
    /// Authentication contexts that were satisfied then.
    pub(super) contexts: Vec<String>,
}

impl SignedIn {
    /// The same one as a directory knows them; as a member where none is named.
    pub(super) fn within(self, directory: Option<Directory>) -> Self {
        let person = directory.and_then(|it| self.person.within(it));
        Self {
            person: person.unwrap_or(self.person),
            ..self
        }
    }
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
        person: signed_in.person.account().id.to_owned(),
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
