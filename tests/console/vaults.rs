//! Key vaults: what their actions are wished for, and whether it came about.

use cmk_console::arm::access::roles;
use cmk_console::arm::{Request, ResourceId, Timestamp};
use cmk_console::form::Answers;
use cmk_console::sandbox::PEOPLE;
use serde_json::{Value, json};

use super::Wish;
use super::places::{Place, VAULT, WORKSPACE};
use super::truth::{Truth, is, rows};

const KEY_VAULT: &str = "2026-02-01";

impl Place {
    pub(super) fn vault_wish(&self, action: &str, named: (&str, &str)) -> Wish {
        let on = |name: &str| Wish::new(VAULT, action, Some(&self.find(VAULT, name)));
        match action {
            "create-key" => on("kv-fabrikam-prod").answer("name", "new-cmk"),
            "revoke-key" => on("kv-fabrikam-prod").answer("key", "docs-cmk"),
            "restore-key" => on("kv-fabrikam-prod").answer("key", "claims-cmk"),
            "turn-on-purge-protection" => on("kv-fabrikam-dev"),
            "give-rights" => on("kv-fabrikam-prod")
                .answer("who", "other")
                .answer("object", &self.object("tom")),
            "rotate-key" => on("kv-fabrikam-prod").answer("key", "docs-cmk"),
            "switch-version" => {
                let newest = self.newest("kv-fabrikam-prod/orders-cmk");
                on("kv-fabrikam-prod")
                    .answer("key", "orders-cmk")
                    .answer("version", newest.rsplit('/').next().expect("a version"))
            }
            "import-key" => on("kv-fabrikam-prod").answer("name", "imported-cmk"),
            "change-permission-model" => on("kv-fabrikam-policies").answer("model", "roles"),
            "send-audit-logs" => {
                let workspace = self.find(WORKSPACE, "log-apps-weu");
                on("kv-fabrikam-policies").answer("workspace", workspace.as_str())
            }
            "create" => self.create(named, "rg-new-weu", "kv-fabrikam-new"),
            other => panic!("no wish is written down for {other} of a vault"),
        }
    }
}

impl Truth {
    pub(super) fn vault_action(
        &self,
        action: &str,
        target: &ResourceId,
        answers: &Answers,
    ) -> Result<(), String> {
        match action {
            "create-key" => self.has_key(target, answers),
            "create" => self.has_vault(target, answers),
            "revoke-key" => self.all_may_open(target, answers.text("key"), false),
            "restore-key" => self.all_may_open(target, answers.text("key"), true),
            "give-rights" => self.has_given_rights(target, answers),
            "send-audit-logs" => self.sends_logs(target, answers),
            "rotate-key" => self.was_rotated(target, answers),
            "switch-version" => {
                let key = target.child("keys", answers.text("key"));
                let version = key.child("versions", answers.text("version"));
                let enabled = json!(answers.is("to", "enable"));
                let shown = self.read(version, KEY_VAULT);
                is(&shown, "/properties/attributes/enabled", &enabled)
            }
            "import-key" => {
                let key = self.read(target.child("keys", answers.text("name")), KEY_VAULT);
                let hard = !answers.is("from", "software");
                let kind = if hard { "RSA-HSM" } else { "RSA" };
                is(&key, "/properties/kty", &json!(kind))
            }
            "change-permission-model" => self.goes_by(target, answers),
            "turn-on-purge-protection" => {
                let vault = self.read(target, KEY_VAULT);
                is(&vault, "/properties/enablePurgeProtection", &json!(true))
            }
            other => Err(format!(
                "nobody has written down what {other} is to bring about"
            )),
        }
    }

    /// Whether the newest version of a key was made after the beginning of the sandbox.
    fn was_rotated(&self, vault: &ResourceId, answers: &Answers) -> Result<(), String> {
        let key = self.read(vault.child("keys", answers.text("key")), KEY_VAULT);
        let made = key["properties"]["attributes"]["created"].as_i64();
        let begun = Place::everyday().time.now().seconds();
        let new = made.is_some_and(|it| it >= begun);
        new.then_some(())
            .ok_or_else(|| format!("its newest version is of {made:?}"))
    }

    /// Whether the use of keys goes to the workspace that was answered.
    fn sends_logs(&self, vault: &ResourceId, answers: &Answers) -> Result<(), String> {
        let name = answers.text("name");
        let setting = format!("{vault}/providers/Microsoft.Insights/diagnosticSettings/{name}");
        let setting = self.read(setting, "2021-05-01-preview");
        is(
            &setting,
            "/properties/workspaceId",
            &json!(answers.text("workspace")),
        )?;
        is(
            &setting,
            "/properties/logs/0/category",
            &json!("AuditEvent"),
        )?;
        is(&setting, "/properties/logs/0/enabled", &json!(true))
    }

    /// Every role assignment at a vault, above it and below it.
    fn assignments(&self, vault: &ResourceId) -> Vec<Value> {
        let list = format!("{vault}/providers/Microsoft.Authorization/roleAssignments");
        let mut request = Request::get(list, "2022-04-01");
        let mut all = Vec::new();
        loop {
            let page = self.ask(&request);
            all.extend(rows(&page));
            match page["nextLink"].as_str() {
                Some(next) => request = Request::follow(next),
                None => return all,
            }
        }
    }

    /// Whether the vault goes by the other model, and everybody who had rights in the old one and
    /// was not left out has some in the new one.
    fn goes_by(&self, vault: &ResourceId, answers: &Answers) -> Result<(), String> {
        let shown = self.read(vault, KEY_VAULT);
        let roles = answers.is("model", "roles");
        is(&shown, "/properties/enableRbacAuthorization", &json!(roles))?;
        let assigned = self.assignments(vault).into_iter();
        let assigned = assigned.filter(|it| {
            let role = it["properties"]["roleDefinitionId"].as_str();
            let role = role.and_then(roles::by_id).expect("a built-in role");
            role.data_actions.iter().any(|it| it.contains("vaults"))
        });
        let by_role: Vec<Value> = assigned
            .map(|it| it["properties"]["principalId"].clone())
            .collect();
        let policies = shown["properties"]["accessPolicies"].as_array().cloned();
        let policies = policies.unwrap_or_default().into_iter();
        let by_policy: Vec<Value> = policies.map(|it| it["objectId"].clone()).collect();
        let (before, now) = match roles {
            true => (by_policy, by_role),
            false => (by_role, by_policy),
        };
        let left_out = |it: &&Value| answers.text("without").contains(it.as_str().unwrap_or("-"));
        let mut lost = before
            .iter()
            .filter(|it| !now.contains(it) && !left_out(it));
        match lost.next() {
            None => Ok(()),
            Some(who) => Err(format!("{who} has lost its rights")),
        }
    }

    /// Whether somebody has the role, or the key permissions, that were answered. Who is signed in
    /// is not known here: then it may be any of the people.
    fn has_given_rights(&self, vault: &ResourceId, answers: &Answers) -> Result<(), String> {
        let people = PEOPLE
            .iter()
            .map(|it| self.0.with(|sandbox| sandbox.object(it)));
        let who: Vec<String> = match answers.text("object") {
            "" => people.collect(),
            object => vec![object.to_owned()],
        };
        let is_one = |it: &Value| who.iter().any(|who| it.as_str() == Some(who));
        let shown = self.read(vault, KEY_VAULT);
        if shown["properties"]["enableRbacAuthorization"] == json!(true) {
            let role = answers.text("role");
            let given = self.assignments(vault).into_iter().any(|it| {
                let of = |name: &str| {
                    it["properties"][name]
                        .as_str()
                        .unwrap_or_default()
                        .to_owned()
                };
                is_one(&it["properties"]["principalId"])
                    && of("roleDefinitionId").ends_with(role)
                    && of("scope").eq_ignore_ascii_case(vault.as_str())
            });
            return given
                .then_some(())
                .ok_or_else(|| format!("nobody has {role}"));
        }
        let wanted: Vec<&str> = answers.text("permissions").split(' ').collect();
        let policies = shown["properties"]["accessPolicies"].as_array().cloned();
        let given = policies.into_iter().flatten().any(|it| {
            let held = it["permissions"]["keys"]
                .as_array()
                .cloned()
                .unwrap_or_default();
            is_one(&it["objectId"]) && wanted.iter().all(|it| held.contains(&json!(it)))
        });
        given
            .then_some(())
            .ok_or_else(|| "nobody has the permissions".into())
    }

    fn has_key(&self, vault: &ResourceId, answers: &Answers) -> Result<(), String> {
        let key = self.read(vault.child("keys", answers.text("name")), KEY_VAULT);
        let size: u32 = answers.text("size").parse().expect("a size");
        is(&key, "/properties/kty", &json!(answers.text("type")))?;
        is(&key, "/properties/keySize", &json!(size))?;
        for (field, name) in [("from", "nbf"), ("until", "exp")] {
            let day = answers
                .day(field)
                .expect("a day or nothing")
                .map(Timestamp::seconds);
            is(&key, &format!("/properties/attributes/{name}"), &json!(day))?;
        }
        Ok(())
    }

    fn has_vault(&self, vault: &ResourceId, answers: &Answers) -> Result<(), String> {
        let vault = self.read(vault, KEY_VAULT);
        let days: u32 = answers.text("retention").parse().expect("days");
        let protected = answers.on("protect").then_some(true);
        for (name, wanted) in [
            ("provisioningState", json!("Succeeded")),
            ("sku/name", json!(answers.text("tier"))),
            (
                "enableRbacAuthorization",
                json!(answers.is("model", "roles")),
            ),
            ("enablePurgeProtection", json!(protected)),
            ("softDeleteRetentionInDays", json!(days)),
        ] {
            is(&vault, &format!("/properties/{name}"), &wanted)?;
        }
        Ok(())
    }
}
