//! Network health: what an environment reaches from each of its subnets.
//!
//! Source: azure-rest-api-specs, `Microsoft.Logic` 2019-05-01,
//! `IntegrationServiceEnvironments_NetworkHealth.json`, read 21 Aug 2026: an object by subnet, and
//! no list. Which dependencies an environment has is taken from the categories there.

use serde_json::{Map, Value, json};

use super::state::{Phase, phase, subnets};
use crate::arm::Response;
use crate::resources::simulated::{Document, Exchange, Outcome};
use crate::resources::virtual_network::sandbox::reaches;

/// Category, name, domain, port.
const DEPENDENCIES: [(&str, &str, &str, &str); 5] = [
    (
        "AzureStorage",
        "Azure Storage",
        "example.blob.core.windows.net",
        "443",
    ),
    (
        "AzureActiveDirectory",
        "Azure Active Directory",
        "login.microsoftonline.com",
        "443",
    ),
    (
        "AzureManagement",
        "Azure Management",
        "management.azure.com",
        "443",
    ),
    (
        "SQL",
        "Azure SQL Database",
        "example.database.windows.net",
        "1433",
    ),
    (
        "RedisCache",
        "Azure Cache for Redis",
        "example.redis.cache.windows.net",
        "6380",
    ),
];

pub(super) fn network(exchange: &mut Exchange<'_>) -> Outcome {
    let path = exchange.path.trim_end_matches("/health/network").to_owned();
    exchange.path = path;
    let environment = exchange.document()?;
    let is_known = phase(&environment) == Phase::Running;
    let mut health = Map::new();
    for subnet in subnets(&environment.body) {
        let document = exchange.world.document(&subnet);
        let shown = match document.filter(|_| is_known) {
            Some(document) => one(document),
            None => json!({ "networkDependencyHealthState": "Unknown" }),
        };
        health.insert(subnet.to_string(), shown);
    }
    Ok(Response::json(200, Value::Object(health)))
}

fn one(subnet: &Document) -> Value {
    let word = |it: bool| if it { "Available" } else { "NotAvailable" };
    let row = |(category, name, domain, port): &(&str, &str, &str, &str)| {
        json!({
            "category": category,
            "displayName": name,
            "endpoints": [{
                "domainName": domain,
                "ports": [port],
                "accessibility": word(reaches(subnet, category)),
            }],
        })
    };
    let all = DEPENDENCIES.iter().all(|it| reaches(subnet, it.0));
    json!({
        "outboundNetworkDependencies": DEPENDENCIES.iter().map(row).collect::<Vec<_>>(),
        "outboundNetworkHealth": { "state": if all { "Healthy" } else { "Unhealthy" } },
        "networkDependencyHealthState": word(all),
    })
}
