//! Who may install an application, and the pages on which people do.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::{get, text};
use crate::arm::{Cloud, Facts, Read, Reading};

/// The directory roles that install applications, with the IDs of their templates.
///
/// Source: microsoftgraph/microsoft-graph-docs-contrib, `serviceprincipal-upsert.md`, and Microsoft
/// Learn, "Configure cross-tenant customer-managed keys", read 21 Aug 2026.
pub const INSTALLERS: [(&str, &str); 3] = [
    (
        "Application Administrator",
        "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
    ),
    (
        "Cloud Application Administrator",
        "158c047a-c907-4556-b7ef-446551a6b5f7",
    ),
    (
        "Global Administrator",
        "62e90394-69f5-4237-9190-012177145e10",
    ),
];

/// Asks for the directory roles of the person.
#[must_use]
pub fn roles_read() -> Read {
    let selected = "id,displayName,roleTemplateId";
    Read::list(get("/me/transitiveMemberOf").query("$select", selected))
}

/// The template IDs of the directory roles that the person holds now; eligible ones do not count
/// before they are activated. Where Graph shows a role without saying which, nothing is known.
///
/// Source: microsoftgraph/microsoft-graph-docs-contrib, `concepts/permissions-overview.md` (limited
/// information), read 21 Aug 2026.
#[must_use]
pub fn roles(facts: &Facts) -> Reading<Vec<String>> {
    let is_role = |value: &Value| text(value, "/@odata.type").ends_with("directoryRole");
    let role = |value: &Value| match text(value, "/roleTemplateId").to_ascii_lowercase() {
        id if id.is_empty() && is_role(value) => None,
        id => Some(id),
    };
    facts.all(&roles_read(), role)
}

/// Who may install an application where people may not do so themselves.
#[must_use]
pub fn who_may_install() -> String {
    let [one, two, three] = INSTALLERS.map(|it| it.0);
    format!("{one}, {two} or {three}")
}

/// Where somebody signs in to an application, which installs it where people may consent.
///
/// Source: entra-docs, `identity-platform/v2-oauth2-auth-code-flow.md`, read 23 Nov 2026.
#[must_use]
pub fn sign_in(cloud: &Cloud, tenant: &str, app_id: &str, return_page: &str) -> String {
    format!(
        "{}/{tenant}/oauth2/v2.0/authorize?client_id={app_id}&response_type=code&scope=openid&redirect_uri={}&state=installed",
        cloud.login,
        escaped(return_page)
    )
}

/// Where an administrator consents for the whole directory, which installs the application.
///
/// Source: entra-docs, `identity-platform/v2-admin-consent.md`, read 21 Aug 2026.
#[must_use]
pub fn admin_consent(cloud: &Cloud, tenant: &str, app_id: &str, return_page: &str) -> String {
    format!(
        "{}/{tenant}/v2.0/adminconsent?client_id={app_id}&scope={}&redirect_uri={}&state=installed",
        cloud.login,
        escaped(&format!("{}/.default", cloud.graph)),
        escaped(return_page)
    )
}

fn escaped(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}
