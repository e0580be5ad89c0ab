//! What clients sent, kept so that it can be sent again without them. No token is in it.

use std::collections::{BTreeMap, BTreeSet};

use cmk_console::arm::{Body, Timestamp};
use cmk_console::sandbox::{CLIENTS, Client, Seed, Service, WireRequest, WireResponse, reached};
use serde::Serialize;
use serde_json::Value;

use crate::clock;

/// Everything that was heard, in order.
pub(super) struct Recording {
    /// The command that is running.
    pub(super) what: String,
    started: Timestamp,
    /// IDs that were chosen, and are the same whenever this is replayed.
    chosen: Vec<String>,
    /// Each with the body of its answer, and the headers that say where the work it began is
    /// looked at.
    calls: Vec<(Call, Value, Vec<Header>)>,
    /// Tokens, and the clients that were given them.
    tokens: BTreeMap<String, &'static str>,
    seed: Seed,
    /// What clients did without, because the sandbox does not simulate it.
    pub(super) missed: BTreeSet<String>,
}

/// The name of a header and its value.
type Header = (&'static str, String);

/// A request and how it was answered.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Call {
    what: String,
    /// Milliseconds since the beginning.
    at: u128,
    method: String,
    url: String,
    /// Whose token it had, where that is not the first client's.
    #[serde(skip_serializing_if = "str::is_empty")]
    client: &'static str,
    /// Whether it had no token.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    anonymous: bool,
    #[serde(skip_serializing_if = "Value::is_null")]
    body: Value,
    status: u16,
    #[serde(skip_serializing_if = "String::is_empty")]
    code: String,
    /// What later calls repeat of the answer, by pointer or by the name of a header: IDs that
    /// another run gives anew.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    gives: BTreeMap<String, String>,
}

/// What the sandbox answers to what it does not know.
const NOT_SIMULATED: u16 = 501;

/// Where long work says how it goes.
const WORK: [&str; 2] = ["location", "azure-asyncoperation"];

/// The name under which every recording knows the sandbox.
const HOST: &str = "localhost:8443";

impl Recording {
    pub(super) fn begin(chosen: &[&str], seed: Seed) -> Self {
        Self {
            seed,
            tokens: BTreeMap::new(),
            what: String::new(),
            started: clock::now(),
            chosen: chosen.iter().map(|it| (*it).to_owned()).collect(),
            calls: Vec::new(),
            missed: BTreeSet::new(),
        }
    }

    /// Keeps an exchange, unless it is one of signing in: there are secrets in those.
    pub(super) fn hear(&mut self, request: &WireRequest, answer: &WireResponse) {
        let Some((names, service)) = reached(&request.url) else {
            return;
        };
        if service == Service::Login {
            self.learn(request, answer);
            return;
        }
        if answer.status == NOT_SIMULATED {
            let path = request.url.split('?').next().unwrap_or_default();
            self.missed.insert(format!("{} {path}", request.method));
            return;
        }
        let host = names.arm.trim_start_matches("https://");
        let known = |text: &str| text.replace(host, HOST);
        let value = |text: &str| match Body::read(&known(text)) {
            Body::Json(value) => value,
            Body::Empty | Body::Text(_) => Value::Null,
        };
        let shown = value(&answer.body);
        let code = if answer.status < 400 {
            None
        } else {
            shown.pointer("/error/code")
        };
        let call = Call {
            what: self.what.clone(),
            at: clock::now().since(self.started).as_millis(),
            method: request.method.clone(),
            url: known(&request.url),
            client: self.client(request),
            anonymous: request.headers.get("authorization").is_none(),
            body: value(&request.body),
            status: answer.status,
            code: code.and_then(Value::as_str).unwrap_or_default().to_owned(),
            gives: BTreeMap::new(),
        };
        let headers = WORK.into_iter();
        let work = headers.filter_map(|it| Some((it, known(answer.headers.get(it)?))));
        let work = work.collect();
        self.calls.push((call, shown, work));
    }

    /// Whose token an answer of Entra holds. It is kept in memory alone.
    fn learn(&mut self, request: &WireRequest, answer: &WireResponse) {
        let Body::Json(shown) = Body::read(&answer.body) else {
            return;
        };
        let is_of = |it: &&Client| request.body.contains(&it.application(self.seed));
        let client = CLIENTS.iter().find(is_of).map(|it| it.id);
        if let Some((token, client)) = shown["access_token"].as_str().zip(client) {
            self.tokens.insert(token.to_owned(), client);
        }
    }

    /// Who sent a request; nobody is named where it is the first client or unknown.
    fn client(&self, request: &WireRequest) -> &'static str {
        let header = request.headers.get("authorization").unwrap_or_default();
        let token = header.trim_start_matches("Bearer ");
        let client = self.tokens.get(token).copied();
        client.filter(|it| *it != CLIENTS[0].id).unwrap_or_default()
    }

    /// The file: a call on each line. Time is simulated time.
    pub(super) fn text(&self, speed: u32) -> String {
        let mut lines = Vec::new();
        let mut known = self.chosen.clone();
        for (at, (call, shown, work)) in self.calls.iter().enumerate() {
            let later: Vec<String> = self.calls[at + 1..]
                .iter()
                .map(|(it, ..)| format!("{} {}", it.url, it.body))
                .collect();
            let mut call = call.clone();
            call.at *= u128::from(speed);
            known.push(format!("{} {}", call.url, call.body));
            let is_news = |id: &str| {
                !known.iter().any(|it| it.contains(id)) && later.iter().any(|it| it.contains(id))
            };
            let mut see = |at: &str, text: &str| {
                let path = text.split('?').next().unwrap_or_default();
                let id = path.rsplit('/').next().unwrap_or_default();
                if is_id(id) && is_news(id) {
                    call.gives.insert(at.to_owned(), text.to_owned());
                }
            };
            find(shown, "", &mut see);
            for (header, address) in work {
                see(header, address);
            }
            known.extend(call.gives.values().cloned());
            // A call is plain data.
            lines.push(serde_json::to_string(&call).unwrap_or_default());
        }
        format!("[\n{}\n]\n", lines.join(",\n"))
    }
}

/// Shows every text of a value with its pointer.
fn find(value: &Value, at: &str, see: &mut impl FnMut(&str, &str)) {
    match value {
        Value::String(text) => see(at, text),
        Value::Array(rows) => {
            for (place, row) in rows.iter().enumerate() {
                find(row, &format!("{at}/{place}"), see);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                find(member, &format!("{at}/{name}"), see);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A GUID, or the version of a key.
fn is_id(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_hexdigit).count();
    digits == 32 && (text.len() == 32 || (text.len() == 36 && text.matches('-').count() == 4))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "4adad4eb-a69e-59dd-9733-53efaaba65db";

    fn heard(rows: &[(&str, &str, &str, u16, &str)]) -> String {
        let mut recording = Recording::begin(&[], Seed::of(1));
        for (method, url, body, status, answer) in rows {
            let mut request = WireRequest {
                method: (*method).into(),
                url: (*url).into(),
                body: (*body).into(),
                ..WireRequest::default()
            };
            request.headers.set("authorization", "Bearer secret");
            let answer = WireResponse {
                status: *status,
                body: (*answer).into(),
                ..WireResponse::default()
            };
            recording.hear(&request, &answer);
        }
        recording.text(1)
    }

    #[test]
    fn signing_in_is_not_kept_and_no_token_is() {
        let text = heard(&[
            (
                "POST",
                "https://localhost:1/t/oauth2/v2.0/token",
                "client_secret=secret",
                200,
                "{}",
            ),
            ("GET", "https://localhost:1/subscriptions", "", 200, "{}"),
        ]);
        assert!(!text.contains("secret"), "{text}");
        assert!(
            text.contains("https://localhost:8443/subscriptions"),
            "{text}"
        );
    }

    #[test]
    fn what_is_not_simulated_is_missed_and_not_kept() {
        let mut recording = Recording::begin(&[], Seed::of(1));
        let request = WireRequest {
            method: "GET".into(),
            url: "https://localhost:1/v1.0/me?x=1".into(),
            ..WireRequest::default()
        };
        let answer = WireResponse {
            status: NOT_SIMULATED,
            ..WireResponse::default()
        };
        recording.hear(&request, &answer);
        assert_eq!(recording.text(1), "[\n\n]\n");
        assert!(recording.missed.contains("GET https://localhost:1/v1.0/me"));
    }

    #[test]
    fn what_later_calls_repeat_is_marked_once() {
        let answer = format!(r#"{{"properties": {{"principalId": "{ID}", "x": "y"}}}}"#);
        let path = format!("https://localhost:1/b/{ID}");
        let text = heard(&[
            ("PUT", "https://localhost:1/a", "{}", 200, &answer),
            ("GET", "https://localhost:1/a", "", 200, &answer),
            ("GET", &path, "", 404, r#"{"error": {"code": "NotFound"}}"#),
        ]);
        let rows: Value = serde_json::from_str(&text).expect("a list");
        assert_eq!(rows[0]["gives"]["/properties/principalId"], ID, "{text}");
        assert_eq!(rows[1]["gives"], Value::Null, "{text}");
        assert_eq!(rows[2]["code"], "NotFound", "{text}");
    }

    #[test]
    fn the_address_of_long_work_is_marked() {
        for header in WORK {
            let mut recording = Recording::begin(&[], Seed::of(1));
            let work = format!("https://localhost:1/work/{ID}?monitor=true");
            for (url, named) in [("https://localhost:1/a", header), (&work, "")] {
                let request = WireRequest {
                    method: "GET".into(),
                    url: url.into(),
                    ..WireRequest::default()
                };
                let mut answer = WireResponse {
                    status: 202,
                    ..WireResponse::default()
                };
                answer.headers.set(named, work.clone());
                recording.hear(&request, &answer);
            }
            let rows: Value = serde_json::from_str(&recording.text(1)).expect("a list");
            let known = work.replace("localhost:1", HOST);
            assert_eq!(rows[0]["gives"][header], known, "{rows}");
            assert_eq!(rows[1]["gives"], Value::Null, "{rows}");
        }
    }
}
