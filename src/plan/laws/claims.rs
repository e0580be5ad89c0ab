//! What a step may claim to have proved: only what a step of its kind can bring about.

use serde_json::Value;

use super::named_key::member;
use crate::arm::access::roles;
use crate::arm::{Method, Request, ResourceId};
use crate::keys::grant;
use crate::plan::check::Claim;
use crate::plan::{Step, Work};

/// Whether the requests of this step bear its claim out.
pub(super) fn may_settle(step: &Step, claim: &Claim) -> bool {
    match (claim, &step.work) {
        (Claim::Granted(host, _), Work::Send { request, .. }) => {
            on_vault(request, host) && grants_key_use(request)
        }
        // Nothing here can see into a Managed HSM: its administrator's word has to do.
        (Claim::Granted(..), Work::HandOver(_)) => true,
        (Claim::Recoverable(host), Work::Send { request, .. }) => {
            let on = request.body.as_ref();
            let on = on.and_then(|it| it.pointer("/properties/enablePurgeProtection"));
            on_vault(request, host) && on == Some(&Value::Bool(true))
        }
        (Claim::Idle(id), Work::Send { request, .. }) => {
            request.method == Method::Put && is_at(request, id)
        }
        (Claim::Idle(id), Work::Watch(watch)) => is_at(&watch.read, id),
        (_, Work::Follow { .. })
        | (Claim::Granted(..) | Claim::Recoverable(_), Work::Watch(_))
        | (Claim::Recoverable(_) | Claim::Idle(_), Work::HandOver(_)) => false,
    }
}

fn is_at(request: &Request, id: &ResourceId) -> bool {
    request.path().eq_ignore_ascii_case(id.as_str())
}

/// Whether it goes to the vault with this host, or to something below that vault.
fn on_vault(request: &Request, host: &str) -> bool {
    let name = host.split('.').next().unwrap_or_default();
    let path = format!("{}/", request.path().to_ascii_lowercase());
    ["vaults", "managedhsms"]
        .iter()
        .any(|it| path.contains(&format!("/microsoft.keyvault/{it}/{name}/")))
}

/// Whether it gives a role, or an access policy, that allows all a service does with a key.
fn grants_key_use(request: &Request) -> bool {
    let Some(properties) = request.body.as_ref().and_then(|it| it.get("properties")) else {
        return false;
    };
    let path = request.path().to_ascii_lowercase();
    if path.contains("/microsoft.authorization/roleassignments/") {
        let role = properties.get("roleDefinitionId").and_then(Value::as_str);
        let role = role.and_then(roles::by_id);
        return request.method == Method::Put && role.is_some_and(grant::suffices);
    }
    let policies = properties.get("accessPolicies").and_then(Value::as_array);
    let mut policies = policies.into_iter().flatten();
    request.method == Method::Put
        && path.contains("/accesspolicies/")
        && policies.any(|it| {
            member(it, "permissions")
                .and_then(|it| member(it, "keys"))
                .is_some_and(suffices)
        })
}

fn suffices(permissions: &Value) -> bool {
    let listed = permissions.as_array().into_iter().flatten();
    let listed: Vec<&str> = listed.filter_map(Value::as_str).collect();
    let has = |wanted: &str| listed.iter().any(|it| it.eq_ignore_ascii_case(wanted));
    has("all") || grant::KEY_PERMISSIONS.iter().all(|it| has(it))
}
