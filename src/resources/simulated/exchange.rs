//! One request on its way through the simulated Azure.

use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{Document, Outcome, Refusal, Right, World};
use crate::arm::{ResourceId, Response};

/// Who sent a request: what its access token said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caller {
    /// The directory the token is from.
    pub tenant: String,
    /// The object ID.
    pub object: String,
    /// The user principal name, or what an application is called.
    pub name: String,
    /// Whether the token says that a second factor was used.
    #[serde(default)]
    pub strong: bool,
    /// What the token lets its bearer do at Microsoft Graph.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub permissions: Vec<String>,
    /// The bearer's roles in the directory, by the IDs of their templates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub directory_roles: Vec<String>,
}

/// What stood in the places of a route's `{names}`.
pub type Params = BTreeMap<&'static str, String>;

/// A request that was let in, and the world it is about.
pub struct Exchange<'a> {
    /// The simulated Azure.
    pub world: &'a mut dyn World,
    /// Who asks.
    pub caller: &'a Caller,
    /// The path as it was sent.
    pub path: String,
    /// What stood in the places of the route's `{names}`.
    pub params: Params,
    /// The query, names in lower case.
    pub query: Vec<(String, String)>,
    /// `api-version`.
    pub api_version: String,
    /// The JSON body; `Null` where there was none.
    pub body: Value,
}

/// How many rows a page of a list holds. Azure's pages are larger; these are small so that
/// following `nextLink` is needed.
const PAGE: usize = 10;

/// What a query value may hold unescaped.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

impl Exchange<'_> {
    /// What stood in place of `{name}`.
    #[must_use]
    pub fn param(&self, name: &str) -> &str {
        self.params.get(name).map_or("", String::as_str)
    }

    /// A query parameter.
    #[must_use]
    pub fn query(&self, name: &str) -> Option<&str> {
        let name = name.to_ascii_lowercase();
        let found = self.query.iter().find(|(it, _)| *it == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The path as a resource ID.
    ///
    /// # Errors
    /// 404 where the path is none.
    pub fn id(&self) -> Result<ResourceId, Refusal> {
        ResourceId::parse(&self.path)
            .map_err(|why| Refusal::new(404, "InvalidResourceId", why.to_string()))
    }

    /// The subscription or resource group a list is asked of.
    #[must_use]
    pub fn container(&self) -> ResourceId {
        match self.param("group") {
            "" => ResourceId::of_subscription(self.param("subscription")),
            group => ResourceId::of_group(self.param("subscription"), group),
        }
    }

    /// The document at the path.
    ///
    /// # Errors
    /// 404 where there is none.
    pub fn document(&self) -> Result<Document, Refusal> {
        let id = self.id()?;
        let found = self.world.document(&id).cloned();
        found.ok_or_else(|| Refusal::not_found(&id))
    }

    /// The answer with the document at the path.
    ///
    /// # Errors
    /// 404 where there is none.
    pub fn shown(&self) -> Outcome {
        let document = self.document()?;
        Ok(Response::json(200, self.world.show(&document)))
    }

    /// All documents of a type in the subscription or group of the path, as a page.
    ///
    /// # Errors
    /// 400 for a `$skiptoken` that was not given out.
    pub fn list(&self, arm_type: &str) -> Outcome {
        let container = self.container();
        let rows = self.world.documents(arm_type);
        let rows = rows.filter(|it| container.contains(&it.id));
        page(self, rows.map(|it| self.world.show(it)).collect())
    }

    /// Whether the caller may use another resource that the body names, as ARM checks it.
    ///
    /// # Errors
    /// 403 `LinkedAuthorizationFailed`.
    pub fn linked(&self, action: &str, linked: &ResourceId, doing: &str) -> Result<(), Refusal> {
        if self
            .world
            .may(&self.caller.object, Right::Action(action), linked)
        {
            return Ok(());
        }
        let Caller { name, object, .. } = self.caller;
        Err(Refusal::new(
            403,
            "LinkedAuthorizationFailed",
            format!(
                "The client '{name}' with object id '{object}' has permission to perform action '{doing}' on scope '{}'; however, it does not have permission to perform action '{action}' on the linked scope(s) '{linked}' or the linked scope(s) are invalid.",
                self.path
            ),
        ))
    }
}

/// Answers with the document at the path.
///
/// # Errors
/// 404 where there is none.
pub fn shown(exchange: &mut Exchange<'_>) -> Outcome {
    exchange.shown()
}

/// One page of `rows`, with `nextLink` where there are more.
///
/// # Errors
/// 400 for a `$skiptoken` that was not given out, or a `$top` that is no number.
pub fn page(exchange: &Exchange<'_>, rows: Vec<Value>) -> Outcome {
    let number = |name: &str| {
        exchange.query(name).map(|it| {
            it.parse::<usize>().map_err(|_| {
                let message =
                    format!("The value '{it}' of the query parameter '{name}' is invalid.");
                Refusal::bad("InvalidQueryParameterValue", message)
            })
        })
    };
    let size = number("$top")
        .transpose()?
        .map_or(PAGE, |it| it.clamp(1, PAGE));
    let start = number("$skiptoken").transpose()?.unwrap_or(0);
    let total = rows.len();
    let value: Vec<Value> = rows.into_iter().skip(start).take(size).collect();
    let end = start.saturating_add(value.len());
    let mut answer = json!({ "value": value });
    if end < total && !value.is_empty() {
        answer["nextLink"] = Value::String(next_link(exchange, end));
    }
    Ok(Response::json(200, answer))
}

fn next_link(exchange: &Exchange<'_>, start: usize) -> String {
    let mut link = format!("{}{}?", exchange.world.names().arm, exchange.path);
    let kept = exchange.query.iter().filter(|(it, _)| it != "$skiptoken");
    for (name, value) in kept {
        link.push_str(&format!("{name}={}&", escaped(value)));
    }
    link.push_str(&format!("$skiptoken={start}"));
    link
}

/// A value as it stands in a query.
#[must_use]
pub fn escaped(value: &str) -> String {
    utf8_percent_encode(value, QUERY).to_string()
}

/// Takes over what `change` says: objects member by member, everything else as a whole.
pub fn merge(into: &mut Value, change: &Value) {
    match (into, change) {
        (Value::Object(into), Value::Object(change)) => {
            for (name, value) in change {
                merge(into.entry(name.clone()).or_insert(Value::Null), value);
            }
        }
        (into, Value::Object(change)) => {
            *into = Value::Object(Map::new());
            merge(into, &Value::Object(change.clone()));
        }
        (into, change) => *into = change.clone(),
    }
}

/// A text in a JSON value, by pointer; empty where there is none.
#[must_use]
pub fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or("")
}
