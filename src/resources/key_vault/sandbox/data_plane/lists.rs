//! Lists of keys, of versions and of deleted keys, page by page.

use serde_json::{Value, json};

use super::entry::{self, Found, enter};
use super::{DELETED_KEYS, Key, LIST, bundle, deleted};
use crate::arm::Response;
use crate::resources::key_vault::sandbox::keys::{OF_VAULTS, Version, address};
use crate::resources::simulated::{Document, Exchange, Outcome, Refusal};

/// The most rows of a page, and how many there are where nobody asks.
const PAGE: usize = 25;

pub(super) fn keys(exchange: &mut Exchange<'_>) -> Outcome {
    let vault = enter(exchange, &LIST, None)?;
    let world = &*exchange.world;
    let rows = within(exchange, &vault, OF_VAULTS);
    let rows = rows
        .into_iter()
        .filter_map(|document| {
            let key = Key::of(&document)?;
            let newest = key.newest()?.clone();
            let kid = address(world, &document.id);
            let vault = vault.clone();
            let found = Found {
                vault,
                document,
                key,
            };
            Some(bundle::row(kid, &found, &newest))
        })
        .collect();
    page(exchange, rows)
}

pub(super) fn versions(exchange: &mut Exchange<'_>) -> Outcome {
    let found = entry::key(exchange, &LIST)?;
    let address = address(exchange.world, &found.document.id);
    let row = |it: &Version| bundle::row(format!("{address}/{}", it.id), &found, it);
    let rows = found.key.versions.iter().rev().map(row).collect();
    page(exchange, rows)
}

pub(super) fn deleted(exchange: &mut Exchange<'_>) -> Outcome {
    let vault = enter(exchange, &LIST, None)?;
    let rows = within(exchange, &vault, DELETED_KEYS);
    let rows = rows
        .iter()
        .filter_map(|it| deleted::row(exchange, &vault, it))
        .collect();
    page(exchange, rows)
}

fn within(exchange: &Exchange<'_>, vault: &Document, arm_type: &str) -> Vec<Document> {
    let all = exchange.world.documents(arm_type);
    all.filter(|it| vault.id.contains(&it.id))
        .cloned()
        .collect()
}

fn page(exchange: &Exchange<'_>, rows: Vec<Value>) -> Outcome {
    let number = |name: &str| match exchange.query(name).map(str::parse::<usize>) {
        None => Ok(None),
        Some(Ok(number)) => Ok(Some(number)),
        Some(Err(_)) => {
            let message = format!("The value of the parameter {name} is invalid.");
            Err(Refusal::bad("BadParameter", message))
        }
    };
    let size = number("maxresults")?.unwrap_or(PAGE);
    if !(1..=PAGE).contains(&size) {
        let message = "The parameter maxresults has to be between 1 and 25.";
        return Err(Refusal::bad("BadParameter", message));
    }
    let start = number("$skiptoken")?.unwrap_or(0);
    let total = rows.len();
    let value: Vec<Value> = rows.into_iter().skip(start).take(size).collect();
    let end = start.saturating_add(value.len());
    let next = (end < total && !value.is_empty()).then(|| {
        let vault = exchange.param("vault");
        format!(
            "https://{vault}.{}{}?api-version={}&$skiptoken={end}&maxresults={size}",
            exchange.world.names().vault_suffix,
            exchange.path,
            exchange.api_version
        )
    });
    let answer = json!({ "value": value, "nextLink": next });
    Ok(Response::json(200, answer))
}
