//! What Resource Manager checks before a resource provider sees a request, in its order.
//!
//! Source: the sentences are those of public issue reports; the order of token, subscription,
//! API version, rights, group, registration, lock and policy is assumed.

use serde_json::Value;

use super::gate;
use super::graph;
use super::platform::{activity, locks, policy, providers};
use super::router::{Match, Target};
use super::stage::Stage;
use super::state::GROUP;
use crate::arm::{Method, ResourceId};
use crate::resources::simulated::{
    Caller, Effect, Exchange, Outcome, Refusal, Right, Simulated, World,
};

/// Answers one request of somebody who was let in.
pub(super) fn serve(
    stage: &mut Stage<'_>,
    caller: &Caller,
    (target, found): (&Target, Match),
    body: Value,
) -> Outcome {
    if target.vault.is_some() {
        return serve_data(stage, caller, (target, found), body);
    }
    if target.is_graph {
        return serve_graph(stage, caller, (target, found), body);
    }
    let api_version = check_version(found.part, target)?;
    check_subscription(stage, caller, target)?;
    let id = ResourceId::parse(&target.path).ok();
    if let Some(id) = &id {
        check_rights(stage, caller, &found, id)?;
        check_group(stage, id, target)?;
        if found.route.effect != Effect::Read {
            check_change(stage, caller, &found, (id, &body))?;
        }
    }
    let mut exchange = Exchange {
        world: &mut *stage,
        caller,
        path: target.path.clone(),
        params: found.params,
        query: target.query.clone(),
        api_version,
        body,
    };
    let outcome = (found.route.handle)(&mut exchange);
    if let (Ok(answer), Some(id)) = (&outcome, &id)
        && found.route.effect != Effect::Read
    {
        let change = activity::Change {
            caller,
            id,
            action: found.route.needs,
            method: target.method,
            status: answer.status,
        };
        activity::note(stage, &change);
    }
    outcome
}

/// Answers one request under a vault's own name. Nothing of Resource Manager stands before it.
fn serve_data(
    stage: &mut Stage<'_>,
    caller: &Caller,
    (target, found): (&Target, Match),
    body: Value,
) -> Outcome {
    let known = found.part.data_versions();
    let version = target.query("api-version").unwrap_or_default();
    if !known.contains(&version) {
        // The sentence is assumed.
        let message = format!(
            "The specified version ({version}) is not recognized. Consider using the latest supported version ({}).",
            known.first().copied().unwrap_or_default()
        );
        return Err(Refusal::bad("BadParameter", message));
    }
    let mut exchange = Exchange {
        world: stage,
        caller,
        path: target.path.clone(),
        params: found.params,
        query: target.query.clone(),
        api_version: version.to_owned(),
        body,
    };
    (found.route.handle)(&mut exchange)
}

/// Answers one request to Microsoft Graph, whose version stands in its path.
fn serve_graph(
    stage: &mut Stage<'_>,
    caller: &Caller,
    (target, found): (&Target, Match),
    body: Value,
) -> Outcome {
    graph::check_permission(caller, found.route.needs)?;
    let mut exchange = Exchange {
        world: stage,
        caller,
        path: target.path.clone(),
        params: found.params,
        query: target.query.clone(),
        api_version: String::new(),
        body,
    };
    (found.route.handle)(&mut exchange)
}

fn check_version(part: &dyn Simulated, target: &Target) -> Result<String, Refusal> {
    let Some(version) = target.query("api-version").filter(|it| !it.is_empty()) else {
        let message =
            "The api-version query parameter (?api-version=) is required for all requests.";
        return Err(Refusal::bad("MissingApiVersionParameter", message));
    };
    let known = part.api_versions();
    if known.is_empty() || known.iter().any(|it| it.eq_ignore_ascii_case(version)) {
        return Ok(version.to_owned());
    }
    let known = known.join(", ");
    let full = part.types().first().copied().unwrap_or_default();
    let name = full.split_once('/').map_or(full, |(_, it)| it);
    if full
        .to_ascii_lowercase()
        .starts_with("microsoft.resources/")
    {
        let message = format!(
            "The api-version '{version}' is invalid. The supported versions are '{known}'."
        );
        return Err(Refusal::bad("InvalidApiVersionParameter", message));
    }
    let message = format!(
        "No registered resource provider found for location 'westeurope' and API version '{version}' for type '{name}'. The supported api-versions are '{known}'. The supported locations are '{}'.",
        providers::LOCATIONS.map(|it| it.0).join(", ")
    );
    Err(Refusal::bad("NoRegisteredProviderFound", message))
}

fn check_subscription(stage: &Stage<'_>, caller: &Caller, target: &Target) -> Result<(), Refusal> {
    let mut segments = target.path[1..].split('/');
    let first = segments.next().unwrap_or_default();
    let Some(subscription) = segments.next() else {
        return Ok(());
    };
    if !first.eq_ignore_ascii_case("subscriptions") {
        return Ok(());
    }
    let id = ResourceId::of_subscription(subscription);
    let Some(tenant) = stage.tenant_of(&id) else {
        let message = format!("The subscription '{subscription}' could not be found.");
        return Err(Refusal::new(404, "SubscriptionNotFound", message));
    };
    if tenant.eq_ignore_ascii_case(&caller.tenant) {
        return Ok(());
    }
    Err(gate::wrong_tenant(
        stage.state.seed,
        stage.names,
        caller,
        &tenant,
    ))
}

fn check_rights(
    stage: &Stage<'_>,
    caller: &Caller,
    found: &Match,
    id: &ResourceId,
) -> Result<(), Refusal> {
    let action = found.route.needs;
    if action.is_empty() || stage.may(&caller.object, Right::Action(action), id) {
        return Ok(());
    }
    Err(unauthorized(caller, action, id))
}

/// 403 `AuthorizationFailed`.
pub(super) fn unauthorized(caller: &Caller, action: &str, scope: &ResourceId) -> Refusal {
    let Caller { name, object, .. } = caller;
    Refusal::new(
        403,
        "AuthorizationFailed",
        format!(
            "The client '{name}' with object id '{object}' does not have authorization to perform action '{action}' over scope '{scope}' or the scope is invalid. If access was recently granted, please refresh your credentials."
        ),
    )
}

fn check_group(stage: &Stage<'_>, id: &ResourceId, target: &Target) -> Result<(), Refusal> {
    let Some(group) = id.group_id().filter(|it| it != id) else {
        return Ok(());
    };
    if stage.document(&group).is_some() || target.method == Method::Head {
        return Ok(());
    }
    let message = format!("Resource group '{}' could not be found.", group.name());
    Err(Refusal::new(404, "ResourceGroupNotFound", message))
}

fn check_change(
    stage: &mut Stage<'_>,
    caller: &Caller,
    found: &Match,
    (id, body): (&ResourceId, &Value),
) -> Result<(), Refusal> {
    providers::check_registered(stage, id)?;
    locks::check(stage, id, found.route.effect)?;
    let creates = matches!(found.route.method, Method::Put | Method::Patch);
    if creates && super::state::kind(id) != GROUP {
        policy::check(stage, caller, id, body)?;
    }
    Ok(())
}
