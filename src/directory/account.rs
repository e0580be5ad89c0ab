//! Who has signed in, by the claims of their ID token, after the checks that MSAL does not make.
//!
//! MSAL compares state, nonce and code verifier, and takes an ID token of any issuer, for any
//! audience and from any directory as it is. The token came from Entra over TLS, so its signature
//! is not what protects us here; that it is *for us* is.
//!
//! Source: OpenID Connect Core 1.0, section 3.1.3.7, and entra-docs,
//! `docs/identity-platform/id-token-claims-reference.md`, read 23 Nov 2026.

use serde_json::Value;

use super::authority::is_tenant_id;
use crate::arm::{Cloud, Timestamp};

/// Somebody who has signed in to a directory. Names may change and may be given to somebody else;
/// a person is their object id in a directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The object id in the directory.
    pub oid: String,
    /// The tenant id of the directory.
    pub tenant: String,
    /// `Mara Okafor`; the user name where the token has no name.
    pub name: String,
    /// `mara@fabrikam.example`.
    pub username: String,
}

/// What an ID token must say.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    /// The console's own application id.
    pub client_id: &'a str,
    /// Whose Entra it is.
    pub cloud: &'a Cloud,
    /// The directory that was asked for, where it was asked for by its tenant id.
    pub directory: &'a str,
}

/// Why an ID token is refused, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotForUs(pub String);

impl Account {
    /// Reads the claims of an ID token.
    ///
    /// # Errors
    /// When the token is for another application, of another issuer, or from another directory than
    /// the one that was asked for.
    pub fn read(claims: &Value, expected: Expected<'_>) -> Result<Self, NotForUs> {
        let text = |name: &str| claims.get(name).and_then(Value::as_str).unwrap_or_default();
        let refuse = |why: String| Err(NotForUs(why));
        if text("aud") != expected.client_id {
            return refuse(format!(
                "The ID token is for the application {}, and this console is {}.",
                shown(text("aud")),
                expected.client_id
            ));
        }
        let tenant = text("tid");
        if !is_tenant_id(tenant) {
            return refuse("The ID token names no directory.".into());
        }
        if text("iss") != issuer(expected.cloud, tenant) {
            return refuse(format!(
                "The ID token was issued by {}, and not by {}.",
                shown(text("iss")),
                issuer(expected.cloud, tenant)
            ));
        }
        let wanted = expected.directory;
        if is_tenant_id(wanted) && !wanted.eq_ignore_ascii_case(tenant) {
            return refuse(format!(
                "The sign-in was for the directory {wanted}, and the ID token is from {tenant}."
            ));
        }
        if !is_tenant_id(text("oid")) {
            return refuse("The ID token names no person.".into());
        }
        let username = text("preferred_username");
        Ok(Self {
            oid: text("oid").to_ascii_lowercase(),
            tenant: tenant.to_ascii_lowercase(),
            name: [text("name"), username, text("oid")]
                .into_iter()
                .find(|it| !it.is_empty())
                .unwrap_or_default()
                .to_owned(),
            username: username.to_owned(),
        })
    }
}

/// By how many minutes the clock of this computer is ahead of Entra's, or behind it, where that is
/// enough to make trouble; an ID token that has just been issued tells.
///
/// Entra dates its tokens five minutes back, and services allow for five minutes more.
/// Source: entra-docs, `docs/identity-platform/access-tokens.md`, read 23 Nov 2026.
#[must_use]
pub fn skew(claims: &Value, now: Timestamp) -> Option<i64> {
    let issued = claims.get("iat")?.as_i64()?;
    let ahead = (now.seconds() - issued) / 60;
    (!(-5..=15).contains(&ahead)).then_some(ahead)
}

fn issuer(cloud: &Cloud, tenant: &str) -> String {
    format!("{}/{tenant}/v2.0", cloud.login)
}

fn shown(text: &str) -> String {
    match text {
        "" => "nobody".into(),
        text => text.chars().take(80).collect(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const CLIENT: &str = "5c0e9a41-0000-4000-8000-000000000001";
    const TENANT: &str = "7f0a1c2d-0000-4000-8000-00000000000a";
    const OTHER: &str = "7f0a1c2d-0000-4000-8000-00000000000b";

    fn claims() -> Value {
        json!({
            "aud": CLIENT,
            "iss": format!("https://login.microsoftonline.com/{TENANT}/v2.0"),
            "tid": TENANT,
            "oid": "3e11c9a4-0000-4000-8000-000000000004",
            "name": "Mara Okafor",
            "preferred_username": "mara@fabrikam.example",
        })
    }

    fn check(change: (&str, Value), directory: &str) -> Result<Account, NotForUs> {
        let mut claims = claims();
        claims[change.0] = change.1;
        let cloud = Cloud::public();
        let expected = Expected {
            client_id: CLIENT,
            cloud: &cloud,
            directory,
        };
        Account::read(&claims, expected)
    }

    #[test]
    fn a_token_for_us_says_who_has_signed_in() {
        for directory in [TENANT, "organizations", "fabrikam.example"] {
            let account = check(("x", json!(1)), directory).expect(directory);
            assert_eq!(account.name, "Mara Okafor");
            assert_eq!(account.tenant, TENANT);
        }
        let nameless = check(("name", json!("")), TENANT).expect("a name is no condition");
        assert_eq!(nameless.name, "mara@fabrikam.example");
    }

    #[test]
    fn a_token_that_is_not_for_us_is_refused_with_the_reason() {
        let issuer = |host: &str, tenant: &str| json!(format!("https://{host}/{tenant}/v2.0"));
        let rows = [
            (("aud", json!(OTHER)), TENANT, "for the application"),
            (("aud", json!([CLIENT])), TENANT, "for the application"),
            (("aud", Value::Null), TENANT, "for the application"),
            (
                ("iss", issuer("login.evil.example", TENANT)),
                TENANT,
                "issued by",
            ),
            (
                ("iss", issuer("login.microsoftonline.com", OTHER)),
                TENANT,
                "issued by",
            ),
            (("iss", Value::Null), TENANT, "issued by nobody"),
            (("tid", json!("common")), TENANT, "names no directory"),
            (("tid", Value::Null), TENANT, "names no directory"),
            (("oid", Value::Null), TENANT, "names no person"),
            (("x", json!(1)), OTHER, "is from"),
        ];
        for (change, directory, expected) in rows {
            let NotForUs(why) = check(change.clone(), directory).expect_err(change.0);
            assert!(why.contains(expected), "{change:?}: {why}");
        }
    }

    #[test]
    fn a_clock_that_is_far_off_is_noticed() {
        let claims = json!({"iat": 1_000_000});
        let rows = [
            (0, None),
            (300, None),
            (900, None),
            (1_020, Some(17)),
            (-200, None),
            (-3_600, Some(-60)),
        ];
        for (late, expected) in rows {
            let now = Timestamp::of_seconds(1_000_000 + late);
            assert_eq!(skew(&claims, now), expected, "{late}");
        }
        assert_eq!(skew(&json!({}), Timestamp(0)), None);
    }
}
