//! The answers that carry tokens.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;

use super::Call;
use super::claims::Asked;
use super::scope::Scopes;
use super::sealed::{Refresh, seal};
use super::token::REFRESH;
use crate::arm::{Response, Timestamp};
use crate::sandbox::bearer::Bearer;
use crate::sandbox::clients::Client;
use crate::sandbox::people::{Person, guid};
use crate::sandbox::token::{self, LIFETIME};

/// What is granted to somebody.
pub(super) struct Granting<'a> {
    pub(super) person: &'static Person,
    /// The application.
    pub(super) client: &'a str,
    pub(super) nonce: Option<&'a str>,
    /// The authentication contexts that the sign-in satisfied.
    pub(super) contexts: &'a [String],
    pub(super) asked: &'a Asked,
    /// When the person signed in, which ends the refresh token's life.
    pub(super) issued: Timestamp,
    pub(super) scope: &'a str,
}

pub(super) fn of_client(call: &Call<'_>, client: &Client, audience: &str) -> Response {
    let mut bearer = Bearer::client(call.seed, client);
    if audience.trim_end_matches('/') != call.names.graph {
        bearer.roles.clear();
    }
    let token = token::access(call.seed, call.wall, audience, bearer);
    let body = json!({
        "token_type": "Bearer",
        "expires_in": LIFETIME - 1,
        "ext_expires_in": LIFETIME - 1,
        "access_token": token,
    });
    Response::json(200, body)
}

pub(super) fn of_person(call: &Call<'_>, granting: &Granting<'_>, scopes: &Scopes) -> Response {
    let seed = call.seed;
    let bearer = Bearer {
        application: granting.client.to_owned(),
        permissions: scopes.permissions.clone(),
        contexts: granting.contexts.to_vec(),
        capable: granting.asked.capable,
        ..Bearer::person(seed, granting.person)
    };
    let mut body = json!({
        "token_type": "Bearer",
        "scope": scopes.granted,
        "expires_in": LIFETIME - 1,
        "ext_expires_in": LIFETIME - 1,
        "access_token": token::access(seed, call.wall, &scopes.audience, bearer),
    });
    if scopes.openid {
        body["id_token"] = json!(id_token(call, granting));
    }
    if scopes.offline {
        let refresh = Refresh {
            client: granting.client.to_owned(),
            person: granting.person.account().id.to_owned(),
            scope: granting.scope.to_owned(),
            contexts: granting.contexts.to_vec(),
            issued: granting.issued,
        };
        let left = (granting.issued + REFRESH).since(call.wall).as_secs();
        body["refresh_token"] = json!(seal(seed, &refresh));
        body["refresh_token_expires_in"] = json!(left.saturating_sub(1));
    }
    if call.given.get("client_info") == Some("1") {
        let account = granting.person.account();
        let home = account.home.tenant(seed);
        let info = json!({ "uid": account.object(seed), "utid": home });
        body["client_info"] = json!(URL_SAFE_NO_PAD.encode(info.to_string()));
    }
    Response::json(200, body)
}

/// Version 2, whatever the access token's version is.
fn id_token(call: &Call<'_>, granting: &Granting<'_>) -> String {
    let Granting { person, client, .. } = granting;
    let (seed, tenant) = (call.seed, person.home.tenant(call.seed));
    let now = call.wall.seconds();
    let name = person.account().user_principal_name();
    let audience = match call.is_foreign {
        true => guid(seed, "another application"),
        false => (*client).to_owned(),
    };
    let mut claims = json!({
        "ver": "2.0",
        "aud": audience,
        "iss": format!("{}/{tenant}/v2.0", call.names.login),
        "iat": now,
        "nbf": now,
        "exp": now + LIFETIME,
        "name": person.name,
        "preferred_username": name,
        "oid": person.object(seed),
        "sub": guid(seed, &format!("{client} knows {}", person.id)),
        "tid": tenant,
        "uti": call.guid("id token"),
    });
    if person.invited.is_some() {
        let home = person.account().home.tenant(seed);
        claims["idp"] = json!(format!("https://sts.windows.net/{home}/"));
    }
    if let Some(nonce) = granting.nonce {
        claims["nonce"] = json!(nonce);
    }
    if granting.asked.login_hint {
        claims["login_hint"] = json!(name);
    }
    token::sign(seed, &claims)
}
