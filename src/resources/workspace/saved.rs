//! Saved queries and functions: what a list of them shows, and the file they are saved to.
//!
//! Source: azure-rest-api-specs, `SavedSearches.json` 2025-07-01; its example of a list begins the
//! names of properties with capitals, and those of single ones do not, so both are read. Read 21
//! Aug 2026.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::arm::{Facts, Read, Reading, Request, ResourceId, versions};
use crate::keys::Unfit;

/// What a name may hold unescaped in an address.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What is sent when one is put back, with what Azure wants of it.
const KNOWN: [&str; 7] = [
    "category",
    "displayName",
    "query",
    "functionAlias",
    "functionParameters",
    "version",
    "tags",
];

/// A saved query or function.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Saved {
    /// Its name in addresses.
    pub(super) name: String,
    /// What people call it.
    pub(super) title: String,
    /// The name it can be called by, where it is a function.
    pub(super) function: Option<String>,
    /// What is sent to save it.
    pub(super) properties: Value,
}

/// Asks for all of a workspace.
pub(super) fn read(workspace: &ResourceId) -> Read {
    let path = format!("{workspace}/savedSearches");
    Read::list(Request::get(path, versions::OPERATIONAL_INSIGHTS))
}

/// All of a workspace, as far as they were read.
pub(super) fn all(workspace: &ResourceId, facts: &Facts) -> Reading<Vec<Saved>> {
    facts.all(&read(workspace), Saved::of)
}

/// The saved queries of a file that this console wrote.
pub(super) fn of_file(text: &str) -> Result<Vec<Saved>, Unfit> {
    let unfit = || {
        Unfit::new(
            "This is no file of saved queries as this console writes it.",
            EXAMPLE,
        )
    };
    let file: Value = serde_json::from_str(text).map_err(|_| unfit())?;
    let rows = file.get("value").and_then(Value::as_array);
    let rows = rows.ok_or_else(unfit)?;
    let found: Option<Vec<Saved>> = rows.iter().map(Saved::of).collect();
    found.filter(|it| !it.is_empty()).ok_or_else(unfit)
}

/// Judges the text of a file.
pub(super) fn check(text: &str) -> Result<(), Unfit> {
    of_file(text).map(|_| ())
}

/// A file that would do.
pub(super) const EXAMPLE: &str = r#"{"value":[{"name":"errors","properties":{"category":"Ops","displayName":"Errors","query":"Event | take 5"}}]}"#;

impl Saved {
    fn of(entry: &Value) -> Option<Self> {
        let known = |name: &str| -> Option<&Value> {
            let members = entry.get("properties")?.as_object()?;
            let mut found = members
                .iter()
                .filter(|(it, _)| it.eq_ignore_ascii_case(name));
            found.next().map(|(_, value)| value)
        };
        let text = |name: &str| Some(known(name)?.as_str()?.to_owned());
        let mut properties = json!({});
        for name in KNOWN {
            if let Some(value) = known(name).filter(|it| !it.is_null()) {
                properties[name] = value.clone();
            }
        }
        text("category").and(text("query"))?;
        let path = entry.get("id").and_then(Value::as_str).unwrap_or_default();
        let last = path.rsplit('/').next().unwrap_or_default();
        let name = entry.get("name").and_then(Value::as_str).unwrap_or(last);
        (!name.is_empty()).then_some(())?;
        Some(Self {
            name: name.to_owned(),
            title: text("displayName")?,
            function: text("functionAlias").filter(|it| !it.is_empty()),
            properties,
        })
    }

    /// Where it is, or would be.
    pub(super) fn path(&self, workspace: &ResourceId) -> String {
        let name = utf8_percent_encode(&self.name, SEGMENT);
        format!("{workspace}/savedSearches/{name}")
    }

    /// Whether a plan can carry it: two braces stand for something else in one.
    pub(super) fn fits(&self) -> bool {
        !self.properties.to_string().contains("{{") && !self.name.contains("{{")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_in_either_casing() {
        for (category, title, query) in [
            ("category", "displayName", "query"),
            ("Category", "DisplayName", "Query"),
        ] {
            let entry = json!({ "id": "/w/savedSearches/a|b c", "name": null,
                "properties": { category: "Ops", title: "Errors", query: "Event", "Version": 2 } });
            let found = Saved::of(&entry).expect("a saved query");
            assert_eq!(
                (found.name.as_str(), found.title.as_str()),
                ("a|b c", "Errors")
            );
            assert_eq!(found.properties["query"], "Event");
            assert_eq!(found.properties["version"], 2);
            let workspace = ResourceId::of_group("s", "g").provider("A.B/c", "w");
            let path = found.path(&workspace);
            assert!(path.ends_with("/savedSearches/a%7Cb%20c"), "{path}");
        }
    }

    #[test]
    fn a_file_is_read_or_refused() {
        assert_eq!(of_file(EXAMPLE).map(|it| it.len()), Ok(1));
        for wrong in [
            "",
            "{}",
            "[]",
            r#"{"value":[]}"#,
            r#"{"value":[{"name":"a"}]}"#,
        ] {
            assert!(of_file(wrong).is_err(), "{wrong}");
        }
    }
}
