//! Whether the identity of a resource may use its key, by what the vault itself says.

use cmk_console::arm::{Request, Resource, ResourceId};
use cmk_console::keys::{Configuration, KeyReference};
use cmk_console::resources;
use serde_json::{Value, json};

use super::truth::Truth;

const KEY_VAULT: &str = "2026-02-01";

impl Truth {
    /// Whether a resource can, or cannot, open its key.
    pub(super) fn may_open(&self, id: &ResourceId, wanted: bool) -> Result<(), String> {
        let kind = id.arm_type().and_then(|it| resources::of(&it));
        let kind = kind.expect("a type of the registry");
        let resource = Resource::read(&self.read(id, kind.api_version()));
        let resource = resource.map_err(|it| it.0)?;
        let found = kind.configuration(&resource).map_err(|it| it.0)?;
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

    /// Whether everything in the vault's subscription that uses a key of it can, or cannot, open it.
    pub(super) fn all_may_open(
        &self,
        vault: &ResourceId,
        key: &str,
        wanted: bool,
    ) -> Result<(), String> {
        let subscription = vault.subscription_id().expect("a subscription");
        let mut users = 0;
        for kind in resources::ALL {
            let list = self.read(kind.list(&subscription).request.path(), kind.api_version());
            for row in list["value"].as_array().into_iter().flatten() {
                let resource = Resource::read(row).map_err(|it| it.0)?;
                let found = kind.configuration(&resource).ok();
                let found = found.as_ref().and_then(Configuration::key);
                let is_user =
                    |it: &KeyReference| it.key.name() == key && it.key.vault_name() == vault.name();
                if found.is_some_and(is_user) {
                    users += 1;
                    self.may_open(&resource.id, wanted)?;
                }
            }
        }
        (users > 0).then_some(()).ok_or("nothing uses it".into())
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
