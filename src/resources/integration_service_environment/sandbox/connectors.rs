//! Managed connectors: added and removed one by one once the environment is up.
//!
//! Source: azure-rest-api-specs, `Microsoft.Logic` 2019-05-01,
//! `IntegrationServiceEnvironments_ManagedApis_Put.json` and `_Delete.json`, read 21 Aug 2026. How
//! long it takes, and which connectors there are beside Service Bus, is assumed.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{CONNECTORS, errors, state};
use crate::arm::{ResourceId, Response, Timestamp};
use crate::resources::simulated::place::check_shape;
use crate::resources::simulated::{
    Document, Exchange, Monitor, Outcome, Refusal, Work, World, page, text,
};

/// Name, words, category.
const KNOWN: [(&str, &str, &str); 6] = [
    ("servicebus", "Service Bus", "Standard"),
    ("azureblob", "Azure Blob Storage", "Standard"),
    ("sql", "SQL Server", "Standard"),
    ("sftpwithssh", "SFTP - SSH", "Standard"),
    ("mq", "IBM MQ", "Enterprise"),
    ("sap", "SAP", "Enterprise"),
];

/// What only Azure knows of a connector.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct Inner {
    /// Whether it is being removed.
    goes: bool,
    /// When the work on it is over.
    until: Timestamp,
}

/// `provisioningState`.
pub(super) fn state(world: &dyn World, document: &Document) -> &'static str {
    match serde_json::from_value::<Inner>(document.inner.clone()) {
        Ok(Inner { goes: true, .. }) => "Deleting",
        Ok(Inner { until, .. }) if world.now() < until => "InProgress",
        _ => "Succeeded",
    }
}

pub(super) fn list(exchange: &mut Exchange<'_>) -> Outcome {
    let environment = environment(exchange)?;
    let rows = exchange.world.documents(CONNECTORS);
    let rows = rows.filter(|it| environment.id.contains(&it.id));
    page(exchange, rows.map(|it| exchange.world.show(it)).collect())
}

pub(super) fn put(exchange: &mut Exchange<'_>) -> Outcome {
    let id = exchange.id()?;
    check_shape(exchange)?;
    let environment = environment(exchange)?;
    state::check_ready(&environment)?;
    let region = environment.text("/location").to_owned();
    if !text(&exchange.body, "/location").eq_ignore_ascii_case(&region) {
        return Err(errors::bad_definition());
    }
    let known = KNOWN.iter().find(|it| it.0.eq_ignore_ascii_case(id.name()));
    let Some((name, words, category)) = known else {
        return Err(Refusal::new(
            404,
            "ApiNotFound",
            format!("The API '{}' could not be found.", id.name()),
        ));
    };
    let there = exchange.world.document(&id);
    let word = there.map_or("Succeeded", |it| state(exchange.world, it));
    if word != "Succeeded" {
        return Err(errors::at_work(&id, word));
    }
    let status = if exchange.world.document(&id).is_some() {
        200
    } else {
        201
    };
    let body = json!({
        "location": region,
        "properties": {
            "name": name,
            "generalInformation": { "displayName": words, "tier": category },
            "category": category,
            "capabilities": ["actions"],
            "metadata": { "ApiType": "NotSpecified" },
            "runtimeUrls": [format!("https://{region}.example.azure-apihub.net/apim/{name}")],
            "integrationServiceEnvironment": {
                "id": environment.id.as_str(),
                "name": environment.id.name(),
                "type": super::ENVIRONMENTS,
            },
        },
    });
    begin(exchange, Document::new(id, body), (false, status))
}

pub(super) fn delete(exchange: &mut Exchange<'_>) -> Outcome {
    let id = exchange.id()?;
    state::check_ready(&environment(exchange)?)?;
    let Some(document) = exchange.world.document(&id).cloned() else {
        return Ok(Response::empty(204));
    };
    match state(exchange.world, &document) {
        // What is being removed is not removed anew.
        "Deleting" => return Ok(Response::empty(202)),
        "InProgress" => return Err(errors::at_work(&id, "InProgress")),
        _ => {}
    }
    begin(exchange, document, (true, 202))
}

fn begin(
    exchange: &mut Exchange<'_>,
    mut document: Document,
    (goes, status): (bool, u16),
) -> Outcome {
    let id = document.id.clone();
    let seconds = exchange
        .world
        .spread(&format!("connector {}", id.lower()), 120..=300);
    let work = Work {
        monitor: Monitor::AsyncOperation,
        below: format!("{id}/operationStatuses"),
        api_version: exchange.api_version.clone(),
        takes: Duration::from_secs(seconds),
        retry_after: 15,
        result: (!goes).then(|| id.clone()),
    };
    let (until, answer) = work.begin(exchange.world, Response::empty(status));
    document.inner = json!(Inner { goes, until });
    exchange.world.put(document.clone());
    if goes {
        exchange.world.schedule(&id, until);
        return Ok(answer);
    }
    let shown = Response::json(status, exchange.world.show(&document));
    Ok(Response {
        headers: answer.headers,
        ..shown
    })
}

/// Ends a removal whose time has come.
pub(super) fn finish(world: &mut dyn World, id: &ResourceId) {
    let inner: Option<Inner> = world
        .document(id)
        .and_then(|it| serde_json::from_value(it.inner.clone()).ok());
    if inner.is_some_and(|it| it.goes) {
        world.remove(id);
    }
}

fn environment(exchange: &Exchange<'_>) -> Result<Document, Refusal> {
    let id: ResourceId = exchange
        .container()
        .provider(super::ENVIRONMENTS, exchange.param("environment"));
    let found = exchange.world.document(&id).cloned();
    found.ok_or_else(|| Refusal::not_found(&id))
}
