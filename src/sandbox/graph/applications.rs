//! Applications: registered, found, changed, removed.

use serde_json::json;

use super::directory::{
    APPLICATIONS, CREDENTIALS, SERVICE_PRINCIPALS, all, application, is_known, new_object, root,
};
use super::odata::{Filter, key, list, one};
use super::refusals::{denied, no_such};
use super::rights::{check_owner, registers};
use super::{application_body as body, credentials, installing};
use crate::arm::{Method, Response};
use crate::resources::simulated::{Document, Exchange, Outcome, Refusal, Route};

const READ: &str = "Application.Read.All";
const WRITE: &str = "Application.ReadWrite.All";
const ALL: &str = "/v1.0/applications";
const ONE: &str = "/v1.0/applications/{id}";
const OF_ONE: &str = "/v1.0/applications/{id}/federatedIdentityCredentials";
const CREDENTIAL: &str = "/v1.0/applications/{id}/federatedIdentityCredentials/{credential}";

pub(super) static ROUTES: &[Route] = &[
    Route::at(Method::Get, ALL, READ, find),
    Route::at(Method::Post, ALL, WRITE, post),
    Route::at(Method::Get, ONE, READ, get),
    Route::at(Method::Patch, ONE, WRITE, patch),
    Route::at(Method::Delete, ONE, WRITE, delete),
    Route::at(Method::Get, OF_ONE, READ, credentials::find),
    Route::at(Method::Post, OF_ONE, WRITE, credentials::post),
    Route::at(Method::Get, CREDENTIAL, READ, credentials::get),
    Route::at(Method::Patch, CREDENTIAL, WRITE, credentials::patch),
    Route::at(Method::Delete, CREDENTIAL, WRITE, credentials::delete),
];

const SET: &str = "applications";

/// The application of the path, by its object ID or by `(appId='…')`. A new one is found by its
/// application ID only where the directory's copies know it.
pub(super) fn of_path(exchange: &Exchange<'_>) -> Result<Document, Refusal> {
    let (world, asked) = (&*exchange.world, exchange.param("id"));
    let tenant = &exchange.caller.tenant;
    let missing = || no_such(asked);
    if asked.starts_with('(') {
        let client = key(asked, "appId")
            .ok_or_else(|| Refusal::not_simulated(&format!("the key {asked}")))?;
        let found = application(world, client).filter(|it| {
            super::directory::tenant_of(&it.id).eq_ignore_ascii_case(tenant) && is_known(world, it)
        });
        return found.cloned().ok_or_else(|| no_such(client));
    }
    let id = root(tenant).child("applications", asked);
    world.document(&id).cloned().ok_or_else(missing)
}

fn find(exchange: &mut Exchange<'_>) -> Outcome {
    let filter = Filter::of(exchange, &["appId", "displayName", "id", "identifierUris"])?;
    let world = &*exchange.world;
    let rows = all(world, APPLICATIONS, &exchange.caller.tenant);
    let rows = rows.filter(|it| is_known(world, it)).map(|it| &it.body);
    let rows = rows.filter(|it| filter.lets(it)).cloned().collect();
    list(exchange, SET, rows)
}

fn get(exchange: &mut Exchange<'_>) -> Outcome {
    let found = of_path(exchange)?;
    one(exchange, SET, 200, found.body)
}

fn post(exchange: &mut Exchange<'_>) -> Outcome {
    if !registers(exchange.world, exchange.caller) {
        return Err(denied());
    }
    let mut shown = body::new(&exchange.body)?;
    let caller = exchange.caller;
    let name = shown["displayName"].to_string();
    let id = exchange.world.guid(&format!("object of {name}"));
    let client = exchange.world.guid(&format!("client of {name}"));
    shown["id"] = json!(id);
    shown["appId"] = json!(client);
    shown["createdDateTime"] = json!(exchange.world.now().rfc3339());
    let domain = exchange.world.directory(&caller.tenant).map(|it| it.1);
    shown["publisherDomain"] = json!(domain);
    shown["verifiedPublisher"] = body::unverified();
    let place = root(&caller.tenant).child("applications", &id);
    let owners = vec![caller.object.clone()];
    let document = new_object(exchange.world, place, shown.clone(), owners);
    exchange.world.put(document);
    one(exchange, SET, 201, shown)
}

fn patch(exchange: &mut Exchange<'_>) -> Outcome {
    let mut found = of_path(exchange)?;
    check_owner(exchange.caller, &found)?;
    body::change(&mut found.body, &exchange.body)?;
    exchange.world.put(found);
    Ok(Response::empty(204))
}

/// With the application goes what stands for it in its own directory. In other directories it
/// stays, and stands for nothing.
///
/// Source: graph docs, `application-delete.md`, read 21 Aug 2026. Deleted items are not simulated.
fn delete(exchange: &mut Exchange<'_>) -> Outcome {
    let found = of_path(exchange)?;
    check_owner(exchange.caller, &found)?;
    let tenant = exchange.caller.tenant.clone();
    let client = found.text("/appId").to_owned();
    let below: Vec<_> = all(&*exchange.world, CREDENTIALS, &tenant)
        .filter(|it| found.id.contains(&it.id))
        .map(|it| it.id.clone())
        .collect();
    for id in below {
        exchange.world.remove(&id);
    }
    let own: Vec<Document> = all(&*exchange.world, SERVICE_PRINCIPALS, &tenant)
        .filter(|it| it.text("/appId").eq_ignore_ascii_case(&client))
        .cloned()
        .collect();
    for it in own {
        installing::remove(exchange.world, &it);
    }
    exchange.world.remove(&found.id);
    Ok(Response::empty(204))
}
