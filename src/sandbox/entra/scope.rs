//! Scopes: which resource a token is for, and what may be done there.

use super::Call;
use super::failure::Failure;
use crate::sandbox::token::CONSOLE_AT_GRAPH;

/// What the scopes of a request come to.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Scopes {
    /// The audience of the access token: the resource as the client wrote it.
    pub(super) audience: String,
    /// What the token says in `scp`.
    pub(super) permissions: String,
    /// What the answer says was granted.
    pub(super) granted: String,
    /// Whether an ID token was asked for.
    pub(super) openid: bool,
    /// Whether a refresh token was asked for.
    pub(super) offline: bool,
}

/// Scopes about the person, which belong to no resource.
const OPENID: [&str; 4] = ["openid", "profile", "email", "offline_access"];

/// What may be asked for at everything but Graph.
const DELEGATED: [&str; 2] = ["user_impersonation", ".default"];

/// The resource and the permission of a scope. `{arm}//.default` names the resource `{arm}/`. A
/// bare word is a permission of Graph.
fn parts<'a>(call: &'a Call<'_>, scope: &'a str) -> (&'a str, &'a str) {
    match scope.rsplit_once('/') {
        Some((resource, permission)) if resource.contains("://") => (resource, permission),
        _ => (&call.names.graph, scope),
    }
}

fn check_known(call: &Call<'_>, resource: &str) -> Result<(), Failure> {
    let names = call.names;
    let core = "https://management.core.windows.net".to_owned();
    let vaults = format!("https://{}", names.vault_suffix);
    let hsms = format!("https://{}", names.hsm_suffix);
    let known = [&names.arm, &names.graph, &core, &vaults, &hsms];
    let plain = resource.strip_suffix('/').unwrap_or(resource);
    if known.iter().any(|it| *it == plain) {
        return Ok(());
    }
    let message = format!(
        "The resource principal named {resource} was not found in the tenant named {}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.",
        call.tenant
    );
    Err(Failure::new("invalid_resource", 500_011, message))
}

/// Reads the scopes of somebody who signs in.
pub(super) fn delegated(call: &Call<'_>, text: &str) -> Result<Scopes, Failure> {
    let (openid, rest): (Vec<&str>, Vec<&str>) =
        text.split_whitespace().partition(|it| OPENID.contains(it));
    let mut resource: Option<&str> = None;
    let mut asked: Vec<&str> = Vec::new();
    for scope in rest {
        let (of, permission) = parts(call, scope);
        check_known(call, of)?;
        if resource.is_some_and(|it| it.trim_end_matches('/') != of.trim_end_matches('/')) {
            let message = "Provided value for the input parameter scope is not valid because it contains more than one resource.";
            return Err(Failure::new("invalid_scope", 28_000, message));
        }
        check_permission(call, of, permission)?;
        resource = resource.or(Some(of));
        asked.push(permission);
    }
    let audience = resource.unwrap_or(&call.names.graph).to_owned();
    if asked.contains(&".default") {
        // The answer names what the default stands for, and the default itself.
        let stands_for = defaults(call, &audience);
        asked.splice(
            0..0,
            stands_for
                .filter(|it| !asked.contains(it))
                .collect::<Vec<_>>(),
        );
    }
    let named = |it: &&str| {
        if resource.is_some_and(|it| it.trim_end_matches('/') != call.names.graph)
            || DELEGATED.contains(it)
        {
            format!("{audience}/{it}")
        } else {
            (*it).to_owned()
        }
    };
    let granted: Vec<String> = if asked.is_empty() {
        openid.iter().map(|it| (*it).to_owned()).collect()
    } else {
        asked.iter().map(named).collect()
    };
    asked.retain(|it| *it != ".default");
    Ok(Scopes {
        permissions: asked.join(" "),
        granted: granted.join(" "),
        openid: openid.contains(&"openid"),
        offline: openid.contains(&"offline_access"),
        audience,
    })
}

/// What an application is registered for at a resource.
fn defaults(call: &Call<'_>, resource: &str) -> impl Iterator<Item = &'static str> + use<> {
    let plain = resource.trim_end_matches('/');
    let at_graph = if plain == call.names.graph {
        CONSOLE_AT_GRAPH
    } else {
        ""
    };
    let elsewhere = if plain == call.names.graph && plain != call.names.arm {
        ""
    } else {
        DELEGATED[0]
    };
    elsewhere
        .split_whitespace()
        .chain(at_graph.split_whitespace())
}

fn check_permission(call: &Call<'_>, resource: &str, permission: &str) -> Result<(), Failure> {
    let is_graph = resource.trim_end_matches('/') == call.names.graph;
    if is_graph || DELEGATED.contains(&permission) {
        return Ok(());
    }
    let message = format!(
        "The application asked for scope '{permission}' that doesn't exist on the resource '{resource}'. Contact the app vendor."
    );
    Err(Failure::new("invalid_client", 650_053, message))
}

/// Reads the scope of an application that signs in by itself. Gives the audience.
pub(super) fn of_application(call: &Call<'_>, text: &str) -> Result<String, Failure> {
    let resource = text.trim().strip_suffix("/.default");
    let Some(resource) = resource.filter(|it| !it.contains(' ')) else {
        let message = format!(
            "The provided value for scope {text} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI)."
        );
        return Err(Failure::new("invalid_scope", 1_002_012, message));
    };
    check_known(call, resource)?;
    Ok(resource.to_owned())
}
