//! Resource providers: whether a subscription may use them, and where.
//!
//! Source: azure-rest-api-specs, Microsoft.Resources 2025-04-01; azure-docs,
//! `azure-resource-manager/troubleshooting/error-register-resource-provider`, read 21 Aug 2026.

use std::time::Duration;

use serde_json::{Value, json};

use crate::arm::{Method, ResourceId, Response};
use crate::resources::simulated::{
    Document, Exchange, Outcome, Refusal, Route, Simulated, World, page,
};
use crate::sandbox::state::PROVIDER;

/// Resource providers.
pub(in crate::sandbox) struct Providers;

/// Name, label, geography, pair.
pub(in crate::sandbox) const LOCATIONS: [(&str, &str, &str, &str); 8] = [
    ("westeurope", "West Europe", "Europe", "northeurope"),
    ("northeurope", "North Europe", "Europe", "westeurope"),
    ("uksouth", "UK South", "Europe", "ukwest"),
    ("swedencentral", "Sweden Central", "Europe", "swedensouth"),
    ("eastus", "East US", "US", "westus"),
    ("eastus2", "East US 2", "US", "centralus"),
    ("westus2", "West US 2", "US", "westcentralus"),
    ("southcentralus", "South Central US", "US", "northcentralus"),
];

/// Providers that are always there.
const BUILT_IN: [&str; 3] = [
    "Microsoft.Authorization",
    "Microsoft.Resources",
    "Microsoft.PolicyInsights",
];

const READ: &str = "Microsoft.Resources/subscriptions/providers/read";

static ROUTES: &[Route] = &[
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/providers",
        READ,
        list,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/providers/{namespace}",
        READ,
        one,
    ),
    // Every provider has its own register/action; which one is known only below.
    Route::at(
        Method::Post,
        "/subscriptions/{subscription}/providers/{namespace}/register",
        "",
        register,
    ),
];

impl Simulated for Providers {
    fn types(&self) -> &'static [&'static str] {
        &["Microsoft.Resources/providers"]
    }

    fn api_versions(&self) -> &'static [&'static str] {
        super::RESOURCES
    }

    fn routes(&self) -> &'static [Route] {
        ROUTES
    }

    fn show(&self, _: &dyn World, document: &Document) -> Value {
        let namespace = document.id.name();
        json!({
            "id": document.id.as_str(),
            "namespace": namespace,
            "registrationPolicy": "RegistrationRequired",
            "registrationState": document.text("/registrationState"),
            "resourceTypes": resource_types(namespace),
        })
    }

    fn due(&self, world: &mut dyn World, id: &ResourceId) {
        world.put(registration(id.clone(), "Registered"));
    }
}

/// Which types a provider has, and in which API versions: what the other parts say.
fn resource_types(namespace: &str) -> Vec<Value> {
    let locations = LOCATIONS.map(|it| it.1);
    let row = |kind: &str, versions: &[&str]| json!({ "resourceType": kind, "locations": locations, "apiVersions": versions });
    let types = crate::sandbox::ALL.iter().flat_map(|part| {
        part.types()
            .iter()
            .map(move |it| (*it, part.api_versions()))
    });
    types
        .filter_map(|(full, versions)| Some((full.split_once('/')?, versions)))
        .filter(|((it, _), _)| it.eq_ignore_ascii_case(namespace))
        .map(|((_, kind), versions)| row(kind, versions))
        .collect()
}

fn registration(id: ResourceId, state: &str) -> Document {
    Document::new(id, json!({ "registrationState": state }))
}

/// Puts a provider into the world.
pub(in crate::sandbox) fn plant(
    world: &mut dyn World,
    subscription: &str,
    namespace: &str,
    state: &str,
) {
    let path = format!("/subscriptions/{subscription}/providers/{namespace}");
    if let Ok(id) = ResourceId::parse(&path) {
        world.put(registration(id, state));
    }
}

fn list(exchange: &mut Exchange<'_>) -> Outcome {
    let container = exchange.container();
    let world = &*exchange.world;
    let rows = world
        .documents(PROVIDER)
        .filter(|it| container.contains(&it.id))
        .map(|it| world.show(it))
        .collect();
    page(exchange, rows)
}

fn found(exchange: &Exchange<'_>) -> Result<Document, Refusal> {
    let namespace = exchange.param("namespace");
    let id = format!("{}/providers/{namespace}", exchange.container());
    let document = ResourceId::parse(&id).ok();
    let document = document.and_then(|it| exchange.world.document(&it).cloned());
    document.ok_or_else(|| {
        let message = format!("The resource namespace '{namespace}' is invalid.");
        Refusal::new(404, "InvalidResourceNamespace", message)
    })
}

fn one(exchange: &mut Exchange<'_>) -> Outcome {
    let document = found(exchange)?;
    Ok(Response::json(200, exchange.world.show(&document)))
}

fn register(exchange: &mut Exchange<'_>) -> Outcome {
    use crate::resources::simulated::Right;
    let document = found(exchange)?;
    let action = format!("{}/register/action", document.id.name());
    let scope = exchange.container();
    if !exchange
        .world
        .may(&exchange.caller.object, Right::Action(&action), &scope)
    {
        return Err(crate::sandbox::serve::unauthorized(
            exchange.caller,
            &action,
            &scope,
        ));
    }
    let document = if document.text("/registrationState") == "Registered" {
        document
    } else {
        // Minutes, says the page named above; how many is assumed.
        let seconds = exchange.world.spread(document.id.as_str(), 60..=180);
        let at = exchange.world.now() + exchange.world.stretch(Duration::from_secs(seconds));
        let document = registration(document.id, "Registering");
        exchange.world.put(document.clone());
        exchange.world.schedule(&document.id, at);
        document
    };
    Ok(Response::json(200, exchange.world.show(&document)))
}

/// Refuses a change below a provider that the subscription is not registered to use.
pub(in crate::sandbox) fn check_registered(
    world: &dyn World,
    id: &ResourceId,
) -> Result<(), Refusal> {
    let Some(kind) = id.arm_type() else {
        return Ok(());
    };
    let (namespace, rest) = kind.split_once('/').unwrap_or((&kind, ""));
    if rest.eq_ignore_ascii_case("register") {
        return Ok(());
    }
    let built_in = BUILT_IN.iter().any(|it| it.eq_ignore_ascii_case(namespace));
    let Some(subscription) = id.subscription_id().filter(|_| !built_in) else {
        return Ok(());
    };
    let provider = ResourceId::parse(&format!("{subscription}/providers/{namespace}"));
    let provider = provider.ok().and_then(|it| world.document(&it));
    if provider.is_some_and(|it| it.text("/registrationState") == "Registered") {
        return Ok(());
    }
    let message = format!(
        "The subscription is not registered to use namespace '{namespace}'. See https://aka.ms/rps-not-found for how to register subscriptions."
    );
    Err(Refusal::new(
        409,
        "MissingSubscriptionRegistration",
        message,
    ))
}
