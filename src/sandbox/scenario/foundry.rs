//! The AI accounts of Fabrikam: Foundry under a key that is pinned, that is followed, and under
//! Microsoft's; other kinds; and one that was deleted an hour ago.
//!
//! They come last, so that nothing that was there before has other IDs because of them.

use std::time::Duration;

use serde_json::{Value, json};

use super::script::Script;
use crate::arm::{Request, ResourceId, Timestamp, versions};
use crate::keys::grant::CRYPTO_USER;
use crate::resources::key_vault::sandbox::shell;
use crate::resources::simulated::{merge, text};
use crate::sandbox::people::guid;
use crate::sandbox::platform::policy::{self, Rule};

const HOUR: Duration = Duration::from_secs(3600);
const IDENTITY: &str = "Microsoft.ManagedIdentity/userAssignedIdentities";
const ACCOUNT: &str = "Microsoft.CognitiveServices/accounts";

/// The groups of vaults and of logs were made before.
pub(super) fn write(script: &mut Script, vaults: &ResourceId) {
    let group = script.group("mara", vaults, "rg-ai-weu");
    let vault = vaults.provider("Microsoft.KeyVault/vaults", "kv-fabrikam-prod");
    let identity = group.provider(IDENTITY, "id-ai-cmk");
    script.identity(&group, "id-ai-cmk");
    let size = json!({ "kty": "RSA", "keySize": 2048 });
    script.key(&vault, "foundry-cmk", size);
    script.grant(&vault.child("keys", "foundry-cmk"), &identity);
    watched(script, vaults, &vault);
    script.wait(HOUR);
    accounts(script, &group, (&vault, &identity));
    script.wait(HOUR);
    projects(script, &group);
    script.wait(HOUR);
    let strict = script.group("mara", vaults, "rg-ai-strict-weu");
    own_keys_only(script, &strict);
    let key = vault.child("keys", "foundry-cmk");
    script.done(|world| shell::rotate_key(world, &key));
    // An hour before the beginning.
    script.wait_until(Timestamp::of_seconds(super::BEGINNING.seconds() - 3600));
    let old = group.provider(ACCOUNT, "ai-old-weu");
    let version = versions::COGNITIVE_SERVICES;
    script.act("mara", &Request::delete(&old, version));
}

fn accounts(
    script: &mut Script,
    group: &ResourceId,
    (vault, identity): (&ResourceId, &ResourceId),
) {
    let first = script.newest(&vault.child("keys", "foundry-cmk"));
    let client = script.client_id(identity);
    let user = json!({ "identity": {
        "type": "UserAssigned", "userAssignedIdentities": { identity.as_str(): {} },
    }});
    let keyed = |version: &str, kind: &str| {
        let mut body = user.clone();
        merge(&mut body, &key(version, Some(&client)));
        body["kind"] = json!(kind);
        body
    };
    let restricted = json!({ "properties": { "restrictOutboundNetworkAccess": true } });
    for (name, change) in [
        ("ai-hub-weu", keyed(&first, "AIServices")),
        ("ai-agents-weu", json!({})),
        ("ai-plain-weu", json!({})),
        ("ai-closed-weu", restricted),
        ("ai-old-weu", keyed("", "AIServices")),
        ("ai-forms-weu", keyed("", "FormRecognizer")),
        ("ai-vision-weu", json!({ "kind": "ComputerVision" })),
    ] {
        script.ai_account(group, name, &change);
    }
    script.wait(HOUR);
    let agents = group.provider(ACCOUNT, "ai-agents-weu");
    script.grant_own(&vault.child("keys", "foundry-cmk"), &agents);
    script.wait(HOUR);
    let body = key("", None);
    let request = Request::patch(agents, versions::COGNITIVE_SERVICES, body);
    script.act("mara", &request);
}

fn projects(script: &mut Script, group: &ResourceId) {
    for (account, project) in [
        ("ai-hub-weu", "assistants"),
        ("ai-hub-weu", "evaluations"),
        ("ai-plain-weu", "playground"),
    ] {
        let id = group.provider(ACCOUNT, account).child("projects", project);
        let body = json!({
            "location": "westeurope",
            "identity": { "type": "SystemAssigned" },
            "properties": { "displayName": project },
        });
        let request = Request::put(id, versions::COGNITIVE_SERVICES, body);
        script.act("mara", &request);
        script.wait(HOUR / 60);
    }
}

/// A group in which no account may be without a key of the customer's.
///
/// Source: Azure/azure-policy, built-in definition 67121cc7-ff39-4ab8-b7e3-95b84dab487d, whose
/// alias and wish these are.
fn own_keys_only(script: &mut Script, group: &ResourceId) {
    let rule = Rule {
        arm_type: ACCOUNT.into(),
        alias: format!("{ACCOUNT}/encryption.keySource"),
        pointer: "/properties/encryption/keySource".into(),
        allowed: vec!["Microsoft.KeyVault".into()],
        effect: "Deny".into(),
        definition: "Azure AI Services resources should encrypt data at rest with a customer-managed key (CMK)".into(),
    };
    let names = (
        "fabrikam-ai-own-key",
        "AI accounts in this group are under our own key",
        "Create the account with its key.",
    );
    policy::plant(&mut script.stage(), group, names, &rule);
}

/// The good vault writes down who uses its keys.
fn watched(script: &mut Script, vaults: &ResourceId, vault: &ResourceId) {
    let subscription = vaults.subscription().unwrap_or_default();
    let logs = ResourceId::of_group(subscription, "rg-logs-weu");
    let workspace = logs.provider(
        "Microsoft.OperationalInsights/workspaces",
        "log-security-weu",
    );
    let id = vault.provider("Microsoft.Insights/diagnosticSettings", "key-audit");
    let body = json!({ "properties": {
        "workspaceId": workspace.as_str(),
        "logs": [{ "categoryGroup": "audit", "enabled": true }],
    }});
    let request = Request::put(id, versions::DIAGNOSTIC_SETTINGS, body);
    script.act("mara", &request);
}

/// What names `foundry-cmk`, opened by an identity with a client ID or by the account's own.
fn key(version: &str, client: Option<&str>) -> Value {
    let mut block = json!({
        "keyVaultUri": "https://kv-fabrikam-prod.vault.azure.net/",
        "keyName": "foundry-cmk",
        "keyVersion": version,
    });
    if let Some(client) = client {
        block["identityClientId"] = json!(client);
    }
    let encryption = json!({ "keySource": "Microsoft.KeyVault", "keyVaultProperties": block });
    json!({ "properties": { "encryption": encryption } })
}

impl Script {
    /// An account with Microsoft's key and an identity of its own, or what `change` says instead.
    /// Foundry accounts allow projects.
    fn ai_account(&mut self, group: &ResourceId, name: &str, change: &Value) {
        let mut body = json!({
            "location": "westeurope",
            "kind": "AIServices",
            "sku": { "name": "S0" },
            "identity": { "type": "SystemAssigned" },
            "properties": { "customSubDomainName": name },
        });
        merge(&mut body, change);
        body["properties"]["allowProjectManagement"] = json!(body["kind"] == "AIServices");
        let id = group.provider(ACCOUNT, name);
        let request = Request::put(id, versions::COGNITIVE_SERVICES, body);
        self.act("mara", &request);
    }

    fn client_id(&mut self, identity: &ResourceId) -> String {
        let read = Request::get(identity, versions::MANAGED_IDENTITY);
        text(&self.act("mara", &read), "/properties/clientId").to_owned()
    }

    /// Lets an account's own identity use a key, by the role that Microsoft's page names.
    fn grant_own(&mut self, at: &ResourceId, account: &ResourceId) {
        let read = Request::get(account, versions::COGNITIVE_SERVICES);
        let shown = self.act("mara", &read);
        let name = guid(self.seed(), &format!("{at} {account}"));
        let id = at.provider("Microsoft.Authorization/roleAssignments", &name);
        let subscription = at.subscription().unwrap_or_default();
        let body = json!({ "properties": {
            "roleDefinitionId": format!("/subscriptions/{subscription}/providers/Microsoft.Authorization/roleDefinitions/{CRYPTO_USER}"),
            "principalId": text(&shown, "/identity/principalId"),
            "principalType": "ServicePrincipal",
        }});
        self.act("mara", &Request::put(id, versions::AUTHORIZATION, body));
    }
}
