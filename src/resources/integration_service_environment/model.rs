//! What an environment says about its key and its network.
//!
//! Source: azure-rest-api-specs, `Microsoft.Logic` 2019-05-01, `logic.json`, read 21 Aug 2026.

use serde_json::Value;

use super::AT_KEY;
use crate::arm::access::providers::normal_location;
use crate::arm::{Cloud, Resource, ResourceId, Unreadable};
use crate::keys::configuration::{Following, KeyReference, KeySource, UsedIdentity};
use crate::keys::{Attached, Configuration, KeyUri, KeyVersion};

/// Reads `properties.encryptionConfiguration`. The version is for life, so what is named is in use
/// once the environment is up.
pub(super) fn configuration(resource: &Resource) -> Result<Configuration, Unreadable> {
    let at = AT_KEY.trim_start_matches("/properties");
    let part = |name: &str| resource.text(&format!("{at}/{name}"));
    let (vault, name, version) = (part("keyVault/id"), part("keyName"), part("keyVersion"));
    if vault.is_empty() && name.is_empty() {
        return Ok(Configuration::microsoft_managed());
    }
    let vault = ResourceId::parse(vault).map_err(|it| Unreadable(it.to_string()))?;
    let address = format!("https://{}.{}", vault.name(), suffix(resource));
    let key = KeyUri::of_parts(&address, name, "").map_err(|it| Unreadable(it.why))?;
    let version = KeyVersion::parse(version).map_err(|it| Unreadable(it.why))?;
    let is_up = resource
        .provisioning_state()
        .eq_ignore_ascii_case("Succeeded");
    let in_use = is_up.then(|| key.versioned(version.clone()));
    let reference = KeyReference {
        key,
        following: Following::Pinned(version),
        identity: identity(resource),
        federated_client: None,
    };
    Ok(Configuration {
        source: KeySource::Customer(reference),
        in_use,
        last_rotation: None,
        expires: None,
    })
}

/// The block names the vault by its resource ID and not by its address; which cloud it is in, the
/// region tells.
fn suffix(resource: &Resource) -> String {
    let region = normal_location(&resource.location);
    let cloud = match region.as_str() {
        it if it.starts_with("usgov") || it.starts_with("usdod") => Cloud::named("usgov"),
        it if it.starts_with("china") => Cloud::named("china"),
        _ => None,
    };
    cloud.unwrap_or_else(Cloud::public).vault_suffix
}

fn identity(resource: &Resource) -> UsedIdentity {
    let attached = Attached::parse(&resource.identity);
    match attached.user.into_iter().next() {
        Some(user) => UsedIdentity {
            id: Some(user.id),
            principal_id: user.principal_id,
        },
        None => UsedIdentity {
            id: None,
            principal_id: attached.system,
        },
    }
}

/// The names of its subnets.
pub(super) fn subnets(resource: &Resource) -> Vec<&str> {
    let listed = resource
        .properties
        .pointer("/networkConfiguration/subnets")
        .and_then(Value::as_array);
    let ids = listed.into_iter().flatten().filter_map(|it| it.get("id"));
    ids.filter_map(|it| it.as_str()?.rsplit('/').next())
        .collect()
}

/// With a key of the customer's, Azure Storage encrypts below with a key of its own too.
///
/// Source: the article, edition for 2019-05-01, read 21 Aug 2026.
pub(super) fn twice(resource: &Resource) -> &'static str {
    match configuration(resource) {
        Ok(found) if found.key().is_some() => "yes, automatically, because the key is yours",
        Ok(_) => "no",
        Err(_) => "",
    }
}
