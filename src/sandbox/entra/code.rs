//! Authorization codes, redeemed once, by the page they were made for.

use super::applications::Registration;
use super::claims;
use super::failure::{self, Failure};
use super::sealed::{Code, open};
use super::token::{Redeemed, check_origin, malformed};
use super::tokens::{self, Granting};
use super::{Call, scope};
use crate::arm::Response;
use crate::sandbox::people::{Directory, Person};

pub(super) fn by_code(
    call: &Call<'_>,
    page: &Registration,
    directory: Option<Directory>,
) -> Result<(Response, Redeemed), Failure> {
    check_origin(call, page)?;
    let given = call.given.get("code");
    let given = given.ok_or_else(|| failure::missing("code"))?;
    let code: Code = open(call.seed, given).ok_or_else(malformed)?;
    check_code(call, page, directory, &code)?;
    check_verifier(call, &code)?;
    let person = Person::named(&code.person).ok_or_else(malformed)?;
    let asked = claims::read(call.given.get("claims"))?;
    let scopes = call.given.get("scope").unwrap_or(&code.scope);
    let granting = Granting {
        person,
        client: &code.client,
        nonce: code.nonce.as_deref(),
        contexts: &code.contexts,
        asked: &asked,
        issued: call.wall,
        scope: scopes,
    };
    let answer = tokens::of_person(call, &granting, &scope::delegated(call, scopes)?);
    Ok((answer, Some((code.id, code.until))))
}

fn check_code(
    call: &Call<'_>,
    page: &Registration,
    directory: Option<Directory>,
    code: &Code,
) -> Result<(), Failure> {
    if !code.client.eq_ignore_ascii_case(&page.client) {
        return Err(malformed());
    }
    if directory.is_some_and(|it| it != code.tenant) {
        let message = "Provided Authorization Code is intended to use against other tenant, thus rejected. OAuth2 Authorization Code must be redeemed against same tenant it was acquired for (/common or /{tenant-ID} as appropriate)";
        return Err(Failure::new("invalid_grant", 700_005, message));
    }
    let asked = call.given.get("redirect_uri").unwrap_or_default();
    if asked != code.redirect_uri {
        let message = format!(
            "The reply address '{asked}' does not match the reply address '{}' provided when requesting Authorization code.",
            code.redirect_uri
        );
        return Err(Failure::new("invalid_client", 500_112, message));
    }
    if code.until <= call.wall {
        let message = "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.";
        return Err(Failure::new("invalid_grant", 70_008, message));
    }
    if call.redeemed.contains_key(&code.id) {
        let message = "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.";
        return Err(Failure::new("invalid_grant", 54_005, message));
    }
    Ok(())
}

fn check_verifier(call: &Call<'_>, code: &Code) -> Result<(), Failure> {
    let Some(challenge) = &code.challenge else {
        let message = "Proof Key for Code Exchange is required for cross-origin authorization code redemption.";
        return Err(Failure::new("invalid_request", 9_002_325, message));
    };
    let refused = |number: u32| {
        let message = "The Code_Verifier does not match the code_challenge supplied in the authorization request.";
        Err(Failure::new("invalid_grant", number, message))
    };
    match call.given.get("code_verifier") {
        None => refused(50_148),
        Some(verifier) if challenge.is_met_by(verifier) => Ok(()),
        Some(_) => refused(501_481),
    }
}
