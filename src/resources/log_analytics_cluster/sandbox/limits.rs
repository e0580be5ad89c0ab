//! What a new cluster, or a new capacity, must fit into.
//!
//! Source: azure-monitor-docs, `articles/azure-monitor/logs/customer-managed-keys.md`,
//! "Limitations", and `logs-dedicated-clusters.md`, read 21 Aug 2026.

use std::time::Duration;

use serde_json::Value;

use super::{CLUSTERS, RESERVED, errors};
use crate::arm::{ResourceId, Timestamp};
use crate::keys::names;
use crate::resources::simulated::{Document, Refusal, World, text};

/// Clusters that are there, per region and subscription.
const ACTIVE: usize = 5;

/// The same with those that were deleted in the last 14 days.
const WITH_RESERVED: usize = 7;

/// Commitment tiers, in gigabytes a day.
const TIERS: [u64; 11] = [
    100, 200, 300, 400, 500, 1000, 2000, 5000, 10_000, 25_000, 50_000,
];

/// The refusal says 30 days, the text around it 31; the longer one counts here.
const COMMITTED: Duration = Duration::from_secs(31 * 86_400);

/// Regions without double encryption. Microsoft says that there are some and not which; this one
/// is assumed.
const NOT_TWICE: [&str; 1] = ["southcentralus"];

/// Whether a cluster of this name may be made in a region.
pub(super) fn check_new(world: &dyn World, id: &ResourceId, region: &str) -> Result<(), Refusal> {
    names::log_analytics(id.name()).map_err(|_| errors::bad_name())?;
    let subscription = id.subscription_id();
    let here = |it: &&Document| it.id.subscription_id() == subscription;
    let same_name = |it: &&Document| it.id.name().eq_ignore_ascii_case(id.name());
    let all = || world.documents(CLUSTERS).filter(here);
    let reserved = || world.documents(RESERVED).filter(here);
    if all().any(|it| same_name(&it)) {
        return Err(errors::name_taken(id.name()));
    }
    if reserved().any(|it| same_name(&it)) {
        return Err(errors::name_reserved(id.name()));
    }
    let active = all().filter(|it| it.text("/location") == region).count();
    if active >= ACTIVE {
        return Err(errors::too_many("active", ACTIVE, region));
    }
    let gone = reserved().filter(|it| it.text("/location") == region);
    if active + gone.count() >= WITH_RESERVED {
        return Err(errors::too_many("reserved", WITH_RESERVED, region));
    }
    Ok(())
}

/// The capacity that a body asks for; `None` where it says nothing.
pub(super) fn capacity(body: &Value) -> Result<Option<u64>, Refusal> {
    let Some(sku) = body.get("sku").filter(|it| !it.is_null()) else {
        return Ok(None);
    };
    let name = text(sku, "/name");
    if !name.is_empty() && !name.eq_ignore_ascii_case("CapacityReservation") {
        return Err(errors::bad_sku());
    }
    let asked = sku.get("capacity").and_then(Value::as_u64);
    let tier = asked.filter(|it| TIERS.contains(it));
    tier.map(Some).ok_or_else(|| errors::bad_capacity(&TIERS))
}

/// Refuses less capacity while the commitment lasts.
pub(super) fn check_commitment(
    world: &dyn World,
    before: &Document,
    capacity: u64,
) -> Result<(), Refusal> {
    let held = before.body["sku"]["capacity"].as_u64().unwrap_or(0);
    let since = before.text("/properties/capacityReservationProperties/lastSkuUpdate");
    let until = Timestamp::parse(since).map(|it| it + COMMITTED);
    if capacity < held && until.is_some_and(|it| world.now() < it) {
        return Err(errors::committed());
    }
    Ok(())
}

/// Whether everything is encrypted a second time; chosen at creation, on where nothing is said.
pub(super) fn double_encryption(body: &Value, region: &str) -> Result<bool, Refusal> {
    let asked = body.pointer("/properties/isDoubleEncryptionEnabled");
    let asked = asked.and_then(Value::as_bool).unwrap_or(true);
    if asked && NOT_TWICE.contains(&region) {
        return Err(errors::no_double_encryption(region));
    }
    Ok(asked)
}
