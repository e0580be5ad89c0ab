//! Requests with holes: `{{name}}` is a value that an earlier answer will give.

use std::collections::BTreeMap;

use serde_json::Value;
use uuid::Uuid;

use crate::arm::Request;

/// Values by name: what earlier steps have captured.
pub type Bindings = BTreeMap<String, String>;

/// A name nobody has given a value to yet, or a value that does not fit its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unbound(pub String);

/// The hole with this name.
#[must_use]
pub fn reference(name: &str) -> String {
    format!("{{{{{name}}}}}")
}

/// A hole that becomes the version 5 UUID of texts and values: `{{uuid5:scope|role|@principal}}`,
/// where `@name` is another value. Repeating a grant then names the same assignment.
#[must_use]
pub fn uuid_reference(parts: &[&str]) -> String {
    reference(&format!("uuid5:{}", parts.join("|")))
}

/// The UUID that [`uuid_reference`] stands for.
#[must_use]
pub fn uuid_of(parts: &[&str]) -> String {
    Uuid::new_v5(
        &Uuid::NAMESPACE_URL,
        parts.join("|").to_ascii_lowercase().as_bytes(),
    )
    .to_string()
}

/// The names of all holes in a request, in order of appearance.
#[must_use]
pub fn holes(request: &Request) -> Vec<String> {
    let text = format!(
        "{} {}",
        request.url,
        request
            .body
            .as_ref()
            .map(Value::to_string)
            .unwrap_or_default()
    );
    holes_in(&text)
}

/// The names of all holes in a text, in order of appearance.
#[must_use]
pub fn holes_in(text: &str) -> Vec<String> {
    let parts = text
        .split("{{")
        .skip(1)
        .filter_map(|it| it.split_once("}}"));
    parts.flat_map(|(name, _)| names_in(name)).collect()
}

/// Fills every hole.
///
/// # Errors
/// Names the first hole without a value, or with one that would change the address it stands in.
pub fn bind(request: &Request, bindings: &Bindings) -> Result<Request, Unbound> {
    let url = fill(&request.url, bindings, is_segment)?;
    let body = request
        .body
        .as_ref()
        .map(|it| bind_value(it, bindings))
        .transpose()?;
    Ok(Request {
        url,
        body,
        ..request.clone()
    })
}

/// Fills every hole in the texts and the member names of a JSON value.
///
/// # Errors
/// As [`bind`].
pub fn bind_value(value: &Value, bindings: &Bindings) -> Result<Value, Unbound> {
    Ok(match value {
        Value::String(text) => Value::String(bind_text(text, bindings)?),
        Value::Array(items) => items
            .iter()
            .map(|it| bind_value(it, bindings))
            .collect::<Result<_, _>>()?,
        Value::Object(fields) => {
            let rows = fields
                .iter()
                .map(|(name, it)| Ok((bind_text(name, bindings)?, bind_value(it, bindings)?)));
            Value::Object(rows.collect::<Result<_, Unbound>>()?)
        }
        other => other.clone(),
    })
}

/// Fills every hole in a text.
///
/// # Errors
/// As [`bind`].
pub fn bind_text(text: &str, bindings: &Bindings) -> Result<String, Unbound> {
    fill(text, bindings, |_| true)
}

/// Fills every hole in a line for a shell.
///
/// # Errors
/// As [`bind`]: a value from an answer must not be able to end its word and begin another.
pub fn bind_command(line: &str, bindings: &Bindings) -> Result<String, Unbound> {
    fill(line, bindings, is_segment)
}

fn fill(text: &str, bindings: &Bindings, fits: fn(&str) -> bool) -> Result<String, Unbound> {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after
            .split_once("}}")
            .ok_or_else(|| Unbound(after.to_owned()))?;
        let value = look_up(name, bindings)?;
        if !fits(&value) {
            return Err(Unbound(name.to_owned()));
        }
        filled.push_str(before);
        filled.push_str(&value);
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

fn look_up(name: &str, bindings: &Bindings) -> Result<String, Unbound> {
    let bound = |name: &str| {
        bindings
            .get(name)
            .cloned()
            .ok_or_else(|| Unbound(name.to_owned()))
    };
    let Some(parts) = name.strip_prefix("uuid5:") else {
        return bound(name);
    };
    let parts: Vec<String> = parts
        .split('|')
        .map(|it| {
            it.strip_prefix('@')
                .map_or_else(|| Ok(it.to_owned()), bound)
        })
        .collect::<Result<_, _>>()?;
    Ok(uuid_of(
        &parts.iter().map(String::as_str).collect::<Vec<_>>(),
    ))
}

fn names_in(hole: &str) -> Vec<String> {
    match hole.strip_prefix("uuid5:") {
        None => vec![hole.to_owned()],
        Some(parts) => parts
            .split('|')
            .filter_map(|it| it.strip_prefix('@'))
            .map(str::to_owned)
            .collect(),
    }
}

/// A value from an answer must not be able to point a request elsewhere.
fn is_segment(value: &str) -> bool {
    !value.is_empty()
        && value != ".."
        && value
            .bytes()
            .all(|it| it.is_ascii_alphanumeric() || b"-._~".contains(&it))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn grant() -> Request {
        let name = uuid_reference(&["/vaults/kv", "role", "@principal"]);
        Request::put(
            format!("/vaults/kv/roleAssignments/{name}"),
            "1",
            json!({"id": reference("principal")}),
        )
    }

    #[test]
    fn a_grant_is_named_after_who_gets_what_where() {
        let bindings = Bindings::from([("principal".into(), "ABC".into())]);
        let bound = bind(&grant(), &bindings).expect("all bound");
        let name = uuid_of(&["/vaults/KV", "role", "abc"]);
        assert_eq!(
            bound.url,
            format!("/vaults/kv/roleAssignments/{name}?api-version=1")
        );
        assert_eq!(bound.body, Some(json!({"id": "ABC"})));
        assert_eq!(holes(&grant()), ["principal", "principal"]);
    }

    #[test]
    fn member_names_have_holes_too() {
        let bindings = Bindings::from([("id".into(), "/identities/a".into())]);
        let body = json!({"userAssignedIdentities": {reference("id"): {}}});
        let request = Request::patch("/x", "1", body);
        assert_eq!(holes(&request), ["id"]);
        let bound = bind(&request, &bindings).expect("all bound");
        let wanted = json!({"userAssignedIdentities": {"/identities/a": {}}});
        assert_eq!(bound.body, Some(wanted));
    }

    #[test]
    fn an_unknown_name_is_refused() {
        assert_eq!(
            bind(&grant(), &Bindings::new()),
            Err(Unbound("principal".into()))
        );
    }

    #[test]
    fn a_value_cannot_end_its_word_in_a_command() {
        let bound = |value: &str| {
            let bindings = Bindings::from([("who".into(), value.into())]);
            bind_command("az --assignee '{{who}}'", &bindings)
        };
        assert_eq!(bound("a-1"), Ok("az --assignee 'a-1'".into()));
        for bad in ["", "a b", "a'; rm x; '", "$(x)", "a\nb", "`x`"] {
            assert!(bound(bad).is_err(), "{bad:?} was put into a command");
        }
    }

    #[test]
    fn a_value_cannot_leave_its_place_in_the_address() {
        let request = Request::get("/vaults/{{name}}/keys", "1");
        for bad in ["a/../b", "a?x=1", "a#b", "", "..", "@evil.com", "a%2fb"] {
            let bindings = Bindings::from([("name".into(), bad.into())]);
            assert!(
                bind(&request, &bindings).is_err(),
                "{bad:?} was put into an address"
            );
        }
    }
}
