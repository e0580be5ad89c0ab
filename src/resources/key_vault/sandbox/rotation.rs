//! Rotation policies: checked when a key is made, carried out as time passes.
//!
//! Source: azure-security-docs, `articles/key-vault/keys/how-to-configure-key-rotation.md`, read
//! 21 Aug 2026. A month counts 30 days and a year 365, which is assumed.

use std::time::Duration;

use serde_json::Value;

use super::keys::{Key, Version, new_version};
use crate::arm::{ResourceId, Timestamp};
use crate::resources::simulated::{Refusal, World, text};

const DAY: u64 = 86_400;

/// Reads `P90D`, `P10M`, `P1Y6M`.
fn duration(text: &str) -> Option<Duration> {
    let mut days = 0u64;
    let mut number = String::new();
    for it in text.strip_prefix('P')?.chars() {
        if it.is_ascii_digit() {
            number.push(it);
            continue;
        }
        let unit = match it {
            'Y' => 365,
            'M' => 30,
            'D' => 1,
            _ => return None,
        };
        let count: u64 = std::mem::take(&mut number).parse().ok()?;
        days = days.checked_add(count.checked_mul(unit)?)?;
    }
    (number.is_empty() && (1..=100 * 365).contains(&days)).then(|| Duration::from_secs(days * DAY))
}

/// When a policy rotates: after creation, or before expiry.
enum Rotate {
    After(Duration),
    BeforeExpiry(Duration),
}

fn rotate_at(policy: &Value) -> Option<Rotate> {
    let actions = policy.get("lifetimeActions")?.as_array()?;
    let rotate = actions
        .iter()
        .find(|it| text(it, "/action/type").eq_ignore_ascii_case("rotate"))?;
    let after = duration(text(rotate, "/trigger/timeAfterCreate")).map(Rotate::After);
    after.or_else(|| duration(text(rotate, "/trigger/timeBeforeExpiry")).map(Rotate::BeforeExpiry))
}

fn expiry(policy: &Value) -> Option<Duration> {
    duration(text(policy, "/attributes/expiryTime"))
}

/// Refuses a policy that Key Vault would refuse. The rules are documented, the sentences assumed.
pub(super) fn check(policy: &Value) -> Result<(), Refusal> {
    if policy.is_null() {
        return Ok(());
    }
    let bad = |message: &str| Err(Refusal::bad_request(message));
    let given = text(policy, "/attributes/expiryTime");
    if !given.is_empty() && expiry(policy).is_none_or(|it| it.as_secs() < 28 * DAY) {
        return bad("The expiry time of a rotation policy has to be at least 28 days.");
    }
    let actions = policy.get("lifetimeActions").and_then(Value::as_array);
    for action in actions.into_iter().flatten() {
        let kind = text(action, "/action/type").to_ascii_lowercase();
        if !["rotate", "notify"].contains(&kind.as_str()) {
            return bad("The action of a rotation policy has to be 'rotate' or 'notify'.");
        }
        let (after, before) = (
            text(action, "/trigger/timeAfterCreate"),
            text(action, "/trigger/timeBeforeExpiry"),
        );
        let trigger = match (after, before) {
            (after, "") => duration(after),
            ("", before) => duration(before),
            _ => None,
        };
        if trigger.is_none_or(|it| it.as_secs() < 7 * DAY) {
            return bad("The trigger of a rotation policy has to be one time of at least 7 days.");
        }
        if kind == "rotate" && !before.is_empty() && given.is_empty() {
            return bad("A trigger before expiry needs an expiry time.");
        }
    }
    Ok(())
}

/// A version made under a policy expires as the policy says, where nothing else was said.
pub(super) fn set_expiry(policy: &Value, version: &mut Version) {
    if version.expires.is_none() {
        version.expires = expiry(policy).map(|it| version.created + it);
    }
}

/// Asks for the next rotation.
pub(super) fn schedule(world: &mut dyn World, id: &ResourceId) {
    let Some(key) = world.document(id).and_then(Key::of) else {
        return;
    };
    if let Some(at) = next(&key) {
        let at = at.max(world.now() + Duration::from_secs(1));
        world.schedule(id, at);
    }
}

fn next(key: &Key) -> Option<Timestamp> {
    let newest = key.newest()?;
    match rotate_at(&key.policy)? {
        Rotate::After(time) => Some(newest.created + time),
        Rotate::BeforeExpiry(time) => newest.expires.map(|it| it - time),
    }
}

/// Rotates if the policy still says so: it may have changed since it was scheduled.
pub(super) fn due(world: &mut dyn World, id: &ResourceId) {
    let key = world.document(id).and_then(Key::of);
    match key.as_ref().and_then(next) {
        Some(at) if at <= world.now() => {
            rotate(world, id);
        }
        _ => schedule(world, id),
    }
}

/// Adds a version, as the policy or a person wants it.
pub(super) fn rotate(world: &mut dyn World, id: &ResourceId) -> bool {
    let Some(document) = world.document(id).cloned() else {
        return false;
    };
    let Some(mut key) = Key::of(&document) else {
        return false;
    };
    let mut version = new_version(world, id);
    set_expiry(&key.policy, &mut version);
    key.versions.push(version);
    key.keep(world, document);
    schedule(world, id);
    world.key_changed(id);
    true
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn durations_are_read() {
        let rows = [
            ("P90D", Some(90)),
            ("P10M", Some(300)),
            ("P1Y6M", Some(545)),
            ("P", None),
            ("P1", None),
            ("90D", None),
            ("PT1H", None),
            ("P99999999999999999999D", None),
        ];
        for (given, days) in rows {
            let found = duration(given).map(|it| it.as_secs() / DAY);
            assert_eq!(found, days, "{given}");
        }
    }

    #[test]
    fn impossible_policies_are_refused() {
        let policy = |expiry: &str, after: &str, before: &str| {
            json!({
                "attributes": { "expiryTime": expiry },
                "lifetimeActions": [{
                    "trigger": { "timeAfterCreate": after, "timeBeforeExpiry": before },
                    "action": { "type": "rotate" },
                }],
            })
        };
        let rows = [
            (Value::Null, true),
            (policy("P1Y", "P10M", ""), true),
            (policy("P1Y", "", "P30D"), true),
            (policy("", "P10M", ""), true),
            (policy("P27D", "P10D", ""), false),
            (policy("P1Y", "P6D", ""), false),
            (policy("P1Y", "P10M", "P30D"), false),
            (policy("", "", "P30D"), false),
        ];
        for (policy, good) in rows {
            assert_eq!(check(&policy).is_ok(), good, "{policy}");
        }
    }
}
