//! The pages that people see: who signs in, why not, and that they are signed out. No script.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::Call;
use super::failure::Failure;
use crate::arm::{Body, Response};
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
