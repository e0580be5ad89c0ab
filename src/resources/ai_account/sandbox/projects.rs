//! Projects of an account. They hold no key of their own: the account's protects them.
//!
//! Source: Azure/bicep-types-az @ 1f896de2, where no version of the type has an encryption, read 21
//! Aug 2026.

use serde_json::{Value, json};

use super::state::{Doing, UnderWay, check_idle, doing};
use super::{PROJECT_WRITE, PROJECTS, errors, work};
use crate::arm::{ResourceId, Response};
use crate::keys::names;
use crate::resources::simulated::place::{check_shape, location};
use crate::resources::simulated::{
    Document, Exchange, Outcome, Refusal, identity, merge, page, text,
};

const WHOSE: [&str; 2] = ["displayName", "description"];

fn account(exchange: &Exchange<'_>, id: &ResourceId) -> Result<Document, Refusal> {
    let parent = id.parent().unwrap_or_else(|| id.clone());
    exchange.world.document(&parent).cloned().ok_or_else(|| {
        let message = format!(
            "Failed to perform 'write' on resource(s) of type 'accounts/projects', because the parent resource '{parent}' could not be found."
        );
        Refusal::new(404, "ParentResourceNotFound", message)
    })
}

pub(super) fn put(exchange: &mut Exchange<'_>) -> Outcome {
    let id = exchange.id()?;
    check_shape(exchange)?;
    let parent = account(exchange, &id)?;
    let region = location(exchange, &id)?;
    if let Some(before) = exchange.world.document(&id).cloned() {
        return change(exchange, before);
    }
    if parent.body["properties"]["allowProjectManagement"] != true {
        return Err(errors::no_projects());
    }
    if doing(exchange.world, &parent).is_some() {
        return Err(errors::parent_not_ready());
    }
    // The rule on names and the sameness of regions are assumed to be refused so.
    names::ai_account(id.name()).map_err(|_| errors::bad_name(id.name()))?;
    if region != parent.text("/location") {
        return Err(errors::bad_kind("projects"));
    }
    let identity = identity::changed(exchange, &id, &Value::Null, PROJECT_WRITE)?;
    if matches!(text(&identity, "/type"), "" | "None") {
        return Err(errors::projects_need("a managed identity"));
    }
    let siblings = exchange.world.documents(PROJECTS);
    let is_first = !siblings.into_iter().any(|it| parent.id.contains(&it.id));
    let mut properties = json!({ "isDefault": is_first });
    merge(&mut properties, &said(&exchange.body));
    let body = json!({
        "location": region,
        "identity": identity,
        "tags": exchange.body.get("tags").cloned().unwrap_or(json!({})),
        "properties": properties,
    });
    // How long it takes is assumed.
    let takes = work::spread(exchange.world, &id.lower(), 10..=40);
    work::keep(
        exchange,
        Document::new(id, body),
        (201, Doing::Creating, takes),
    )
}

pub(super) fn patch(exchange: &mut Exchange<'_>) -> Outcome {
    check_shape(exchange)?;
    let before = exchange.document()?;
    change(exchange, before)
}

fn change(exchange: &mut Exchange<'_>, before: Document) -> Outcome {
    check_idle(exchange.world, &before)?;
    let old = before.body["identity"].clone();
    let identity = identity::changed(exchange, &before.id, &old, PROJECT_WRITE)?;
    let mut document = before;
    document.body["identity"] = identity;
    merge(&mut document.body["properties"], &said(&exchange.body));
    if let Some(tags) = exchange.body.get("tags").filter(|it| !it.is_null()) {
        document.body["tags"] = tags.clone();
    }
    exchange.world.put(document.clone());
    Ok(Response::json(200, exchange.world.show(&document)))
}

fn said(body: &Value) -> Value {
    let mut said = json!({});
    for name in WHOSE {
        let value = body["properties"].get(name).filter(|it| !it.is_null());
        if let Some(value) = value {
            said[name] = value.clone();
        }
    }
    said
}

pub(super) fn delete(exchange: &mut Exchange<'_>) -> Outcome {
    let id = exchange.id()?;
    let Some(mut document) = exchange.world.document(&id).cloned() else {
        return Ok(Response::empty(204));
    };
    check_idle(exchange.world, &document)?;
    let takes = work::spread(
        exchange.world,
        &format!("deletion of {}", id.lower()),
        5..=20,
    );
    let region = document.text("/location").to_owned();
    let (until, answer) = work::begin(exchange, &region, takes, (None, Response::empty(202)));
    let what = Doing::Deleting;
    UnderWay { what, until }.keep(&mut document);
    exchange.world.put(document);
    exchange.world.schedule(&id, until);
    Ok(answer)
}

pub(super) fn list(exchange: &mut Exchange<'_>) -> Outcome {
    let path = exchange.path.trim_end_matches("/projects");
    let account = ResourceId::parse(path)
        .map_err(|why| Refusal::new(404, "InvalidResourceId", why.to_string()))?;
    let world = &*exchange.world;
    if world.document(&account).is_none() {
        return Err(Refusal::not_found(&account));
    }
    let rows = world.documents(PROJECTS);
    let rows = rows.filter(|it| account.contains(&it.id));
    page(exchange, rows.map(|it| world.show(it)).collect())
}
