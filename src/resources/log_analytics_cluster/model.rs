//! What a cluster says about its key and its commitment.
//!
//! Source: Azure/bicep-types-az @ 1f896de2, `microsoft.operationalinsights/2025-07-01`, read 21 Aug
//! 2026.

use std::time::Duration;

use serde_json::Value;

use crate::arm::{Resource, Timestamp, Unreadable};
use crate::keys::configuration::{Following, KeyReference, KeySource, UsedIdentity};
use crate::keys::{Attached, Configuration, KeyUri, KeyVersion};

/// How long capacity cannot be lowered after it was changed. Azure's refusal says 30 days, the
/// page around it 31; the longer one counts.
///
/// Source: azure-monitor-docs, `logs/logs-dedicated-clusters.md`, read 21 Aug 2026.
const COMMITTED: Duration = Duration::from_secs(31 * 86_400);

/// Reads `properties.keyVaultProperties`. No block, and three empty members, are Microsoft's key.
///
/// A version that is shown is no sign that it is pinned: Microsoft's own example shows one after an
/// empty one was sent.
pub(super) fn configuration(resource: &Resource) -> Result<Configuration, Unreadable> {
    let part = |name: &str| resource.text(&format!("/keyVaultProperties/{name}"));
    let (vault, name, version) = (part("keyVaultUri"), part("keyName"), part("keyVersion"));
    if vault.is_empty() && name.is_empty() {
        return Ok(Configuration::microsoft_managed());
    }
    let key = KeyUri::of_parts(vault, name, "").map_err(|it| Unreadable(it.why))?;
    let version = match version {
        "" => None,
        version => Some(KeyVersion::parse(version).map_err(|it| Unreadable(it.why))?),
    };
    let in_use = version.clone().map(|it| key.versioned(it));
    let reference = KeyReference {
        key,
        following: version.map_or(Following::Latest, Following::Unsaid),
        identity: identity(resource),
        federated_client: None,
    };
    Ok(Configuration {
        source: KeySource::Customer(reference),
        in_use,
        last_rotation: None,
        expires: None,
    })
}

fn identity(resource: &Resource) -> UsedIdentity {
    let attached = Attached::parse(&resource.identity);
    match attached.user.into_iter().next() {
        Some(user) => UsedIdentity {
            id: Some(user.id),
            principal_id: user.principal_id,
        },
        None => UsedIdentity {
            id: None,
            principal_id: attached.system,
        },
    }
}

/// Gigabytes a day.
pub(super) fn capacity(resource: &Resource) -> Option<u64> {
    resource.sku.get("capacity")?.as_u64()
}

/// From when on capacity can be lowered.
pub(super) fn committed_until(resource: &Resource) -> Option<Timestamp> {
    let changed = Timestamp::parse(resource.text("/capacityReservationProperties/lastSkuUpdate"))?;
    Some(changed + COMMITTED)
}

/// The names of the linked workspaces.
pub(super) fn workspaces(resource: &Resource) -> Vec<&str> {
    let rows = resource.properties.get("associatedWorkspaces");
    let rows = rows.and_then(Value::as_array).into_iter().flatten();
    rows.filter_map(|it| it.get("workspaceName")?.as_str())
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const VERSION: &str = "0682afdd9c104f4285df20107e956cad";

    fn read(key: Value) -> Result<Configuration, Unreadable> {
        let value = json!({
            "id": "/subscriptions/s/resourcegroups/rg/providers/microsoft.operationalinsights/clusters/c",
            "identity": { "type": "SystemAssigned", "principalId": "own" },
            "properties": { "keyVaultProperties": key },
        });
        configuration(&Resource::read(&value)?)
    }

    fn block(vault: &str, name: &str, version: &str) -> Value {
        json!({ "keyVaultUri": vault, "keyName": name, "keyVersion": version })
    }

    #[test]
    fn a_shown_version_is_in_use_and_not_taken_for_pinned() {
        for vault in [
            "https://kv.vault.azure.net",
            "https://kv.vault.azure.net:443/",
        ] {
            let found = read(block(vault, "logs", VERSION)).expect("readable");
            let key = found.key().expect("a key");
            let version = KeyVersion::parse(VERSION).expect("a version");
            assert_eq!(key.following, Following::Unsaid(version), "{vault}");
            assert_eq!(key.identity.principal_id.as_deref(), Some("own"));
            assert!(found.uses(&key.key), "{vault}");
        }
    }

    #[test]
    fn no_version_follows_the_latest_and_says_not_which() {
        let found = read(block("https://kv.vault.azure.net", "logs", "")).expect("readable");
        let key = found.key().expect("a key");
        assert_eq!((&key.following, &found.in_use), (&Following::Latest, &None));
    }

    #[test]
    fn no_key_and_three_empty_members_are_microsofts() {
        for none in [Value::Null, json!({}), block("", "", "")] {
            let found = read(none).expect("readable");
            assert_eq!(found.source, KeySource::MicrosoftManaged);
        }
    }

    #[test]
    fn half_a_key_is_not_taken_for_microsofts() {
        for half in [
            block("", "logs", ""),
            block("https://kv.vault.azure.net", "", ""),
            block("https://kv.vault.azure.net", "logs", "newest"),
        ] {
            assert!(read(half.clone()).is_err(), "{half}");
        }
    }

    #[test]
    fn the_commitment_ends_31_days_after_the_last_change() {
        let value = json!({
            "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/clusters/c",
            "sku": { "name": "capacityreservation", "capacity": 500 },
            "properties": { "capacityReservationProperties": { "lastSkuUpdate": "2026-11-01T00:00:00Z" } },
        });
        let resource = Resource::read(&value).expect("a resource");
        let until = committed_until(&resource).map(Timestamp::rfc3339);
        assert_eq!(until.as_deref(), Some("2026-12-02T00:00:00Z"));
        assert_eq!(capacity(&resource), Some(500));
    }
}
