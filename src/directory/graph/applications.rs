//! Applications, as their own directory registers them.

use serde_json::{Value, json};

use super::{get, patch, post, text};
use crate::arm::{Facts, Read, Reading, Request};

/// `signInAudience` of an application that any directory may install.
pub const MULTI_TENANT: &str = "AzureADMultipleOrgs";

/// An application in its own directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    /// Its object ID, by which Graph addresses it.
    pub id: String,
    /// Its application (client) ID, the same in every directory.
    pub app_id: String,
    /// What people call it.
    pub name: String,
    /// Who may sign in to it.
    pub audience: String,
    /// Where people come back to after signing in or consenting; the first of its addresses.
    pub return_page: String,
    /// The verified publisher; none for most.
    pub publisher: Option<String>,
}

/// Asks for the applications of the directory.
#[must_use]
pub fn applications_read() -> Read {
    Read::list(get("/applications"))
}

/// The applications of the directory, in order of their names.
#[must_use]
pub fn applications(facts: &Facts) -> Reading<Vec<Application>> {
    facts.all(&applications_read(), parse).map(|mut rows| {
        rows.sort_by_key(|it| it.name.to_lowercase());
        rows
    })
}

/// Asks for the application with this application ID.
#[must_use]
pub fn application_read(app_id: &str) -> Read {
    Read::list(get("/applications").query("$filter", &format!("appId eq '{app_id}'")))
}

/// The application with this application ID; missing where the directory has none.
#[must_use]
pub fn application(app_id: &str, facts: &Facts) -> Reading<Application> {
    first(facts.all(&application_read(app_id), parse))
}

/// Asks for the applications with this name; names need not be unique.
#[must_use]
pub fn named_read(name: &str) -> Read {
    let name = name.replace('\'', "''");
    Read::list(get("/applications").query("$filter", &format!("displayName eq '{name}'")))
}

/// Registers an application that any directory may install. The audience is always said: without
/// it Graph takes a broader one.
#[must_use]
pub fn register(name: &str, return_page: &str) -> Request {
    let mut body = json!({ "displayName": name, "signInAudience": MULTI_TENANT });
    if !return_page.is_empty() {
        body["web"] = json!({ "redirectUris": [return_page] });
    }
    post("/applications", body)
}

/// Lets other directories install an application that is there.
#[must_use]
pub fn let_others_in(id: &str) -> Request {
    let body = json!({ "signInAudience": MULTI_TENANT });
    patch(&format!("/applications/{id}"), body)
}

impl Application {
    /// Whether other directories may install it.
    #[must_use]
    pub fn is_multi_tenant(&self) -> bool {
        self.audience == MULTI_TENANT || self.audience == "AzureADandPersonalMicrosoftAccount"
    }
}

/// The one entry of a list that was filtered by something unique.
pub(super) fn first<T>(rows: Reading<Vec<T>>) -> Reading<T> {
    match rows {
        Reading::Found(rows) => rows
            .into_iter()
            .next()
            .map_or(Reading::Missing, Reading::Found),
        Reading::NotRead => Reading::NotRead,
        Reading::Missing => Reading::Missing,
        Reading::Failed(failure) => Reading::Failed(failure),
    }
}

fn parse(value: &Value) -> Option<Application> {
    let needed = |at| Some(text(value, at)).filter(|it| !it.is_empty());
    let pages = ["/web/redirectUris/0", "/spa/redirectUris/0"].map(|it| text(value, it));
    let page = pages.into_iter().find(|it| !it.is_empty());
    Some(Application {
        id: needed("/id")?,
        app_id: needed("/appId")?,
        name: text(value, "/displayName"),
        audience: text(value, "/signInAudience"),
        return_page: page.unwrap_or_default(),
        publisher: needed("/verifiedPublisher/displayName"),
    })
}
