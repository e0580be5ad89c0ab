//! Which services are encrypted with the account's key: chosen at creation, never changed.
//!
//! Source: azure-docs, `articles/storage/common/account-encryption-key-create.md` and
//! `infrastructure-encryption-enable.md`, read 21 Aug 2026.

use serde_json::{Value, json};

use super::accounts::fixed;
use super::encryption::Account;
use super::key_errors::value_not_allowed;
use crate::resources::simulated::{Exchange, Refusal, text};

const SERVICES: [&str; 4] = ["blob", "file", "queue", "table"];

/// The services after a write.
pub(super) fn changed(
    exchange: &Exchange<'_>,
    account: &Account<'_>,
    asked: &Value,
) -> Result<Value, Refusal> {
    let asked = asked.get("services").cloned().unwrap_or_default();
    let now = exchange.world.now().rfc3339();
    let mut services = json!({});
    for service in SERVICES {
        let name = format!("encryption.services.{service}");
        let wanted = &asked[service];
        if wanted.get("enabled") == Some(&json!(false)) {
            return Err(value_not_allowed(&format!("{name}.enabled"), "false"));
        }
        let kind = text(wanted, "/keyType");
        if !["", "Account", "Service"].contains(&kind) {
            return Err(value_not_allowed(&format!("{name}.keyType"), kind));
        }
        let always = ["blob", "file"].contains(&service);
        if always && kind == "Service" {
            return Err(value_not_allowed(&format!("{name}.keyType"), kind));
        }
        if let Some(before) = account.before {
            let there = &before["services"][service];
            let held = there
                .get("keyType")
                .and_then(Value::as_str)
                .unwrap_or("Service");
            if !kind.is_empty() && kind != held {
                return Err(fixed(&format!("{name}.keyType")));
            }
            if !there.is_null() {
                services[service] = there.clone();
            }
            continue;
        }
        if !always && kind == "Account" && account.kind != "StorageV2" {
            return Err(value_not_allowed(&format!("{name}.keyType"), kind));
        }
        if always || kind == "Account" {
            services[service] =
                json!({ "enabled": true, "keyType": "Account", "lastEnabledTime": now });
        }
    }
    Ok(services)
}

/// Whether everything is encrypted a second time.
pub(super) fn infrastructure(account: &Account<'_>, asked: &Value) -> Result<bool, Refusal> {
    let name = "requireInfrastructureEncryption";
    let wanted = asked.get(name).and_then(Value::as_bool);
    let Some(before) = account.before else {
        if wanted == Some(true) && account.kind == "Storage" {
            return Err(value_not_allowed(&format!("encryption.{name}"), "true"));
        }
        return Ok(wanted.unwrap_or(false));
    };
    let held = before[name] == true;
    if wanted.is_some_and(|it| it != held) {
        return Err(fixed(name));
    }
    Ok(held)
}
