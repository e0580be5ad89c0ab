//! Federated identity credentials of an application: who may act as it without a secret.

use serde_json::{Value, json};

use super::{get, post, text};
use crate::arm::{Cloud, Facts, Read, Reading, Request};

/// The most credentials an application has.
///
/// Source: Microsoft Learn, "Configure cross-tenant customer-managed keys", read 21 Aug 2026.
pub const LIMIT: usize = 20;

/// The audience of the tokens that are exchanged. That the clouds of governments have names of their
/// own is *assumed* to hold for this scenario as it does for others.
///
/// Source: microsoftgraph/microsoft-graph-docs-contrib,
/// `application-post-federatedidentitycredentials.md`, read 21 Aug 2026.
#[must_use]
pub fn audience(cloud: &Cloud) -> &'static str {
    match cloud.login.rsplit('.').next() {
        Some("us") => "api://AzureADTokenExchangeUSGov",
        Some("cn") => "api://AzureADTokenExchangeChina",
        _ => "api://AzureADTokenExchange",
    }
}

/// A federated identity credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// Its name, fixed once it exists.
    pub name: String,
    /// Who issues the tokens: the provider's own directory.
    pub issuer: String,
    /// Whose tokens: the object ID of a managed identity.
    pub subject: String,
}

/// Asks for the credentials of the application with this object ID.
#[must_use]
pub fn credentials_read(application: &str) -> Read {
    Read::list(get(&path(application)))
}

/// The credentials of an application.
#[must_use]
pub fn credentials(application: &str, facts: &Facts) -> Reading<Vec<Credential>> {
    facts.all(&credentials_read(application), parse)
}

/// The issuer of the tokens of a directory's managed identities.
///
/// Source: MicrosoftDocs/azure-docs, `includes/entra-msi-cross-tenant-cmk-create-identities-authorize-key-vault.md`,
/// read 21 Aug 2026.
#[must_use]
pub fn issuer(cloud: &Cloud, tenant: &str) -> String {
    format!("{}/{tenant}/v2.0", cloud.login)
}

/// Lets a managed identity act as an application.
#[must_use]
pub fn add(application: &str, credential: &Credential, about: &str, cloud: &Cloud) -> Request {
    let mut body = json!({
        "name": credential.name,
        "issuer": credential.issuer,
        "subject": credential.subject,
        "audiences": [audience(cloud)],
    });
    if !about.is_empty() {
        body["description"] = json!(about);
    }
    // Issuer and subject are unique: a second one of the kind is refused.
    post(&path(application), body).repeatable()
}

/// The credential that lets an identity act as the application.
#[must_use]
pub fn of_identity<'a>(
    all: &'a [Credential],
    issuer: &str,
    principal: &str,
) -> Option<&'a Credential> {
    let same = |one: &str, other: &str| {
        one.trim_end_matches('/')
            .eq_ignore_ascii_case(other.trim_end_matches('/'))
    };
    all.iter()
        .find(|it| same(&it.issuer, issuer) && same(&it.subject, principal))
}

fn path(application: &str) -> String {
    format!("/applications/{application}/federatedIdentityCredentials")
}

fn parse(value: &Value) -> Option<Credential> {
    let needed = |at| Some(text(value, at)).filter(|it| !it.is_empty());
    Some(Credential {
        name: needed("/name")?,
        issuer: needed("/issuer")?,
        subject: needed("/subject")?,
    })
}
