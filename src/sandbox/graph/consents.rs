//! What was agreed to: that an application may be used in a directory, by whom and for what.
//!
//! Source: entra-docs, `docs/identity/enterprise-apps/user-admin-consent-overview.md`, and graph
//! docs, `resources/oauth2permissiongrant.md`, read 27 Nov 2026: with the first consent the
//! application's service principal comes into the directory.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::directory::{CONSENTS, all, application, installed, root};
use super::installing::install;
use crate::resources::simulated::{Document, World, text};

/// Something that was agreed to on one of Entra's pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// The directory.
    pub tenant: String,
    /// The application (client) ID.
    pub client: String,
    /// The user principal name of who agreed.
    pub by: String,
    /// The object ID of who agreed for themselves; none where it holds for everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// The permissions.
    pub scopes: Vec<String>,
}

/// What stands for Microsoft Graph in a directory.
pub(super) fn graph_in(tenant: &str) -> String {
    let about = format!("Microsoft Graph in {tenant}");
    uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_URL, about.as_bytes()).to_string()
}

/// The permissions that somebody or everybody has agreed to.
fn agreed<'a>(
    world: &'a dyn World,
    consent: &'a Consent,
    principal: &'a str,
) -> impl Iterator<Item = &'a Document> + 'a {
    all(world, CONSENTS, &consent.tenant).filter(move |it| {
        let person = it.text("/principalId");
        it.text("/clientId") == principal
            && (person.is_empty() || Some(person) == consent.person.as_deref())
    })
}

/// Whether nothing is left to agree to.
pub(in crate::sandbox) fn is_given(world: &dyn World, consent: &Consent) -> bool {
    let Some(principal) = installed(world, &consent.tenant, &consent.client) else {
        return false;
    };
    let agreed: Vec<&str> = agreed(world, consent, principal.id.name())
        .flat_map(|it| it.text("/scope").split_whitespace())
        .collect();
    consent
        .scopes
        .iter()
        .all(|it| agreed.contains(&it.as_str()))
}

/// Writes down what was agreed to, and installs the application where it is new.
pub(in crate::sandbox) fn give(world: &mut dyn World, consent: &Consent) {
    let Some(application) = application(world, &consent.client).cloned() else {
        return;
    };
    let there = installed(world, &consent.tenant, &consent.client).map(|it| it.body.clone());
    let shown = there.unwrap_or_else(|| install(world, &application, &consent.tenant));
    let principal = text(&shown, "/id").to_owned();
    let mut scopes = consent.scopes.clone();
    let same = all(&*world, CONSENTS, &consent.tenant).find(|it| {
        it.text("/clientId") == principal
            && it.body["principalId"].as_str() == consent.person.as_deref()
    });
    let id = if let Some(same) = same {
        scopes.extend(same.text("/scope").split_whitespace().map(str::to_owned));
        scopes.sort_unstable();
        scopes.dedup();
        same.id.name().to_owned()
    } else {
        world.guid(&format!("consent to {principal}"))
    };
    let place = root(&consent.tenant).child("oauth2PermissionGrants", &id);
    world.put(Document::new(
        place,
        body(consent, &id, &principal, &scopes),
    ));
}

fn body(consent: &Consent, id: &str, principal: &str, scopes: &[String]) -> Value {
    let kind = if consent.person.is_some() {
        "Principal"
    } else {
        "AllPrincipals"
    };
    json!({
        "id": id,
        "clientId": principal,
        "consentType": kind,
        "principalId": consent.person,
        "resourceId": graph_in(&consent.tenant),
        "scope": scopes.join(" "),
    })
}
