//! The first question to every request: whose token is it, and is it good here?
//!
//! The sentences are Resource Manager's, as they stand in public issue reports, for example
//! Azure/azure-sdk-for-net#49391 and microsoft/vscode-azureappservice#2095 (read 24 Nov 2026).

use super::bearer;
use super::seed::Seed;
use crate::arm::{Cloud, Timestamp};
use crate::resources::simulated::{Caller, Refusal};

use super::people::Directory;
use super::token::{self, Claims, STRONG};

/// Reads the `Authorization` header of a request to Resource Manager.
///
/// # Errors
/// 401 in Azure's words.
pub(super) fn caller(
    seed: Seed,
    wall: Timestamp,
    names: &Cloud,
    authorization: Option<&str>,
) -> Result<Caller, Refusal> {
    let Some(header) = authorization else {
        let message = "Authentication failed. The 'Authorization' header is missing.";
        return Err(refused(seed, names, "AuthenticationFailed", message));
    };
    let Some(token) = bearer::bearer(header) else {
        let message =
            "Authentication failed. The 'Authorization' header is provided in an invalid format.";
        return Err(refused(
            seed,
            names,
            "AuthenticationFailedInvalidHeader",
            message,
        ));
    };
    let claims = token::read(seed, token).map_err(|_| {
        let message = "The access token is invalid.";
        refused(seed, names, "InvalidAuthenticationToken", message)
    })?;
    check_times(seed, wall, names, &claims)?;
    check_audience(seed, names, &claims)?;
    if Directory::of_tenant(seed, &claims.tid).is_none() || claims.iss != token::issuer(&claims.tid)
    {
        let message = format!(
            "The access token is from the wrong issuer '{}'.",
            claims.iss
        );
        return Err(refused(
            seed,
            names,
            "InvalidAuthenticationTokenTenant",
            &message,
        ));
    }
    Ok(claims.into_caller())
}

/// The refusal of a token from one directory for a subscription of another.
pub(super) fn wrong_tenant(seed: Seed, names: &Cloud, caller: &Caller, tenant: &str) -> Refusal {
    let message = format!(
        "The access token is from the wrong issuer '{}'. It must match the tenant '{}' associated with this subscription. Please use the authority (URL) 'https://login.windows.net/{tenant}' to get the token. Note, if the subscription is transferred to another tenant there is no impact to the services, but information about new tenant could take time to propagate (up to an hour). If you just transferred your subscription and see this error message, please try back later.",
        token::issuer(&caller.tenant),
        token::issuer(tenant)
    );
    refused(seed, names, "InvalidAuthenticationTokenTenant", &message)
}

/// The refusal of a token whose hour is over.
pub(super) fn expired(seed: Seed, names: &Cloud, expiry: Timestamp, wall: Timestamp) -> Refusal {
    let message = format!(
        "The access token expiry UTC time '{}' is earlier than current UTC time '{}'.",
        expiry.rfc3339(),
        wall.rfc3339()
    );
    refused(seed, names, "ExpiredAuthenticationToken", &message)
}

/// The challenge of Conditional Access to a token without a second factor.
///
/// Source: entra-docs, `docs/identity-platform/claims-challenge.md`, read 21 Aug 2026.
pub(super) fn challenge(names: &Cloud, caller: &Caller) -> Refusal {
    use base64::Engine as _;
    let claims =
        format!(r#"{{"access_token":{{"acrs":{{"essential":true,"value":"{STRONG}"}}}}}}"#);
    let claims = base64::engine::general_purpose::STANDARD.encode(claims);
    let tenant = &caller.tenant;
    let header = format!(
        "Bearer realm=\"\", authorization_uri=\"{}/{tenant}\", error=\"insufficient_claims\", claims=\"{claims}\"",
        names.login
    );
    let message = "Additional authentication is required to complete this operation.";
    Refusal::new(401, "InsufficientClaims", message).header("WWW-Authenticate", header)
}

fn check_times(seed: Seed, wall: Timestamp, names: &Cloud, claims: &Claims) -> Result<(), Refusal> {
    let now = wall.seconds();
    if claims.exp <= now {
        return Err(expired(
            seed,
            names,
            Timestamp::of_seconds(claims.exp),
            wall,
        ));
    }
    // Five minutes of difference between clocks are allowed for, as Entra does.
    if claims.nbf > now + 300 {
        let message = "The access token is not valid yet.";
        return Err(refused(seed, names, "InvalidAuthenticationToken", message));
    }
    Ok(())
}

fn check_audience(seed: Seed, names: &Cloud, claims: &Claims) -> Result<(), Refusal> {
    let arm = names.arm.trim_end_matches('/');
    let core = "https://management.core.windows.net";
    let allowed = [
        format!("{core}/"),
        core.into(),
        format!("{arm}/"),
        arm.into(),
    ];
    // The command line asks for `{arm}//.default`, which leaves a slash.
    if allowed.contains(&claims.aud) {
        return Ok(());
    }
    let message = format!(
        "The access token has been obtained for wrong audience or resource '{}'. It should exactly match with one of the allowed audiences '{}'.",
        claims.aud,
        allowed.join("','")
    );
    Err(refused(
        seed,
        names,
        "InvalidAuthenticationTokenAudience",
        &message,
    ))
}

fn refused(seed: Seed, names: &Cloud, code: &str, message: &str) -> Refusal {
    let tenant = Directory::Fabrikam.tenant(seed);
    let header = format!(
        "Bearer authorization_uri=\"{}/{tenant}\", error=\"invalid_token\", error_description=\"{}\"",
        names.login,
        message.replace('"', "'")
    );
    Refusal::new(401, code, message).header("WWW-Authenticate", header)
}

#[cfg(test)]
mod tests {
    use super::super::people::Person;
    use super::super::token::{Wish, issue};
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::of_seconds(seconds)
    }

    fn header(audience: &str) -> String {
        let wish = Wish {
            person: Person::named("tom").expect("he is there"),
            directory: Directory::Fabrikam,
            audience,
            claims: None,
        };
        format!("Bearer {}", issue(Seed::of(1), at(0), &wish))
    }

    #[test]
    fn every_bad_token_is_refused_in_azures_words() {
        let good = header("https://management.azure.com");
        let rows: [(Option<String>, i64, &str); 7] = [
            (None, 0, "AuthenticationFailed"),
            (
                Some("Basic abc".into()),
                0,
                "AuthenticationFailedInvalidHeader",
            ),
            (Some("é".into()), 0, "AuthenticationFailedInvalidHeader"),
            (Some("Bearer abc".into()), 0, "InvalidAuthenticationToken"),
            (
                Some(good.clone()),
                token::LIFETIME,
                "ExpiredAuthenticationToken",
            ),
            (Some(good.clone()), -600, "InvalidAuthenticationToken"),
            (
                Some(header("https://graph.microsoft.com")),
                0,
                "InvalidAuthenticationTokenAudience",
            ),
        ];
        for (authorization, second, code) in rows {
            let refusal = caller(
                Seed::of(1),
                at(second),
                &Cloud::public(),
                authorization.as_deref(),
            )
            .expect_err("a refusal");
            assert_eq!((refusal.status, refusal.code.as_str()), (401, code));
            assert_eq!(refusal.headers[0].0, "WWW-Authenticate", "{code}");
        }
        assert!(caller(Seed::of(1), at(3599), &Cloud::public(), Some(&good)).is_ok());
    }

    #[test]
    fn the_audience_may_be_either_of_resource_managers() {
        for audience in [
            "https://management.azure.com/",
            "https://management.core.windows.net/",
        ] {
            let header = header(audience);
            let caller = caller(Seed::of(1), at(1), &Cloud::public(), Some(&header));
            assert!(caller.is_ok(), "{audience} was refused");
        }
    }
}
