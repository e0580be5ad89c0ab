//! From a body to answers: what it says, what it only says for show, and what is still missing.

use serde_json::Value;

use super::super::edition::PREVIEW;
use super::super::network::{COUNT, FIELDS};
use super::clean::CHOICE;
use super::ids::{after, is_real, real_id};
use crate::arm::access::providers::normal_location;
use crate::arm::{Cloud, ResourceId, versions};
use crate::form::Imported;
use crate::keys::names;

const READ_ONLY: &str = "Azure writes it; a request must not.";
const MASKED: &str = "It is masked or a placeholder; answer the question yourself.";

/// Turns a body into answers.
pub(super) fn understand(
    body: &Value,
    version: Option<&str>,
    cloud: &Cloud,
    imported: &mut Imported,
) -> Result<(), String> {
    if body.pointer("/properties").is_none() {
        return Err("This body has no properties, so it creates no environment.".into());
    }
    place(body, imported);
    edition(body, version, imported);
    sku(body, imported);
    identity(body, imported);
    network(body, imported);
    key(body, cloud, imported);
    Ok(())
}

/// The place, from the body's own ID where it has one, else from the IDs it names.
fn place(body: &Value, imported: &mut Imported) {
    let own = text(body, "/id");
    let name = match text(body, "/name") {
        "" => own.rsplit('/').next().unwrap_or_default(),
        name => name,
    };
    take("name", name, "The name", imported);
    let shown: Vec<&str> = ["id", "name", "type"]
        .into_iter()
        .filter(|it| body.get(it).is_some())
        .collect();
    if !shown.is_empty() {
        imported.note(
            format!("Left out {} of the environment", shown.join(", ")),
            READ_ONLY,
        );
    }
    let ids = [own, text(body, AT_VAULT), text(body, AT_SUBNET)];
    let segment = |word: &str, fits: fn(&str) -> bool| {
        let mut found = ids.iter().filter_map(|it| after(it, word));
        found.find(|it| fits(it)).map(str::to_owned)
    };
    let subscription = segment("subscriptions", |it| names::guid(it).is_ok());
    take(
        "subscription",
        &subscription.unwrap_or_default(),
        "The subscription",
        imported,
    );
    let group = segment("resourceGroups", is_real);
    take(
        "group",
        &group.unwrap_or_default(),
        "The resource group",
        imported,
    );
    let location = text(body, "/location");
    let normal = normal_location(location);
    if is_real(location) && normal != location {
        imported.note(
            format!("Wrote the region {location} as {normal}"),
            "Azure's own lists name regions so.",
        );
    }
    take(
        "location",
        if is_real(location) { &normal } else { "" },
        "The region",
        imported,
    );
}

const AT_VAULT: &str = "/properties/encryptionConfiguration/encryptionKeyReference/keyVault/id";
const AT_SUBNET: &str = "/properties/networkConfiguration/subnets/0/id";

/// The edition: by the request line, or by the members that only the older one has.
fn edition(body: &Value, version: Option<&str>, imported: &mut Imported) {
    let kinds = [
        "/properties/networkConfiguration/subnets/0/type",
        "/properties/encryptionConfiguration/encryptionKeyReference/keyVault/type",
    ];
    let has_kinds = kinds.iter().any(|it| body.pointer(it).is_some());
    let is_user = kind_of(body) == "UserAssigned";
    let looks_older = has_kinds && !is_user && body.get("sku").is_none();
    let edition = match version {
        Some(PREVIEW) => PREVIEW,
        None if looks_older => PREVIEW,
        _ => versions::LOGIC,
    };
    if edition == versions::LOGIC && has_kinds {
        imported.note("Left out type and name of subnets and vault", READ_ONLY);
    }
    imported.answers.set("edition", edition);
}

fn sku(body: &Value, imported: &mut Imported) {
    let name = text(body, "/sku/name");
    if is_real(name) {
        imported.answers.set("sku", name);
    }
    let capacity = body.pointer("/sku/capacity").and_then(Value::as_u64);
    if let Some(capacity) = capacity {
        imported.answers.set("capacity", capacity.to_string());
    }
    let endpoint = text(body, "/properties/networkConfiguration/accessEndpoint/type");
    if is_real(endpoint) {
        imported.answers.set("endpoint", endpoint);
    }
}

/// The kind of identity; a choice is decided by what the body names.
fn kind_of(body: &Value) -> String {
    let kind = text(body, "/identity/type");
    let names_users = body
        .pointer("/identity/userAssignedIdentities")
        .and_then(Value::as_object)
        .is_some_and(|it| !it.is_empty());
    match (kind.starts_with(CHOICE), names_users) {
        (false, _) => kind.to_owned(),
        (true, true) => "UserAssigned".to_owned(),
        (true, false) => "SystemAssigned".to_owned(),
    }
}

fn identity(body: &Value, imported: &mut Imported) {
    let kind = kind_of(body);
    if let Some(options) = text(body, "/identity/type").strip_prefix(CHOICE) {
        imported.note(
            format!(
                "Took {kind} out of the choice {}",
                options.replace('|', " or ")
            ),
            "A body says one of them; this one goes with the rest of the body.",
        );
    }
    let answer = match kind.as_str() {
        "UserAssigned" => "user",
        "SystemAssigned" => "system",
        _ => return,
    };
    imported.answers.set("identity-kind", answer);
    let users = body
        .pointer("/identity/userAssignedIdentities")
        .and_then(Value::as_object);
    let Some((id, value)) = users.and_then(|it| it.iter().next()) else {
        return;
    };
    let shown: Vec<&str> = ["principalId", "clientId"]
        .into_iter()
        .filter(|it| value.get(it).is_some())
        .collect();
    if !shown.is_empty() {
        imported.note(
            format!("Left out {} of the identity", shown.join(" and ")),
            READ_ONLY,
        );
    }
    let name = id.rsplit('/').next().unwrap_or_default();
    if names::guid(name).is_ok() {
        imported.note(
            format!("Left the identity out: its ID ends in the object ID {name}"),
            "An identity is named by its resource ID, which ends in its name. Choose it below.",
        );
        return;
    }
    take("identity", &real_id(id, imported), "The identity", imported);
}

fn network(body: &Value, imported: &mut Imported) {
    let listed = body.pointer("/properties/networkConfiguration/subnets");
    let listed = listed
        .and_then(Value::as_array)
        .map_or(&[][..], Vec::as_slice);
    if !listed.is_empty() && listed.len() != COUNT {
        imported.note(
            format!("The body names {} subnets", listed.len()),
            "An environment takes four. Name those that are missing, or leave out what is too much.",
        );
    }
    let ids: Vec<String> = listed
        .iter()
        .map(|it| real_id(text(it, "/id"), imported))
        .collect();
    let networks = ids
        .iter()
        .filter_map(|it| ResourceId::parse(it).ok()?.parent());
    let network = networks.map(|it| it.to_string()).next();
    take(
        "network",
        &network.clone().unwrap_or_default(),
        "The virtual network",
        imported,
    );
    if network.is_none() {
        return;
    }
    imported.answers.set("subnets", "named");
    for (field, id) in FIELDS.into_iter().zip(&ids).filter(|it| !it.1.is_empty()) {
        imported.answers.set(field, id.as_str());
    }
}

fn key(body: &Value, cloud: &Cloud, imported: &mut Imported) {
    let at = "/properties/encryptionConfiguration/encryptionKeyReference";
    let part = |name: &str| text(body, &format!("{at}/{name}"));
    let (id, name, version) = (part("keyVault/id"), part("keyName"), part("keyVersion"));
    if !id.is_empty() && !id.starts_with('/') {
        imported.note(
            "Added a slash before the ID of the vault",
            "An ID begins with one; without it Azure does not take it for an ID.",
        );
    }
    let vault = id.rsplit('/').next().unwrap_or_default();
    if !is_real(vault) || !is_real(name) {
        take("key", "", "The key", imported);
        return;
    }
    let mut answer = format!("https://{vault}.{}/keys/{name}", cloud.vault_suffix).to_lowercase();
    match names::key_version(version) {
        Ok(()) => answer.push_str(&format!("/{version}")),
        Err(_) => imported.note("The version of the key was not taken", MASKED),
    }
    imported.answers.set("key", answer);
}

/// Takes an answer, or says that there is none to take.
fn take(field: &str, answer: &str, what: &str, imported: &mut Imported) {
    if is_real(answer) {
        imported.answers.set(field, answer);
    } else {
        imported.note(format!("{what} was not taken"), MASKED);
    }
}

fn text<'a>(body: &'a Value, at: &str) -> &'a str {
    body.pointer(at).and_then(Value::as_str).unwrap_or_default()
}
