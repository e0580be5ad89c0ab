//! Creation: accepted at once, waiting half an hour for the use of the key, done after hours.

use std::time::Duration;

use serde_json::{Value, json};

use super::state::{Inner, Phase};
use super::{WRITE, asked, deleting, errors, key, subnets, updating};
use crate::arm::{ResourceId, Response};
use crate::keys::names;
use crate::resources::simulated::place::{check_shape, location};
use crate::resources::simulated::{
    Document, Exchange, Failed, Monitor, Outcome, Refusal, Work, World, fail, identity, text,
};
use crate::resources::virtual_network::sandbox::hold;

/// For how long the deployment waits for the use of the key.
///
/// Source: azure-docs, `customer-managed-keys-integration-service-environment.md`, both editions,
/// read 21 Aug 2026.
const PATIENCE: Duration = Duration::from_secs(30 * 60);

/// Where the operations of environments are remembered.
const OPERATIONS: &str = "Microsoft.Logic/integrationServiceEnvironments/operationStatuses";

pub(super) fn put(exchange: &mut Exchange<'_>) -> Outcome {
    let id = exchange.id()?;
    check_shape(exchange)?;
    if let Some(there) = exchange.world.document(&id).cloned() {
        return updating::replace(exchange, there);
    }
    names::integration_service_environment(id.name()).map_err(|it| errors::bad(it.why))?;
    let region = location(exchange, &id)?;
    let named = asked::key(exchange, &region)?;
    let endpoint = asked::endpoint(exchange)?;
    let sku = asked::sku(exchange)?;
    let homes = subnets::check(exchange, &region)?;
    // Refusals must leave no identity behind: the kind is looked at before it is made.
    let kind = exchange.body.get("identity").cloned().unwrap_or_default();
    asked::check_identity(exchange, &kind, named.is_some())?;
    let identity = identity::changed(exchange, &id, &Value::Null, WRITE)?;
    let is_user = text(&identity, "/type") == "UserAssigned";
    // The article wants this grant before the request; that it is looked at then is assumed.
    if let Some(named) = named.as_ref().filter(|_| is_user) {
        key::check(exchange.world, (&id, &region), &identity, named)?;
    }
    let listed: Vec<Value> = homes
        .iter()
        .map(|it| json!({ "id": it.as_str(), "name": it.name(), "type": "Microsoft.Network/virtualNetworks/subnets" }))
        .collect();
    let mut properties = json!({
        "integrationServiceEnvironmentId": exchange.world.guid(&format!("environment {id}")),
        "networkConfiguration": {
            "accessEndpoint": { "type": endpoint },
            "subnets": listed,
        },
    });
    if let Some(named) = &named {
        properties["encryptionConfiguration"] = json!({ "encryptionKeyReference": {
            "keyVault": {
                "id": named.vault.as_str(),
                "name": named.vault.name(),
                "type": "Microsoft.KeyVault/vaults",
            },
            "keyName": named.key,
            "keyVersion": named.version,
        }});
    }
    let body = json!({
        "location": region,
        "tags": exchange.body.get("tags").cloned().unwrap_or(json!({})),
        "sku": sku,
        "identity": identity,
        "properties": properties,
    });
    let waits = named.is_some() && !is_user;
    for home in &homes {
        hold(exchange.world, home, &id);
    }
    begin(exchange, Document::new(id, body), waits)
}

/// "Usually within two hours, occasionally up to four."
fn begin(exchange: &mut Exchange<'_>, mut document: Document, waits: bool) -> Outcome {
    let id = document.id.clone();
    let now = exchange.world.now();
    let about = |what: &str| format!("{what} of {}", id.lower());
    let seconds = exchange.world.spread(&about("deployment"), 5400..=14_400);
    let work = Work {
        monitor: Monitor::AsyncOperation,
        below: format!("{id}/operationStatuses"),
        api_version: exchange.api_version.clone(),
        takes: Duration::from_secs(seconds),
        // What Azure says is not known: ARM allows ten seconds to ten minutes.
        retry_after: 300,
        result: Some(id.clone()),
    };
    let (until, answer) = work.begin(exchange.world, Response::empty(201));
    let key_by = waits.then(|| now + PATIENCE);
    // That the identity is shown a little later is assumed.
    let shown = exchange.world.spread(&about("identity"), 5..=30);
    let inner = Inner {
        phase: Phase::Creating { key_by, until },
        identity_from: now + Duration::from_secs(shown),
    };
    inner.keep(&mut document);
    exchange.world.schedule(&id, key_by.unwrap_or(until));
    exchange.world.put(document.clone());
    let shown = Response::json(201, exchange.world.show(&document));
    Ok(Response {
        headers: answer.headers,
        ..shown
    })
}

/// Half an hour is over, or the deployment is.
pub(super) fn go_on(world: &mut dyn World, id: &ResourceId) {
    let Some(mut document) = world.document(id).cloned() else {
        return;
    };
    let Some(mut inner) = Inner::of(&document) else {
        return;
    };
    let Phase::Creating { key_by, until } = inner.phase else {
        return;
    };
    if let Err(why) = has_key(world, &document) {
        give_up(world, document, inner, &why);
        return;
    }
    inner.phase = match key_by {
        Some(_) => Phase::Creating {
            key_by: None,
            until,
        },
        None => Phase::Running,
    };
    inner.keep(&mut document);
    world.put(document);
    if key_by.is_some() {
        world.schedule(id, until);
    }
}

fn has_key(world: &dyn World, document: &Document) -> Result<(), Refusal> {
    let Some(named) = asked::key_of(&document.body) else {
        return Ok(());
    };
    let place = (&document.id, document.text("/location"));
    key::check(world, place, &document.body["identity"], &named)
}

/// The deployment fails. The environment stays as failed, and its subnets stay taken for a while.
fn give_up(world: &mut dyn World, mut document: Document, mut inner: Inner, why: &Refusal) {
    inner.phase = Phase::Failed;
    inner.keep(&mut document);
    let failed = Failed {
        code: why.code.clone(),
        message: why.message.clone(),
    };
    fail(world, OPERATIONS, &document.id, &failed);
    deleting::leave(world, &document);
    world.put(document);
}
