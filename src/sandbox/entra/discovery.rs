//! What clients read before they sign in: the endpoints, and which hosts are Entra's.
//!
//! Source: entra-docs, `docs/identity-platform/v2-protocols-oidc.md`; the members as they stand in
//! Azure/azure-cli#31777; aliases from `@azure/msal-common` 16.17.0, `AuthorityMetadata`, read 23
//! Nov 2026.

use serde_json::{Value, json};

use super::Call;
use super::failure::Failure;
use crate::arm::Response;
use crate::arm::origin::Origin;
use crate::sandbox::token;

/// Everybody's pages may read these.
fn open(answer: Response) -> Response {
    answer.header("access-control-allow-origin", "*")
}

/// The tenant in the addresses: its ID, or what stands for any.
fn tenant(call: &Call<'_>) -> Result<(String, String), Failure> {
    let found = call.directory()?.map(|it| it.tenant(call.seed));
    let any = call.tenant.to_ascii_lowercase();
    let issuer = found.clone().unwrap_or_else(|| "{tenantid}".to_owned());
    Ok((found.unwrap_or(any), issuer))
}

pub(super) fn version_2(call: &Call<'_>) -> Response {
    open(document(call, "v2.0/", "discovery/v2.0/keys", |tenant| {
        format!("{}/{tenant}/v2.0", call.names.login)
    }))
}

/// The endpoints of version 1 are not simulated, so this one names those of version 2 too.
pub(super) fn version_1(call: &Call<'_>) -> Response {
    open(document(call, "v2.0/", "discovery/keys", token::issuer))
}

fn document(
    call: &Call<'_>,
    version: &str,
    keys: &str,
    issuer: impl Fn(&str) -> String,
) -> Response {
    let (tenant, issuing) = match tenant(call) {
        Ok(found) => found,
        Err(failure) => return failure.answer(call),
    };
    let base = format!("{}/{tenant}", call.names.login);
    let endpoint = |name: &str| format!("{base}/oauth2/{version}{name}");
    let host = call.names.login.trim_start_matches("https://");
    let graph = call.names.graph.trim_start_matches("https://");
    let body = json!({
        "token_endpoint": endpoint("token"),
        "token_endpoint_auth_methods_supported": ["client_secret_post"],
        "jwks_uri": format!("{base}/{keys}"),
        "response_modes_supported": ["query", "fragment"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["HS256"],
        "response_types_supported": ["code"],
        "scopes_supported": ["openid", "profile", "email", "offline_access"],
        "issuer": issuer(&issuing),
        "request_uri_parameter_supported": false,
        "authorization_endpoint": endpoint("authorize"),
        "http_logout_supported": true,
        "frontchannel_logout_supported": false,
        "end_session_endpoint": endpoint("logout"),
        "claims_supported": [
            "sub", "iss", "aud", "exp", "iat", "nonce", "preferred_username", "name", "tid", "oid", "ver",
        ],
        "tenant_region_scope": "EU",
        "cloud_instance_name": host,
        "cloud_graph_host_name": graph,
        "msgraph_host": graph,
    });
    Response::json(200, body)
}

/// The keys to check signatures with: none. The sandbox signs with one secret (HS256), which is
/// no key to publish, and publishing another would be a lie. MSAL and the Azure CLI check no
/// signature, tried; RS256 would put an RSA library into the worker to protect nothing.
pub(super) fn keys() -> Response {
    open(Response::json(200, json!({ "keys": [] })))
}

/// Whether an authority is Entra's, and under which other names it goes.
pub(super) fn instance(call: &Call<'_>) -> Response {
    let asked = call.given.get("authorization_endpoint").unwrap_or_default();
    let of = Origin::of(asked).ok();
    let hosts = hosts(&call.names.login);
    let host = of
        .as_ref()
        .map(|it| it.as_str().trim_start_matches("https://"));
    if !host.is_some_and(|it| hosts.contains(&it)) {
        let message = "Unknown or invalid instance.";
        return open(Failure::new("invalid_instance", 50_049, message).answer(call));
    }
    let tenant = asked.split('/').nth(3).unwrap_or("common");
    let login = &call.names.login;
    let body = json!({
        "tenant_discovery_endpoint": format!("{login}/{tenant}/v2.0/.well-known/openid-configuration"),
        "api-version": "1.1",
        "metadata": [metadata(&hosts)],
    });
    open(Response::json(200, body))
}

fn metadata(hosts: &[&str]) -> Value {
    json!({
        "preferred_network": hosts.first(),
        "preferred_cache": hosts.get(1).or(hosts.first()),
        "aliases": hosts,
    })
}

/// The host of the requests, then the one of caches.
fn hosts(login: &str) -> Vec<&str> {
    let host = login.trim_start_matches("https://");
    match host {
        "login.microsoftonline.com" => vec![
            host,
            "login.windows.net",
            "login.microsoft.com",
            "sts.windows.net",
        ],
        "login.microsoftonline.us" => vec![host, "login.usgovcloudapi.net"],
        _ => vec![host],
    }
}
