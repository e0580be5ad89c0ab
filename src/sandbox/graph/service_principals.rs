//! Service principals: what stands for an application in a directory.
//!
//! Source: graph docs, `serviceprincipal-{post-serviceprincipals,get,list,update,delete}.md`, read
//! 21 Aug 2026; who may install what: microsoftgraph/microsoft-graph-docs#16138, read 27 Nov 2026.

use serde_json::json;

use super::consents::graph_in;
use super::directory::{
    SERVICE_PRINCIPALS, all, application, inner, installed, is_known, is_multi_tenant, root,
    tenant_of,
};
use super::odata::{Filter, key, list, one};
use super::refusals::{
    already_installed, bad, denied, foreign_application, invalid, no_application, no_such,
    required, unknown,
};
use super::rights::{administers, is_person, registers};
use super::{gate, installing, permission_grants};
use crate::arm::{Method, Response};
use crate::resources::simulated::{Document, Exchange, Outcome, Refusal, Route, World, text};

const READ: &str = "Application.Read.All";
const WRITE: &str = "Application.ReadWrite.All";
const ALL: &str = "/v1.0/servicePrincipals";
const ONE: &str = "/v1.0/servicePrincipals/{id}";

pub(super) static ROUTES: &[Route] = &[
    Route::at(Method::Get, ALL, READ, find),
    Route::at(Method::Post, ALL, WRITE, post),
    Route::at(Method::Get, ONE, READ, get),
    Route::at(Method::Patch, ONE, WRITE, patch),
    Route::at(Method::Delete, ONE, WRITE, delete),
    Route::at(
        Method::Get,
        "/v1.0/servicePrincipals/{id}/federatedIdentityCredentials",
        READ,
        no_credentials,
    ),
    Route::at(
        Method::Post,
        "/v1.0/servicePrincipals/{id}/federatedIdentityCredentials",
        WRITE,
        no_credentials,
    ),
    Route::at(
        Method::Get,
        "/v1.0/oauth2PermissionGrants",
        "Directory.Read.All",
        permission_grants::find,
    ),
];

const SET: &str = "servicePrincipals";
const KIND: &str = "ServicePrincipal";

/// Everybody in a directory who is no person: what was installed, and managed identities.
fn everybody(exchange: &Exchange<'_>) -> Vec<Document> {
    let (world, tenant) = (&*exchange.world, &exchange.caller.tenant);
    let own = all(world, SERVICE_PRINCIPALS, tenant).cloned();
    let identities = world
        .documents("Microsoft.ManagedIdentity/userAssignedIdentities")
        .filter(|it| it.text("/properties/tenantId") == *tenant)
        .filter_map(|it| identity(world, it));
    let graph = microsofts(tenant);
    own.chain(identities).chain([graph]).collect()
}

/// What stands for Microsoft Graph, which is in every directory.
fn microsofts(tenant: &str) -> Document {
    let id = graph_in(tenant);
    let body = json!({
        "id": id,
        "appId": gate::GRAPH,
        "displayName": "Microsoft Graph",
        "accountEnabled": true,
        // Microsoft's own directory.
        "appOwnerOrganizationId": "f8cdef31-a31e-4b4a-93e4-5f571e91255a",
        "servicePrincipalType": "Application",
    });
    Document::new(root(tenant).child("servicePrincipals", &id), body)
}

/// What stands for a managed identity.
fn identity(world: &dyn World, identity: &Document) -> Option<Document> {
    let principal = world.principal(identity.text("/properties/principalId"))?;
    let body = json!({
        "id": principal.id,
        "appId": identity.text("/properties/clientId"),
        "displayName": principal.name,
        "accountEnabled": true,
        "servicePrincipalType": "ManagedIdentity",
        "alternativeNames": ["isExplicit=True", identity.id.as_str()],
        "appOwnerOrganizationId": null,
    });
    let inner = json!({ "known_from": principal.known_from });
    let id = root(&principal.tenant).child("servicePrincipals", &principal.id);
    Some(Document { id, body, inner })
}

fn of_path(exchange: &Exchange<'_>) -> Result<Document, Refusal> {
    let asked = exchange.param("id");
    let world = &*exchange.world;
    let mut all = everybody(exchange).into_iter();
    if !asked.starts_with('(') {
        let found = all.find(|it| it.id.name().eq_ignore_ascii_case(asked));
        return found.ok_or_else(|| no_such(asked));
    }
    let client =
        key(asked, "appId").ok_or_else(|| Refusal::not_simulated(&format!("the key {asked}")))?;
    let found = all.find(|it| it.text("/appId").eq_ignore_ascii_case(client));
    let found = found.filter(|it| is_known(world, it));
    found.ok_or_else(|| no_such(client))
}

fn find(exchange: &mut Exchange<'_>) -> Outcome {
    let filter = Filter::of(
        exchange,
        &["appId", "displayName", "id", "servicePrincipalNames"],
    )?;
    let world = &*exchange.world;
    let rows = everybody(exchange)
        .into_iter()
        .filter(|it| is_known(world, it) && filter.lets(&it.body))
        .map(|it| it.body)
        .collect();
    list(exchange, SET, rows)
}

fn get(exchange: &mut Exchange<'_>) -> Outcome {
    let found = of_path(exchange)?;
    one(exchange, SET, 200, found.body)
}

/// Members of a body; everything else of a service principal follows from the application.
const WRITABLE: [&str; 5] = [
    "appId",
    "accountEnabled",
    "appRoleAssignmentRequired",
    "displayName",
    "tags",
];

fn post(exchange: &mut Exchange<'_>) -> Outcome {
    let members = exchange.body.as_object();
    let members = members.ok_or_else(|| bad("A JSON object is expected."))?;
    if let Some(name) = members.keys().find(|it| !WRITABLE.contains(&it.as_str())) {
        return Err(unknown(name));
    }
    let client = text(&exchange.body, "/appId").to_owned();
    if client.is_empty() {
        return Err(required("appId", KIND));
    }
    let (world, caller) = (&*exchange.world, exchange.caller);
    let backing = application(world, &client)
        .filter(|it| {
            tenant_of(&it.id) == caller.tenant || is_known(world, it) && is_multi_tenant(it)
        })
        .cloned()
        .ok_or_else(|| no_application(&client))?;
    check_may_install(exchange, &backing)?;
    if installed(world, &caller.tenant, &client).is_some() {
        return Err(already_installed(&client));
    }
    let tenant = caller.tenant.clone();
    let shown = installing::install(exchange.world, &backing, &tenant);
    one(exchange, SET, 201, shown)
}

fn check_may_install(exchange: &Exchange<'_>, backing: &Document) -> Result<(), Refusal> {
    let caller = exchange.caller;
    if administers(caller) {
        return Ok(());
    }
    if tenant_of(&backing.id) != caller.tenant {
        let may_own = !is_person(caller) || registers(exchange.world, caller);
        return Err(if may_own {
            foreign_application()
        } else {
            denied()
        });
    }
    if inner(backing).owners.contains(&caller.object) && registers(exchange.world, caller) {
        return Ok(());
    }
    Err(denied())
}

/// Only whether it may sign in can be changed here.
fn patch(exchange: &mut Exchange<'_>) -> Outcome {
    let mut found = written(exchange)?;
    let members = exchange.body.as_object();
    let members = members.ok_or_else(|| bad("A JSON object is expected."))?;
    if let Some(name) = members.keys().find(|it| *it != "accountEnabled") {
        return Err(Refusal::not_simulated(&format!(
            "another {name} of a service principal"
        )));
    }
    let enabled = &exchange.body["accountEnabled"];
    if !enabled.is_boolean() {
        return Err(invalid("accountEnabled", KIND));
    }
    found.body["accountEnabled"] = enabled.clone();
    exchange.world.put(found);
    Ok(Response::empty(204))
}

fn delete(exchange: &mut Exchange<'_>) -> Outcome {
    let found = written(exchange)?;
    installing::remove(exchange.world, &found);
    Ok(Response::empty(204))
}

/// The service principal of the path, where it may be changed. What stands for a managed identity
/// goes with its identity.
fn written(exchange: &Exchange<'_>) -> Result<Document, Refusal> {
    let found = of_path(exchange)?;
    let is_own = text(&found.body, "/servicePrincipalType") == "Application";
    if is_own && administers(exchange.caller) {
        return Ok(found);
    }
    Err(denied())
}

/// Federated credentials belong to applications and to managed identities, which Resource Manager
/// manages.
///
/// Source: graph docs, `federatedidentitycredentials-overview.md`, read 21 Aug 2026; the sentence
/// is that of OData services for a segment they do not know, and assumed.
fn no_credentials(exchange: &mut Exchange<'_>) -> Outcome {
    let _ = of_path(exchange)?;
    let message = "Resource not found for the segment 'federatedIdentityCredentials'.";
    Err(Refusal::bad("BadRequest", message))
}
