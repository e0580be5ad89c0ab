//! Unfinished work as Azure shows it, for when the record of a run is gone: what is being changed,
//! what may use a key and has none, what has an identity and no key.

use serde_json::Value;

use super::usage::{self, in_sight};
use super::{ALL, ResourceType};
use crate::arm::access::Subscription;
use crate::arm::{Facts, Read, Reading, Resource, ResourceId};
use crate::keys::grant::{self, DATA_ACTIONS, assignment};
use crate::keys::identity::Attached;
use crate::keys::vault::{PermissionModel, Vault};
use crate::keys::{Configuration, KeySource};

/// One resource where something seems to have stopped half way.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Where it is.
    pub id: ResourceId,
    /// Its name.
    pub name: String,
    /// What it is, singular: "storage account".
    pub label: &'static str,
    /// The name of its subscription.
    pub subscription: String,
    /// What was seen.
    pub what: What,
    /// The same with its details, in a sentence.
    pub words: String,
    /// The action that goes on, as its id and label; none where waiting is all there is to do.
    pub action: Option<(&'static str, &'static str)>,
}

/// What was seen, the most certain first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// Azure is changing it.
    AtWork,
    /// Its identity may use a key, and it has none.
    Granted,
    /// It has an identity and no key.
    Attached,
}

/// What was found, and what could not be looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unfinished {
    /// What was found.
    pub rows: Vec<Row>,
    /// The names of the subscriptions that were looked through.
    pub looked_at: Vec<String>,
    /// What could not be read: "the storage accounts of Fabrikam Labs: you may not read it".
    pub unread: Vec<String>,
    /// How many subscriptions were left out, because there are too many to list.
    pub left_out: usize,
}

/// The action that goes on from an identity or a grant.
const GOES_ON: &str = "use-my-key";

/// Asks for everything of the registry in the subscriptions in sight, and for who may do what in
/// them. Asked again with what is known, until nothing new is wanted.
#[must_use]
pub fn reads(facts: &Facts) -> Vec<Read> {
    let mut reads = usage::reads("", facts);
    for subscription in in_sight("", facts).0 {
        let scope = ResourceId::of_subscription(&subscription.id);
        reads.push(assignment::read_everywhere(&scope));
    }
    reads
}

/// What seems to have stopped half way, as far as [`reads`] were read.
#[must_use]
pub fn of(facts: &Facts) -> Unfinished {
    let (subscriptions, left_out) = in_sight("", facts);
    let mut found = Unfinished {
        left_out,
        ..Unfinished::default()
    };
    if subscriptions.is_empty() {
        found.unread.push("your subscriptions".into());
    }
    let granted = granted(&subscriptions, facts, &mut found.unread);
    for subscription in subscriptions {
        let scope = ResourceId::of_subscription(&subscription.id);
        for kind in ALL {
            let list = facts.all(&kind.list(&scope), |it| Some(entry(*kind, it)));
            if let Some(why) = list.why_unknown() {
                let what = format!("the {} of {}: {why}", kind.plural(), subscription.name);
                found.unread.push(what);
            }
            let entries = list.into_found().unwrap_or_default().into_iter().flatten();
            found
                .rows
                .extend(entries.filter_map(|(resource, configuration)| {
                    row(*kind, &resource, &configuration, &granted, &subscription)
                }));
        }
        found.looked_at.push(subscription.name);
    }
    found
        .rows
        .sort_by(|a, b| (a.what, &a.id).cmp(&(b.what, &b.id)));
    found
}

/// An entry of a list; `None` for one that cannot be understood, which its own page says.
fn entry(kind: &dyn ResourceType, entry: &Value) -> Option<(Resource, Configuration)> {
    let resource = Resource::read(entry).ok()?;
    let configuration = kind.configuration(&resource).ok()?;
    Some((resource, configuration))
}

fn row(
    kind: &'static dyn ResourceType,
    resource: &Resource,
    configuration: &Configuration,
    granted: &[Grant],
    subscription: &Subscription,
) -> Option<Row> {
    let attached = Attached::parse(&resource.identity);
    let principals = attached
        .user
        .iter()
        .filter_map(|it| it.principal_id.clone());
    let principals: Vec<String> = principals.chain(attached.system.clone()).collect();
    let goes_on = kind
        .action(GOES_ON)
        .filter(|it| it.applies(resource).is_ok());
    let grant = granted.iter().find(|it| principals.contains(&it.principal));
    let has_identity = !attached.user.is_empty() || attached.system.is_some();
    let has_own_key = configuration.source == KeySource::MicrosoftManaged;
    let (what, words) = if resource.is_at_work() {
        let state = resource.provisioning_state();
        (What::AtWork, format!("Azure is changing it: {state}."))
    } else if !has_own_key || goes_on.is_none() {
        return None;
    } else if let Some(grant) = grant {
        let words = format!(
            "Its identity may use keys of {}, and it uses none.",
            grant.vault
        );
        (What::Granted, words)
    } else if has_identity {
        let words = "It has an identity and no key. It may have the identity for something else.";
        (What::Attached, words.to_owned())
    } else {
        return None;
    };
    let action = goes_on.filter(|_| what != What::AtWork);
    Some(Row {
        id: resource.id.clone(),
        name: resource.name.clone(),
        label: kind.label(),
        subscription: subscription.name.clone(),
        what,
        words,
        action: action.map(|it| (it.id(), it.label())),
    })
}

/// Somebody who may use the keys of a vault.
struct Grant {
    /// The object ID.
    principal: String,
    /// The vault's name.
    vault: String,
}

/// Everybody who may use keys, by the policies of the vaults or by a role on one or on its keys.
/// Roles that are given further up are for more than keys, and say nothing of a wish.
fn granted(subscriptions: &[Subscription], facts: &Facts, unread: &mut Vec<String>) -> Vec<Grant> {
    let mut all = Vec::new();
    for subscription in subscriptions {
        let scope = ResourceId::of_subscription(&subscription.id);
        for kind in ALL {
            let list = kind.list(&scope);
            let vaults = facts.rows(&list).filter_map(Vault::parse);
            vaults.for_each(|it| all.extend(by_policy(&it)));
        }
        let assignments = match assignment::everywhere(&scope, facts) {
            Reading::Found(assignments) => assignments,
            other => {
                let why = other.why_unknown().unwrap_or_default();
                unread.push(format!(
                    "the role assignments of {}: {why}",
                    subscription.name
                ));
                continue;
            }
        };
        for it in assignments {
            let Some(vault) = vault_of(&it.scope) else {
                continue;
            };
            let definition = assignment::definition(&it.role, facts).into_found();
            let suffices = definition
                .is_some_and(|role| DATA_ACTIONS.iter().all(|it| role.rights.allows_data(it)));
            if suffices {
                all.push(Grant {
                    principal: it.principal,
                    vault,
                });
            }
        }
    }
    all
}

fn by_policy(vault: &Vault) -> Vec<Grant> {
    if vault.permission_model != PermissionModel::AccessPolicies {
        return Vec::new();
    }
    let wraps = |it: &&str| grant::permits(vault, it, "wrapKey");
    let principals = vault.access_policies.iter().map(|it| it.object_id.as_str());
    let grant = |it: &str| Grant {
        principal: it.to_owned(),
        vault: vault.id.name().to_owned(),
    };
    principals.filter(wraps).map(grant).collect()
}

/// The name of the vault that a scope is, or lies in.
fn vault_of(scope: &str) -> Option<String> {
    let lower = scope.to_ascii_lowercase();
    let at = lower.find("/providers/microsoft.keyvault/vaults/")?;
    let rest = &scope[at + "/providers/microsoft.keyvault/vaults/".len()..];
    rest.split('/').next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::arm::access::subscriptions;
    use crate::arm::{Failure, Lost, Timestamp};

    const ORDERS: &str =
        "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/orders";
    const VAULT: &str = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv";
    const IDENTITY: &str = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id";

    /// Everything read: every list is empty but these.
    fn facts(accounts: &Value, vaults: &Value, assignments: &Value) -> Facts {
        let mut facts = Facts::default();
        let subscription = json!({"value": [{
            "subscriptionId": "s", "displayName": "Retail", "tenantId": "t", "state": "Enabled"
        }]});
        facts.insert(&subscriptions::read(), Timestamp(1), Ok(subscription));
        let scope = ResourceId::of_subscription("s");
        for kind in ALL {
            let rows = match kind.arm_type() {
                "Microsoft.Storage/storageAccounts" => accounts,
                "Microsoft.KeyVault/vaults" => vaults,
                _ => &json!([]),
            };
            facts.insert(&kind.list(&scope), Timestamp(2), Ok(json!({"value": rows})));
        }
        let read = assignment::read_everywhere(&scope);
        facts.insert(&read, Timestamp(3), Ok(json!({"value": assignments})));
        facts
    }

    fn account(state: &str, identity: &Value, encryption: &Value) -> Value {
        json!([{
            "id": ORDERS, "name": "orders", "type": "Microsoft.Storage/storageAccounts",
            "kind": "StorageV2", "sku": {"name": "Standard_LRS"}, "location": "westeurope",
            "identity": identity,
            "properties": {"provisioningState": state, "encryption": encryption},
        }])
    }

    fn with_identity() -> Value {
        json!({"type": "UserAssigned", "userAssignedIdentities": {IDENTITY: {"principalId": "p"}}})
    }

    fn of_microsoft() -> Value {
        json!({"keySource": "Microsoft.Storage"})
    }

    fn by_role(scope: &str, role: &str) -> Value {
        let id = format!("{scope}/providers/Microsoft.Authorization/roleAssignments/a");
        json!([{"id": id, "properties": {
            "roleDefinitionId": format!("/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/{role}"),
            "principalId": "p", "scope": scope,
        }}])
    }

    fn kinds(facts: &Facts) -> Vec<(What, bool)> {
        let found = of(facts);
        assert_eq!(found.unread, [""; 0]);
        let rows = found.rows.iter();
        rows.map(|it| (it.what, it.action.is_some())).collect()
    }

    #[test]
    fn what_stopped_half_way_is_found_with_what_goes_on() {
        let none = json!([]);
        let plain = account("Succeeded", &Value::Null, &of_microsoft());
        assert_eq!(kinds(&facts(&plain, &none, &none)), []);

        let attached = account("Succeeded", &with_identity(), &of_microsoft());
        assert_eq!(
            kinds(&facts(&attached, &none, &none)),
            [(What::Attached, true)]
        );

        for scope in [VAULT.to_owned(), format!("{VAULT}/keys/orders")] {
            let role = by_role(&scope, grant::SERVICE_ENCRYPTION_USER);
            assert_eq!(
                kinds(&facts(&attached, &none, &role)),
                [(What::Granted, true)]
            );
        }
        let creating = account("Creating", &with_identity(), &of_microsoft());
        assert_eq!(
            kinds(&facts(&creating, &none, &none)),
            [(What::AtWork, false)]
        );
    }

    #[test]
    fn a_role_that_is_too_little_or_for_everything_is_no_grant() {
        let attached = account("Succeeded", &with_identity(), &of_microsoft());
        for (scope, role) in [
            (VAULT, grant::READER),
            ("/subscriptions/s", grant::SERVICE_ENCRYPTION_USER),
        ] {
            let role = by_role(scope, role);
            let found = kinds(&facts(&attached, &json!([]), &role));
            assert_eq!(found, [(What::Attached, true)], "{scope}");
        }
    }

    #[test]
    fn a_policy_of_a_vault_is_a_grant() {
        let vault = json!([{"id": VAULT, "location": "westeurope", "properties": {
            "vaultUri": "https://kv.vault.azure.net/", "tenantId": "t",
            "enableRbacAuthorization": false, "sku": {"name": "standard"},
            "accessPolicies": [{"tenantId": "t", "objectId": "p",
                "permissions": {"keys": ["get", "wrapKey", "unwrapKey"]}}],
        }}]);
        let attached = account("Succeeded", &with_identity(), &of_microsoft());
        let found = kinds(&facts(&attached, &vault, &json!([])));
        assert_eq!(found, [(What::Granted, true)]);
    }

    #[test]
    fn what_could_not_be_read_is_named() {
        let mut facts = facts(&json!([]), &json!([]), &json!([]));
        let scope = ResourceId::of_subscription("s");
        let lost = || Err(Failure::Lost(Lost::NoAnswer));
        facts.insert(&ALL[0].list(&scope), Timestamp(4), lost());
        facts.insert(&assignment::read_everywhere(&scope), Timestamp(4), lost());
        let found = of(&facts);
        assert_eq!(
            found.unread,
            [
                "the role assignments of Retail: no answer arrived",
                "the storage accounts of Retail: no answer arrived",
            ]
        );
        assert_eq!(of(&Facts::default()).unread, ["your subscriptions"]);
    }
}
