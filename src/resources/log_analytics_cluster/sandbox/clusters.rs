//! Clusters: created and changed in the background, one write at a time.

use std::time::Duration;

use serde_json::{Value, json};

use super::key::{self, Asked, Named, Opener};
use super::state::{Doing, Inner, check_idle};
use super::work::begin;
use super::{WRITE, errors, limits};
use crate::arm::Response;
use crate::resources::simulated::place::{check_shape, location};
use crate::resources::simulated::{Document, Exchange, Outcome, Refusal, identity, text};

pub(super) fn put(exchange: &mut Exchange<'_>) -> Outcome {
    let id = exchange.id()?;
    check_shape(exchange)?;
    let region = location(exchange, &id)?;
    if let Some(before) = exchange.world.document(&id).cloned() {
        return change(exchange, before);
    }
    limits::check_new(exchange.world, &id, &region)?;
    let capacity = limits::capacity(&exchange.body)?;
    let Some(capacity) = capacity else {
        return Err(errors::bad_sku());
    };
    let twice = limits::double_encryption(&exchange.body, &region)?;
    let billing = billing(&exchange.body)?.unwrap_or("Cluster");
    let identity = identity::changed(exchange, &id, &Value::Null, WRITE)?;
    check_single(&identity)?;
    let mut inner = Inner::default();
    let mut block = Value::Null;
    if let Asked::Key(named) = key::asked(exchange)? {
        let opener = Opener {
            id: &id,
            region: &region,
            identity: &identity,
        };
        let opened = key::opened(exchange.world, &opener, &named)?;
        inner.key = Some(key::held(exchange.world, &id, &named, &opened));
        block = named.block();
    }
    let zones = exchange
        .body
        .pointer("/properties/isAvailabilityZonesEnabled");
    let now = exchange.world.now().rfc3339();
    let body = json!({
        "location": region,
        "sku": { "name": "CapacityReservation", "capacity": capacity },
        "identity": identity,
        "tags": exchange.body.get("tags").cloned().unwrap_or(json!({})),
        "properties": {
            "clusterId": exchange.world.guid(&format!("cluster {id}")),
            "billingType": billing,
            "isDoubleEncryptionEnabled": twice,
            // Every location of the sandbox has availability zones.
            "isAvailabilityZonesEnabled": zones.and_then(Value::as_bool).unwrap_or(true),
            "capacityReservationProperties": { "lastSkuUpdate": now, "minCapacity": 100 },
            "createdDate": now,
            "lastModifiedDate": now,
            "keyVaultProperties": block,
        },
    });
    // "Can take hours"; how many is assumed.
    let seconds = exchange.world.spread(&id.lower(), 2700..=5400);
    let takes = Duration::from_secs(seconds);
    let document = Document::new(id, body);
    begin(
        exchange,
        document,
        inner,
        (Doing::ProvisioningAccount, takes),
    )
}

pub(super) fn patch(exchange: &mut Exchange<'_>) -> Outcome {
    check_shape(exchange)?;
    let before = exchange.document()?;
    change(exchange, before)
}

fn change(exchange: &mut Exchange<'_>, before: Document) -> Outcome {
    check_idle(exchange.world, &before)?;
    check_fixed(&exchange.body, &before)?;
    let mut inner = Inner::of(&before);
    let mut document = before.clone();
    let old = before.body["identity"].clone();
    let identity = identity::changed(exchange, &before.id, &old, WRITE)?;
    check_single(&identity)?;
    let new_identity = is_other(&identity, &old);
    let asked = new_key(key::asked(exchange)?, &before, &inner);
    if new_identity && asked != Asked::Nothing {
        return Err(errors::identity_and_key_together());
    }
    if inner.is_cut_off && (new_identity || asked != Asked::Nothing) {
        return Err(errors::cut_off());
    }
    document.body["identity"] = identity;
    if new_identity {
        check_opens(exchange, &document, &mut inner)?;
    }
    set_key(exchange, &mut document, &mut inner, &asked)?;
    set_capacity(exchange, &mut document)?;
    if let Some(billing) = billing(&exchange.body)? {
        document.body["properties"]["billingType"] = json!(billing);
    }
    if let Some(tags) = exchange.body.get("tags").filter(|it| !it.is_null()) {
        document.body["tags"] = tags.clone();
    }
    if document == before && Inner::of(&before) == inner && asked == Asked::Nothing {
        return Ok(Response::json(200, exchange.world.show(&document)));
    }
    let now = exchange.world.now().rfc3339();
    document.body["properties"]["lastModifiedDate"] = json!(now);
    // How long it takes is assumed, and the same whenever calls are replayed.
    let about = format!("update of {}", before.id.lower());
    let takes = Duration::from_secs(exchange.world.spread(&about, 300..=900));
    begin(exchange, document, inner, (Doing::Updating, takes))
}

/// What is asked for, if it differs from what is there: clients that read, merge and PUT send the
/// key again that they have read.
fn new_key(asked: Asked, before: &Document, inner: &Inner) -> Asked {
    let (Asked::Key(wanted), Some(there)) = (&asked, Named::of(&before.body)) else {
        let gone = asked == Asked::Removal && inner.key.is_none();
        return if gone { Asked::Nothing } else { asked };
    };
    let same_key = wanted.address.eq_ignore_ascii_case(&there.address)
        && wanted.name.eq_ignore_ascii_case(&there.name);
    let same_version = inner.key.as_ref().is_some_and(|it| {
        if wanted.version.is_empty() {
            it.follows
        } else {
            !it.follows && wanted.version.eq_ignore_ascii_case(&it.version)
        }
    });
    if same_key && same_version {
        return Asked::Nothing;
    }
    asked
}

/// A cluster that keeps its key needs an identity that can open it; that Azure looks at once is
/// assumed. Without any identity it is cut off from its key.
fn check_opens(
    exchange: &Exchange<'_>,
    document: &Document,
    inner: &mut Inner,
) -> Result<(), Refusal> {
    let Some(key) = Named::of(&document.body) else {
        return Ok(());
    };
    if text(&document.body["identity"], "/type") == "None" {
        inner.is_cut_off = true;
        return Ok(());
    }
    key::opened(exchange.world, &opener(document), &key).map(|_| ())
}

fn opener(document: &Document) -> Opener<'_> {
    Opener {
        id: &document.id,
        region: document.text("/location"),
        identity: &document.body["identity"],
    }
}

fn set_key(
    exchange: &Exchange<'_>,
    document: &mut Document,
    inner: &mut Inner,
    asked: &Asked,
) -> Result<(), Refusal> {
    match asked {
        Asked::Nothing => {}
        // Whether Azure then shows empty members or none is not known; it is assumed that they
        // stay, empty.
        Asked::Removal => {
            inner.key = None;
            inner.without_key = None;
            document.body["properties"]["keyVaultProperties"] =
                json!({ "keyVaultUri": "", "keyName": "" });
        }
        Asked::Key(named) => {
            let opened = key::opened(exchange.world, &opener(document), named)?;
            inner.key = Some(key::held(exchange.world, &document.id, named, &opened));
            inner.without_key = None;
            document.body["properties"]["keyVaultProperties"] = named.block();
        }
    }
    Ok(())
}

fn set_capacity(exchange: &Exchange<'_>, document: &mut Document) -> Result<(), Refusal> {
    let Some(capacity) = limits::capacity(&exchange.body)? else {
        return Ok(());
    };
    if document.body["sku"]["capacity"] == json!(capacity) {
        return Ok(());
    }
    limits::check_commitment(exchange.world, document, capacity)?;
    document.body["sku"]["capacity"] = json!(capacity);
    document.body["properties"]["capacityReservationProperties"]["lastSkuUpdate"] =
        json!(exchange.world.now().rfc3339());
    Ok(())
}

fn billing(body: &Value) -> Result<Option<&'static str>, Refusal> {
    let asked = text(body, "/properties/billingType");
    let known = ["Cluster", "Workspaces"].into_iter();
    let mut known = known.filter(|it| it.eq_ignore_ascii_case(asked));
    match known.next() {
        None if !asked.is_empty() => Err(errors::value_not_allowed("billingType", asked)),
        known => Ok(known),
    }
}

/// One kind of identity, and one of it.
fn check_single(block: &Value) -> Result<(), Refusal> {
    let users = identity::users(block).count();
    let system = usize::from(!text(block, "/principalId").is_empty());
    if users + system <= 1 {
        return Ok(());
    }
    Err(errors::one_identity())
}

fn is_other(new: &Value, old: &Value) -> bool {
    let users = |it: &Value| -> Vec<String> {
        identity::users(it)
            .map(|it| it.to_ascii_lowercase())
            .collect()
    };
    text(new, "/principalId") != text(old, "/principalId") || users(new) != users(old)
}

fn check_fixed(body: &Value, before: &Document) -> Result<(), Refusal> {
    let associated = body.pointer("/properties/associatedWorkspaces");
    if associated.is_some_and(|it| !it.is_null()) {
        return Err(errors::read_only("associatedWorkspaces"));
    }
    for (name, words) in [
        ("isDoubleEncryptionEnabled", "Double encryption settings"),
        ("isAvailabilityZonesEnabled", "Availability zones"),
    ] {
        let asked = body["properties"].get(name).filter(|it| !it.is_null());
        if asked.is_some_and(|it| *it != before.body["properties"][name]) {
            return Err(errors::fixed(words));
        }
    }
    Ok(())
}
