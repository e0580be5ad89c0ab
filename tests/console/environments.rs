//! Wishes for integration service environments and the networks they live in, and what is really
//! so of them.

use cmk_console::arm::{Cloud, ResourceId};
use cmk_console::form::Answers;
use cmk_console::keys::KeyUri;
use serde_json::{Value, json};

use super::Wish;
use super::places::{ENVIRONMENT, IDENTITY, NETWORK, Place};
use super::truth::{Truth, is};

const LOGIC: &str = "2019-05-01";
const NETWORKS: &str = "2024-05-01";

impl Place {
    pub(super) fn environment_wish(&self, action: &str, named: (&str, &str)) -> Wish {
        let hub = || {
            Wish::new(
                named.0,
                named.1,
                Some(&self.find(ENVIRONMENT, "ise-hub-wus2")),
            )
        };
        match action {
            "create-with-my-key" => self
                .new_environment(
                    "rg-new-weu",
                    (
                        &self.find(NETWORK, "vnet-spare-wus2"),
                        "kv-fabrikam-wus2/ise-cmk",
                    ),
                )
                .answer("identity", self.find(IDENTITY, "id-ise-cmk").as_str()),
            "add-connector" => hub().answer("connector", "sql"),
            "remove-connector" => hub().answer("connector", "servicebus"),
            "delete" => hub(),
            other => panic!("no wish is written down for {other} of an environment"),
        }
    }

    /// A new environment in a network, under the newest version of a key.
    pub fn new_environment(&self, group: &str, (network, key): (&ResourceId, &str)) -> Wish {
        self.create((ENVIRONMENT, "create-with-my-key"), group, "ise-new-wus2")
            .answer("location", "westus2")
            .answer("network", network.as_str())
            .answer("key", &self.newest(key))
    }

    pub(super) fn network_wish(&self, action: &str, named: (&str, &str)) -> Wish {
        match action {
            "create" => self
                .create(named, "rg-new-weu", "vnet-new-wus2")
                .answer("location", "westus2"),
            "delegate-subnet" => {
                let plain = self.find(NETWORK, "vnet-plain-wus2");
                Wish::new(named.0, named.1, Some(&plain)).answer("subnet", "subnet-1")
            }
            other => panic!("no wish is written down for {other} of a network"),
        }
    }
}

impl Truth {
    /// Whether what an action of an environment was wished for is so.
    pub(super) fn environment(
        &self,
        action: &str,
        id: &ResourceId,
        answers: &Answers,
    ) -> Result<(), String> {
        let connector = || self.read(id.child("managedApis", answers.text("connector")), LOGIC);
        let environment = self.read(id, LOGIC);
        let up = "/properties/provisioningState";
        match action {
            "add-connector" => is(&connector(), up, &json!("Succeeded")),
            "remove-connector" => is(&connector(), "", &Value::Null),
            "delete" => is(&environment, "", &Value::Null),
            "create-with-my-key" => {
                is(&environment, up, &json!("Succeeded"))?;
                self.has_its_key(&environment, answers)?;
                let kind = match answers.text("identity-kind") {
                    "user" => "UserAssigned",
                    _ => "SystemAssigned",
                };
                is(&environment, "/identity/type", &json!(kind))
            }
            other => panic!("nobody has written down what {other} brings about"),
        }
    }

    fn has_its_key(&self, environment: &Value, answers: &Answers) -> Result<(), String> {
        let wanted = KeyUri::parse(answers.text("key"), &Cloud::public()).expect("a key");
        let key = &environment["properties"]["encryptionConfiguration"]["encryptionKeyReference"];
        is(key, "/keyName", &json!(wanted.key.name()))?;
        is(key, "/keyVersion", &json!(wanted.key.version_text()))?;
        let vault = key["keyVault"]["id"].as_str().unwrap_or_default();
        let vault = vault.rsplit('/').next().unwrap_or_default();
        match vault.eq_ignore_ascii_case(wanted.key.vault_name()) {
            true => Ok(()),
            false => Err(format!("the key is in {vault}")),
        }
    }

    /// Whether a network, or a subnet of it, is as it was wished for.
    pub(super) fn network(
        &self,
        action: &str,
        id: &ResourceId,
        answers: &Answers,
    ) -> Result<(), String> {
        let network = self.read(id, NETWORKS);
        let subnets = network["properties"]["subnets"].as_array().cloned();
        let subnets = subnets.unwrap_or_default();
        let wanted = match action {
            "create" if subnets.len() != 4 => return Err("it has no four subnets".into()),
            "create" => "subnet-1",
            _ => answers.text("subnet"),
        };
        let subnet = subnets.iter().find(|it| it["name"] == wanted);
        let subnet = subnet.ok_or("there is no such subnet")?;
        let at = "/properties/delegations/0/properties/serviceName";
        is(subnet, at, &json!(ENVIRONMENT))
    }
}
