//! Rows of a list of resources: what is shown of each, which are kept, and in which order.

use serde_json::Value;

use super::ResourceType;
use crate::arm::{Resource, ResourceId};
use crate::keys::{Following, KeyReference, Verdict, configuration};

/// A resource as a line of a list. Its health is not known from a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Where it is.
    pub id: ResourceId,
    /// Its name.
    pub name: String,
    /// What it is, singular: "storage account".
    pub label: &'static str,
    /// What it says of its key.
    pub configuration: Verdict,
    /// The customer's key it names: `orders-cmk`, with the version where it is pinned.
    pub key: String,
    /// Whether there is a key of the customer's whose health could be judged.
    pub has_key: bool,
    /// Its resource group.
    pub group: String,
    /// The name of its subscription.
    pub subscription: String,
    /// Its region.
    pub location: String,
    /// Whether Azure is changing it right now.
    pub is_at_work: bool,
}

/// What rows can be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The name.
    Name,
    /// What it is.
    Type,
    /// The verdict, the worst first.
    Configuration,
    /// The key.
    Key,
    /// The resource group.
    Group,
    /// The subscription.
    Subscription,
    /// The region.
    Location,
}

impl Row {
    /// Reads an entry of a list; `None` for one that is no resource.
    #[must_use]
    pub fn of(kind: &dyn ResourceType, entry: &Value, subscription: &str) -> Option<Self> {
        let resource = Resource::read(entry).ok()?;
        let found = kind.configuration(&resource);
        let key = found.as_ref().ok().and_then(|it| it.key());
        let has_key = key.is_some();
        let key = key.map(key_words).unwrap_or_default();
        let configuration = match &found {
            Ok(found) => found.verdict(None),
            Err(unreadable) => configuration::unreadable(&unreadable.0),
        };
        Some(Self {
            is_at_work: resource.is_at_work(),
            group: resource.id.resource_group().unwrap_or_default().to_owned(),
            subscription: subscription.to_owned(),
            label: kind.label(),
            id: resource.id,
            name: resource.name,
            location: resource.location,
            configuration,
            key,
            has_key,
        })
    }

    /// Whether every word of a filter occurs somewhere in the row.
    #[must_use]
    pub fn matches(&self, filter: &str) -> bool {
        let texts = [
            &self.name,
            &self.configuration.headline,
            &self.key,
            &self.group,
            &self.subscription,
            &self.location,
        ];
        let all = texts.map(|it| it.to_lowercase());
        let mut words = filter.split_whitespace().map(str::to_lowercase);
        words.all(|word| all.iter().any(|it| it.contains(&word)) || self.label.contains(&word))
    }

    fn text(&self, by: By) -> String {
        match by {
            By::Name | By::Configuration => self.name.to_lowercase(),
            By::Type => self.label.to_owned(),
            By::Key => self.key.to_lowercase(),
            By::Group => self.group.to_lowercase(),
            By::Subscription => self.subscription.to_lowercase(),
            By::Location => self.location.to_lowercase(),
        }
    }
}

impl By {
    /// Every order, with the name it has in addresses.
    pub const ALL: [(&'static str, Self); 7] = [
        ("name", Self::Name),
        ("type", Self::Type),
        ("configuration", Self::Configuration),
        ("key", Self::Key),
        ("group", Self::Group),
        ("subscription", Self::Subscription),
        ("location", Self::Location),
    ];

    /// The order with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(it, _)| *it == name).map(|it| it.1)
    }
}

/// Puts rows in order; namesakes by their IDs.
pub fn sort(rows: &mut [Row], by: By, descending: bool) {
    rows.sort_by_cached_key(|it| {
        let worst_first = match by {
            By::Configuration => std::cmp::Reverse(Some(it.configuration.tone)),
            _ => std::cmp::Reverse(None),
        };
        (worst_first, it.text(by), it.id.lower())
    });
    if descending {
        rows.reverse();
    }
}

fn key_words(reference: &KeyReference) -> String {
    match &reference.following {
        Following::Latest => reference.key.name().to_owned(),
        Following::Pinned(version) | Following::Unsaid(version) => {
            format!("{} {}", reference.key.name(), version.short())
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::resources::ALL;

    fn rows() -> Vec<Row> {
        let row = |group: &str, name: &str, location: &str| {
            let id = format!("/subscriptions/s/resourceGroups/{group}/providers/A.B/c/{name}");
            let entry = json!({"id": id, "location": location, "properties": {}});
            Row::of(ALL[0], &entry, "Fabrikam Retail").expect("a resource")
        };
        vec![
            row("rg-b", "Orders", "westeurope"),
            row("rg-a", "orders", "eastus"),
            row("rg-a", "docs", "westeurope"),
        ]
    }

    #[test]
    fn a_filter_wants_every_word_somewhere() {
        let kept = |filter: &str| rows().iter().filter(|it| it.matches(filter)).count();
        assert_eq!(kept(""), 3);
        assert_eq!(kept("ORDERS"), 2);
        assert_eq!(kept("orders eastus retail"), 1);
        assert_eq!(kept("orders nowhere"), 0);
    }

    #[test]
    fn rows_are_ordered_ignoring_case_and_stay_put() {
        let ids = |by, descending| {
            let mut rows = rows();
            sort(&mut rows, by, descending);
            let short = |it: Row| format!("{}/{}", it.group, it.name);
            rows.into_iter().map(short).collect::<Vec<_>>()
        };
        assert_eq!(
            ids(By::Name, false),
            ["rg-a/docs", "rg-a/orders", "rg-b/Orders"]
        );
        assert_eq!(
            ids(By::Name, true),
            ["rg-b/Orders", "rg-a/orders", "rg-a/docs"]
        );
        assert_eq!(ids(By::Location, false)[0], "rg-a/orders");
        for (name, by) in By::ALL {
            assert_eq!(By::named(name), Some(by), "{name}");
        }
    }
}
