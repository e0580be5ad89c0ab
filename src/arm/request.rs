//! Requests as data: what would be sent, to whom, comparable and storable, never with a token.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One HTTP request to Azure, without credentials.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// The verb.
    pub method: Method,
    /// Whose token it needs, and below which base address a relative `url` lies.
    #[serde(default, skip_serializing_if = "Audience::is_arm")]
    pub audience: Audience,
    /// A path with its query (`/subscriptions?api-version=…`) below the base address of the
    /// audience, or an absolute URL that came with an answer and is used as it is.
    pub url: String,
    /// The JSON body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Value>,
    /// For a POST: whether sending it twice does no harm.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub repeatable: bool,
}

/// An HTTP verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// Reads.
    Get,
    /// Asks whether something is there.
    Head,
    /// Creates or replaces.
    Put,
    /// Changes the named properties.
    Patch,
    /// Does something, or asks with a body.
    Post,
    /// Removes.
    Delete,
}

/// Who a request is for, and so which access token goes with it.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// Azure Resource Manager.
    #[default]
    Arm,
    /// Microsoft Graph.
    Graph,
    /// The data plane of a vault.
    Vault,
}

/// What a query value may hold unescaped.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'(')
    .remove(b')');

/// POSTs that only read. Names are the last part of the path, in lower case; Resource Graph's
/// `resources` and these two change nothing by their documentation.
const READING_POSTS: [&str; 3] = [
    "/checknameavailability",
    "/providers/microsoft.policyinsights/checkpolicyrestrictions",
    "/providers/microsoft.resourcegraph/resources",
];

impl Request {
    /// A read of `path`.
    #[must_use]
    pub fn get(path: impl AsRef<str>, api_version: &str) -> Self {
        Self::new(Method::Get, path.as_ref(), api_version, None)
    }

    /// A create-or-replace.
    #[must_use]
    pub fn put(path: impl AsRef<str>, api_version: &str, body: Value) -> Self {
        Self::new(Method::Put, path.as_ref(), api_version, Some(body))
    }

    /// A partial change.
    #[must_use]
    pub fn patch(path: impl AsRef<str>, api_version: &str, body: Value) -> Self {
        Self::new(Method::Patch, path.as_ref(), api_version, Some(body))
    }

    /// An action; not repeated unless [`repeatable`](Self::repeatable).
    #[must_use]
    pub fn post(path: impl AsRef<str>, api_version: &str, body: Option<Value>) -> Self {
        Self::new(Method::Post, path.as_ref(), api_version, body)
    }

    /// A removal.
    #[must_use]
    pub fn delete(path: impl AsRef<str>, api_version: &str) -> Self {
        Self::new(Method::Delete, path.as_ref(), api_version, None)
    }

    /// A read of a URL that came with an answer: nothing appended, nothing resolved.
    #[must_use]
    pub fn follow(url: &str) -> Self {
        let (method, audience) = (Method::Get, Audience::Arm);
        Self {
            method,
            audience,
            url: url.to_owned(),
            body: None,
            repeatable: false,
        }
    }

    /// Sends it to another service than Resource Manager.
    #[must_use]
    pub fn to(mut self, audience: Audience) -> Self {
        self.audience = audience;
        self
    }

    /// Adds a query parameter.
    #[must_use]
    pub fn query(mut self, name: &str, value: &str) -> Self {
        let separator = if self.url.contains('?') { '&' } else { '?' };
        self.url = format!(
            "{}{separator}{name}={}",
            self.url,
            utf8_percent_encode(value, QUERY)
        );
        self
    }

    /// Says that a POST may be sent twice.
    #[must_use]
    pub fn repeatable(mut self) -> Self {
        self.repeatable = true;
        self
    }

    /// The path without the query; for an absolute URL the path after the host.
    #[must_use]
    pub fn path(&self) -> &str {
        let url = self.url.split(['?', '#']).next().unwrap_or_default();
        match url.find("://") {
            Some(scheme) => url[scheme + 3..]
                .find('/')
                .map_or("/", |it| &url[scheme + 3 + it..]),
            None => url,
        }
    }

    /// The API version in the query.
    #[must_use]
    pub fn api_version(&self) -> Option<&str> {
        let query = self.url.split_once('?')?.1;
        query.split('&').find_map(|it| {
            let (name, value) = it.split_once('=')?;
            name.eq_ignore_ascii_case("api-version").then_some(value)
        })
    }

    /// Whether it changes nothing in Azure.
    #[must_use]
    pub fn is_read(&self) -> bool {
        match self.method {
            Method::Get | Method::Head => true,
            Method::Post => {
                let path = self.path().to_ascii_lowercase();
                READING_POSTS.iter().any(|it| path.ends_with(it))
            }
            Method::Put | Method::Patch | Method::Delete => false,
        }
    }

    /// Whether an *answered* failure may be met by sending the same again.
    #[must_use]
    pub fn may_repeat(&self) -> bool {
        self.method != Method::Post || self.repeatable || self.is_read()
    }

    /// What facts are indexed by: the same for the same question, whatever the casing of IDs.
    #[must_use]
    pub fn question(&self) -> String {
        let body = self.body.as_ref().map(Value::to_string).unwrap_or_default();
        format!("{} {} {body}", self.method, self.url.to_ascii_lowercase())
    }

    fn new(method: Method, path: &str, api_version: &str, body: Option<Value>) -> Self {
        let path = path.replace(' ', "%20");
        let url = if api_version.is_empty() {
            path
        } else {
            format!("{path}?api-version={api_version}")
        };
        Self {
            method,
            audience: Audience::Arm,
            url,
            body,
            repeatable: false,
        }
    }
}

impl Audience {
    /// Whether this is Resource Manager, the usual case.
    #[must_use]
    pub fn is_arm(&self) -> bool {
        *self == Self::Arm
    }
}

impl Method {
    /// As it stands in an HTTP request.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Post => "POST",
            Self::Delete => "DELETE",
        }
    }

    /// Reads a verb, ignoring case.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [
            Self::Get,
            Self::Head,
            Self::Put,
            Self::Patch,
            Self::Post,
            Self::Delete,
        ]
        .into_iter()
        .find(|it| it.as_str().eq_ignore_ascii_case(text))
    }
}

impl fmt::Display for Method {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_query_is_appended_and_escaped() {
        let request = Request::get("/subscriptions/a b/resources", "2025-04-01")
            .query("$filter", "name eq 'x'");
        assert_eq!(
            request.url,
            "/subscriptions/a%20b/resources?api-version=2025-04-01&$filter=name%20eq%20%27x%27"
        );
        assert_eq!(request.path(), "/subscriptions/a%20b/resources");
        assert_eq!(request.api_version(), Some("2025-04-01"));
    }

    #[test]
    fn only_known_posts_are_reads() {
        let name_check = "/subscriptions/s/providers/Microsoft.Storage/checkNameAvailability";
        assert!(Request::post(name_check, "1", None).is_read());
        assert!(
            !Request::post(
                "/subscriptions/s/providers/Microsoft.Storage/register",
                "1",
                None
            )
            .is_read()
        );
        assert!(!Request::patch("/x", "1", Value::Null).is_read());
    }

    #[test]
    fn a_question_ignores_the_casing_of_ids() {
        assert_eq!(
            Request::get("/Subscriptions/A", "1").question(),
            Request::get("/subscriptions/a", "1").question()
        );
    }

    #[test]
    fn the_path_of_a_followed_url_starts_after_the_host() {
        assert_eq!(
            Request::follow("https://management.azure.com/subscriptions/s?t=1").path(),
            "/subscriptions/s"
        );
    }
}
