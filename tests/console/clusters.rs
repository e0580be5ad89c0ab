//! What is really so of a Log Analytics cluster and of a workspace.

use cmk_console::arm::{Cloud, ResourceId};
use cmk_console::form::Answers;
use cmk_console::keys::{KeyUri, Pasted};
use serde_json::{Value, json};

use super::truth::{Truth, is};

const LOGS: &str = "2025-07-01";

const FIRST: &str = "/properties/storageAccountIds/0";

impl Truth {
    /// Whether what an action was wished for is so.
    pub(super) fn cluster(
        &self,
        action: &str,
        id: &ResourceId,
        answers: &Answers,
    ) -> Result<(), String> {
        let cluster = self.read(id, LOGS);
        if action == "delete" {
            return is(&cluster, "", &Value::Null);
        }
        is(
            &cluster,
            "/properties/provisioningState",
            &json!("Succeeded"),
        )?;
        match action {
            "use-my-key" | "change-key" => self.has_named_key(&cluster, answers),
            "follow-latest" => self.follows_its_key(&cluster),
            "return-to-microsoft" => is(
                &cluster,
                "/properties/keyVaultProperties/keyName",
                &json!(""),
            ),
            "change-identity" => {
                is(&cluster, "/identity/type", &json!(kind(answers)))?;
                is(
                    &cluster,
                    "/properties/keyVaultProperties/keyName",
                    &json!("logs-cmk"),
                )
            }
            "change-capacity" => {
                let wanted: u64 = answers.text("capacity").parse().expect("a number");
                is(&cluster, "/sku/capacity", &json!(wanted))
            }
            "change-billing" => is(
                &cluster,
                "/properties/billingType",
                &json!(answers.text("billing")),
            ),
            "create" => {
                is(&cluster, "/identity/type", &json!(kind(answers)))?;
                let twice = json!(answers.on("twice"));
                is(&cluster, "/properties/isDoubleEncryptionEnabled", &twice)?;
                let zones = json!(answers.on("zones"));
                is(&cluster, "/properties/isAvailabilityZonesEnabled", &zones)?;
                match answers.on("with-key") {
                    true => self.has_named_key(&cluster, answers),
                    false => is(&cluster, "/properties/keyVaultProperties", &Value::Null),
                }
            }
            other => panic!("nobody has written down what {other} brings about"),
        }
    }

    /// Whether a workspace is linked as wished for.
    pub(super) fn workspace(
        &self,
        action: &str,
        id: &ResourceId,
        answers: &Answers,
    ) -> Result<(), String> {
        let workspace = self.read(id, LOGS);
        is(&workspace, "/name", &json!(id.name()))?;
        let at = "/properties/features/clusterResourceId";
        match action {
            "link" => is(&workspace, at, &json!(answers.text("cluster"))),
            "create" => is(
                &workspace,
                "/properties/provisioningState",
                &json!("Succeeded"),
            ),
            "unlink" => is(&workspace, at, &Value::Null),
            "keep-queries" | "keep-alerts" => {
                let account = json!(answers.text("account"));
                is(&self.store(id, action), FIRST, &account)
            }
            "leave-query-storage" | "leave-alert-storage" => {
                is(&self.store(id, action), "", &Value::Null)
            }
            "put-queries-back" => self.has_saved(id, answers),
            other => panic!("nobody has written down what {other} brings about"),
        }
    }

    /// The link of a workspace to the account that an action is about.
    fn store(&self, workspace: &ResourceId, action: &str) -> Value {
        let kind = match action.contains("alert") {
            true => "Alerts",
            false => "Query",
        };
        self.read(workspace.child("linkedStorageAccounts", kind), LOGS)
    }

    /// Whether everything in a file is saved as it was.
    fn has_saved(&self, workspace: &ResourceId, answers: &Answers) -> Result<(), String> {
        let file: Value = serde_json::from_str(answers.text("file")).expect("a file");
        for wanted in file["value"].as_array().expect("queries") {
            let name = wanted["name"].as_str().expect("a name");
            let found = self.read(workspace.child("savedSearches", name), LOGS);
            is(&found, "/properties/query", &wanted["properties"]["query"])?;
        }
        Ok(())
    }

    fn has_named_key(&self, cluster: &Value, answers: &Answers) -> Result<(), String> {
        let wanted = KeyUri::parse(answers.text("key"), &Cloud::public()).expect("a key");
        self.has_key_of(cluster, &wanted, answers.is("versions", "pinned"))
    }

    fn follows_its_key(&self, cluster: &Value) -> Result<(), String> {
        let part = |name: &str| cluster["properties"]["keyVaultProperties"][name].as_str();
        let (vault, name) = (part("keyVaultUri"), part("keyName"));
        let key = KeyUri::of_parts(vault.unwrap_or_default(), name.unwrap_or_default(), "");
        let wanted = Pasted {
            key: key.map_err(|_| "it has no key")?,
            vault_id: None,
        };
        self.has_key_of(cluster, &wanted, false)
    }

    /// A version that is not shown is followed; one that is shown must be the wanted one.
    fn has_key_of(&self, cluster: &Value, wanted: &Pasted, pinned: bool) -> Result<(), String> {
        let at = |name: &str| format!("/properties/keyVaultProperties/{name}");
        is(cluster, &at("keyVaultUri"), &json!(wanted.key.vault_uri()))?;
        is(cluster, &at("keyName"), &json!(wanted.key.name()))?;
        let shown = cluster.pointer(&at("keyVersion")).and_then(Value::as_str);
        let shown = shown.unwrap_or_default();
        if shown.is_empty() && !pinned {
            return Ok(());
        }
        match self.identifier(wanted, pinned)? {
            Some(identifier) if !identifier.ends_with(&format!("/{shown}")) => {
                Err(format!("version {shown} is in use and not {identifier}"))
            }
            _ => Ok(()),
        }
    }
}

fn kind(answers: &Answers) -> &'static str {
    match answers.text("identity-kind") {
        "system" => "SystemAssigned",
        _ => "UserAssigned",
    }
}
