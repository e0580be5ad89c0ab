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

impl Script {
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
