//! Whether the identity of a resource may use its key, by what the vault itself says.

use cmk_console::arm::{Request, Resource, ResourceId};
use serde_json::{Value, json};

use super::Wish;
use super::truth::Truth;

const KEY_VAULT: &str = "2026-02-01";

impl Truth {
    /// Whether a resource can, or cannot, open its key.
    pub(super) fn may_open(
        &self,
        wish: &Wish,
        id: &ResourceId,
        wanted: bool,
    ) -> Result<(), String> {
        let resource = Resource::read(&self.read(id, wish.kind.api_version()));
        let resource = resource.map_err(|it| it.0)?;
        let found = wish.kind.configuration(&resource).map_err(|it| it.0)?;
        let reference = found
            .key()
            .ok_or("it has no key of the customer\u{2019}s")?;
        let vault = self.vault_of(&reference.key);
        let vault = vault.ok_or("its vault is gone")?;
        let key = self.read(vault.child("keys", reference.key.name()), KEY_VAULT);
        let enabled = key["properties"]["attributes"]["enabled"] == json!(true);
        let principal = match &reference.identity.id {
            Some(id) => self.read(id, "2024-11-30")["properties"]["principalId"].clone(),
            None => json!(reference.identity.principal_id),
        };
        let granted = self.is_granted(&vault, reference.key.name(), &principal);
        if (enabled && granted) == wanted {
            return Ok(());
        }
        Err(format!("the key is enabled: {enabled}, granted: {granted}"))
    }

    fn is_granted(&self, vault: &ResourceId, key: &str, principal: &Value) -> bool {
        let shown = self.read(vault, KEY_VAULT);
        if shown["properties"]["enableRbacAuthorization"] != json!(true) {
            let policies = &shown["properties"]["accessPolicies"];
            let own = |it: &&Value| it["objectId"] == *principal;
            let policies = policies.as_array().into_iter().flatten();
            return policies.filter(own).any(|it| {
                let keys = it["permissions"]["keys"].as_array().into_iter().flatten();
                keys.filter_map(Value::as_str)
                    .any(|it| it.eq_ignore_ascii_case("unwrapKey"))
            });
        }
        let path = vault
            .child("keys", key)
            .provider("Microsoft.Authorization/roleAssignments", "");
        let list = Request::get(path.as_str().trim_end_matches('/'), "2022-04-01");
        let own = principal.as_str().unwrap_or_default();
        let filter = format!("atScope() and assignedTo('{own}')");
        let list = self.ask(&list.query("$filter", &filter));
        let rows = list["value"].as_array().into_iter().flatten();
        rows.into_iter()
            .any(|it| it["properties"]["principalId"] == *principal)
    }
}
