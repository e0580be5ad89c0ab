//! Tenants, subscriptions and locations.
//!
//! Source: azure-rest-api-specs, Microsoft.Resources 2022-12-01, read 21 Aug 2026.

use serde_json::{Value, json};

use super::providers::LOCATIONS;
use crate::arm::{Method, ResourceId, Response};
use crate::resources::simulated::{
    Document, Exchange, Outcome, Refusal, Route, Simulated, World, page,
};
use crate::sandbox::state::SUBSCRIPTION;

/// Tenants, subscriptions and locations.
pub(in crate::sandbox) struct Subscriptions;

static ROUTES: &[Route] = &[
    Route::at(Method::Get, "/tenants", "", tenants),
    Route::at(Method::Get, "/subscriptions", "", list),
    Route::at(Method::Get, "/subscriptions/{subscription}", "", one),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/locations",
        "",
        locations,
    ),
];

impl Simulated for Subscriptions {
    fn types(&self) -> &'static [&'static str] {
        &["Microsoft.Resources/subscriptions"]
    }

    fn api_versions(&self) -> &'static [&'static str] {
        &[
            "2022-12-01",
            "2021-01-01",
            "2020-01-01",
            "2019-11-01",
            "2019-06-01",
            "2016-06-01",
        ]
    }

    fn routes(&self) -> &'static [Route] {
        ROUTES
    }

    fn show(&self, _: &dyn World, document: &Document) -> Value {
        let id = document.id.name();
        json!({
            "id": document.id.as_str(),
            "authorizationSource": "RoleBased",
            "managedByTenants": [],
            "subscriptionId": id,
            "tenantId": document.text("/tenantId"),
            "displayName": document.text("/displayName"),
            "state": "Enabled",
            "subscriptionPolicies": {
                "locationPlacementId": "Public_2014-09-01",
                "quotaId": "EnterpriseAgreement_2014-09-01",
                "spendingLimit": "Off",
            },
        })
    }
}

/// The directories in which the caller is a member or a guest.
fn tenants(exchange: &mut Exchange<'_>) -> Outcome {
    let caller = exchange.caller;
    let tenants = exchange.world.tenants_of(&caller.object);
    let row = |tenant: &String| {
        let (name, domain) = exchange.world.directory(tenant).unwrap_or_default();
        json!({
            "id": format!("/tenants/{tenant}"),
            "tenantId": tenant,
            "displayName": name,
            "defaultDomain": domain,
            "countryCode": "GB",
            "tenantCategory": "Home",
        })
    };
    let rows = tenants.iter().map(row).collect();
    page(exchange, rows)
}

/// A subscription is listed for whoever has a role anywhere in it.
fn list(exchange: &mut Exchange<'_>) -> Outcome {
    let caller = exchange.caller;
    let world = &*exchange.world;
    let rows = world
        .documents(SUBSCRIPTION)
        .filter(|it| it.text("/tenantId") == caller.tenant && world.sees(&caller.object, &it.id))
        .map(|it| world.show(it))
        .collect();
    page(exchange, rows)
}

fn one(exchange: &mut Exchange<'_>) -> Outcome {
    let id = exchange.id()?;
    if !exchange.world.sees(&exchange.caller.object, &id) {
        let action = "Microsoft.Resources/subscriptions/read";
        return Err(crate::sandbox::serve::unauthorized(
            exchange.caller,
            action,
            &id,
        ));
    }
    exchange.shown()
}

fn locations(exchange: &mut Exchange<'_>) -> Outcome {
    let subscription = exchange.param("subscription").to_owned();
    let rows = LOCATIONS.map(|(name, display, region, paired)| {
        json!({
            "id": format!("/subscriptions/{subscription}/locations/{name}"),
            "name": name,
            "type": "Region",
            "displayName": display,
            "regionalDisplayName": format!("({region}) {display}"),
            "metadata": {
                "regionType": "Physical",
                "regionCategory": "Recommended",
                "geographyGroup": region,
                "pairedRegion": [{
                    "name": paired,
                    "id": format!("/subscriptions/{subscription}/locations/{paired}"),
                }],
            },
        })
    });
    Ok(Response::json(200, json!({ "value": rows })))
}

/// Puts a subscription into the world.
pub(in crate::sandbox) fn plant(world: &mut dyn World, id: &str, name: &str, tenant: &str) {
    let body = json!({ "tenantId": tenant, "displayName": name });
    world.put(Document::new(ResourceId::of_subscription(id), body));
}

/// The sentence for a location that does not exist.
pub(in crate::sandbox) fn check_location(location: &str) -> Result<(), Refusal> {
    if LOCATIONS.iter().any(|it| same_location(it.0, location)) {
        return Ok(());
    }
    let known = LOCATIONS.map(|it| it.0).join(",");
    let message = format!(
        "The provided location '{location}' is not available for resource group. List of available regions is '{known}'."
    );
    Err(Refusal::bad(
        "LocationNotAvailableForResourceGroup",
        message,
    ))
}

/// Whether two names mean the same location: `West Europe` is `westeurope`.
pub(in crate::sandbox) fn same_location(one: &str, other: &str) -> bool {
    let plain = |it: &str| it.replace(' ', "").to_ascii_lowercase();
    plain(one) == plain(other)
}
