//! The parts of OData that clients of Microsoft Graph use: `$filter`, `$select`, `$top`, pages.
//!
//! Source: graph docs, `concepts/{query-parameters,paging,filter-query-parameter}.md`, read 21
//! Aug 2026. A question that is not understood is answered by 501, never ignored.

use serde_json::{Value, json};

use super::refusals::bad;
use crate::arm::Response;
use crate::resources::simulated::{Exchange, Outcome, Refusal, escaped, text};

/// What a filter lets through.
pub(super) enum Filter {
    /// Everything.
    All,
    /// Objects with this value in this property, ignoring case.
    Equals(String, String),
    /// Objects whose property begins so, ignoring case.
    Begins(String, String),
    /// Objects with this value among those of a property.
    Holds(String, String),
}

/// How many objects a page of a list holds, as few as those of Resource Manager.
const PAGE: usize = 10;

/// Options that are understood; `$count` of a list is taken for what it is by default, absent.
const OPTIONS: [&str; 4] = ["$filter", "$select", "$top", "$skiptoken"];

impl Filter {
    /// Reads `$filter`, for a list that can be asked by some properties.
    pub(super) fn of(exchange: &Exchange<'_>, properties: &[&str]) -> Result<Self, Refusal> {
        let Some(asked) = exchange.query("$filter").map(str::trim) else {
            return Ok(Self::All);
        };
        let unknown = || Refusal::not_simulated(&format!("the filter {asked}"));
        let named = |name: &str| {
            let found = properties.iter().find(|it| **it == name.trim());
            found.map(|it| (*it).to_owned())
        };
        if let Some((name, inside)) = asked.split_once("/any(") {
            let value = inside.strip_suffix(')').and_then(any).and_then(quoted);
            let (name, value) = named(name).zip(value).ok_or_else(unknown)?;
            return Ok(Self::Holds(name, value));
        }
        if let Some((name, value)) = asked.split_once(" eq ") {
            let (name, value) = named(name).zip(quoted(value)).ok_or_else(unknown)?;
            return Ok(Self::Equals(name, value));
        }
        let inside = asked
            .get(.."startswith(".len())
            .filter(|it| it.eq_ignore_ascii_case("startswith("))
            .and_then(|it| asked[it.len()..].strip_suffix(')'))
            .and_then(|it| it.split_once(','));
        let (name, value) = inside.ok_or_else(unknown)?;
        let (name, value) = named(name).zip(quoted(value)).ok_or_else(unknown)?;
        Ok(Self::Begins(name, value))
    }

    pub(super) fn lets(&self, object: &Value) -> bool {
        let held = |name: &str| text(object, &format!("/{name}")).to_lowercase();
        match self {
            Self::All => true,
            Self::Equals(name, value) => held(name) == value.to_lowercase(),
            Self::Holds(name, value) => {
                let held = object[name].as_array().into_iter().flatten();
                held.filter_map(Value::as_str)
                    .any(|it| it.eq_ignore_ascii_case(value))
            }
            Self::Begins(name, value) => held(name).starts_with(&value.to_lowercase()),
        }
    }
}

/// What a list has to hold, in `c:c eq 'x'`.
fn any(inside: &str) -> Option<&str> {
    let (name, rest) = inside.split_once(':')?;
    rest.strip_prefix(name)?.strip_prefix(" eq ")
}

/// The text in `'quotes'`, where a quote stands twice.
fn quoted(text: &str) -> Option<String> {
    let inside = text.trim().strip_prefix('\'')?.strip_suffix('\'')?;
    let plain = inside.replace("''", "\u{0}");
    (!plain.contains('\'')).then(|| plain.replace('\u{0}', "'"))
}

/// The key in `(appId='…')`, which the router leaves in a segment of its own.
pub(super) fn key<'a>(segment: &'a str, name: &str) -> Option<&'a str> {
    let inside = segment.strip_prefix('(')?.strip_suffix(')')?;
    let (given, value) = inside.split_once('=')?;
    let value = value.strip_prefix('\'')?.strip_suffix('\'')?;
    (given == name).then_some(value)
}

fn check_options(exchange: &Exchange<'_>) -> Result<(), Refusal> {
    let names = exchange.query.iter().map(|(name, _)| name);
    let mut dollars = names.filter(|it| it.starts_with('$'));
    match dollars.find(|it| !OPTIONS.contains(&it.as_str())) {
        Some(unknown) => Err(Refusal::not_simulated(&format!("the option {unknown}"))),
        None => Ok(()),
    }
}

/// Only the properties that were asked for.
fn selected(exchange: &Exchange<'_>, object: Value) -> Value {
    let Some(names) = exchange.query("$select") else {
        return object;
    };
    let names: Vec<&str> = names.split(',').map(str::trim).collect();
    let mut kept = object;
    if let Some(members) = kept.as_object_mut() {
        members.retain(|it, _| it.starts_with("@odata") || names.contains(&it.as_str()));
    }
    kept
}

fn context(exchange: &Exchange<'_>, what: &str) -> String {
    format!("{}/v1.0/$metadata#{what}", exchange.world.names().graph)
}

/// The answer with one object.
pub(super) fn one(exchange: &Exchange<'_>, set: &str, status: u16, object: Value) -> Outcome {
    check_options(exchange)?;
    let mut shown = json!({ "@odata.context": context(exchange, &format!("{set}/$entity")) });
    let object = selected(exchange, object);
    for (name, value) in object.as_object().into_iter().flatten() {
        shown[name] = value.clone();
    }
    Ok(Response::json(status, shown))
}

/// The answer with a page of a list.
pub(super) fn list(exchange: &Exchange<'_>, set: &str, rows: Vec<Value>) -> Outcome {
    check_options(exchange)?;
    let number = |name: &str| {
        let given = exchange.query(name);
        given.map(|it| it.parse::<usize>().map_err(|_| invalid(name, it)))
    };
    let size = number("$top").transpose()?.unwrap_or(PAGE);
    if size == 0 || size > 999 {
        return Err(invalid("$top", &size.to_string()));
    }
    let start = number("$skiptoken").transpose()?.unwrap_or(0);
    let total = rows.len();
    let page = rows.into_iter().skip(start).take(size.min(PAGE));
    let page: Vec<Value> = page.map(|it| selected(exchange, it)).collect();
    let end = start.saturating_add(page.len());
    let is_whole = end >= total || page.is_empty();
    let mut answer = json!({ "@odata.context": context(exchange, set), "value": page });
    if !is_whole {
        answer["@odata.nextLink"] = json!(next_link(exchange, end));
    }
    Ok(Response::json(200, answer))
}

fn next_link(exchange: &Exchange<'_>, end: usize) -> String {
    let kept = exchange.query.iter().filter(|(it, _)| it != "$skiptoken");
    let pairs = kept.map(|(name, value)| format!("{name}={}&", escaped(value)));
    let query: String = pairs.collect();
    let base = &exchange.world.names().graph;
    format!("{base}{}?{query}$skiptoken={end}", exchange.path)
}

fn invalid(name: &str, value: &str) -> Refusal {
    bad(format!(
        "Invalid value '{value}' for the query option '{name}'."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_keys_are_read() {
        let rows = [
            ("'a'", Some("a")),
            (" 'it''s' ", Some("it's")),
            ("'a'b'", None),
            ("a", None),
            ("'", None),
        ];
        for (given, expected) in rows {
            assert_eq!(quoted(given).as_deref(), expected, "{given}");
        }
        assert_eq!(key("(appId='x')", "appId"), Some("x"));
        for other in ["x", "(appId=x)", "(id='x')", "(appId='x'"] {
            assert_eq!(key(other, "appId"), None, "{other}");
        }
    }
}
