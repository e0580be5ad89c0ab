//! Accounts that follow the latest version look once a day.
//!
//! Source: azure-docs, `articles/storage/common/customer-managed-keys-overview.md`: "checks the
//! key vault daily", read 21 Aug 2026. At which time of the day is assumed.

use std::time::Duration;

use serde_json::Value;

use super::ACCOUNTS;
use super::encryption::in_use;
use super::opener::Opener;
use crate::arm::{ResourceId, Timestamp};
use crate::resources::key_vault::sandbox::opening::{Wish, open};
use crate::resources::simulated::place::{container_of, taken};
use crate::resources::simulated::{Document, World, text};

const DAY: i64 = 86_400;

fn properties(account: &Document) -> Option<&Value> {
    let encryption = &account.body["properties"]["encryption"];
    let follows = encryption["keySource"] == "Microsoft.Keyvault"
        && text(encryption, "/keyvaultproperties/keyversion").is_empty();
    follows.then_some(&encryption["keyvaultproperties"])
}

/// The key of a following account.
fn followed(world: &dyn World, account: &Document) -> Option<ResourceId> {
    let properties = properties(account)?;
    let (name, is_hsm, _) = container_of(text(properties, "/keyvaulturi"))?;
    let arm_type = if is_hsm {
        "Microsoft.KeyVault/managedHSMs"
    } else {
        "Microsoft.KeyVault/vaults"
    };
    let container = taken(world, arm_type, name)?;
    Some(container.child("keys", text(properties, "/keyname")))
}

pub(super) fn key_changed(world: &mut dyn World, key: &ResourceId) {
    let followers: Vec<ResourceId> = world
        .documents(ACCOUNTS)
        .filter(|it| followed(world, it).is_some_and(|it| it == *key))
        .map(|it| it.id.clone())
        .collect();
    for account in followers {
        plan(world, &account);
    }
}

/// Asks for the next daily look of an account that has become a follower.
pub(super) fn schedule(world: &mut dyn World, account: &ResourceId) {
    let follows = world
        .document(account)
        .is_some_and(|it| properties(it).is_some());
    if follows {
        plan(world, account);
    }
}

fn plan(world: &mut dyn World, account: &ResourceId) {
    let time = world.spread(&format!("daily look of {}", account.lower()), 0..=86_399);
    let time = i64::try_from(time).unwrap_or(0);
    let now = world.now().seconds();
    let today = now.div_euclid(DAY) * DAY + time;
    let next = if today > now { today } else { today + DAY };
    world.schedule(account, Timestamp::of_seconds(next));
}

/// Takes the newest version, if it can be used; if not, tries again the next day.
pub(super) fn look(world: &mut dyn World, id: &ResourceId) {
    let Some(mut account) = world.document(id).cloned() else {
        return;
    };
    let Some(held) = properties(&account).cloned() else {
        return;
    };
    let encryption = &account.body["properties"]["encryption"];
    let place = (
        world.tenant_of(id).unwrap_or_default(),
        &account.body["identity"],
    );
    let address = text(&held, "/keyvaulturi");
    let user = Opener::of(encryption).key_user(world, place, address);
    let opened = user.ok().and_then(|user| {
        let wish = Wish {
            address,
            key: text(&held, "/keyname"),
            version: "",
            principal: &user.principal,
            tenant: &user.tenant,
        };
        open(world, &wish).ok()
    });
    match opened {
        Some(opened) => {
            let mut shown = held.clone();
            in_use(&mut shown, &opened.version, world.now(), Some(&held));
            if shown != held {
                account.body["properties"]["encryption"]["keyvaultproperties"] = shown;
                world.put(account);
            }
        }
        None => {
            let tomorrow = world.now() + Duration::from_secs(86_400);
            world.schedule(id, tomorrow);
        }
    }
}
