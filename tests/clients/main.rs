//! What the Azure CLI and the Python SDKs sent, sent again to the pure sandbox in virtual time.
//!
//! `cargo xtask clients --record` writes `calls.json` while the real clients run.

use std::collections::BTreeMap;
use std::time::Duration;

use cmk_console::arm::{Body, Timestamp};
use cmk_console::sandbox::{CLIENTS, Client, Sandbox, Scenario, Seed, WireRequest};
use serde::Deserialize;
use serde_json::Value;

/// A call as it was recorded, with what came of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Call {
    what: String,
    /// Simulated milliseconds since the beginning.
    at: u64,
    method: String,
    url: String,
    /// Whose token it had, where that is not the first client's.
    #[serde(default)]
    client: String,
    #[serde(default)]
    anonymous: bool,
    #[serde(default)]
    body: Value,
    status: u16,
    #[serde(default)]
    code: String,
    /// IDs that the answer gave and later calls repeat, by pointer, or by the name of a header.
    #[serde(default)]
    gives: BTreeMap<String, String>,
}

/// 24 November 2026, 09:00 UTC, on which nothing depends.
const WALL: Timestamp = Timestamp(1_795_510_800_000);

/// Those of the recording.
const TENANT: &str = "5a4d0000-0000-4000-8000-000000000001";
const SUBSCRIPTION: &str = "5a4d0000-0000-4000-8000-000000000002";

/// The names of the recording's sandbox.
const ARM: &str = "https://localhost:8443";
const VAULTS: &str = "https://vault.localhost:8443";

fn calls() -> Vec<Call> {
    serde_json::from_str(include_str!("calls.json")).expect("recorded calls")
}

fn seed() -> Seed {
    Seed::of(1)
        .with_tenant(TENANT)
        .with_subscription(SUBSCRIPTION)
}

/// The sandbox, and the IDs it gave where it gave others to the recording's clients.
struct Replay {
    sandbox: Sandbox,
    other_ids: Vec<(String, String)>,
}

impl Replay {
    fn new() -> Self {
        Self {
            sandbox: Sandbox::in_real_time(Scenario::Everyday, seed(), WALL),
            other_ids: Vec::new(),
        }
    }

    /// Sends a call at its time, and gives the status and the code.
    fn send(&mut self, call: &Call) -> (u16, String) {
        let now = WALL + Duration::from_millis(call.at);
        let mut request = WireRequest {
            method: call.method.clone(),
            url: self.with_own_ids(&call.url),
            body: match &call.body {
                Value::Null => String::new(),
                body => self.with_own_ids(&body.to_string()),
            },
            ..WireRequest::default()
        };
        if !call.anonymous {
            let token = self.token(now, call);
            request
                .headers
                .set("authorization", format!("Bearer {token}"));
        }
        let answer = self.sandbox.handle(now, &request);
        let shown = match Body::read(&answer.body) {
            Body::Json(value) => value,
            Body::Empty | Body::Text(_) => Value::Null,
        };
        for (at, given) in &call.gives {
            let found = if at.starts_with('/') {
                shown.pointer(at).and_then(Value::as_str)
            } else {
                answer.headers.get(at)
            };
            let ids = (last(given), last(found.unwrap_or_default()));
            self.other_ids.push((ids.0.to_owned(), ids.1.to_owned()));
        }
        let code = shown.pointer("/error/code").and_then(Value::as_str);
        (answer.status, code.unwrap_or_default().to_owned())
    }

    /// All at once: an ID of ours may be the recording's for something else.
    fn with_own_ids(&self, text: &str) -> String {
        let marked = |at: usize| format!("\u{1}{at}\u{1}");
        let ids = || self.other_ids.iter().enumerate();
        let text = ids().fold(text.to_owned(), |it, (at, (theirs, _))| {
            it.replace(theirs, &marked(at))
        });
        ids().fold(text, |it, (at, (_, ours))| it.replace(&marked(at), ours))
    }

    /// A token of the application that sent the calls, for the service it calls.
    fn token(&mut self, now: Timestamp, call: &Call) -> String {
        let client = Client::named(&call.client).unwrap_or(&CLIENTS[0]);
        let audience = if call.url.starts_with(ARM) {
            ARM
        } else {
            VAULTS
        };
        let request = WireRequest {
            method: "POST".into(),
            url: format!("{ARM}/{}/oauth2/v2.0/token", client.home.tenant(seed())),
            body: format!(
                "grant_type=client_credentials&client_id={}&client_secret={}&scope={audience}/.default",
                client.application(seed()),
                client.secret(seed()),
            ),
            ..WireRequest::default()
        };
        let answer = self.sandbox.handle(now, &request).body;
        let answer: Value = serde_json::from_str(&answer).expect("an answer of Entra");
        let token = answer["access_token"].as_str();
        token
            .unwrap_or_else(|| panic!("no token: {answer}"))
            .to_owned()
    }
}

/// What comes after the last slash: an ID stands alone, or ends the path of an address.
fn last(text: &str) -> &str {
    let path = text.split('?').next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default()
}

#[test]
fn every_call_is_answered_as_it_was() {
    let mut replay = Replay::new();
    let mut differences = Vec::new();
    for (place, call) in calls().iter().enumerate() {
        let answered = replay.send(call);
        if answered != (call.status, call.code.clone()) {
            differences.push(format!(
                "{place} ({}): {} {} was answered {} {}, and now {} {}",
                call.what, call.method, call.url, call.status, call.code, answered.0, answered.1
            ));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn the_recording_holds_what_matters_and_no_secret() {
    let calls = calls();
    for part in [
        "az keyvault key rotate",
        "az storage account update, unpinned",
        "SDK access policy add",
        "SDK key disable",
    ] {
        assert!(calls.iter().any(|it| it.what == part), "{part} is missing");
    }
    let text = include_str!("calls.json");
    for secret in ["eyJ", "Bearer", "client_secret"] {
        assert!(!text.contains(secret), "{secret} is in the recording");
    }
    assert!(!text.contains(&CLIENTS[0].secret(seed())));
}
