//! What the body of a creation asks for, and what each of the two API versions allows of it.

use serde_json::{Value, json};

use super::errors;
use crate::arm::ResourceId;
use crate::keys::names;
use crate::resources::simulated::{Exchange, Refusal, text};

/// The version of the older edition.
pub(super) const PREVIEW: &str = "2018-07-01-preview";

/// Where environments may have a key of one's own.
const REGIONS: [&str; 3] = ["westus2", "eastus", "southcentralus"];

/// Scale units that can be added. How many at most is assumed.
const MOST_UNITS: u64 = 10;

/// A key by its parts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Named {
    pub(super) vault: ResourceId,
    pub(super) key: String,
    pub(super) version: String,
}

/// The key that a body names; nothing where it names none.
pub(super) fn key(exchange: &Exchange<'_>, region: &str) -> Result<Option<Named>, Refusal> {
    let block = exchange
        .body
        .pointer("/properties/encryptionConfiguration/encryptionKeyReference");
    let Some(block) = block.filter(|it| !it.is_null()) else {
        return Ok(None);
    };
    if !REGIONS.contains(&region) {
        return Err(errors::region(region, &REGIONS));
    }
    let id = text(block, "/keyVault/id");
    let vault = ResourceId::parse(id)
        .ok()
        .filter(|it| id.starts_with('/') && it.is("Microsoft.KeyVault/vaults"));
    let Some(vault) = vault else {
        return Err(errors::bad(format!(
            "The key vault id '{id}' is not a fully qualified resource id."
        )));
    };
    let (key, version) = (text(block, "/keyName"), text(block, "/keyVersion"));
    if names::key(key).is_err() || names::key_version(version).is_err() {
        return Err(errors::bad(
            "The encryption key reference must have a key name and a key version.",
        ));
    }
    Ok(Some(Named {
        vault,
        key: key.to_owned(),
        version: version.to_owned(),
    }))
}

/// The key of a stored body.
pub(super) fn key_of(body: &Value) -> Option<Named> {
    let block = body.pointer("/properties/encryptionConfiguration/encryptionKeyReference")?;
    Some(Named {
        vault: ResourceId::parse(text(block, "/keyVault/id")).ok()?,
        key: text(block, "/keyName").to_owned(),
        version: text(block, "/keyVersion").to_owned(),
    })
}

/// The endpoint: external in the older version, either in the newer.
pub(super) fn endpoint(exchange: &Exchange<'_>) -> Result<&'static str, Refusal> {
    let asked = text(
        &exchange.body,
        "/properties/networkConfiguration/accessEndpoint/type",
    );
    let known = ["External", "Internal"].into_iter();
    let mut known = known.filter(|it| it.eq_ignore_ascii_case(asked));
    match known.next() {
        Some("Internal") if is_preview(exchange) => Err(errors::bad(
            "The access endpoint of an integration service environment with a customer-managed key must be external.",
        )),
        Some(endpoint) => Ok(endpoint),
        None => Err(errors::bad(format!(
            "The access endpoint type '{asked}' is not valid. The supported values are 'External,Internal'."
        ))),
    }
}

/// One kind of identity, which a key needs; the older version knows only the system-assigned one.
pub(super) fn check_identity(
    exchange: &Exchange<'_>,
    identity: &Value,
    has_key: bool,
) -> Result<(), Refusal> {
    let kind = text(identity, "/type");
    match kind {
        "SystemAssigned" => Ok(()),
        "UserAssigned" if is_preview(exchange) => Err(errors::bad(
            "The identity type 'UserAssigned' is not supported in this API version.",
        )),
        "UserAssigned" => Ok(()),
        "" | "None" if !has_key => Ok(()),
        "" | "None" => Err(errors::bad(
            "A customer-managed key requires a system-assigned or a user-assigned identity.",
        )),
        _ => Err(errors::bad(
            "Only one of a system-assigned and a user-assigned identity can be enabled.",
        )),
    }
}

/// The SKU; the older edition sends none.
pub(super) fn sku(exchange: &Exchange<'_>) -> Result<Value, Refusal> {
    let asked = exchange.body.get("sku").filter(|it| !it.is_null());
    let Some(asked) = asked else {
        if is_preview(exchange) {
            return Ok(json!({ "name": "Premium", "capacity": 0 }));
        }
        return Err(errors::bad("The SKU is required."));
    };
    of_sku(asked)
}

/// A SKU with its capacity.
pub(super) fn of_sku(asked: &Value) -> Result<Value, Refusal> {
    let name = text(asked, "/name");
    let known = ["Premium", "Developer"].into_iter();
    let mut known = known.filter(|it| it.eq_ignore_ascii_case(name));
    let Some(name) = known.next() else {
        return Err(errors::bad(format!("The SKU '{name}' is not valid.")));
    };
    let capacity = asked.get("capacity").map_or(Some(0), Value::as_u64);
    let most = if name == "Premium" { MOST_UNITS } else { 0 };
    let Some(capacity) = capacity.filter(|it| *it <= most) else {
        return Err(errors::bad(format!(
            "The capacity of the SKU '{name}' must be between 0 and {most}."
        )));
    };
    Ok(json!({ "name": name, "capacity": capacity }))
}

pub(super) fn is_preview(exchange: &Exchange<'_>) -> bool {
    exchange.api_version == PREVIEW
}
