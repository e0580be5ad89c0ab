//! Applications that were registered through Microsoft Graph, as Entra's pages know them.

use super::Call;
use super::failure::{self, Failure};
use crate::resources::simulated::{Document, text};
use crate::sandbox::graph::{directory, redirect_uris};
use crate::sandbox::people::Directory;

/// An application of a directory, and perhaps installed in others.
pub(super) struct Installable {
    pub(super) client: String,
    pub(super) name: String,
    /// The directory that it belongs to.
    pub(super) home: String,
    /// Who published it, where Microsoft knows that.
    pub(super) publisher: Option<String>,
    pub(super) redirect_uris: Vec<String>,
    /// What it is registered for at Microsoft Graph.
    pub(super) permissions: Vec<String>,
}

/// The permissions of Microsoft Graph by their IDs.
///
/// Source: graph docs, `concepts/permissions-reference.md`, read 21 Aug 2026.
const PERMISSIONS: [(&str, &str); 3] = [
    ("e1fe6dd8-ba31-4d61-89e7-88639da4683d", "User.Read"),
    (
        "c79f8feb-a9db-4090-85f9-90d820caa0eb",
        "Application.Read.All",
    ),
    (
        "bdfbf15f-ee85-4955-8675-146e8e5296b5",
        "Application.ReadWrite.All",
    ),
];

impl Installable {
    /// The application of an ID, where a directory may use it; where any may sign in, it has to be
    /// one for all directories.
    pub(super) fn find(
        call: &Call<'_>,
        id: &str,
        directory: Option<Directory>,
    ) -> Result<Self, Failure> {
        let missing = || failure::no_application(id, directory);
        let found = directory::application(call.world, id);
        let found = found.filter(|it| directory::is_known(call.world, it));
        let document = found.ok_or_else(missing)?;
        let application = Self::of(document);
        if directory::is_multi_tenant(document) {
            return Ok(application);
        }
        match directory.map(|it| it.tenant(call.seed)) {
            None => Err(failure::single_tenant(
                &application.client,
                &application.name,
            )),
            Some(tenant) if tenant == application.home => Ok(application),
            Some(_) => Err(missing()),
        }
    }

    fn of(document: &Document) -> Self {
        let body = &document.body;
        let publisher = text(body, "/verifiedPublisher/displayName");
        let access = body["requiredResourceAccess"].as_array();
        let asked = access.into_iter().flatten();
        let asked = asked
            .filter_map(|it| it["resourceAccess"].as_array())
            .flatten();
        let named = |id: &str| {
            let known = PERMISSIONS
                .iter()
                .find(|(it, _)| it.eq_ignore_ascii_case(id));
            known.map_or(id, |(_, name)| name).to_owned()
        };
        Self {
            client: document.text("/appId").to_owned(),
            name: document.text("/displayName").to_owned(),
            home: directory::tenant_of(&document.id).to_owned(),
            publisher: (!publisher.is_empty()).then(|| publisher.to_owned()),
            redirect_uris: redirect_uris(body).into_iter().map(str::to_owned).collect(),
            permissions: asked.map(|it| named(text(it, "/id"))).collect(),
        }
    }
}
