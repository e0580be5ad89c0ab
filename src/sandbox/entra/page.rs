//! The pages that people see: who signs in, why not, and that they are signed out. No script.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::Call;
use super::consent::is_administrator;
use super::failure::Failure;
use super::installable::Installable;
use crate::arm::{Body, Response};
use crate::sandbox::graph::Consent;
use crate::sandbox::people::Person;

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem;color:#1b1b1f;background:#f6f6f8}button{display:block;width:100%;font:inherit;text-align:left;margin:.5rem 0;padding:.75rem 1rem;border:1px solid #8a8a94;border-radius:6px;background:#fff;color:inherit}small{display:block;overflow-wrap:anywhere}";

fn page(status: u16, title: &str, content: &str) -> Response {
    let style = STANDARD.encode(hmac_sha256::Hash::hash(STYLE.as_bytes()));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; frame-ancestors 'none'"
    );
    let text = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title><style>{STYLE}</style></head><body><main><h1>{title}</h1>{content}</main></body></html>"
    );
    Response::new(status, Body::Text(text))
        .header("content-type", "text/html; charset=utf-8")
        .header("content-security-policy", policy)
        // Entra does not let its pages be framed, and neither does this.
        .header("x-frame-options", "DENY")
        .header("referrer-policy", "strict-origin-when-cross-origin")
}

/// Asks who signs in. The form goes to the address of the page itself.
pub(super) fn sign_in(people: &[&Person]) -> Response {
    let row = |it: &&Person| {
        format!(
            "<button name=\"person\" value=\"{}\">{}<small>{} · {}</small></button>",
            it.id,
            escape(it.name),
            escape(&it.user_principal_name()),
            escape(it.about)
        )
    };
    let rows: String = people.iter().map(row).collect();
    page(
        200,
        "Sign in to the sandbox",
        &format!(
            "<p>This is a simulated directory. Choose who you are; there is no password.</p><form method=\"post\">{rows}</form>"
        ),
    )
}

/// What the permissions mean to a person.
const MEANINGS: [(&str, &str); 6] = [
    ("openid", "Sign you in"),
    ("profile", "View your basic profile"),
    ("email", "View your email address"),
    (
        "offline_access",
        "Maintain access to data you have given it access to",
    ),
    ("User.Read", "Sign you in and read your profile"),
    (
        "user_impersonation",
        "Access Azure Service Management as you (preview)",
    ),
];

/// Who an application is, and that Microsoft does not know who publishes it.
fn about(application: &Installable) -> String {
    let publisher = match &application.publisher {
        Some(publisher) => escape(publisher),
        None => "unverified".to_owned(),
    };
    format!(
        "<p><strong>{}</strong> ({publisher})<small>{}</small></p>",
        escape(&application.name),
        escape(&application.client)
    )
}

fn buttons(person: &Person, rows: &[(&str, &str)]) -> String {
    let button = |(value, label): &(&str, &str)| {
        format!("<button name=\"consent\" value=\"{value}\">{label}</button>")
    };
    let rows: String = rows.iter().map(button).collect();
    format!(
        "<form method=\"post\"><input type=\"hidden\" name=\"person\" value=\"{}\">{rows}</form>",
        person.id
    )
}

/// Asks whether an application may be used, and installed where it is new.
pub(super) fn consent(application: &Installable, person: &Person, consent: &Consent) -> Response {
    let meaning = |it: &String| {
        let known = MEANINGS.iter().find(|(name, _)| name == it);
        let meaning = known.map_or(it.as_str(), |(_, meaning)| meaning);
        format!("<li>{}</li>", escape(meaning))
    };
    let scopes: String = consent.scopes.iter().map(meaning).collect();
    let mut rows = vec![("accept", "Accept")];
    if is_administrator(person) {
        rows.insert(0, ("organization", "Accept on behalf of your organization"));
    }
    if consent.person.is_none() {
        rows.truncate(1);
    }
    rows.push(("cancel", "Cancel"));
    let content = format!(
        "{}<p>This application is not published by Microsoft or your organization. It would like to:</p><ul>{scopes}</ul>{}",
        about(application),
        buttons(person, &rows)
    );
    page(200, "Permissions requested", &content)
}

/// Says that somebody else has to agree.
pub(super) fn approval(
    call: &Call<'_>,
    application: &Installable,
    person: &Person,
    failure: &Failure,
) -> Response {
    let content = format!(
        "{}<p>{} needs permission to access resources in your organization that only an admin can grant. Please ask an admin to grant permission to this app before you can use it.</p>{}<p><small>{}</small></p>",
        about(application),
        escape(&application.name),
        buttons(
            person,
            &[(
                "cancel",
                "Return to the application without granting consent"
            )]
        ),
        escape(&failure.described(call))
    );
    page(200, "Need admin approval", &content)
}

/// Says why nobody can sign in, where there is no safe way back to the application.
pub(super) fn refused(call: &Call<'_>, failure: &Failure) -> Response {
    let content = format!(
        "<p>We couldn\u{2019}t sign you in. Go back to the application, and give its developer what stands below.</p><p><small>{}</small></p>",
        escape(&failure.described(call))
    );
    page(
        400,
        "Sorry, but we\u{2019}re having trouble signing you in.",
        &content,
    )
}

pub(super) fn signed_out() -> Response {
    let content = "<p>It is a good idea to close all browser windows.</p>";
    page(200, "You signed out of your account", content)
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for it in text.chars() {
        match it {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(it),
        }
    }
    escaped
}
