//! Service principals: an application as one directory knows it.

use serde_json::{Value, json};

use super::applications::first;
use super::{get, post, text};
use crate::arm::{Facts, Read, Reading, Request};

/// An application that is installed in a directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installed {
    /// Its object ID in this directory: what a grant names.
    pub id: String,
    /// What it calls itself.
    pub name: String,
    /// The directory that registered it; the one thing that tells a namesake apart.
    pub owner: String,
    /// Whether this directory lets it act.
    pub enabled: bool,
    /// The verified publisher; none for most.
    pub publisher: Option<String>,
}

/// Asks whether an application is installed in the directory.
#[must_use]
pub fn installed_read(app_id: &str) -> Read {
    Read::list(get("/servicePrincipals").query("$filter", &format!("appId eq '{app_id}'")))
}

/// An application as the directory knows it; missing where it is not installed.
#[must_use]
pub fn installed(app_id: &str, facts: &Facts) -> Reading<Installed> {
    first(facts.all(&installed_read(app_id), parse))
}

/// Installs an application; whoever does so may do so twice.
#[must_use]
pub fn install(app_id: &str) -> Request {
    post("/servicePrincipals", json!({ "appId": app_id })).repeatable()
}

fn parse(value: &Value) -> Option<Installed> {
    let needed = |at| Some(text(value, at)).filter(|it| !it.is_empty());
    Some(Installed {
        id: needed("/id")?,
        name: text(value, "/displayName"),
        owner: text(value, "/appOwnerOrganizationId"),
        enabled: value.get("accountEnabled").and_then(Value::as_bool) != Some(false),
        publisher: needed("/verifiedPublisher/displayName"),
    })
}
