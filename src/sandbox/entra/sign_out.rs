//! Signing out, and the way back afterwards.
//!
//! Source: entra-docs, `docs/identity-platform/v2-protocols-oidc.md`, "Send a sign-out request",
//! read 27 Nov 2026: the address has to be one of the application's redirect URIs.

use super::redirect::{Mode, Return};
use super::{Call, page, session};
use crate::arm::Response;

pub(super) fn answer(call: &Call<'_>) -> Response {
    let wanted = call.given.get("post_logout_redirect_uri");
    let registered = wanted.filter(|it| {
        call.registrations
            .iter()
            .any(|page| page.redirect_uris.iter().any(|uri| uri == it))
    });
    let answer = match (registered, call.given.get("state")) {
        (Some(uri), None) => Response::empty(302).header("location", uri),
        (Some(uri), state) => {
            let mode = Mode::Query;
            Return { uri, mode, state }.with(&[])
        }
        (None, _) => page::signed_out(),
    };
    session::forget(answer)
}
