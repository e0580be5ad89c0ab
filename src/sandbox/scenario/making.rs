//! What a scenario's people make, with the requests that the console itself would send.

use serde_json::{Value, json};

use super::script::Script;
use crate::arm::{Request, ResourceId, versions};
use crate::keys::grant::{KEY_PERMISSIONS, SERVICE_ENCRYPTION_USER, policy};
use crate::resources::simulated::{merge, text};
use crate::sandbox::people::{Directory, Person, guid};

impl Script {
    /// A vault of Fabrikam that can be recovered and asks roles, or what `properties` say instead.
    pub(super) fn vault(&mut self, group: &ResourceId, name: &str, properties: Value) {
        self.vault_of("mara", group, name, properties);
    }

    pub(super) fn vault_of(
        &mut self,
        person: &str,
        group: &ResourceId,
        name: &str,
        properties: Value,
    ) -> ResourceId {
        self.vault_at((person, "westeurope"), group, name, properties)
    }

    /// The same in another region.
    pub(super) fn vault_at(
        &mut self,
        (person, region): (&str, &str),
        group: &ResourceId,
        name: &str,
        properties: Value,
    ) -> ResourceId {
        let home = Person::named(person).map(|it| it.home.tenant(self.seed()));
        let mut body = json!({ "location": region, "properties": {
            "tenantId": home,
            "sku": { "family": "A", "name": "standard" },
            "enableRbacAuthorization": true,
            "enableSoftDelete": true,
            "enablePurgeProtection": true,
            "softDeleteRetentionInDays": 90,
        }});
        merge(&mut body["properties"], &properties);
        let id = group.provider("Microsoft.KeyVault/vaults", name);
        self.act(person, &Request::put(&id, versions::KEY_VAULT, body));
        id
    }

    pub(super) fn key(&mut self, vault: &ResourceId, name: &str, properties: Value) {
        self.key_of("mara", vault, name, properties);
    }

    pub(super) fn key_of(
        &mut self,
        person: &str,
        vault: &ResourceId,
        name: &str,
        properties: Value,
    ) {
        let body = json!({ "properties": properties });
        let id = vault.child("keys", name);
        self.act(person, &Request::put(id, versions::KEY_VAULT, body));
    }

    /// The newest version of a key.
    pub(super) fn newest(&mut self, key: &ResourceId) -> String {
        let shown = self.act("mara", &Request::get(key, versions::KEY_VAULT));
        let address = text(&shown, "/properties/keyUriWithVersion");
        address.rsplit('/').next().unwrap_or_default().to_owned()
    }

    pub(super) fn identity(&mut self, group: &ResourceId, name: &str) {
        let id = group.provider("Microsoft.ManagedIdentity/userAssignedIdentities", name);
        let body = json!({ "location": "westeurope" });
        self.act("mara", &Request::put(id, versions::MANAGED_IDENTITY, body));
    }

    /// Lets an identity use a key, or every key of a vault.
    pub(super) fn grant(&mut self, at: &ResourceId, identity: &ResourceId) {
        let read = Request::get(identity, versions::MANAGED_IDENTITY);
        let principal = self.act("mara", &read);
        let principal = text(&principal, "/properties/principalId");
        let about = format!("{at} {identity}");
        self.grant_to("mara", at, (principal, &about));
    }

    /// Lets a principal use a key, or every key of a vault, by an assignment whose name follows
    /// from what it is about.
    pub(super) fn grant_to(
        &mut self,
        person: &str,
        at: &ResourceId,
        (principal, about): (&str, &str),
    ) {
        let name = guid(self.seed(), about);
        let id = at.provider("Microsoft.Authorization/roleAssignments", &name);
        let subscription = at.subscription().unwrap_or_default();
        let body = json!({ "properties": {
            "roleDefinitionId": format!("/subscriptions/{subscription}/providers/Microsoft.Authorization/roleDefinitions/{SERVICE_ENCRYPTION_USER}"),
            "principalId": principal,
            "principalType": "ServicePrincipal",
        }});
        self.act(person, &Request::put(id, versions::AUTHORIZATION, body));
    }

    /// Lets an identity use every key of a vault that goes by access policies.
    pub(super) fn policy(&mut self, vault: &ResourceId, identity: &ResourceId) {
        let read = Request::get(identity, versions::MANAGED_IDENTITY);
        let identity = self.act("mara", &read);
        let tenant = Directory::Fabrikam.tenant(self.seed());
        let principal = text(&identity, "/properties/principalId");
        let request = policy::add(vault, &tenant, principal, &KEY_PERMISSIONS);
        self.act("mara", &request);
    }

    pub(super) fn account(&mut self, group: &ResourceId, name: &str) {
        let id = group.provider("Microsoft.Storage/storageAccounts", name);
        let body = json!({
            "location": "westeurope",
            "kind": "StorageV2",
            "sku": { "name": "Standard_LRS" },
        });
        self.act("mara", &Request::put(id, versions::STORAGE, body));
    }

    /// An encryption scope with a key of `kv-fabrikam-prod`.
    pub(super) fn scope(&mut self, account: &ResourceId, name: &str, key: &str) {
        let body = json!({ "properties": {
            "source": "Microsoft.KeyVault",
            "keyVaultProperties": {
                "keyUri": format!("https://kv-fabrikam-prod.vault.azure.net/keys/{key}"),
            },
        }});
        let id = account.child("encryptionScopes", name);
        self.act("mara", &Request::put(id, versions::STORAGE, body));
    }

    pub(super) fn attach(&mut self, account: &ResourceId, identity: &ResourceId) {
        let body = json!({ "identity": {
            "type": "UserAssigned",
            "userAssignedIdentities": { identity.as_str(): {} },
        }});
        self.act("mara", &Request::patch(account, versions::STORAGE, body));
    }

    /// Sets a key: vault, name and version, which is empty for an account that follows the latest.
    pub(super) fn set_key(
        &mut self,
        account: &ResourceId,
        (vault, name, version): (&str, &str, &str),
        identity: &ResourceId,
    ) {
        let body = json!({ "properties": { "encryption": {
            "keySource": "Microsoft.Keyvault",
            "keyvaultproperties": {
                "keyvaulturi": format!("https://{vault}.vault.azure.net"),
                "keyname": name,
                "keyversion": version,
            },
            "identity": { "userAssignedIdentity": identity.as_str() },
        }}});
        self.act("mara", &Request::patch(account, versions::STORAGE, body));
    }
}
