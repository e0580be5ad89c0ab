//! Names of storage accounts, unique in all of Azure.
//!
//! Source: `StorageAccounts_CheckNameAvailability`, and the sentences of public logs, read 24 Nov
//! 2026.

use serde_json::json;

use super::ACCOUNTS;
use crate::arm::{ResourceId, Response};
use crate::resources::simulated::place::taken;
use crate::resources::simulated::{Exchange, Outcome, Refusal, World, text};

fn is_name(name: &str) -> bool {
    let good = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit();
    (3..=24).contains(&name.len()) && name.chars().all(good)
}

/// Refuses a name that no account can have, or that another one has.
pub(super) fn check_new(world: &dyn World, id: &ResourceId) -> Result<(), Refusal> {
    let name = id.name();
    if !is_name(name) {
        let message = format!(
            "{name} is not a valid storage account name. Storage account name must be between 3 and 24 characters in length and use numbers and lower-case letters only."
        );
        return Err(Refusal::bad("AccountNameInvalid", message));
    }
    let Some(other) = taken(world, ACCOUNTS, name) else {
        return Ok(());
    };
    if other.subscription() == id.subscription() {
        let message =
            format!("The storage account named {name} already exists under the subscription.");
        return Err(Refusal::new(
            409,
            "StorageAccountInAnotherResourceGroup",
            message,
        ));
    }
    let message = format!("The storage account named {name} is already taken.");
    Err(Refusal::new(409, "StorageAccountAlreadyTaken", message))
}

pub(super) fn check(exchange: &mut Exchange<'_>) -> Outcome {
    let name = text(&exchange.body, "/name");
    if !text(&exchange.body, "/type").eq_ignore_ascii_case(ACCOUNTS) {
        let message = "Values for request parameters are invalid: type.";
        return Err(Refusal::bad("InvalidValuesForRequestParameters", message));
    }
    let answer = if !is_name(name) {
        json!({
            "nameAvailable": false,
            "reason": "AccountNameInvalid",
            "message": format!("{name} is not a valid storage account name. Storage account name must be between 3 and 24 characters in length and use numbers and lower-case letters only."),
        })
    } else if taken(exchange.world, ACCOUNTS, name).is_some() {
        json!({
            "nameAvailable": false,
            "reason": "AlreadyExists",
            "message": format!("The storage account named {name} is already taken."),
        })
    } else {
        json!({ "nameAvailable": true })
    };
    Ok(Response::json(200, answer))
}
