//! The first question of Microsoft Graph: whose token it is, and whether it is meant for Graph.
//!
//! Sentences: microsoftgraph/microsoft-graph-docs#16208 (audience),
//! microsoftgraph/msgraph-training-dotnet#31 (what is no token),
//! microsoftgraph/microsoft-graph-explorer#172 (expired), read 27 Nov 2026. Those for a missing
//! token, a foreign signature and a foreign issuer are assumed.

use crate::arm::{Cloud, Timestamp};
use crate::resources::simulated::{Caller, Refusal};
use crate::sandbox::bearer;
use crate::sandbox::people::Directory;
use crate::sandbox::seed::Seed;
use crate::sandbox::token::{self, Broken};

/// Microsoft Graph itself, as an application.
pub(super) const GRAPH: &str = "00000003-0000-0000-c000-000000000000";

/// Reads the `Authorization` header of a request to Microsoft Graph. Which directory is asked
/// follows from the token alone.
///
/// # Errors
/// 401 in Graph's words.
pub(in crate::sandbox) fn caller(
    seed: Seed,
    wall: Timestamp,
    names: &Cloud,
    authorization: Option<&str>,
) -> Result<Caller, Refusal> {
    let refused = |message: &str| refused(names, message);
    let token = authorization.and_then(bearer::bearer);
    let token = token.filter(|it| !it.is_empty());
    let token = token.ok_or_else(|| refused("Access token is empty."))?;
    let claims = token::read(seed, token).map_err(|broken| match broken {
        Broken::Malformed => refused("CompactToken parsing failed with error code: 80049217"),
        Broken::Signature => refused("Access token validation failure. Invalid signature."),
    })?;
    if claims.exp <= wall.seconds() {
        return Err(expired(names));
    }
    if claims.nbf > wall.seconds() + 300 {
        return Err(refused(
            "Lifetime validation failed, the token is not yet valid.",
        ));
    }
    if claims.aud.trim_end_matches('/') != names.graph && claims.aud != GRAPH {
        return Err(refused(
            "Access token validation failure. Invalid audience.",
        ));
    }
    let is_known = Directory::of_tenant(seed, &claims.tid).is_some();
    if !is_known || claims.iss != token::issuer(&claims.tid) {
        return Err(refused("Access token validation failure. Invalid issuer."));
    }
    Ok(claims.into_caller())
}

/// The refusal of a token whose hour is over.
pub(in crate::sandbox) fn expired(names: &Cloud) -> Refusal {
    refused(names, "Lifetime validation failed, the token is expired.")
}

fn refused(names: &Cloud, message: &str) -> Refusal {
    let challenge = format!(
        "Bearer realm=\"\", authorization_uri=\"{}/common/oauth2/authorize\", client_id=\"{GRAPH}\"",
        names.login
    );
    Refusal::new(401, "InvalidAuthenticationToken", message).header("WWW-Authenticate", challenge)
}
