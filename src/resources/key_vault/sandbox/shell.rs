//! What only a person with a shell can do to a vault or an HSM: the data plane.

use serde_json::{Value, json};

use super::HSMS;
use super::access::{LocalRole, local_roles};
use super::keys::Key;
use super::rotation;
use crate::arm::{ResourceId, Timestamp};
use crate::resources::simulated::{Document, World, merge};

/// Why nothing was done.
pub type Impossible = String;

fn document(world: &dyn World, id: &ResourceId, what: &str) -> Result<Document, Impossible> {
    let found = world.document(id).cloned();
    found.ok_or_else(|| format!("There is no {what} at {id}."))
}

/// `az keyvault key rotate`.
///
/// # Errors
/// When there is no such key.
pub fn rotate_key(world: &mut dyn World, key: &ResourceId) -> Result<(), Impossible> {
    if rotation::rotate(world, key) {
        Ok(())
    } else {
        Err(format!("There is no key at {key}."))
    }
}

/// `az keyvault key set-attributes --enabled`. An empty version means the newest.
///
/// # Errors
/// When there is no such key or version.
pub fn set_enabled(
    world: &mut dyn World,
    key: &ResourceId,
    version: &str,
    enabled: bool,
) -> Result<(), Impossible> {
    let found = document(world, key, "key")?;
    let mut content = Key::of(&found).ok_or_else(|| format!("There is no key at {key}."))?;
    let wanted = content.version(version).map(|it| it.id.clone());
    let wanted = wanted.ok_or_else(|| format!("{key} has no version {version}."))?;
    let now = Timestamp::of_seconds(world.now().seconds());
    for it in content.versions.iter_mut().filter(|it| it.id == wanted) {
        it.enabled = enabled;
        it.updated = now;
    }
    content.keep(world, found);
    world.key_changed(key);
    Ok(())
}

/// The network rules of a vault, as its owner changes them elsewhere.
///
/// # Errors
/// When there is no such vault.
pub fn set_firewall(
    world: &mut dyn World,
    vault: &ResourceId,
    default_action: &str,
    bypass: &str,
    public_access: &str,
) -> Result<(), Impossible> {
    let mut found = document(world, vault, "vault")?;
    let change = json!({
        "networkAcls": { "defaultAction": default_action, "bypass": bypass },
        "publicNetworkAccess": public_access,
    });
    merge(&mut found.body["properties"], &change);
    for name in ["ipRules", "virtualNetworkRules"] {
        let rules = &mut found.body["properties"]["networkAcls"][name];
        if rules.is_null() {
            *rules = json!([]);
        }
    }
    world.put(found);
    Ok(())
}

/// `az network private-endpoint create`, approved, with the public endpoint closed to everybody but
/// trusted services.
///
/// # Errors
/// When there is no such vault.
pub fn connect_privately(world: &mut dyn World, vault: &ResourceId) -> Result<(), Impossible> {
    set_firewall(world, vault, "Deny", "AzureServices", "Disabled")?;
    let mut found = document(world, vault, "vault")?;
    found.body["properties"]["privateEndpointConnections"] = json!([{ "properties": {
        "provisioningState": "Succeeded",
        "privateLinkServiceConnectionState": { "status": "Approved" },
    }}]);
    world.put(found);
    Ok(())
}

/// `az keyvault role assignment create --hsm-name` with Managed HSM Crypto Service Encryption
/// User. It has an effect half a minute later, which is assumed.
///
/// # Errors
/// When there is no such HSM, or it was never activated.
pub fn assign_hsm_role(
    world: &mut dyn World,
    hsm: &ResourceId,
    principal: &str,
    scope: &str,
) -> Result<(), Impossible> {
    let mut found = document(world, hsm, "Managed HSM")?;
    if !found.id.is(HSMS) || !super::hsm::is_active(&found) {
        return Err(format!("{hsm} is no activated Managed HSM."));
    }
    let Some(delay) = world.grant_delay(&format!("{} {principal}", hsm.lower()), 20..=40) else {
        return Ok(());
    };
    let mut roles = local_roles(&found);
    roles.push(LocalRole {
        principal: principal.to_owned(),
        scope: scope.to_owned(),
        from: world.now() + delay,
    });
    set_inner(&mut found, "roles", json!(roles));
    world.put(found);
    Ok(())
}

/// `az keyvault setting update --name AllowKeyManagementOperationsThroughARM`.
///
/// # Errors
/// When there is no such HSM.
pub fn set_keys_through_arm(
    world: &mut dyn World,
    hsm: &ResourceId,
    on: bool,
) -> Result<(), Impossible> {
    let mut found = document(world, hsm, "Managed HSM")?;
    set_inner(&mut found, "keysThroughArm", json!(on));
    world.put(found);
    Ok(())
}

/// A Managed HSM that was there before the sandbox began.
pub fn plant_hsm(world: &mut dyn World, id: &ResourceId, (active, protected): (bool, bool)) {
    let tenant = world.tenant_of(id).unwrap_or_default();
    let state = if active { "Succeeded" } else { "Provisioning" };
    let mut body = json!({
        "location": "westeurope",
        "tags": {},
        "sku": { "family": "B", "name": "Standard_B1" },
        "properties": {
            "tenantId": tenant,
            "initialAdminObjectIds": [],
            "enableSoftDelete": true,
            "softDeleteRetentionInDays": 90,
            "networkAcls": { "bypass": "AzureServices", "defaultAction": "Allow", "ipRules": [], "virtualNetworkRules": [] },
            "publicNetworkAccess": "Enabled",
            "provisioningState": state,
            "statusMessage": "The Managed HSM is provisioned.",
            "securityDomainProperties": {
                "activationStatus": if active { "Active" } else { "NotActivated" },
                "activationStatusMessage": if active { "Your HSM has been activated and can be used for cryptographic operations." } else { "Your HSM has been provisioned, but not activated. Please download the security domain to activate." },
            },
            "regions": [],
        },
    });
    if protected {
        body["properties"]["enablePurgeProtection"] = json!(true);
    }
    world.put(Document::new(id.clone(), body));
}

/// `az keyvault key import`, which makes a new version of a key that is there. What is imported is
/// of 3072 bits.
///
/// # Errors
/// When there is no such vault, or one without hardware is to hold a hardware key.
pub fn import_key(world: &mut dyn World, id: &ResourceId, kind: &str) -> Result<(), Impossible> {
    let vault = id.parent().ok_or_else(|| format!("{id} is no key."))?;
    let vault = document(world, &vault, "vault")?;
    let premium = vault
        .text("/properties/sku/name")
        .eq_ignore_ascii_case("premium");
    if kind == "RSA-HSM" && !premium {
        return Err(format!("{} holds no hardware keys.", vault.id));
    }
    if world.document(id).is_some() {
        return rotate_key(world, id);
    }
    plant_key(world, id, kind);
    world.key_changed(id);
    Ok(())
}

/// A key in a Managed HSM that was there before the sandbox began.
pub fn plant_hsm_key(world: &mut dyn World, hsm: &ResourceId, name: &str) {
    plant_key(world, &hsm.child("keys", name), "RSA-HSM");
}

fn plant_key(world: &mut dyn World, id: &ResourceId, kind: &str) {
    let version = super::keys::new_version(world, id);
    let key = Key {
        kty: kind.into(),
        size: Some(3072),
        curve: None,
        operations: vec!["wrapKey".into(), "unwrapKey".into()],
        policy: Value::Null,
        versions: vec![version],
    };
    let body = json!({ "location": "westeurope", "tags": {} });
    key.keep(world, Document::new(id.clone(), body));
}

fn set_inner(document: &mut Document, name: &str, value: Value) {
    let mut inner = document.inner.as_object().cloned().unwrap_or_default();
    inner.insert(name.to_owned(), value);
    document.inner = Value::Object(inner);
}
