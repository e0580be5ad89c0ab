//! Access tokens: real JSON Web Tokens, signed with the sandbox's own key.
//!
//! The key follows from the seed. It protects nothing, and what it signs opens nothing but this
//! simulation; it is here so that a client that mixes up tokens is told so, as Azure tells it.
//! Azure signs with RS256. The sandbox signs with HS256 and publishes no key: of the clients that
//! were tried, MSAL, the Azure CLI and the Azure SDKs, none checks a signature.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac_sha256::HMAC;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::bearer::Bearer;
use super::people::{Directory, Person, guid};
use super::seed::Seed;
use crate::arm::{Cloud, Timestamp};

/// How long a token is good, in seconds.
pub const LIFETIME: i64 = 3600;

/// What the console is registered for at Microsoft Graph: what `docs/sign-in.md` lists.
pub(super) const CONSOLE_AT_GRAPH: &str = "Application.ReadWrite.All User.Read";

/// The authentication context that the fault `claims-challenge` asks for.
pub(super) const STRONG: &str = "p1";

/// What a token says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claims {
    /// The resource it is for.
    pub aud: String,
    /// Who issued it.
    pub iss: String,
    /// When, in seconds since 1970, by the wall clock.
    pub iat: i64,
    /// From when it is good.
    pub nbf: i64,
    /// Until when.
    pub exp: i64,
    /// The object ID of the person or the service principal.
    pub oid: String,
    /// The directory.
    pub tid: String,
    /// The application that asked for it.
    pub appid: String,
    /// The user principal name; empty for an application.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub upn: String,
    /// The person's name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Authentication contexts that were satisfied.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acrs: Vec<String>,
    /// What a person lets the application do, separated by blanks.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub scp: String,
    /// What an application may do by itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
    /// The templates of the person's roles in the directory.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wids: Vec<String>,
    /// Everything that is not looked at.
    #[serde(flatten)]
    pub other: serde_json::Map<String, Value>,
}

/// A token that is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish<'a> {
    /// Who signs in.
    pub person: &'a Person,
    /// The directory to act in.
    pub directory: Directory,
    /// The resource: `https://management.azure.com`.
    pub audience: &'a str,
    /// The claims of a challenge, as JSON, if there was one.
    pub claims: Option<&'a str>,
}

/// Why a text is no token of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// It is no JSON Web Token.
    Malformed,
    /// Somebody else signed it, or it was changed.
    Signature,
}

impl Claims {
    /// What refusals call the bearer: the user principal name, or the application.
    #[must_use]
    pub fn caller(&self) -> String {
        let name = if self.upn.is_empty() {
            &self.appid
        } else {
            &self.upn
        };
        name.clone()
    }
}

/// Issues a token for one of the sandbox's people at a wall time.
#[must_use]
pub fn issue(seed: Seed, wall: Timestamp, wish: &Wish<'_>) -> String {
    let mut bearer = Bearer {
        tenant: wish.directory.tenant(seed),
        contexts: asked_contexts(wish.claims),
        ..Bearer::person(seed, wish.person)
    };
    if is_graph(wish.audience) {
        CONSOLE_AT_GRAPH.clone_into(&mut bearer.permissions);
    }
    access(seed, wall, wish.audience, bearer)
}

/// Whether a resource is Microsoft Graph under the name of a cloud.
fn is_graph(audience: &str) -> bool {
    let plain = audience.trim_end_matches('/');
    Cloud::all().any(|it| it.graph == plain)
}

/// An access token as Resource Manager and Key Vault want it: version 1, whatever the endpoint.
pub(super) fn access(seed: Seed, wall: Timestamp, audience: &str, bearer: Bearer) -> String {
    let now = wall.seconds();
    let other = other_claims(&bearer);
    let (upn, name) = bearer.user.unwrap_or_default();
    let claims = Claims {
        aud: audience.to_owned(),
        iss: issuer(&bearer.tenant),
        iat: now,
        nbf: now,
        exp: now + LIFETIME,
        oid: bearer.object,
        appid: bearer.application,
        upn,
        name: name.to_owned(),
        acrs: bearer.contexts,
        scp: bearer.permissions,
        roles: bearer.roles,
        wids: bearer.directory_roles,
        other,
        tid: bearer.tenant,
    };
    sign(seed, &claims)
}

/// Signs claims as they are.
#[must_use]
pub(super) fn sign(seed: Seed, claims: &impl Serialize) -> String {
    let header = json!({ "typ": "JWT", "alg": "HS256", "kid": guid(seed, "signing key") });
    let body = serde_json::to_vec(claims).unwrap_or_default();
    let signed = format!(
        "{}.{}",
        URL_SAFE_NO_PAD.encode(header.to_string()),
        URL_SAFE_NO_PAD.encode(body)
    );
    let signature = URL_SAFE_NO_PAD.encode(HMAC::mac(signed.as_bytes(), key(seed)));
    format!("{signed}.{signature}")
}

/// Reads a token that this sandbox signed.
///
/// # Errors
/// When it is none.
pub fn read(seed: Seed, token: &str) -> Result<Claims, Broken> {
    let (signed, signature) = token.rsplit_once('.').ok_or(Broken::Malformed)?;
    let (_, body) = signed.split_once('.').ok_or(Broken::Malformed)?;
    let decode = |it: &str| URL_SAFE_NO_PAD.decode(it).map_err(|_| Broken::Malformed);
    let (body, signature) = (decode(body)?, decode(signature)?);
    let expected = HMAC::mac(signed.as_bytes(), key(seed));
    if signature != expected {
        return Err(Broken::Signature);
    }
    serde_json::from_slice(&body).map_err(|_| Broken::Malformed)
}

/// The issuer of Resource Manager's tokens, as they name it.
#[must_use]
pub fn issuer(tenant: &str) -> String {
    format!("https://sts.windows.net/{tenant}/")
}

/// What everything here is signed with.
pub(super) fn key(seed: Seed) -> String {
    format!("sandbox {}", guid(seed, "signing secret"))
}

/// The authentication contexts that a claims challenge asks for.
fn asked_contexts(claims: Option<&str>) -> Vec<String> {
    let asked: Value = claims
        .and_then(|it| serde_json::from_str(it).ok())
        .unwrap_or_default();
    let context = asked.pointer("/access_token/acrs/value");
    context
        .and_then(Value::as_str)
        .map(str::to_owned)
        .into_iter()
        .collect()
}

fn other_claims(bearer: &Bearer) -> serde_json::Map<String, Value> {
    let mut claims = json!({ "ver": "1.0", "sub": bearer.object });
    if bearer.user.is_some() {
        claims["idtyp"] = json!("user");
        claims["appidacr"] = json!("0");
    } else {
        claims["idtyp"] = json!("app");
        claims["appidacr"] = json!("1");
    }
    if bearer.capable {
        claims["xms_cc"] = json!(["CP1"]);
    }
    claims.as_object().cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(seed: Seed) -> String {
        let wish = Wish {
            person: Person::named("mara").expect("she is there"),
            directory: Directory::Fabrikam,
            audience: "https://management.azure.com",
            claims: Some(r#"{"access_token":{"acrs":{"essential":true,"value":"p1"}}}"#),
        };
        issue(seed, Timestamp::of_seconds(1000), &wish)
    }

    #[test]
    fn what_was_issued_is_read_back() {
        let claims = read(Seed::of(1), &token(Seed::of(1))).expect("our own token");
        assert_eq!((claims.nbf, claims.exp), (1000, 4600));
        assert_eq!(claims.tid, Directory::Fabrikam.tenant(Seed::of(1)));
        assert_eq!(claims.acrs, ["p1"]);
    }

    #[test]
    fn a_token_of_another_sandbox_or_a_changed_one_is_refused() {
        assert_eq!(
            read(Seed::of(2), &token(Seed::of(1))),
            Err(Broken::Signature)
        );
        let (signed, signature) = token(Seed::of(1))
            .rsplit_once('.')
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .expect("three parts");
        let (header, _) = signed.split_once('.').expect("two parts");
        let forged = format!(
            "{header}.{}.{signature}",
            URL_SAFE_NO_PAD.encode(r#"{"oid":"somebody"}"#)
        );
        assert_eq!(read(Seed::of(1), &forged), Err(Broken::Signature));
        for broken in ["", "a", "a.b", "a.b.c", "..", "é.é.é"] {
            assert!(read(Seed::of(1), broken).is_err(), "{broken} was read");
        }
    }
}
