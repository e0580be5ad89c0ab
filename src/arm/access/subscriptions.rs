//! Subscriptions and their locations.
//!
//! Source: hashicorp/pandora, `resource-manager/Subscription/2022-12-01`, read 21 Aug 2026.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::arm::{Facts, Read, Reading, Request, versions};

/// A subscription the person can see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// The GUID.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// The directory it trusts.
    pub tenant: String,
    /// `Enabled`, `Warned`, `PastDue`, `Disabled`, `Deleted`.
    pub state: String,
}

/// A region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Location {
    /// `eastus2`.
    pub name: String,
    /// `East US 2`.
    pub display_name: String,
}

/// Asks for all subscriptions.
#[must_use]
pub fn read() -> Read {
    Read::list(Request::get("/subscriptions", versions::SUBSCRIPTIONS))
}

/// All subscriptions the person can see, in order of their names.
#[must_use]
pub fn all(facts: &Facts) -> Reading<Vec<Subscription>> {
    facts.all(&read(), subscription).map(|mut rows| {
        rows.sort_by_key(|it| it.name.to_lowercase());
        rows
    })
}

/// Asks for the regions of a subscription.
#[must_use]
pub fn locations_read(subscription: &str) -> Read {
    let path = format!("/subscriptions/{subscription}/locations");
    Read::list(Request::get(path, versions::SUBSCRIPTIONS))
}

/// The physical regions of a subscription, in order of their names.
#[must_use]
pub fn locations(subscription: &str, facts: &Facts) -> Reading<Vec<Location>> {
    facts
        .all(&locations_read(subscription), location)
        .map(|rows| {
            let mut rows: Vec<Location> = rows.into_iter().flatten().collect();
            rows.sort_by(|a, b| a.display_name.cmp(&b.display_name));
            rows
        })
}

impl Subscription {
    /// Whether resources in it can be changed.
    #[must_use]
    pub fn is_writable(&self) -> bool {
        ["Enabled", "PastDue"]
            .iter()
            .any(|it| self.state.eq_ignore_ascii_case(it))
    }
}

fn subscription(value: &Value) -> Option<Subscription> {
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    let id = text("subscriptionId")?;
    Some(Subscription {
        id: id.to_owned(),
        name: text("displayName").unwrap_or(id).to_owned(),
        tenant: text("tenantId").unwrap_or_default().to_owned(),
        state: text("state").unwrap_or_default().to_owned(),
    })
}

/// A region, or `Some(None)` for a logical one such as `europe`, where nothing can be created.
fn location(value: &Value) -> Option<Option<Location>> {
    let name = value.get("name")?.as_str()?;
    let logical = value
        .pointer("/metadata/regionType")
        .and_then(Value::as_str)
        .is_some_and(|it| it.eq_ignore_ascii_case("Logical"));
    let display_name = value.get("displayName").and_then(Value::as_str);
    Some((!logical).then(|| Location {
        name: name.to_owned(),
        display_name: display_name.unwrap_or(name).to_owned(),
    }))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::arm::Timestamp;

    #[test]
    fn logical_regions_are_left_out() {
        let mut facts = Facts::default();
        let rows = json!({"value": [
            {"name": "westeurope", "displayName": "West Europe", "metadata": {"regionType": "Physical"}},
            {"name": "europe", "displayName": "Europe", "metadata": {"regionType": "Logical"}},
            {"name": "eastus", "displayName": "East US"}]});
        facts.insert(&locations_read("s"), Timestamp(0), Ok(rows));
        let names: Vec<String> = locations("s", &facts)
            .into_found()
            .unwrap_or_default()
            .into_iter()
            .map(|it| it.name)
            .collect();
        assert_eq!(names, ["eastus", "westeurope"]);
    }

    #[test]
    fn a_disabled_subscription_is_not_writable() {
        let of = |state: &str| Subscription {
            id: "s".into(),
            name: "S".into(),
            tenant: "t".into(),
            state: state.into(),
        };
        assert!(of("enabled").is_writable() && !of("Disabled").is_writable());
        assert!(!of("Warned").is_writable());
    }
}
