//! Resource groups.
//!
//! Source: hashicorp/pandora, `resource-manager/Resources/2025-04-01`, read 21 Aug 2026.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::arm::{Facts, Read, Reading, Request, ResourceId, versions};

/// A resource group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Its ID.
    pub id: ResourceId,
    /// Its name.
    pub name: String,
    /// Where its metadata lies.
    pub location: String,
}

/// Asks for the resource groups of a subscription.
#[must_use]
pub fn list_read(subscription: &str) -> Read {
    let path = format!("/subscriptions/{subscription}/resourcegroups");
    Read::list(Request::get(path, versions::RESOURCES))
}

/// The resource groups of a subscription, in order of their names.
#[must_use]
pub fn all(subscription: &str, facts: &Facts) -> Reading<Vec<Group>> {
    facts.all(&list_read(subscription), parse).map(|mut rows| {
        rows.sort_by_key(|it| it.name.to_lowercase());
        rows
    })
}

/// Asks for one resource group.
#[must_use]
pub fn read(group: &ResourceId) -> Read {
    Read::one(Request::get(group, versions::RESOURCES))
}

/// One resource group.
#[must_use]
pub fn one(group: &ResourceId, facts: &Facts) -> Reading<Group> {
    facts.one(&read(group), parse)
}

/// Creates a resource group; needs `Microsoft.Resources/subscriptions/resourceGroups/write`.
#[must_use]
pub fn create(group: &ResourceId, location: &str) -> Request {
    Request::put(group, versions::RESOURCES, json!({ "location": location }))
}

fn parse(value: &Value) -> Option<Group> {
    let id = ResourceId::parse(value.get("id")?.as_str()?).ok()?;
    Some(Group {
        name: id.name().to_owned(),
        location: value.get("location")?.as_str()?.to_owned(),
        id,
    })
}
