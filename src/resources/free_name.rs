//! Names that must be unique in all of Azure: asked for before anything is created.

use serde_json::{Value, json};

use super::place::Place;
use super::{Ask, ResourceType};
use crate::arm::{Read, Reading, Request, Source};
use crate::plan::{Check, Finding};

/// Asks whether the name is free. The name of a deleted vault is not.
#[must_use]
pub fn read(of: &dyn ResourceType, place: &Place) -> Read {
    let namespace = of.arm_type().split('/').next().unwrap_or_default();
    let path = format!(
        "/subscriptions/{}/providers/{namespace}/checkNameAvailability",
        place.subscription
    );
    let body = json!({ "name": place.target.name(), "type": of.arm_type() });
    Read::one(Request::post(path, of.api_version(), Some(body)))
}

/// Whether the name is free.
#[must_use]
pub fn check(of: &dyn ResourceType, place: &Place, source: &Source, ask: &Ask<'_>) -> Check {
    let (read, name) = (read(of, place), place.target.name());
    let check = match ask.facts.one(&read, answer) {
        Reading::Found((true, _)) => {
            Check::new("name", Finding::Passed, format!("The name {name} is free."))
        }
        Reading::Found((false, why)) => Check::new(
            "name",
            Finding::Failed,
            format!("The name {name} is taken."),
        )
        .reason(why),
        _ => Check::new(
            "name",
            Finding::Unknown,
            format!("Whether the name {name} is free is not known."),
        ),
    };
    check.source(source).as_of(ask.facts.as_of([&read]))
}

fn answer(value: &Value) -> Option<(bool, String)> {
    let why = value
        .get("message")
        .and_then(Value::as_str)
        .unwrap_or("Choose another one.");
    Some((value.get("nameAvailable")?.as_bool()?, why.to_owned()))
}
