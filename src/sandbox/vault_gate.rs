//! The first question of a vault: a challenge where there is no token, a refusal where it is the
//! wrong one.
//!
//! Source: azure-security-docs, `articles/key-vault/general/
//! authentication-requests-and-responses.md`, read 21 Aug 2026; the sentences from
//! hashicorp/terraform-provider-azurerm#19749, Azure/go-autorest#525, Azure/azure-sdk-for-js#12539,
//! Azure/azure-sdk-for-python#12368 and Azure-Samples/azuresandbox#362, read 27 Nov 2026.

use crate::arm::{Cloud, Timestamp};
use crate::resources::simulated::{Caller, Refusal};

use super::bearer;
use super::seed::Seed;
use super::token;

/// Reads the `Authorization` header of a request to a vault of a directory.
///
/// # Errors
/// 401 in Key Vault's words, with the challenge from which clients learn where to ask.
pub(super) fn caller(
    seed: Seed,
    wall: Timestamp,
    (names, tenant): (&Cloud, &str),
    authorization: Option<&str>,
) -> Result<Caller, Refusal> {
    let refused = |message: &str| {
        let challenge = format!(
            "Bearer authorization=\"{}/{tenant}\", resource=\"https://{}\"",
            names.login, names.vault_suffix
        );
        Refusal::new(401, "Unauthorized", message).header("WWW-Authenticate", challenge)
    };
    let token = authorization.and_then(bearer::bearer);
    let missing = || refused("AKV10000: Request is missing a Bearer or PoP token.");
    let claims = token::read(seed, token.ok_or_else(missing)?).map_err(|_| {
        refused("AKV10046: Unable to resolve the key used for signature validation.")
    })?;
    if claims.exp <= wall.seconds() {
        return Err(refused("Error validating token: IDX10223"));
    }
    if claims.nbf > wall.seconds() + 300 {
        return Err(refused("Error validating token: IDX10222"));
    }
    // A slash at the end makes it another audience, unlike at Resource Manager.
    let audience = format!("https://{}", names.vault_suffix);
    if claims.aud != audience {
        let message = format!(
            "AKV10022: Invalid audience. Expected {audience}, found: {}.",
            claims.aud
        );
        return Err(refused(&message));
    }
    let issuer = token::issuer(tenant);
    if claims.iss != issuer {
        let message = format!(
            "AKV10032: Invalid issuer. Expected one of {issuer}, found {}.",
            claims.iss
        );
        return Err(refused(&message));
    }
    Ok(claims.into_caller())
}
