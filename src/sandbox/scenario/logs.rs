//! The logs of Fabrikam: a cluster under a key that is followed, one that stays with a version,
//! and one with Microsoft's key.
//!
//! They come last, so that nothing that was there before has other IDs because of them.

use std::time::Duration;

use serde_json::{Value, json};

use super::script::Script;
use crate::arm::{Request, ResourceId, versions};
use crate::resources::key_vault::sandbox::shell;
use crate::resources::log_analytics_cluster::sandbox::plant_since;
use crate::resources::simulated::World as _;

const HOUR: Duration = Duration::from_secs(3600);

/// 250 days: the clusters have been there since March.
const OLD: i64 = 250 * 86_400;

pub(super) fn write(script: &mut Script, vaults: &ResourceId) {
    let group = script.group("mara", vaults, "rg-logs-weu");
    let identity = group.provider(
        "Microsoft.ManagedIdentity/userAssignedIdentities",
        "id-logs-cmk",
    );
    let vault = vaults.provider("Microsoft.KeyVault/vaults", "kv-fabrikam-prod");
    let key = vault.child("keys", "logs-cmk");
    script.identity(&group, "id-logs-cmk");
    script.key(&vault, "logs-cmk", json!({ "kty": "RSA", "keySize": 3072 }));
    script.grant(&key, &identity);
    script.wait(HOUR);
    let first = script.newest(&key);
    let user = json!({
        "type": "UserAssigned",
        "userAssignedIdentities": { identity.as_str(): {} },
    });
    let own = json!({ "type": "SystemAssigned" });
    let with = |version: &str| {
        json!({
            "keyVaultUri": "https://kv-fabrikam-prod.vault.azure.net",
            "keyName": "logs-cmk",
            "keyVersion": version,
        })
    };
    script.cluster(&group, "law-hub-weu", (&user, with("")));
    script.cluster(&group, "law-audit-weu", (&user, with(&first)));
    script.cluster(&group, "law-plain-weu", (&own, Value::Null));
    script.wait(4 * HOUR);
    for name in ["law-hub-weu", "law-audit-weu", "law-plain-weu"] {
        let id = group.provider("Microsoft.OperationalInsights/clusters", name);
        let mut stage = script.stage();
        let since = crate::arm::Timestamp::of_seconds(stage.now().seconds() - OLD);
        plant_since(&mut stage, &id, since);
    }
    for (name, region) in [
        ("log-security-weu", "westeurope"),
        ("log-apps-weu", "westeurope"),
        ("log-apps-neu", "northeurope"),
    ] {
        script.workspace(&group, name, region);
    }
    let hub = group.provider("Microsoft.OperationalInsights/clusters", "law-hub-weu");
    script.link(&group, "log-security-weu", &hub);
    script.wait(2 * HOUR);
    script.done(|world| shell::rotate_key(world, &key));
    script.wait(2 * HOUR);
}

/// A workspace with two saved queries, as it is before anybody thinks of keys.
pub(super) fn write_workspace(script: &mut Script, subscription: &ResourceId) {
    let group = script.group("mara", subscription, "rg-logs");
    script.workspace(&group, "log-first", "westeurope");
    for (name, display, query, alias) in [
        (
            "errors",
            "Errors",
            "Event | where EventLevelName == 'Error'",
            "",
        ),
        (
            "known-address",
            "Addresses of the offices",
            "datatable(address:string)['203.0.113.7']",
            "known_address",
        ),
    ] {
        script.search(&group, "log-first", name, (display, query, alias));
    }
}

/// Queries that somebody saved, an account that could hold them, and a workspace that was deleted
/// while it was linked.
pub(super) fn write_queries(script: &mut Script, vaults: &ResourceId) {
    let subscription = vaults.subscription().unwrap_or_default();
    let group = &ResourceId::of_group(subscription, "rg-logs-weu");
    let identity = &group.provider(
        "Microsoft.ManagedIdentity/userAssignedIdentities",
        "id-logs-cmk",
    );
    script.store(group, "fabrikamqueries", identity);
    for (name, display, query, alias) in [
        (
            "failed-sign-ins",
            "Failed sign-ins by hour",
            "SigninLogs | where ResultType != 0 | summarize count() by bin(TimeGenerated, 1h)",
            "",
        ),
        (
            "slow-orders",
            "Slow orders",
            "AppRequests | where Name startswith 'POST /orders' and DurationMs > 2000",
            "",
        ),
        (
            "known-address",
            "Addresses of the offices",
            "datatable(address:string)['203.0.113.7']",
            "known_address",
        ),
    ] {
        script.search(group, "log-apps-weu", name, (display, query, alias));
    }
    let account = group.provider("Microsoft.Storage/storageAccounts", "fabrikamqueries");
    script.wait(HOUR);
    for kind in ["Query", "Alerts"] {
        script.keep(group, "log-security-weu", (kind, &account));
    }
    script.workspace(group, "log-old-weu", "westeurope");
    let hub = group.provider("Microsoft.OperationalInsights/clusters", "law-hub-weu");
    script.link(group, "log-old-weu", &hub);
    script.wait(2 * HOUR);
    let old = group.provider("Microsoft.OperationalInsights/workspaces", "log-old-weu");
    script.act(
        "mara",
        &Request::delete(old, versions::OPERATIONAL_INSIGHTS),
    );
}

impl Script {
    /// An account whose tables are under the customer's key, as saved queries need it.
    fn store(&mut self, group: &ResourceId, name: &str, identity: &ResourceId) {
        let id = group.provider("Microsoft.Storage/storageAccounts", name);
        let own = json!({ "enabled": true, "keyType": "Account" });
        let body = json!({
            "location": "westeurope",
            "kind": "StorageV2",
            "sku": { "name": "Standard_LRS" },
            "identity": {
                "type": "UserAssigned",
                "userAssignedIdentities": { identity.as_str(): {} },
            },
            "properties": { "encryption": {
                "keySource": "Microsoft.Keyvault",
                "keyvaultproperties": {
                    "keyvaulturi": "https://kv-fabrikam-prod.vault.azure.net",
                    "keyname": "logs-cmk",
                    "keyversion": "",
                },
                "identity": { "userAssignedIdentity": identity.as_str() },
                "services": { "table": own, "queue": own },
            }},
        });
        self.act("mara", &Request::put(id, versions::STORAGE, body));
    }

    /// Lets a workspace keep its queries in an account.
    fn keep(&mut self, group: &ResourceId, workspace: &str, (kind, account): (&str, &ResourceId)) {
        let id = group.provider("Microsoft.OperationalInsights/workspaces", workspace);
        let body = json!({ "properties": { "storageAccountIds": [account.as_str()] } });
        let id = id.child("linkedStorageAccounts", kind);
        self.act(
            "mara",
            &Request::put(id, versions::OPERATIONAL_INSIGHTS, body),
        );
    }

    /// A saved query: what it is called, what it asks, and its name as a function.
    fn search(
        &mut self,
        group: &ResourceId,
        workspace: &str,
        name: &str,
        (display, query, alias): (&str, &str, &str),
    ) {
        let id = group.provider("Microsoft.OperationalInsights/workspaces", workspace);
        let alias = Some(alias).filter(|it| !it.is_empty());
        let body = json!({ "properties": {
            "category": "Fabrikam",
            "displayName": display,
            "query": query,
            "functionAlias": alias,
        }});
        let id = id.child("savedSearches", name);
        self.act(
            "mara",
            &Request::put(id, versions::OPERATIONAL_INSIGHTS, body),
        );
    }

    fn workspace(&mut self, group: &ResourceId, name: &str, region: &str) {
        let id = group.provider("Microsoft.OperationalInsights/workspaces", name);
        let body = json!({
            "location": region,
            "properties": { "sku": { "name": "PerGB2018" }, "retentionInDays": 90 },
        });
        let request = Request::put(id, versions::OPERATIONAL_INSIGHTS, body);
        self.act("mara", &request);
    }

    fn link(&mut self, group: &ResourceId, workspace: &str, cluster: &ResourceId) {
        let id = group.provider("Microsoft.OperationalInsights/workspaces", workspace);
        let link = id.child("linkedServices", "Cluster");
        let body = json!({ "properties": { "writeAccessResourceId": cluster.as_str() } });
        let request = Request::put(link, versions::OPERATIONAL_INSIGHTS, body);
        self.act("mara", &request);
    }

    /// A cluster with an identity and a key; `null` for Microsoft's.
    pub(super) fn cluster(
        &mut self,
        group: &ResourceId,
        name: &str,
        (identity, key): (&Value, Value),
    ) {
        let id = group.provider("Microsoft.OperationalInsights/clusters", name);
        let body = json!({
            "location": "westeurope",
            "identity": identity,
            "sku": { "name": "CapacityReservation", "capacity": 200 },
            "properties": { "billingType": "Cluster", "keyVaultProperties": key },
        });
        let request = Request::put(id, versions::OPERATIONAL_INSIGHTS, body);
        self.act("mara", &request);
    }
}
