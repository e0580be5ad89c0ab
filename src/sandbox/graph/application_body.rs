//! What an application says of itself: what a body may hold, and what a client reads.
//!
//! Source: graph docs, `api-reference/v1.0/resources/application.md`, read 21 Aug 2026.

use serde_json::{Value, json};

use super::refusals::{bad, fixed, invalid, required, unknown};
use crate::resources::simulated::{Refusal, merge, text};

const APPLICATION: &str = "Application";

/// Whom an application is for.
const AUDIENCES: [&str; 4] = [
    "AzureADMyOrg",
    "AzureADMultipleOrgs",
    "AzureADandPersonalMicrosoftAccount",
    "PersonalMicrosoftAccount",
];

/// What a client may write, with what stands there at first.
fn writable() -> Value {
    json!({
        "displayName": null,
        "description": null,
        "notes": null,
        "signInAudience": "AzureADandPersonalMicrosoftAccount",
        "identifierUris": [],
        "isFallbackPublicClient": null,
        "requiredResourceAccess": [],
        "tags": [],
        "keyCredentials": [],
        "passwordCredentials": [],
        "web": {
            "homePageUrl": null,
            "logoutUrl": null,
            "redirectUris": [],
            "implicitGrantSettings": {
                "enableAccessTokenIssuance": false,
                "enableIdTokenIssuance": false,
            },
        },
        "spa": { "redirectUris": [] },
        "publicClient": { "redirectUris": [] },
    })
}

/// What only the directory writes.
const READ_ONLY: [&str; 6] = [
    "id",
    "appId",
    "createdDateTime",
    "publisherDomain",
    "verifiedPublisher",
    "deletedDateTime",
];

/// Secrets and certificates, of which the sandbox keeps none.
const SECRETS: [&str; 2] = ["passwordCredentials", "keyCredentials"];

/// What a new application says, without what the directory adds.
pub(super) fn new(asked: &Value) -> Result<Value, Refusal> {
    let mut body = writable();
    change(&mut body, asked)?;
    if text(&body, "/displayName").is_empty() {
        return Err(required("displayName", APPLICATION));
    }
    Ok(body)
}

/// Takes over what a body asks for.
pub(super) fn change(body: &mut Value, asked: &Value) -> Result<(), Refusal> {
    let members = asked.as_object();
    let members = members.ok_or_else(|| bad("A JSON object is expected."))?;
    let known = writable();
    for (name, value) in members {
        if name.starts_with("@odata") {
            continue;
        }
        if READ_ONLY.contains(&name.as_str()) {
            return Err(fixed(name, APPLICATION));
        }
        if SECRETS.contains(&name.as_str()) && value.as_array().is_none_or(|it| !it.is_empty()) {
            return Err(Refusal::not_simulated("secrets and certificates"));
        }
        let Some(usual) = known.get(name) else {
            return Err(unknown(name));
        };
        check(name, value, usual)?;
        merge(&mut body[name], value);
    }
    Ok(())
}

fn check(name: &str, value: &Value, usual: &Value) -> Result<(), Refusal> {
    let fits = match usual {
        Value::Array(_) => value.is_array(),
        Value::Object(_) => value.is_object(),
        _ => !value.is_array() && !value.is_object(),
    };
    let said = value.as_str().unwrap_or_default();
    let is_known = match name {
        "displayName" => (1..=256).contains(&said.chars().count()),
        "signInAudience" => AUDIENCES.contains(&said),
        _ => true,
    };
    if fits && is_known && has_good_redirects(value) {
        return Ok(());
    }
    Err(invalid(name, APPLICATION))
}

/// Entra sends people only to addresses that are encrypted, or on their own machine.
///
/// Source: entra-docs, `docs/identity-platform/reply-url.md`, read 27 Nov 2026.
fn has_good_redirects(platform: &Value) -> bool {
    let uris = platform.get("redirectUris").and_then(Value::as_array);
    let good = |uri: &Value| {
        let uri = uri.as_str().unwrap_or_default();
        let is_local = ["http://localhost", "http://127.0.0.1"]
            .iter()
            .any(|it| uri.starts_with(it));
        (uri.starts_with("https://") || is_local) && !uri.contains(['#', '*', ' '])
    };
    uris.is_none_or(|it| it.iter().all(good))
}

/// Nobody has proved to Microsoft who publishes it: that cannot be done by a request.
pub(super) fn unverified() -> Value {
    json!({ "displayName": null, "verifiedPublisherId": null, "addedDateTime": null })
}

/// Where an application lets Entra send people back to, on every platform.
pub(in crate::sandbox) fn redirect_uris(application: &Value) -> Vec<&str> {
    ["web", "spa", "publicClient"]
        .into_iter()
        .filter_map(|it| application[it]["redirectUris"].as_array())
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}
