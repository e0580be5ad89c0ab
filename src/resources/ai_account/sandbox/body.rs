//! What the body of an account says besides its key, and what it may not say.

use serde_json::{Value, json};

use super::{FOUNDRY, errors, key, names};
use crate::arm::ResourceId;
use crate::keys::names as rules;
use crate::resources::simulated::{Document, Exchange, Refusal, merge, text};

/// Properties that a client may set besides the encryption; everything else is ignored.
const KNOWN: [&str; 10] = [
    "allowProjectManagement",
    "allowedFqdnList",
    "apiProperties",
    "customSubDomainName",
    "disableLocalAuth",
    "dynamicThrottlingEnabled",
    "networkAcls",
    "publicNetworkAccess",
    "restrictOutboundNetworkAccess",
    "userOwnedStorage",
];

/// Kinds, as far as they are known here.
const KINDS: [&str; 13] = [
    FOUNDRY,
    "CognitiveServices",
    "ComputerVision",
    "ContentSafety",
    "CustomVision.Prediction",
    "CustomVision.Training",
    "Face",
    "FormRecognizer",
    "ImmersiveReader",
    "OpenAI",
    "SpeechServices",
    "TextAnalytics",
    "TextTranslation",
];

const SKUS: [&str; 4] = ["F0", "S", "S0", "S1"];

/// Kind and tier of a new account.
pub(super) fn new(exchange: &Exchange<'_>, id: &ResourceId) -> Result<(String, String), Refusal> {
    rules::ai_account(id.name()).map_err(|_| errors::bad_name(id.name()))?;
    let (kind, sku) = (
        text(&exchange.body, "/kind"),
        text(&exchange.body, "/sku/name"),
    );
    let kind = KINDS.iter().find(|it| it.eq_ignore_ascii_case(kind));
    let kind = *kind.ok_or_else(|| errors::bad_kind(text(&exchange.body, "/kind")))?;
    if !SKUS.contains(&sku) || kind == FOUNDRY && sku != "S0" {
        return Err(errors::bad_sku(sku));
    }
    Ok((kind.to_owned(), sku.to_owned()))
}

/// The properties of an account after a write. A PUT leaves out what it does not say, except what
/// cannot be changed.
pub(super) fn properties(
    exchange: &Exchange<'_>,
    (id, kind): (&ResourceId, &str),
    (before, replaces): (Option<&Document>, bool),
) -> Result<Value, Refusal> {
    let mut after = json!({
        "publicNetworkAccess": "Enabled",
        "disableLocalAuth": false,
        "privateEndpointConnections": [],
        "isMigrated": false,
        "dateCreated": exchange.world.now().rfc3339(),
        "capabilities": capabilities(kind),
    });
    let old = before.map(|it| it.body["properties"].clone());
    let old = old.unwrap_or_default();
    let stays: &[&str] = match replaces {
        true => &[
            "allowProjectManagement",
            "customSubDomainName",
            "dateCreated",
        ],
        false => &[],
    };
    let mut kept = old.clone();
    if let Some(members) = kept.as_object_mut().filter(|_| replaces) {
        members.retain(|name, _| stays.contains(&name.as_str()));
    }
    if kept.is_object() {
        merge(&mut after, &kept);
    }
    merge(&mut after, &known(&exchange.body["properties"]));
    check_fixed(&old, &after)?;
    check_projects(exchange, id, kind, &after)?;
    Ok(after)
}

fn known(asked: &Value) -> Value {
    let mut kept = json!({});
    for name in KNOWN {
        if let Some(value) = asked.get(name).filter(|it| !it.is_null()) {
            kept[name] = value.clone();
        }
    }
    kept
}

/// What an account can do. Public tools go by this list to see whether it takes a key.
fn capabilities(kind: &str) -> Value {
    let mut list = vec![json!({ "name": "VirtualNetworks" })];
    if key::is_capable(kind) {
        list.push(json!({ "name": "CustomerManagedKey" }));
    }
    json!(list)
}

fn check_fixed(old: &Value, new: &Value) -> Result<(), Refusal> {
    let sub = |it: &Value| text(it, "/customSubDomainName").to_ascii_lowercase();
    if !sub(old).is_empty() && sub(old) != sub(new) {
        return Err(errors::fixed("customSubDomainName"));
    }
    let allows = |it: &Value| it["allowProjectManagement"] == true;
    if allows(old) && !allows(new) {
        return Err(errors::fixed("allowProjectManagement"));
    }
    Ok(())
}

/// Projects need a kind, a sub-domain; the identity is looked at where it is known.
fn check_projects(
    exchange: &Exchange<'_>,
    id: &ResourceId,
    kind: &str,
    properties: &Value,
) -> Result<(), Refusal> {
    let sub_domain = text(properties, "/customSubDomainName");
    if !sub_domain.is_empty() {
        names::check_sub_domain(exchange.world, id, sub_domain)?;
    }
    if properties["allowProjectManagement"] != true {
        return Ok(());
    }
    if kind != FOUNDRY {
        return Err(errors::projects_need(&format!("kind {FOUNDRY}")));
    }
    if sub_domain.is_empty() {
        return Err(errors::projects_need("a customSubDomainName"));
    }
    Ok(())
}
