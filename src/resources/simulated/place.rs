//! Where a resource is: locations as Resource Manager checks them, and addresses that do not
//! depend on the names the client used.

use super::{Exchange, Refusal, World, text};
use crate::arm::{Cloud, ResourceId};

/// The location that a PUT asks for, in its short form.
///
/// # Errors
/// 400 where it is missing or unknown, 409 where the resource is somewhere else.
pub fn location(exchange: &Exchange<'_>, id: &ResourceId) -> Result<String, Refusal> {
    let kind = id.arm_type().unwrap_or_default();
    let asked = text(&exchange.body, "/location");
    if asked.is_empty() {
        let message = "The location property is required for this definition.";
        return Err(Refusal::bad("LocationRequired", message));
    }
    let plain = asked.replace(' ', "").to_ascii_lowercase();
    let known = exchange.world.locations();
    if !known.contains(&plain.as_str()) {
        let message = format!(
            "The provided location '{asked}' is not available for resource type '{kind}'. List of available regions for the resource type is '{}'.",
            known.join(",")
        );
        return Err(Refusal::bad("LocationNotAvailableForResourceType", message));
    }
    let there = exchange.world.document(id);
    if let Some(there) = there.filter(|it| it.text("/location") != plain) {
        let message = format!(
            "The resource '{}' already exists in location '{}' in resource group '{}'. A resource with the same name cannot be created in location '{plain}'. Please select a new resource name.",
            id.name(),
            there.text("/location"),
            id.resource_group().unwrap_or_default()
        );
        return Err(Refusal::new(409, "InvalidResourceLocation", message));
    }
    Ok(plain)
}

/// Members that Resource Manager knows at the top of a resource.
const TOP: [&str; 14] = [
    "id",
    "name",
    "type",
    "location",
    "tags",
    "kind",
    "sku",
    "identity",
    "properties",
    "plan",
    "etag",
    "managedBy",
    "zones",
    "systemData",
];

/// Refuses a body that is no object, or holds a member that no resource has.
///
/// # Errors
/// 400 `InvalidRequestContent`.
pub fn check_shape(exchange: &Exchange<'_>) -> Result<(), Refusal> {
    let Some(body) = exchange.body.as_object() else {
        let message = "The request content was invalid and could not be deserialized: a JSON object is expected.";
        return Err(Refusal::bad("InvalidRequestContent", message));
    };
    let known = |name: &String| TOP.iter().any(|it| it.eq_ignore_ascii_case(name));
    if let Some(name) = body.keys().find(|it| !known(it)) {
        let message = format!(
            "The request content was invalid and could not be deserialized: 'Could not find member '{name}' on object of type 'ResourceDefinition'. Path '{name}', line 1, position 1.'."
        );
        return Err(Refusal::bad("InvalidRequestContent", message));
    }
    let objects = ["properties", "tags", "sku", "identity"];
    let wrong = |name: &&str| {
        let value = body.get(*name);
        value.is_some_and(|it| !it.is_object() && !it.is_null())
    };
    if let Some(name) = objects.iter().find(|it| wrong(it)) {
        let message = format!(
            "The request content was invalid and could not be deserialized: '{name}' is no object."
        );
        return Err(Refusal::bad("InvalidRequestContent", message));
    }
    Ok(())
}

const VAULT: &str = ".{vault}";
const HSM: &str = ".{hsm}";

/// A vault's address without the name of the cloud: `https://kv-a.{vault}/`.
#[must_use]
pub fn neutral(address: &str, names: &Cloud) -> String {
    let lower = address.to_ascii_lowercase();
    for (suffix, mark) in [(&names.vault_suffix, VAULT), (&names.hsm_suffix, HSM)] {
        let suffix = format!(".{suffix}");
        if let Some(at) = lower.find(&suffix) {
            let end = at + suffix.len();
            return format!("{}{mark}{}", &address[..at], &address[end..]);
        }
    }
    address.to_owned()
}

/// The same address under the names the client used.
#[must_use]
pub fn named(address: &str, names: &Cloud) -> String {
    address
        .replace(VAULT, &format!(".{}", names.vault_suffix))
        .replace(HSM, &format!(".{}", names.hsm_suffix))
}

/// A vault's or HSM's name and the rest of the path, from a neutral address.
#[must_use]
pub fn container_of(address: &str) -> Option<(&str, bool, &str)> {
    let rest = address.strip_prefix("https://")?;
    for (mark, is_hsm) in [(VAULT, false), (HSM, true)] {
        if let Some((name, path)) = rest.split_once(mark) {
            let path = path.strip_prefix(":443").unwrap_or(path);
            let good = !name.is_empty() && !name.contains(['/', '.', '@', ':']);
            return (good && (path.is_empty() || path.starts_with('/')))
                .then_some((name, is_hsm, path));
        }
    }
    None
}

/// Whether a name is taken by a document of a type, anywhere.
#[must_use]
pub fn taken(world: &dyn World, arm_type: &str, name: &str) -> Option<ResourceId> {
    let mut all = world.documents(arm_type);
    let found = all.find(|it| it.id.name().eq_ignore_ascii_case(name));
    found.map(|it| it.id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lose_and_regain_the_name_of_the_cloud() {
        let public = Cloud::public();
        for (address, expected) in [
            ("https://kv-a.vault.azure.net/", "https://kv-a.{vault}/"),
            ("https://KV-A.VAULT.azure.net", "https://KV-A.{vault}"),
            (
                "https://h.managedhsm.azure.net/keys/k",
                "https://h.{hsm}/keys/k",
            ),
            ("https://elsewhere.example", "https://elsewhere.example"),
        ] {
            assert_eq!(neutral(address, &public), expected);
        }
        let china = Cloud::named("china").expect("a cloud");
        assert_eq!(
            named("https://kv-a.{vault}/", &china),
            "https://kv-a.vault.azure.cn/"
        );
    }

    #[test]
    fn the_container_is_read_from_a_neutral_address() {
        let rows = [
            ("https://kv-a.{vault}/", Some(("kv-a", false, "/"))),
            ("https://h.{hsm}", Some(("h", true, ""))),
            ("https://kv-a.{vault}:443", Some(("kv-a", false, ""))),
            ("https://a.b.{vault}", None),
            ("https://.{vault}", None),
            ("https://kv-a.{vault}x", None),
            ("http://kv-a.{vault}", None),
            ("https://kv-a.vault.azure.net", None),
        ];
        for (address, expected) in rows {
            assert_eq!(container_of(address), expected, "{address}");
        }
    }
}
