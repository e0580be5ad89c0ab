//! The properties of a vault: what may be said, and what follows from it.
//!
//! Source: Azure/bicep-types-az, `microsoft.keyvault/2026-02-01`, read 21 Aug 2026.

use serde_json::{Map, Value, json};

use crate::arm::Timestamp;
use crate::resources::simulated::{Document, Refusal, World, text};

/// Properties that a client may set; everything else is ignored, as Azure does.
const KNOWN: [&str; 12] = [
    "tenantId",
    "sku",
    "accessPolicies",
    "enabledForDeployment",
    "enabledForDiskEncryption",
    "enabledForTemplateDeployment",
    "enableSoftDelete",
    "softDeleteRetentionInDays",
    "enableRbacAuthorization",
    "enablePurgeProtection",
    "networkAcls",
    "publicNetworkAccess",
];

/// Refuses what no vault can be.
///
/// Source: Azure/ai-hub#241 and Azure/azure-cli#29115 for purge protection, read 24 Nov 2026; the
/// other sentences are assumed, the rules are those of the specification.
pub(super) fn check(asked: &Value, tenant: &str, before: Option<&Document>) -> Result<(), Refusal> {
    if asked.get("enablePurgeProtection") == Some(&json!(false)) {
        return Err(Refusal::bad_request(
            "The property \"enablePurgeProtection\" cannot be set to false. Enabling the purge protection for a vault is an irreversible action.",
        ));
    }
    if asked.get("enableSoftDelete") == Some(&json!(false)) {
        return Err(Refusal::bad_request(
            "The property \"enableSoftDelete\" cannot be set to false. Soft delete is enabled for all vaults.",
        ));
    }
    check_retention(asked, before)?;
    let asked_tenant = text(asked, "/tenantId");
    if before.is_none() && asked_tenant.is_empty() {
        return Err(missing("tenantId"));
    }
    if !asked_tenant.is_empty() && !asked_tenant.eq_ignore_ascii_case(tenant) {
        return Err(Refusal::bad_request(format!(
            "The tenant ID '{asked_tenant}' does not match the tenant '{tenant}' of the subscription."
        )));
    }
    let sku = (text(asked, "/sku/family"), text(asked, "/sku/name"));
    if before.is_none() && sku == ("", "") {
        return Err(missing("sku"));
    }
    let tiers = ["standard", "premium"];
    if asked.get("sku").is_some()
        && (sku.0 != "A" || !tiers.iter().any(|it| sku.1.eq_ignore_ascii_case(it)))
    {
        return Err(Refusal::bad_request("The SKU of the vault is not valid."));
    }
    check_access(asked)?;
    for policy in policies(asked) {
        check_policy(policy, tenant)?;
    }
    if policies(asked).count() > 1024 {
        return Err(Refusal::bad_request(
            "A vault can hold at most 1024 access policies.",
        ));
    }
    Ok(())
}

fn check_retention(asked: &Value, before: Option<&Document>) -> Result<(), Refusal> {
    let Some(days) = asked
        .get("softDeleteRetentionInDays")
        .filter(|it| !it.is_null())
    else {
        return Ok(());
    };
    let there = before.and_then(|it| it.body.pointer("/properties/softDeleteRetentionInDays"));
    if there.is_some_and(|it| it != days) {
        return Err(Refusal::bad_request(
            "The property \"softDeleteRetentionInDays\" has been set already and it can't be modified.",
        ));
    }
    if days.as_u64().is_none_or(|it| !(7..=90).contains(&it)) {
        return Err(Refusal::bad_request(
            "The property \"softDeleteRetentionInDays\" must be between 7 and 90.",
        ));
    }
    Ok(())
}

fn check_access(asked: &Value) -> Result<(), Refusal> {
    let rows = [
        ("/publicNetworkAccess", ["enabled", "disabled"]),
        ("/networkAcls/defaultAction", ["allow", "deny"]),
        ("/networkAcls/bypass", ["azureservices", "none"]),
    ];
    for (pointer, allowed) in rows {
        let said = text(asked, pointer).to_ascii_lowercase();
        if !said.is_empty() && !allowed.contains(&said.as_str()) {
            return Err(Refusal::bad_request(format!(
                "The value of the property \"{}\" is not valid.",
                pointer.trim_start_matches('/').replace('/', ".")
            )));
        }
    }
    Ok(())
}

fn missing(name: &str) -> Refusal {
    Refusal::bad_request(format!("The parameter {name} is not specified."))
}

/// Without Azure RBAC the list of access policies has to be there, even if it is empty.
pub(super) fn check_policies_given(asked: &Value, rbac: bool) -> Result<(), Refusal> {
    if rbac || asked.get("accessPolicies").is_some_and(Value::is_array) {
        return Ok(());
    }
    Err(missing("accessPolicies"))
}

/// Refuses an access policy for another directory or without an object.
pub(super) fn check_policy(policy: &Value, tenant: &str) -> Result<(), Refusal> {
    if !text(policy, "/tenantId").eq_ignore_ascii_case(tenant) {
        return Err(Refusal::bad_request(
            "An invalid value was provided for 'accessPolicies': the tenantId must be that of the vault.",
        ));
    }
    if uuid::Uuid::try_parse(text(policy, "/objectId")).is_err() {
        return Err(Refusal::bad_request(
            "An invalid value was provided for 'accessPolicies': the objectId is not valid.",
        ));
    }
    Ok(())
}

/// The properties that a client may set, of those that are given.
pub(super) fn known(asked: &Value) -> Value {
    let given = asked.as_object().cloned().unwrap_or_default();
    let kept: Map<String, Value> = given
        .into_iter()
        .filter(|(name, _)| KNOWN.contains(&name.as_str()))
        .collect();
    Value::Object(kept)
}

/// The properties after a PUT: what is not named falls back to its default, and what cannot be
/// taken back stays.
pub(super) fn replaced(asked: &Value, before: Option<&Document>, rbac: bool) -> Value {
    let mut properties = json!({
        "accessPolicies": [],
        "enabledForDeployment": false,
        "enabledForDiskEncryption": false,
        "enabledForTemplateDeployment": false,
        "softDeleteRetentionInDays": 90,
        "publicNetworkAccess": "Enabled",
    });
    let old = before.map(|it| &it.body["properties"]);
    for name in ["tenantId", "sku", "softDeleteRetentionInDays"] {
        if let Some(value) = old.and_then(|it| it.get(name)) {
            properties[name] = value.clone();
        }
    }
    if let Some(given) = known(asked).as_object() {
        for (name, value) in given.iter().filter(|it| !it.1.is_null()) {
            properties[name] = value.clone();
        }
    }
    properties["enableRbacAuthorization"] = json!(rbac);
    properties["enableSoftDelete"] = json!(true);
    if old.is_some_and(|it| it["enablePurgeProtection"] == true) {
        properties["enablePurgeProtection"] = json!(true);
    }
    properties
}

/// Whether a vault goes by roles; a vault that does not say goes by access policies.
pub(super) fn uses_rbac(vault: &Document) -> bool {
    vault.body["properties"]["enableRbacAuthorization"] == true
}

/// The access policies in some properties.
pub(super) fn policies(properties: &Value) -> impl Iterator<Item = &Value> {
    let list = properties.get("accessPolicies").and_then(Value::as_array);
    list.into_iter().flatten()
}

/// A change of access policies has an effect a few seconds later; until then the old ones hold.
/// That it is seconds and not minutes is assumed.
pub(super) fn remember_policies(world: &dyn World, vault: &mut Document, before: &Document) {
    let (new, old) = (
        &vault.body["properties"]["accessPolicies"],
        &before.body["properties"]["accessPolicies"],
    );
    if new == old {
        return;
    }
    let delay = world.grant_delay(&format!("{} {new}", vault.id.lower()), 3..=20);
    let from: Option<Timestamp> = delay.map(|it| world.now() + it);
    let mut inner = vault.inner.as_object().cloned().unwrap_or_default();
    inner.insert(
        "policiesBefore".into(),
        Value::Array(effective(world, before)),
    );
    inner.insert("policiesFrom".into(), json!(from));
    vault.inner = Value::Object(inner);
}

/// The access policies that hold now.
pub(super) fn effective(world: &dyn World, vault: &Document) -> Vec<Value> {
    let from = vault.inner.get("policiesFrom");
    let changed = match from {
        None => true,
        Some(from) => from.as_i64().is_some_and(|it| Timestamp(it) <= world.now()),
    };
    let list = if changed {
        vault.body.pointer("/properties/accessPolicies")
    } else {
        vault.inner.get("policiesBefore")
    };
    list.and_then(Value::as_array).cloned().unwrap_or_default()
}
