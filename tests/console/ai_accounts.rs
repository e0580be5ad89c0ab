//! Wishes for Foundry accounts and their kin, and what is really so of them.

use cmk_console::arm::{Cloud, ResourceId};
use cmk_console::form::Answers;
use cmk_console::keys::KeyUri;
use serde_json::{Value, json};

use super::Wish;
use super::places::{IDENTITY, Place, identifier};
use super::truth::{Truth, is};

const API: &str = "2025-06-01";
const AT: &str = "/properties/encryption/keyVaultProperties";

impl Place {
    pub(super) fn ai_wish(&self, action: &str, named: (&str, &str)) -> Wish {
        let on = |name: &str| Wish::new(named.0, named.1, Some(&self.find(named.0, name)));
        let foundry = identifier("kv-fabrikam-prod/foundry-cmk");
        let identity = self.find(IDENTITY, "id-ai-cmk");
        match action {
            "use-my-key" => on("ai-plain-weu")
                .answer("key", &foundry)
                .answer("identity", identity.as_str()),
            "take-newest" => on("ai-hub-weu"),
            "change-key" => {
                on("ai-agents-weu").answer("key", &identifier("kv-fabrikam-prod/orders-cmk"))
            }
            "follow-latest" => on("ai-hub-weu"),
            "pin-version" => on("ai-agents-weu"),
            "return-to-microsoft" => on("ai-forms-weu"),
            "delete" => on("ai-vision-weu"),
            "create-with-my-key" => self
                .create(named, "rg-new-weu", "ai-new-weu")
                .answer("sub-domain", "ai-new-weu")
                .answer("key", &foundry)
                .answer("identity", identity.as_str()),
            "recover" | "purge" => on("ai-old-weu"),
            other => panic!("no wish is written down for {other} of an AI account"),
        }
    }
}

impl Truth {
    /// Whether what an action was wished for is so.
    pub(super) fn ai_account(
        &self,
        action: &str,
        id: &ResourceId,
        answers: &Answers,
    ) -> Result<(), String> {
        let account = self.read(id, API);
        if action == "delete" || action == "purge" {
            return is(&account, "", &Value::Null);
        }
        if action == "recover" {
            let account = self.read(recovered(id), API);
            return is(
                &account,
                "/properties/provisioningState",
                &json!("Succeeded"),
            );
        }
        is(
            &account,
            "/properties/provisioningState",
            &json!("Succeeded"),
        )?;
        match action {
            "use-my-key" | "create-with-my-key" => {
                self.names_key(&account, answers, answers.is("versions", "pinned"))?;
                self.is_opened(&account, answers)
            }
            "change-key" => self.names_key(&account, answers, answers.is("versions", "pinned")),
            "follow-latest" => is(&account, &format!("{AT}/keyVersion"), &json!("")),
            "take-newest" | "pin-version" => self.has_newest(&account),
            "return-to-microsoft" => is(&account, "/properties/encryption", &Value::Null),
            other => panic!("nobody has written down what {other} brings about"),
        }
    }

    fn names_key(&self, account: &Value, answers: &Answers, pinned: bool) -> Result<(), String> {
        let wanted = KeyUri::parse(answers.text("key"), &Cloud::public()).expect("a key");
        let version = if pinned {
            wanted.key.version_text()
        } else {
            ""
        };
        let uri = format!("{}/", wanted.key.vault_uri());
        is(
            account,
            "/properties/encryption/keySource",
            &json!("Microsoft.KeyVault"),
        )?;
        is(account, &format!("{AT}/keyVaultUri"), &json!(uri))?;
        is(account, &format!("{AT}/keyName"), &json!(wanted.key.name()))?;
        is(account, &format!("{AT}/keyVersion"), &json!(version))
    }

    fn is_opened(&self, account: &Value, answers: &Answers) -> Result<(), String> {
        let client = match answers.text("identity-kind") {
            "system" => json!(""),
            _ => {
                let identity = self.read(answers.text("identity"), "2024-11-30");
                identity["properties"]["clientId"].clone()
            }
        };
        is(account, &format!("{AT}/identityClientId"), &client)
    }

    /// The version it names is the newest of the key that it names.
    fn has_newest(&self, account: &Value) -> Result<(), String> {
        let part = |name: &str| {
            account
                .pointer(&format!("{AT}/{name}"))
                .and_then(Value::as_str)
        };
        let parts = [part("keyVaultUri"), part("keyName"), part("keyVersion")];
        let [uri, name, version] = parts.map(Option::unwrap_or_default);
        let key = format!("{}/keys/{name}", uri.trim_end_matches('/'));
        let wanted = KeyUri::parse(&key, &Cloud::public()).expect("a key");
        let newest = self.identifier(&wanted, false)?.unwrap_or_default();
        newest
            .ends_with(&format!("/{version}"))
            .then_some(())
            .ok_or_else(|| format!("{version} is named and {newest} is the newest"))
    }
}

/// Where a deleted account is after it came back.
fn recovered(deleted: &ResourceId) -> String {
    let parts: Vec<&str> = deleted.as_str().split('/').collect();
    let group = parts
        .iter()
        .rposition(|it| *it == "resourceGroups")
        .expect("a group");
    format!(
        "/subscriptions/{}/resourceGroups/{}/providers/Microsoft.CognitiveServices/accounts/{}",
        parts[2],
        parts[group + 1],
        deleted.name()
    )
}
