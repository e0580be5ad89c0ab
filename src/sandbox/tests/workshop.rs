//! A group with a vault, a key, an identity and an account, made as the console makes them.

use std::time::Duration;

use serde_json::{Value, json};

use super::*;
use crate::arm::Operation;
use crate::arm::effects::run;
use crate::arm::origin::Origin;
use crate::sandbox::virtual_time::block_on;

pub(super) const KV: &str = "2026-02-01";
pub(super) const ST: &str = "2025-08-01";
pub(super) const MI: &str = "2024-11-30";
pub(super) const ENCRYPTION_USER: &str = "e147488a-f6f5-4113-8e2d-b22465e65bf6";

/// A sandbox with what it takes to encrypt an account, and Mara to do it.
pub(super) struct Workshop {
    pub(super) time: VirtualTime,
    pub(super) group: ResourceId,
}

impl Workshop {
    /// An empty group.
    pub(super) fn new() -> Self {
        let time = bare();
        let group = group(&time);
        Self { time, group }
    }

    /// Vault, key, identity, granted, and an account with Microsoft's keys and the identity.
    pub(super) fn ready() -> Self {
        let shop = Self::new();
        shop.vault("kv-a", json!({}));
        shop.key("kv-a", "k", json!({}));
        shop.identity("id-a");
        shop.account("acc1", json!({}));
        shop.attach("acc1", "id-a");
        shop.grant("kv-a", "id-a");
        shop.time.pass(Duration::from_secs(600));
        shop
    }

    pub(super) fn id(&self, arm_type: &str, name: &str) -> ResourceId {
        self.group.provider(arm_type, name)
    }

    pub(super) fn vault_id(&self, name: &str) -> ResourceId {
        self.id("Microsoft.KeyVault/vaults", name)
    }

    pub(super) fn account_id(&self, name: &str) -> ResourceId {
        self.id("Microsoft.Storage/storageAccounts", name)
    }

    pub(super) fn identity_id(&self, name: &str) -> ResourceId {
        self.id("Microsoft.ManagedIdentity/userAssignedIdentities", name)
    }

    /// What Mara's request is answered.
    pub(super) fn mara(&self, request: &Request) -> Response {
        self.time.as_person("mara").ask(request)
    }

    /// Mara's request, followed to its end, which has to be good.
    pub(super) fn done(&self, request: &Request) -> Value {
        let origin = Origin::of("https://management.azure.com").expect("an origin");
        let mara = self.time.as_person("mara");
        let end = block_on(run(
            &mara,
            Operation::begin(request.clone(), origin),
            |_, _| {},
        ));
        match end {
            Ok(answer) => answer.value().clone(),
            Err(why) => panic!("{} {}: {why:?}", request.method, request.url),
        }
    }

    /// A recoverable vault with roles, or what `properties` say instead.
    pub(super) fn vault(&self, name: &str, properties: Value) -> Value {
        let mut body = json!({
            "location": "westeurope",
            "properties": {
                "tenantId": tenant(Directory::Fabrikam),
                "sku": { "family": "A", "name": "standard" },
                "enableRbacAuthorization": true,
                "enablePurgeProtection": true,
            },
        });
        for (name, value) in properties.as_object().expect("properties") {
            if value.is_null() {
                body["properties"]
                    .as_object_mut()
                    .expect("properties")
                    .remove(name);
            } else {
                body["properties"][name] = value.clone();
            }
        }
        self.done(&Request::put(self.vault_id(name), KV, body))
    }

    pub(super) fn key(&self, vault: &str, name: &str, properties: Value) -> Value {
        let mut body = json!({ "properties": { "kty": "RSA", "keySize": 2048 } });
        for (name, value) in properties.as_object().expect("properties") {
            body["properties"][name] = value.clone();
        }
        self.done(&Request::put(
            self.vault_id(vault).child("keys", name),
            KV,
            body,
        ))
    }

    pub(super) fn identity(&self, name: &str) -> Value {
        let body = json!({ "location": "westeurope" });
        self.done(&Request::put(self.identity_id(name), MI, body))
    }

    pub(super) fn principal(&self, identity: &str) -> String {
        let read = self.mara(&Request::get(self.identity_id(identity), MI));
        let id = read.value()["properties"]["principalId"].as_str();
        id.expect("a principal").to_owned()
    }

    /// Grants the use of a vault's keys.
    pub(super) fn grant(&self, vault: &str, identity: &str) -> ResourceId {
        let name = uuid::Uuid::new_v5(
            &uuid::Uuid::NAMESPACE_URL,
            format!("{vault} {identity}").as_bytes(),
        );
        let principal = self.principal(identity);
        let scope = self.vault_id(vault);
        let mut request = grant(&scope, ENCRYPTION_USER, &principal, &name.to_string());
        let body = request.body.as_mut().expect("a body");
        body["properties"]["principalType"] = json!("ServicePrincipal");
        self.done(&request);
        ResourceId::parse(request.path()).expect("an id")
    }

    pub(super) fn account_body(&self) -> Value {
        json!({
            "location": "westeurope",
            "kind": "StorageV2",
            "sku": { "name": "Standard_LRS" },
        })
    }

    pub(super) fn account(&self, name: &str, extra: Value) -> Value {
        let mut body = self.account_body();
        crate::resources::simulated::merge(&mut body, &extra);
        self.done(&Request::put(self.account_id(name), ST, body))
    }

    pub(super) fn user_assigned(&self, identity: &str) -> Value {
        let id = self.identity_id(identity);
        json!({ "type": "UserAssigned", "userAssignedIdentities": { id.as_str(): {} } })
    }

    pub(super) fn attach(&self, account: &str, identity: &str) {
        let body = json!({ "identity": self.user_assigned(identity) });
        let answer = self.patch(account, body);
        assert_eq!(answer.status, 200, "{:?}", answer.body);
    }

    pub(super) fn patch(&self, account: &str, body: Value) -> Response {
        self.mara(&Request::patch(self.account_id(account), ST, body))
    }

    /// What sets a key: vault, name and version, opened by an identity.
    pub(super) fn key_of(&self, vault: &str, key: &str, version: &str, identity: &str) -> Value {
        json!({ "properties": { "encryption": {
            "keySource": "Microsoft.Keyvault",
            "keyvaultproperties": {
                "keyvaulturi": format!("https://{vault}.vault.azure.net"),
                "keyname": key,
                "keyversion": version,
            },
            "identity": { "userAssignedIdentity": self.identity_id(identity).as_str() },
        }}})
    }

    pub(super) fn set_key(&self, account: &str, vault: &str, key: &str) -> Response {
        self.patch(account, self.key_of(vault, key, "", "id-a"))
    }

    pub(super) fn encryption(&self, account: &str) -> Value {
        let read = self.mara(&Request::get(self.account_id(account), ST));
        read.value()["properties"]["encryption"].clone()
    }

    /// The version an account says it uses.
    pub(super) fn version_in_use(&self, account: &str) -> String {
        let encryption = self.encryption(account);
        let found = encryption["keyvaultproperties"]["currentVersionedKeyIdentifier"].as_str();
        let found = found.unwrap_or_default();
        found.rsplit('/').next().unwrap_or_default().to_owned()
    }

    /// A key's versions, newest first.
    pub(super) fn versions(&self, vault: &str, key: &str) -> Vec<String> {
        let path = format!("{}/keys/{key}/versions", self.vault_id(vault));
        rows(&self.mara(&Request::get(path, KV)))
            .iter()
            .map(|it| it["name"].as_str().unwrap_or_default().to_owned())
            .collect()
    }
}
