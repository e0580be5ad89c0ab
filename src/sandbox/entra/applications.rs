//! The applications that people sign in with.

use serde::{Deserialize, Serialize};

use super::Call;
use super::failure::{self, Failure};
use super::installable::Installable;
use crate::arm::origin::Origin;
use crate::sandbox::Sandbox;
use crate::sandbox::clients::Client;
use crate::sandbox::people::Directory;

/// A single-page application, registered in every directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Registration {
    /// The application (client) ID.
    pub client: String,
    /// Where Entra may send people back to, compared letter by letter.
    pub redirect_uris: Vec<String>,
}

impl Sandbox {
    /// Registers a single-page application, or one more redirect URI of it. It belongs to what
    /// the sandbox begins with, so it outlives a reset.
    pub fn register_spa(&mut self, client: &str, redirect_uri: &str) {
        let registrations = &mut self.journal.registrations;
        let there = registrations
            .iter_mut()
            .find(|it| it.client.eq_ignore_ascii_case(client));
        match there {
            Some(there) if there.redirect_uris.iter().any(|it| it == redirect_uri) => {}
            Some(there) => there.redirect_uris.push(redirect_uri.to_owned()),
            None => registrations.push(Registration {
                client: client.to_owned(),
                redirect_uris: vec![redirect_uri.to_owned()],
            }),
        }
    }
}

impl Registration {
    /// Whether pages of an origin may redeem this application's codes.
    pub(super) fn has_origin(&self, origin: &str) -> bool {
        self.redirect_uris.iter().any(|it| is_of(it, origin))
    }
}

/// Whether a redirect URI lies in an origin as browsers write it. `http://localhost` may be
/// registered, so this is no question for [`Origin`].
fn is_of(redirect_uri: &str, origin: &str) -> bool {
    if let Ok(of) = Origin::of(redirect_uri) {
        return of.as_str() == origin;
    }
    let local = ["http://localhost", "http://127.0.0.1"];
    let rest = redirect_uri.strip_prefix(origin);
    local.iter().any(|it| origin.starts_with(it))
        && rest.is_some_and(|it| it.is_empty() || it.starts_with(['/', '?']))
}

/// An application by its ID.
pub(super) enum Application<'a> {
    /// A single-page application.
    Page(&'a Registration),
    /// An application with a secret.
    Client(&'static Client),
    /// An application that was registered through Microsoft Graph.
    Installable(Box<Installable>),
}

impl Call<'_> {
    /// The application that the request names.
    pub(super) fn application(
        &self,
        directory: Option<Directory>,
    ) -> Result<Application<'_>, Failure> {
        let id = self.given.get("client_id");
        let id = id.ok_or_else(|| failure::missing("client_id"))?;
        let page = self
            .registrations
            .iter()
            .find(|it| it.client.eq_ignore_ascii_case(id));
        if let Some(page) = page {
            return Ok(Application::Page(page));
        }
        let client = Client::of_application(self.seed, id)
            .filter(|it| directory.is_none_or(|home| it.home == home));
        if let Some(client) = client {
            return Ok(Application::Client(client));
        }
        let found = Installable::find(self, id, directory)?;
        Ok(Application::Installable(Box::new(found)))
    }

    /// Whether the page that sent this belongs to a registered application.
    pub(super) fn is_from_registered_page(&self) -> bool {
        let origin = self.header("origin").unwrap_or_default();
        self.registrations.iter().any(|it| it.has_origin(origin))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_uri_has_one_origin() {
        let rows = [
            ("https://a.example/x", "https://a.example", true),
            ("https://a.example:443/x", "https://a.example", true),
            ("https://a.example:8443/x", "https://a.example", false),
            ("https://a.example.evil/x", "https://a.example", false),
            ("http://localhost:8080/x", "http://localhost:8080", true),
            ("http://localhost:80801/x", "http://localhost:8080", false),
            ("http://a.example/x", "http://a.example", false),
        ];
        for (uri, origin, expected) in rows {
            assert_eq!(is_of(uri, origin), expected, "{uri} of {origin}");
        }
    }
}
