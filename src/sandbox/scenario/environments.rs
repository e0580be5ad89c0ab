//! An integration service environment from before the retirement, and what a new one would need.

use std::time::Duration;

use serde_json::{Value, json};

use super::script::Script;
use crate::arm::{Request, ResourceId, versions};
use crate::keys::grant::policy;
use crate::resources::simulated::text;
use crate::resources::virtual_network::sandbox::plant_blocked;

const HOUR: Duration = Duration::from_secs(3600);
const REGION: &str = "westus2";
const IDENTITY: &str = "Microsoft.ManagedIdentity/userAssignedIdentities";
const ENVIRONMENT: &str = "Microsoft.Logic/integrationServiceEnvironments";

pub(super) fn write(script: &mut Script, near: &ResourceId) {
    let group = script.group("mara", near, "rg-integration-wus2");
    let vault = script.vault_at(
        ("mara", REGION),
        &group,
        "kv-fabrikam-wus2",
        json!({ "enableRbacAuthorization": false, "accessPolicies": [] }),
    );
    script.wait(HOUR);
    script.key(&vault, "ise-cmk", json!({ "kty": "RSA", "keySize": 2048 }));
    script.identity(&group, "id-ise-cmk");
    for (name, space, delegated) in [
        ("vnet-hub-wus2", "10.20.0", true),
        ("vnet-spare-wus2", "10.21.0", true),
        ("vnet-plain-wus2", "10.22.0", false),
    ] {
        script.network(&group, name, (space, delegated));
    }
    script.wait(HOUR);
    script.environment(&group, &vault);
    script.wait(5 * HOUR);
    let hub = group.provider(ENVIRONMENT, "ise-hub-wus2");
    let connector = json!({ "location": REGION, "properties": {} });
    let connector = Request::put(
        hub.child("managedApis", "servicebus"),
        versions::LOGIC,
        connector,
    );
    script.act("mara", &connector);
    let third = network_of(&group, "vnet-hub-wus2").child("subnets", "subnet-3");
    plant_blocked(&mut script.stage(), &third, "SQL");
    script.wait(HOUR);
}

fn network_of(group: &ResourceId, name: &str) -> ResourceId {
    group.provider("Microsoft.Network/virtualNetworks", name)
}

impl Script {
    /// A network with four subnets of the smallest size.
    fn network(&mut self, group: &ResourceId, name: &str, (space, delegated): (&str, bool)) {
        let subnet = |at: usize| {
            let mut subnet = json!({
                "name": format!("subnet-{}", at + 1),
                "properties": { "addressPrefix": format!("{space}.{}/27", at * 32) },
            });
            if at == 0 && delegated {
                subnet["properties"]["delegations"] = json!([{
                    "name": "environments",
                    "properties": { "serviceName": ENVIRONMENT },
                }]);
            }
            subnet
        };
        let body = json!({
            "location": REGION,
            "properties": {
                "addressSpace": { "addressPrefixes": [format!("{space}.0/24")] },
                "subnets": (0..4).map(subnet).collect::<Vec<Value>>(),
            },
        });
        let id = network_of(group, name);
        self.act("mara", &Request::put(id, versions::NETWORK, body));
    }

    /// An environment under a key, opened by an identity that the access policy lets in. Somebody
    /// had followed the older edition first, and the role stayed.
    fn environment(&mut self, group: &ResourceId, vault: &ResourceId) {
        let identity = group.provider(IDENTITY, "id-ise-cmk");
        let shown = self.act("mara", &Request::get(&identity, versions::MANAGED_IDENTITY));
        let principal = text(&shown, "/properties/principalId").to_owned();
        let read = self.act("mara", &Request::get(vault, versions::KEY_VAULT));
        let tenant = text(&read, "/properties/tenantId").to_owned();
        let wanted = policy::permissions(ENVIRONMENT);
        self.act("mara", &policy::add(vault, &tenant, &principal, wanted));
        self.contributor(vault, &principal);
        self.wait(HOUR);
        let version = self.newest(&vault.child("keys", "ise-cmk"));
        let network = network_of(group, "vnet-hub-wus2");
        let subnets: Vec<Value> = (1..=4)
            .map(|it| json!({ "id": network.child("subnets", &format!("subnet-{it}")).as_str() }))
            .collect();
        let body = json!({
            "location": REGION,
            "sku": { "name": "Premium", "capacity": 1 },
            "identity": {
                "type": "UserAssigned",
                "userAssignedIdentities": { identity.as_str(): {} },
            },
            "properties": {
                "networkConfiguration": {
                    "accessEndpoint": { "type": "Internal" },
                    "subnets": subnets,
                },
                "encryptionConfiguration": { "encryptionKeyReference": {
                    "keyVault": { "id": vault.as_str() },
                    "keyName": "ise-cmk",
                    "keyVersion": version,
                }},
            },
        });
        let id = group.provider(ENVIRONMENT, "ise-hub-wus2");
        self.act("mara", &Request::put(id, versions::LOGIC, body));
    }

    fn contributor(&mut self, vault: &ResourceId, principal: &str) {
        let role = "b24988ac-6180-42a0-ab88-20f7382dd24c";
        let subscription = vault.subscription().unwrap_or_default();
        let name = crate::sandbox::people::guid(self.seed(), &format!("{vault} contributor"));
        let id = vault.provider("Microsoft.Authorization/roleAssignments", &name);
        let body = json!({ "properties": {
            "roleDefinitionId": format!("/subscriptions/{subscription}/providers/Microsoft.Authorization/roleDefinitions/{role}"),
            "principalId": principal,
            "principalType": "ServicePrincipal",
        }});
        self.act("mara", &Request::put(id, versions::AUTHORIZATION, body));
    }
}
