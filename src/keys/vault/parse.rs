//! A vault as it stands in an answer.

use serde_json::Value;

use super::{AccessPolicy, Activation, Network, PermissionModel, Vault};
use crate::arm::access::providers::normal_location;
use crate::arm::{Origin, ResourceId};
use crate::keys::key_uri::VaultKind;

impl Vault {
    /// Reads the answer of a GET or an entry of a list; `None` when it is no vault with an
    /// address.
    #[must_use]
    pub fn parse(value: &Value) -> Option<Self> {
        let id = ResourceId::parse(value.get("id")?.as_str()?).ok()?;
        let kind = [VaultKind::Vault, VaultKind::ManagedHsm]
            .into_iter()
            .find(|it| id.is(it.arm_type()))?;
        let properties = value.get("properties")?;
        let text = |path: &str| value.pointer(path).and_then(Value::as_str);
        let flag = |name: &str| properties.get(name).and_then(Value::as_bool);
        let uri = match kind {
            VaultKind::Vault => text("/properties/vaultUri"),
            VaultKind::ManagedHsm => text("/properties/hsmUri"),
        };
        let origin = Origin::of(uri?).ok()?;
        let retention = properties
            .get("softDeleteRetentionInDays")
            .and_then(Value::as_u64);
        let sku = text("/properties/sku/name").or_else(|| text("/sku/name"));
        let policies = properties.get("accessPolicies").and_then(Value::as_array);
        let policies = policies.into_iter().flatten().map(access_policy);
        Some(Self {
            host: origin.as_str().trim_start_matches("https://").to_owned(),
            location: normal_location(text("/location").unwrap_or_default()),
            tenant: text("/properties/tenantId").unwrap_or_default().to_owned(),
            permission_model: match (kind, flag("enableRbacAuthorization")) {
                (VaultKind::ManagedHsm, _) => PermissionModel::LocalRoles,
                (VaultKind::Vault, Some(true)) => PermissionModel::Roles,
                // On a vault that exists, null means access policies, whatever the API version.
                (VaultKind::Vault, _) => PermissionModel::AccessPolicies,
            },
            access_policies: policies.collect::<Option<_>>()?,
            soft_delete: flag("enableSoftDelete").unwrap_or(true),
            retention_days: retention.and_then(|it| u32::try_from(it).ok()),
            purge_protection: flag("enablePurgeProtection").unwrap_or(false),
            network: Network::parse(properties),
            sku: sku.unwrap_or_default().to_owned(),
            provisioning_state: text("/properties/provisioningState")
                .unwrap_or_default()
                .to_owned(),
            activation: (kind == VaultKind::ManagedHsm).then(|| activation(properties)),
            kind,
            id,
        })
    }
}

fn access_policy(value: &Value) -> Option<AccessPolicy> {
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    let permissions = |kind: &str| {
        let list = value.pointer(&format!("/permissions/{kind}"));
        let list = list.and_then(Value::as_array).into_iter().flatten();
        list.filter_map(Value::as_str).map(str::to_owned).collect()
    };
    Some(AccessPolicy {
        tenant: text("tenantId").unwrap_or_default().to_owned(),
        object_id: text("objectId")?.to_owned(),
        application_id: text("applicationId").map(str::to_owned),
        keys: permissions("keys"),
        secrets: permissions("secrets"),
        certificates: permissions("certificates"),
    })
}

/// Older HSMs lack the block; then a finished state is taken for an active one.
fn activation(properties: &Value) -> Activation {
    let word = |path: &str| properties.pointer(path).and_then(Value::as_str);
    let status = word("/securityDomainProperties/activationStatus").map(str::to_ascii_lowercase);
    match status.as_deref() {
        Some("active") => Activation::Active,
        Some("notactivated") => Activation::NotActivated,
        Some("failed") => Activation::Failed,
        Some(_) => Activation::Unknown,
        None => match word("/provisioningState") {
            Some(it) if it.eq_ignore_ascii_case("Activated") => Activation::Active,
            _ => Activation::Unknown,
        },
    }
}
