//! Linked storage: the account that a workspace keeps its saved queries or its alert queries in.
//!
//! Source: azure-rest-api-specs, `LinkedStorageAccounts.json` 2025-07-01; azure-monitor-docs,
//! `logs/customer-managed-keys.md`, read 21 Aug 2026. The service checks neither kind nor region
//! nor what encrypts the account's tables: Azure/azure-cli#22747. What the account has to allow,
//! and that one account is the most, is assumed.

use serde_json::{Value, json};

use super::{SEARCHES, STORES, WORKSPACES};
use crate::arm::{ResourceId, Response};
use crate::resources::simulated::{Document, Exchange, Outcome, Refusal, page};

const ACCOUNTS: &str = "Microsoft.Storage/storageAccounts";
const WRITE_ACCOUNT: &str = "Microsoft.Storage/storageAccounts/write";
const WRITE: &str = "Microsoft.OperationalInsights/workspaces/linkedStorageAccounts/write";

/// The kinds of data that are simulated.
const KINDS: [&str; 2] = ["Query", "Alerts"];

/// The others that the specification names.
const OTHERS: [&str; 3] = ["CustomLogs", "AzureWatson", "Ingestion"];

pub(super) fn get(exchange: &mut Exchange<'_>) -> Outcome {
    let (_, id, _) = store(exchange)?;
    let found = exchange.world.document(&id).cloned();
    let found = found.ok_or_else(|| Refusal::not_found(&id))?;
    Ok(Response::json(200, exchange.world.show(&found)))
}

pub(super) fn list(exchange: &mut Exchange<'_>) -> Outcome {
    let workspace = workspace(exchange)?;
    let world = &*exchange.world;
    let rows = world.documents(STORES);
    let rows = rows.filter(|it| workspace.id.contains(&it.id));
    page(exchange, rows.map(|it| world.show(it)).collect())
}

/// Linking an account for queries removes those that were saved in the workspace.
pub(super) fn put(exchange: &mut Exchange<'_>) -> Outcome {
    let (workspace, id, kind) = store(exchange)?;
    let asked = exchange.body.pointer("/properties/storageAccountIds");
    let asked = asked.and_then(Value::as_array).cloned().unwrap_or_default();
    let named: Vec<ResourceId> = asked
        .iter()
        .filter_map(|it| ResourceId::parse(it.as_str()?).ok())
        .filter(|it| it.is(ACCOUNTS))
        .collect();
    let [account] = named.as_slice() else {
        let message =
            "The value of parameter storageAccountIds is invalid: one storage account is expected.";
        return Err(Refusal::bad("InvalidParameter", message));
    };
    exchange.linked(WRITE_ACCOUNT, account, WRITE)?;
    if exchange.world.document(account).is_none() {
        let message = format!("The storage account {} was not found.", account.name());
        return Err(Refusal::bad("InvalidParameter", message));
    }
    let before = exchange.world.document(&id).cloned();
    let body = json!({ "properties": {
        "dataSourceType": kind,
        "storageAccountIds": [account.as_str()],
    } });
    let document = Document::new(id, body);
    if kind == "Query" && before.as_ref() != Some(&document) {
        let searches = exchange.world.documents(SEARCHES);
        let gone: Vec<ResourceId> = searches
            .filter(|it| workspace.id.contains(&it.id))
            .map(|it| it.id.clone())
            .collect();
        for search in gone {
            exchange.world.remove(&search);
        }
    }
    exchange.world.put(document.clone());
    Ok(Response::json(200, exchange.world.show(&document)))
}

/// What was saved in the account returns to the workspace.
pub(super) fn delete(exchange: &mut Exchange<'_>) -> Outcome {
    let (_, id, _) = store(exchange)?;
    let status = if exchange.world.remove(&id).is_some() {
        200
    } else {
        204
    };
    Ok(Response::empty(status))
}

fn workspace(exchange: &Exchange<'_>) -> Result<Document, Refusal> {
    let group = exchange.container();
    let id = group.provider(WORKSPACES, exchange.param("name"));
    let found = exchange.world.document(&id).cloned();
    found.ok_or_else(|| Refusal::not_found(&id))
}

fn store(exchange: &Exchange<'_>) -> Result<(Document, ResourceId, &'static str), Refusal> {
    let workspace = workspace(exchange)?;
    let asked = exchange.param("kind");
    let is = |it: &&&str| it.eq_ignore_ascii_case(asked);
    if OTHERS.iter().any(|it| it.eq_ignore_ascii_case(asked)) {
        return Err(Refusal::not_simulated(
            "linked storage for anything but queries and alerts",
        ));
    }
    let Some(kind) = KINDS.iter().find(is) else {
        let message = format!("The data source type '{asked}' is not supported.");
        return Err(Refusal::bad("InvalidParameter", message));
    };
    let id = workspace.id.child("linkedStorageAccounts", kind);
    Ok((workspace, id, kind))
}
