//! The key of a cluster: what a body asks for, and whether the cluster can open it.

use serde_json::{Value, json};

use super::errors;
use super::state::Held;
use crate::arm::ResourceId;
use crate::keys::names;
use crate::resources::key_vault::sandbox::opening::{Opened, Wish, can_unwrap, open};
use crate::resources::simulated::place::{container_of, neutral, taken};
use crate::resources::simulated::{Exchange, Refusal, World, identity, text};

/// What a body says about the key.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Asked {
    /// Nothing; `null` and an empty object are nothing too.
    ///
    /// Source: hashicorp/terraform-provider-azurerm,
    /// `log_analytics_cluster_customer_managed_key_resource.go`, read 21 Aug 2026.
    Nothing,
    /// Three empty texts: back to Microsoft's key.
    Removal,
    /// This key.
    Key(Named),
}

/// A key by its parts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Named {
    /// Neutral.
    pub(super) address: String,
    pub(super) name: String,
    /// Empty to follow the latest.
    pub(super) version: String,
}

/// Reads `properties.keyVaultProperties`.
pub(super) fn asked(exchange: &Exchange<'_>) -> Result<Asked, Refusal> {
    let block = exchange.body.pointer("/properties/keyVaultProperties");
    let Some(block) = block.filter(|it| !it.is_null()) else {
        return Ok(Asked::Nothing);
    };
    let members = block.as_object().ok_or_else(errors::bad_format)?;
    if members.is_empty() {
        return Ok(Asked::Nothing);
    }
    let part = |name: &str| match block.get(name) {
        None | Some(Value::Null) => Ok(String::new()),
        Some(Value::String(text)) => Ok(text.clone()),
        Some(_) => Err(errors::bad_format()),
    };
    let (address, name, version) = (part("keyVaultUri")?, part("keyName")?, part("keyVersion")?);
    if address.is_empty() && name.is_empty() && version.is_empty() {
        return Ok(Asked::Removal);
    }
    let fits =
        names::key(&name).is_ok() && (version.is_empty() || names::key_version(&version).is_ok());
    let address = neutral(address.trim_end_matches('/'), exchange.world.names());
    if !fits || container_of(&address).is_none() {
        return Err(errors::bad_format());
    }
    Ok(Asked::Key(Named {
        address,
        name,
        version,
    }))
}

impl Named {
    /// The key that a stored body names; none where it is Microsoft's.
    pub(super) fn of(body: &Value) -> Option<Self> {
        let block = body.pointer("/properties/keyVaultProperties")?;
        let name = text(block, "/keyName").to_owned();
        (!name.is_empty()).then(|| Self {
            address: text(block, "/keyVaultUri").to_owned(),
            name,
            version: String::new(),
        })
    }

    /// The resource ID of the key, where its vault exists.
    pub(super) fn id(&self, world: &dyn World) -> Option<ResourceId> {
        Some(self.vault(world)?.child("keys", &self.name))
    }

    /// What is kept of it in a body.
    pub(super) fn block(&self) -> Value {
        json!({ "keyVaultUri": self.address, "keyName": self.name })
    }

    fn vault(&self, world: &dyn World) -> Option<ResourceId> {
        let (name, is_hsm, _) = container_of(&self.address)?;
        let kind = if is_hsm { "managedHSMs" } else { "vaults" };
        taken(world, &format!("Microsoft.KeyVault/{kind}"), name)
    }
}

/// A cluster as it will be, as far as its key is concerned.
pub(super) struct Opener<'a> {
    pub(super) id: &'a ResourceId,
    pub(super) region: &'a str,
    pub(super) identity: &'a Value,
}

/// Opens a key as a cluster does. The vault must be in the cluster's region, and one that is
/// reached through a private endpoint takes a system-assigned identity only; that Azure refuses
/// both in these words is assumed.
pub(super) fn opened(
    world: &dyn World,
    cluster: &Opener<'_>,
    key: &Named,
) -> Result<Opened, Refusal> {
    let user = identity::users(cluster.identity).next();
    let opener = user.map_or("", String::as_str);
    let principal = identity::principal(cluster.identity, opener);
    let principal = principal.ok_or_else(errors::not_validated)?;
    let vault = key.vault(world).and_then(|it| world.document(&it));
    let vault = vault.ok_or_else(errors::not_validated)?;
    let endpoints = vault.body.pointer("/properties/privateEndpointConnections");
    let is_private = endpoints
        .and_then(Value::as_array)
        .is_some_and(|it| !it.is_empty());
    if vault.text("/location") != cluster.region || is_private && user.is_some() {
        return Err(errors::not_validated());
    }
    let tenant = world.tenant_of(cluster.id).unwrap_or_default();
    let wish = Wish {
        address: &key.address,
        key: &key.name,
        version: &key.version,
        principal: &principal,
        tenant: &tenant,
    };
    open(world, &wish).map_err(errors::key)
}

/// Whether what was wrapped with a version can still be unwrapped.
pub(super) fn unwraps(world: &dyn World, cluster: &Opener<'_>, key: &Named) -> bool {
    let user = identity::users(cluster.identity).next();
    let opener = user.map_or("", String::as_str);
    let Some(principal) = identity::principal(cluster.identity, opener) else {
        return false;
    };
    let tenant = world.tenant_of(cluster.id).unwrap_or_default();
    let wish = Wish {
        address: &key.address,
        key: &key.name,
        version: &key.version,
        principal: &principal,
        tenant: &tenant,
    };
    can_unwrap(world, &wish).is_ok()
}

/// What a cluster remembers of a key that it has opened.
///
/// Microsoft's example shows a version after an empty one was sent, and its workbook takes an
/// empty one for "always the latest". Which of the two Azure does is not known, so one half of the
/// clusters does this and the other half that.
pub(super) fn held(world: &dyn World, id: &ResourceId, key: &Named, opened: &Opened) -> Held {
    let follows = key.version.is_empty();
    let is_shown = world.spread(&format!("version shown by {}", id.lower()), 0..=1) == 1;
    let seen = opened.version.id.clone();
    if !world.takes_wrong_version() {
        return Held {
            version: seen.clone(),
            follows,
            is_shown,
            seen,
        };
    }
    let reversed = || seen.chars().rev().collect();
    let before = opened.before.as_ref().map(|it| it.id.clone());
    Held {
        version: before.unwrap_or_else(reversed),
        follows,
        is_shown: true,
        seen,
    }
}
