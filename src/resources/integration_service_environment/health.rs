//! Network health: what an environment reaches from each of its subnets.
//!
//! Source: azure-rest-api-specs, `Microsoft.Logic` 2019-05-01,
//! `IntegrationServiceEnvironments_NetworkHealth.json`, read 21 Aug 2026: an object by the ID of
//! the subnet, and no list.

use serde_json::Value;

use crate::arm::{Facts, Known, Read, Request, ResourceId, versions};
use crate::resources::Detail;

/// The read of an environment's network health.
pub(super) fn read(id: &ResourceId) -> Read {
    let path = format!("{id}/health/network");
    Read::one(Request::get(path, versions::LOGIC))
}

/// A fact for each subnet, as far as it is known.
pub(super) fn details(id: &ResourceId, facts: &Facts) -> Vec<Detail> {
    let row = |value: String| Detail {
        label: "Network health",
        value,
        at: "health/network",
    };
    match facts.known(&read(id)) {
        Known::Present(Value::Object(subnets)) => subnets
            .iter()
            .map(|(subnet, health)| row(words(subnet, health)))
            .collect(),
        Known::NotRead => vec![row("being read".into())],
        Known::Missing => vec![row("Azure knows no network health of it".into())],
        Known::Present(_) | Known::Failed(_) => vec![row("could not be read".into())],
    }
}

/// `subnet-3: SQL not available`.
fn words(subnet: &str, health: &Value) -> String {
    let name = subnet.rsplit('/').next().unwrap_or_default();
    let state = health.get("networkDependencyHealthState");
    let state = state.and_then(Value::as_str).unwrap_or_default();
    let missing = unreached(health);
    let said = match (state, missing.as_slice()) {
        ("Available", []) => "everything can be reached".to_owned(),
        (_, []) => "not known yet".to_owned(),
        (_, missing) => format!("{} not available", missing.join(", ")),
    };
    format!("{name}: {said}")
}

/// What cannot be reached, by category.
fn unreached(health: &Value) -> Vec<&str> {
    let listed = health.get("outboundNetworkDependencies");
    let listed = listed.and_then(Value::as_array).into_iter().flatten();
    let is_out = |it: &&Value| {
        let ends = it.get("endpoints").and_then(Value::as_array);
        let mut ends = ends.into_iter().flatten();
        ends.any(|it| it.get("accessibility").and_then(Value::as_str) == Some("NotAvailable"))
    };
    listed
        .filter(is_out)
        .filter_map(|it| it.get("category")?.as_str())
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_subnet_says_what_it_cannot_reach_and_nothing_is_green_unread() {
        let dependency = |category: &str, word: &str| {
            json!({
                "category": category, "endpoints": [{ "accessibility": word }],
            })
        };
        for (health, expected) in [
            (
                json!({ "networkDependencyHealthState": "Available", "outboundNetworkDependencies": [dependency("SQL", "Available")] }),
                "s1: everything can be reached",
            ),
            (
                json!({ "networkDependencyHealthState": "NotAvailable", "outboundNetworkDependencies": [dependency("SQL", "NotAvailable"), dependency("RedisCache", "Available")] }),
                "s1: SQL not available",
            ),
            (
                json!({ "networkDependencyHealthState": "Unknown" }),
                "s1: not known yet",
            ),
            (json!({}), "s1: not known yet"),
        ] {
            assert_eq!(words("/subscriptions/s/subnets/s1", &health), expected);
        }
    }
}
