//! A provider and a customer, half-way to a key of another directory.

use std::time::Duration;

use serde_json::{Value, json};

use super::graph::{application, contoso, credential, done, get, post, said};
use super::workshop::{ENCRYPTION_USER, KV, Workshop};
use super::*;

/// A customer's vault with a key, and an account of Fabrikam whose identity may speak for an
/// application.
pub(super) struct Both {
    pub(super) shop: Workshop,
    pub(super) vault: ResourceId,
    pub(super) application: String,
    pub(super) client: String,
}

impl Both {
    /// Everything but the customer's consent and grant.
    pub(super) fn begun() -> Self {
        let shop = Workshop::new();
        shop.identity("id-a");
        shop.account("acc1", json!({}));
        shop.attach("acc1", "id-a");
        let (application, client) = application(&shop.time);
        let path = format!("/applications/{application}/federatedIdentityCredentials");
        let body = credential("storage", &shop.principal("id-a"));
        done(&shop.time, "mara", &post(&path, body));
        let vault = contoso(&shop.time).provider("Microsoft.KeyVault/vaults", "kv-theirs");
        let both = Self {
            shop,
            vault,
            application,
            client,
        };
        both.vault_of("aiko", &both.vault, json!({}));
        both
    }

    /// Consented to, granted, and everything has arrived.
    pub(super) fn ready() -> Self {
        let both = Self::begun();
        both.install("aiko");
        both.grant("aiko", &both.vault);
        both.shop.time.pass(Duration::from_secs(600));
        both
    }

    pub(super) fn vault_of(&self, person: &str, id: &ResourceId, extra: Value) {
        let home = Person::named(person).expect("a person").home;
        let mut properties = json!({
            "tenantId": tenant(home),
            "sku": { "family": "A", "name": "standard" },
            "enableRbacAuthorization": true,
            "enablePurgeProtection": true,
        });
        crate::resources::simulated::merge(&mut properties, &extra);
        let body = json!({ "location": "northeurope", "properties": properties });
        let key = json!({ "properties": { "kty": "RSA", "keySize": 3072 } });
        done(&self.shop.time, person, &Request::put(id, KV, body));
        self.shop.time.pass(Duration::from_secs(120));
        done(
            &self.shop.time,
            person,
            &Request::put(id.child("keys", "cmk"), KV, key),
        );
        self.shop.time.pass(Duration::from_secs(120));
    }

    pub(super) fn install(&self, person: &str) -> Value {
        let body = json!({ "appId": self.client });
        done(&self.shop.time, person, &post("/servicePrincipals", body))
    }

    /// What stands for the application in somebody's directory.
    pub(super) fn stand_in(&self, person: &str) -> String {
        let path = format!("/servicePrincipals(appId='{}')", self.client);
        let found = done(&self.shop.time, person, &get(&path));
        said(&found, "id").to_owned()
    }

    pub(super) fn grant(&self, person: &str, vault: &ResourceId) -> ResourceId {
        self.shop.time.pass(Duration::from_secs(30));
        let name = "00000000-0000-4000-8000-00000000000e";
        let mut give = grant(vault, ENCRYPTION_USER, &self.stand_in(person), name);
        give.body.as_mut().expect("a body")["properties"]["principalType"] =
            json!("ServicePrincipal");
        done(&self.shop.time, person, &give);
        ResourceId::parse(give.path()).expect("an id")
    }

    pub(super) fn wish(&self, client: Value) -> Value {
        let mut body = self.shop.key_of("kv-theirs", "cmk", "", "id-a");
        body["properties"]["encryption"]["identity"]["federatedIdentityClientId"] = client;
        body
    }

    pub(super) fn set(&self) -> Response {
        self.shop.patch("acc1", self.wish(json!(self.client)))
    }

    /// Entra's number in a refusal of storage.
    pub(super) fn number(answer: &Response) -> String {
        let message = ArmError::read(answer).message;
        let number = message.split("AADSTS").nth(1).unwrap_or_default();
        number.chars().take_while(char::is_ascii_digit).collect()
    }
}
