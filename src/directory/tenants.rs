//! The directories a person belongs to, as Resource Manager lists them.
//!
//! Source: hashicorp/pandora, `resource-manager/Subscription/2022-12-01`, read 21 Aug 2026.

use serde_json::Value;

use crate::arm::{Facts, Read, Reading, Request, versions};

/// A directory the person belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenant {
    /// The tenant id.
    pub id: String,
    /// What people call it; the domain, or the id, where it has no name.
    pub name: String,
    /// `fabrikam.onmicrosoft.com`; empty where the answer does not say.
    pub domain: String,
}

/// Asks for the directories of the person.
#[must_use]
pub fn tenants_read() -> Read {
    Read::list(Request::get("/tenants", versions::SUBSCRIPTIONS))
}

/// The directories of the person, in order of their names.
#[must_use]
pub fn tenants(facts: &Facts) -> Reading<Vec<Tenant>> {
    facts.all(&tenants_read(), tenant).map(|mut rows| {
        rows.sort_by_key(|it| it.name.to_lowercase());
        rows
    })
}

fn tenant(value: &Value) -> Option<Tenant> {
    let text = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default();
    let id = Some(text("tenantId")).filter(|it| !it.is_empty())?;
    let names = [text("displayName"), text("defaultDomain"), id];
    let name = names.into_iter().find(|it| !it.is_empty())?;
    Some(Tenant {
        id: id.to_ascii_lowercase(),
        name: name.to_owned(),
        domain: text("defaultDomain").to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::arm::Timestamp;

    #[test]
    fn a_directory_without_a_name_is_called_by_its_domain_or_id() {
        let rows = json!({"value": [
            {"tenantId": "B", "displayName": "Fabrikam", "defaultDomain": "fabrikam.example"},
            {"tenantId": "A", "defaultDomain": "contoso.example"},
            {"tenantId": "C"},
        ]});
        let mut facts = Facts::default();
        facts.insert(&tenants_read(), Timestamp(0), Ok(rows));
        let Reading::Found(all) = tenants(&facts) else {
            panic!("not read: {:?}", tenants(&facts));
        };
        let names: Vec<_> = all
            .iter()
            .map(|it| (it.id.as_str(), it.name.as_str()))
            .collect();
        assert_eq!(
            names,
            [("c", "C"), ("a", "contoso.example"), ("b", "Fabrikam")]
        );
    }
}
