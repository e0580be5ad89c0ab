//! Refusals in Azure's words.

use serde_json::{Value, json};

use crate::arm::{ResourceId, Response};

/// Why a request is not done, as Azure says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// `ScopeLocked`, `KeyVaultAuthenticationFailure`, …
    pub code: String,
    /// Azure's sentence.
    pub message: String,
    /// The code of `innererror`, which Key Vault's data plane adds.
    pub inner: Option<&'static str>,
    /// What `additionalInfo` holds.
    pub additional: Vec<Value>,
    /// Headers that go with it.
    pub headers: Vec<(&'static str, String)>,
}

impl Refusal {
    /// A refusal with a code and a sentence.
    #[must_use]
    pub fn new(status: u16, code: &str, message: impl Into<String>) -> Self {
        Self {
            status,
            code: code.to_owned(),
            message: message.into(),
            inner: None,
            additional: Vec::new(),
            headers: Vec::new(),
        }
    }

    /// 400 with a code of the service's own.
    #[must_use]
    pub fn bad(code: &str, message: impl Into<String>) -> Self {
        Self::new(400, code, message)
    }

    /// 400 `BadRequest`, as Key Vault answers most things.
    #[must_use]
    pub fn bad_request(message: impl Into<String>) -> Self {
        Self::new(400, "BadRequest", message)
    }

    /// 404 for a resource in a group.
    #[must_use]
    pub fn not_found(id: &ResourceId) -> Self {
        let kind = id.arm_type().unwrap_or_default();
        let group = id.resource_group().unwrap_or_default();
        Self::new(
            404,
            "ResourceNotFound",
            format!(
                "The Resource '{kind}/{}' under resource group '{group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix",
                id.name()
            ),
        )
    }

    /// 501 for what Azure can and this simulation cannot.
    #[must_use]
    pub fn not_simulated(what: &str) -> Self {
        Self::new(
            501,
            "NotSimulated",
            format!(
                "The sandbox does not simulate {what}. Azure might answer it. See docs/sandbox.md."
            ),
        )
    }

    /// Adds the code of `innererror`.
    #[must_use]
    pub fn inner(mut self, code: &'static str) -> Self {
        self.inner = Some(code);
        self
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The answer that carries it.
    #[must_use]
    pub fn answer(&self) -> Response {
        let mut error = json!({ "code": self.code, "message": self.message });
        if let Some(code) = self.inner {
            error["innererror"] = json!({ "code": code });
        }
        if !self.additional.is_empty() {
            error["additionalInfo"] = Value::Array(self.additional.clone());
        }
        let answer = Response::json(self.status, json!({ "error": error }));
        self.headers
            .iter()
            .fold(answer, |answer, (name, value)| answer.header(name, value))
    }
}
