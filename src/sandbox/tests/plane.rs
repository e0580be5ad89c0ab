//! A vault's data plane, as somebody with a secret asks it.

use serde_json::Value;

use super::entra::{PUBLIC, client_token, json_of, send};
use super::*;
use crate::sandbox::WireResponse;

/// A vault as one of the clients reaches it.
pub(super) struct Plane<'a> {
    time: &'a VirtualTime,
    vault: String,
    pub(super) token: String,
}

impl<'a> Plane<'a> {
    pub(super) fn of(time: &'a VirtualTime, vault: &str, client: &str) -> Self {
        let scope = "https://vault.azure.net/.default";
        Self {
            time,
            vault: vault.to_owned(),
            token: client_token(time, client, PUBLIC, scope),
        }
    }

    pub(super) fn send(&self, method: &str, path: &str, body: &Value) -> WireResponse {
        let mark = if path.contains('?') { '&' } else { '?' };
        let url = format!(
            "https://{}.vault.azure.net{path}{mark}api-version=7.6",
            self.vault
        );
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let bearer = format!("Bearer {}", self.token);
        send(
            self.time,
            (method, &url),
            &[("authorization", &bearer)],
            &body,
        )
    }

    /// Status, and the codes of a refusal.
    pub(super) fn outcome(&self, method: &str, path: &str, body: &Value) -> (u16, String) {
        let answer = self.send(method, path, body);
        let error = &json_of(&answer)["error"];
        let code = error["innererror"]["code"]
            .as_str()
            .or(error["code"].as_str());
        (answer.status, code.unwrap_or_default().to_owned())
    }

    /// What a request that has to succeed is answered.
    pub(super) fn done(&self, method: &str, path: &str, body: &Value) -> Value {
        let answer = self.send(method, path, body);
        assert!(answer.status < 300, "{method} {path}: {}", answer.body);
        json_of(&answer)
    }

    pub(super) fn get(&self, path: &str) -> Value {
        self.done("GET", path, &Value::Null)
    }
}
