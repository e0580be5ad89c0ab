//! A key of another directory, all the way: Fabrikam's application, Contoso's consent and grant,
//! and an account under Contoso's key. Northwind is a customer with nothing yet.
//!
//! It comes last, so that nothing that was there before has other IDs because of it.

use std::time::Duration;

use serde_json::{Value, json};

use super::script::Script;
use crate::arm::{Audience, Method, Request, ResourceId, versions};
use crate::resources::simulated::text;
use crate::sandbox::people::Directory;

const HOUR: Duration = Duration::from_secs(3600);

pub(super) fn write(script: &mut Script, fabrikam: &ResourceId, vault: &ResourceId) {
    let group = script.group("mara", fabrikam, "rg-customers-weu");
    script.identity(&group, "id-customers-cmk");
    let identity = group.provider(
        "Microsoft.ManagedIdentity/userAssignedIdentities",
        "id-customers-cmk",
    );
    let account = group.provider("Microsoft.Storage/storageAccounts", "fabrikamcontoso");
    script.account(&group, "fabrikamcontoso");
    let client = script.application(&identity);
    script.key_of(
        "aiko",
        vault,
        "fabrikam-cmk",
        json!({ "kty": "RSA", "keySize": 3072 }),
    );
    script.wait(HOUR);
    script.attach(&account, &identity);
    let installed = script.install("aiko", &client);
    let key = vault.child("keys", "fabrikam-cmk");
    let about = format!("{key} {installed}");
    script.grant_to("aiko", &key, (&installed, &about));
    script.wait(HOUR);
    let body = json!({ "properties": { "encryption": {
        "keySource": "Microsoft.Keyvault",
        "keyvaultproperties": {
            "keyvaulturi": "https://kv-contoso-prod.vault.azure.net",
            "keyname": "fabrikam-cmk",
            "keyversion": "",
        },
        "identity": {
            "userAssignedIdentity": identity.as_str(),
            "federatedIdentityClientId": client,
        },
    }}});
    script.act("mara", &Request::patch(&account, versions::STORAGE, body));
    others(script, vault);
}

/// Who came later: somebody at Contoso who may look, and another customer.
fn others(script: &mut Script, vault: &ResourceId) {
    if let Some(contoso) = vault.subscription_id() {
        script.role("ben", "Reader", &contoso);
        script.eligible("ben", "Key Vault Contributor", &contoso);
    }
    let northwind = script.first_subscription(Directory::Northwind);
    script.role("noor", "Owner", &northwind);
    script.group("noor", &northwind, "rg-keys-weu");
}

impl Script {
    fn graph(&mut self, person: &str, path: &str, body: Value) -> Value {
        let request = Request {
            method: Method::Post,
            audience: Audience::Graph,
            url: format!("/v1.0{path}"),
            body: Some(body),
            repeatable: false,
        };
        self.act(person, &request)
    }

    /// An application for every directory, for which an identity may speak. Gives its ID.
    fn application(&mut self, identity: &ResourceId) -> String {
        let name = json!({
            "displayName": "Fabrikam customer keys",
            "signInAudience": "AzureADMultipleOrgs",
        });
        let made = self.graph("mara", "/applications", name);
        let read = Request::get(identity, versions::MANAGED_IDENTITY);
        let principal = self.act("mara", &read);
        let home = Directory::Fabrikam.tenant(self.seed());
        let credential = json!({
            "name": "id-customers-cmk",
            "issuer": format!("https://login.microsoftonline.com/{home}/v2.0"),
            "subject": text(&principal, "/properties/principalId"),
            "audiences": ["api://AzureADTokenExchange"],
            "description": "Customers' keys",
        });
        let path = format!(
            "/applications/{}/federatedIdentityCredentials",
            text(&made, "/id")
        );
        self.graph("mara", &path, credential);
        text(&made, "/appId").to_owned()
    }

    /// Gives the object ID of what stands for an application in somebody's directory.
    fn install(&mut self, person: &str, client: &str) -> String {
        let made = self.graph(person, "/servicePrincipals", json!({ "appId": client }));
        text(&made, "/id").to_owned()
    }
}
