//! Federated identity credentials of applications: whose tokens an application takes for its own.
//!
//! Source: graph docs, `application-post-federatedidentitycredentials.md` and
//! `federatedidentitycredentials-overview.md`, read 21 Aug 2026; entra-docs,
//! `docs/workload-id/workload-identity-federation-considerations.md` (twenty of them). The
//! sentence about issuer and subject: Azure/azure-workload-identity#434, read 27 Nov 2026; the
//! other sentences are assumed.

use serde_json::{Value, json};

use super::applications::of_path;
use super::directory::{CREDENTIALS, all, new_object};
use super::odata::{Filter, list, one};
use super::refusals::{bad, credential, fixed, no_such, required, unknown};
use super::rights::check_owner;
use crate::arm::Response;
use crate::resources::simulated::{Document, Exchange, Outcome, Refusal, text};

/// How many an application may have.
const LIMIT: usize = 20;

/// The audience of tokens that are exchanged, in the public cloud.
pub(super) const AUDIENCE: &str = "api://AzureADTokenExchange";

const SET: &str = "applications('')/federatedIdentityCredentials";
const KIND: &str = "FederatedIdentityCredential";
const PROPERTIES: [&str; 5] = ["name", "issuer", "subject", "audiences", "description"];

/// The credentials of an application.
fn of<'a>(
    exchange: &'a Exchange<'_>,
    application: &'a Document,
) -> impl Iterator<Item = &'a Document> + 'a {
    let all = all(&*exchange.world, CREDENTIALS, &exchange.caller.tenant);
    all.filter(|it| application.id.contains(&it.id))
}

/// The credential of the path, by its ID or by its name.
fn found(exchange: &Exchange<'_>) -> Result<Document, Refusal> {
    let application = of_path(exchange)?;
    let asked = exchange.param("credential");
    let is_meant = |it: &&Document| {
        it.id.name().eq_ignore_ascii_case(asked) || it.text("/name").eq_ignore_ascii_case(asked)
    };
    let found = of(exchange, &application).find(is_meant).cloned();
    found.ok_or_else(|| no_such(asked))
}

pub(super) fn find(exchange: &mut Exchange<'_>) -> Outcome {
    let application = of_path(exchange)?;
    let filter = Filter::of(exchange, &["name", "issuer", "subject"])?;
    let rows = of(exchange, &application).map(|it| &it.body);
    let rows = rows.filter(|it| filter.lets(it)).cloned().collect();
    list(exchange, SET, rows)
}

pub(super) fn get(exchange: &mut Exchange<'_>) -> Outcome {
    let found = found(exchange)?;
    one(exchange, SET, 200, found.body)
}

pub(super) fn post(exchange: &mut Exchange<'_>) -> Outcome {
    let application = of_path(exchange)?;
    check_owner(exchange.caller, &application)?;
    let mut shown = checked(&exchange.body)?;
    check_unique(exchange, &application, &shown)?;
    if of(exchange, &application).count() >= LIMIT {
        let message = format!(
            "The number of FederatedIdentityCredentials on the object is limited to {LIMIT}."
        );
        return Err(credential(&message, "Name", text(&shown, "/name")));
    }
    let id = exchange
        .world
        .guid(&format!("credential {}", shown["name"]));
    shown["id"] = json!(id);
    let place = application.id.child("federatedIdentityCredentials", &id);
    let document = new_object(exchange.world, place, shown.clone(), Vec::new());
    exchange.world.put(document);
    one(exchange, SET, 201, shown)
}

fn checked(asked: &Value) -> Result<Value, Refusal> {
    let members = asked.as_object();
    let members = members.ok_or_else(|| bad("A JSON object is expected."))?;
    let known = |it: &&String| !PROPERTIES.contains(&it.as_str()) && !it.starts_with("@odata");
    if let Some(name) = members.keys().find(known) {
        return Err(unknown(name));
    }
    for (name, parameter, longest) in [
        ("name", "Name", 120),
        ("issuer", "Issuer", 600),
        ("subject", "Subject", 600),
    ] {
        let given = text(asked, &format!("/{name}"));
        if given.is_empty() {
            return Err(required(name, KIND));
        }
        if given.chars().count() > longest {
            let message = format!("The value is longer than {longest} characters.");
            return Err(credential(&message, parameter, given));
        }
    }
    check_name(text(asked, "/name"))?;
    let issuer = text(asked, "/issuer");
    if !issuer.starts_with("https://") {
        let message = "The issuer must be a valid URL that begins with https.";
        return Err(credential(message, "Issuer", issuer));
    }
    let audiences = asked["audiences"].as_array();
    if audiences.is_none_or(|it| it.len() != 1) {
        let message = "Exactly one audience is needed.";
        return Err(credential(
            message,
            "Audiences",
            &asked["audiences"].to_string(),
        ));
    }
    Ok(json!({
        "name": text(asked, "/name"),
        "issuer": issuer,
        "subject": text(asked, "/subject"),
        "audiences": asked["audiences"],
        "description": asked["description"],
    }))
}

/// "URL-friendly".
fn check_name(name: &str) -> Result<(), Refusal> {
    let good = |it: char| it.is_ascii_alphanumeric() || "-_.~".contains(it);
    if name.chars().all(good) && name.chars().count() >= 3 {
        return Ok(());
    }
    let message = "The name must be 3 to 120 characters that need no escape in a URL.";
    Err(credential(message, "Name", name))
}

fn check_unique(
    exchange: &Exchange<'_>,
    application: &Document,
    new: &Value,
) -> Result<(), Refusal> {
    let (name, issuer) = (text(new, "/name"), text(new, "/issuer"));
    let subject = text(new, "/subject");
    for other in of(exchange, application) {
        if other.text("/name").eq_ignore_ascii_case(name) {
            let message = format!("FederatedIdentityCredential with name {name} already exists.");
            return Err(Refusal::new(
                409,
                "Request_MultipleObjectsWithSameKeyValue",
                message,
            ));
        }
        if other.text("/issuer") == issuer && other.text("/subject") == subject {
            let message = format!(
                "The combination of issuer and subject must be unique for the application. Issuer {issuer} and Subject: {subject} already exist."
            );
            return Err(credential(&message, "Subject", subject));
        }
    }
    Ok(())
}

/// Everything but the name may change; here only the description.
pub(super) fn patch(exchange: &mut Exchange<'_>) -> Outcome {
    let application = of_path(exchange)?;
    check_owner(exchange.caller, &application)?;
    let mut found = found(exchange)?;
    let members = exchange.body.as_object();
    let members = members.ok_or_else(|| bad("A JSON object is expected."))?;
    if let Some(name) = members.keys().find(|it| *it != "description") {
        return Err(match name.as_str() {
            "name" => fixed(name, KIND),
            _ => Refusal::not_simulated(&format!("another {name} of a federated credential")),
        });
    }
    found.body["description"] = exchange.body["description"].clone();
    exchange.world.put(found);
    Ok(Response::empty(204))
}

pub(super) fn delete(exchange: &mut Exchange<'_>) -> Outcome {
    let application = of_path(exchange)?;
    check_owner(exchange.caller, &application)?;
    let found = found(exchange)?;
    exchange.world.remove(&found.id);
    Ok(Response::empty(204))
}
