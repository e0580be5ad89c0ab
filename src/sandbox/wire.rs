//! Requests and answers as they travel: text, with the credentials that the pure library never
//! holds.

use serde::{Deserialize, Serialize};

use crate::arm::{Body, Headers, Response};

/// A request as it arrives.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WireRequest {
    /// The verb, `OPTIONS` included.
    pub method: String,
    /// The absolute URL.
    pub url: String,
    /// The headers, `Authorization` included.
    #[serde(default)]
    pub headers: Headers,
    /// The body; empty where there is none.
    #[serde(default)]
    pub body: String,
}

/// An answer as it leaves. Status 0 is no answer at all, as in `Response.error()` of the Fetch
/// standard: the connection was cut.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WireResponse {
    /// The HTTP status, or 0.
    pub status: u16,
    /// The headers.
    #[serde(default)]
    pub headers: Headers,
    /// The body.
    #[serde(default)]
    pub body: String,
}

/// Which response headers a page from elsewhere may read. Microsoft publishes no list, so the
/// console has to work in all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cors {
    /// Everything a client of Resource Manager could want.
    #[default]
    Full,
    /// The same, and vaults answer pages too. That some do is said, and promised nowhere.
    ///
    /// Source: Azure/azure-sdk-for-js#29856, read 21 Aug 2026.
    WithVaults,
    /// The addresses of long-running operations, which Microsoft's own browser code reads, and
    /// nothing else.
    ///
    /// Source: Azure/cosmos-explorer, `src/Utils/arm/request.ts`, read 21 Aug 2026.
    Some,
    /// None.
    None,
}

/// What every page may read, whatever the server says.
///
/// Source: Fetch standard, "CORS-safelisted response-header name".
const SAFELISTED: [&str; 7] = [
    "cache-control",
    "content-language",
    "content-length",
    "content-type",
    "expires",
    "last-modified",
    "pragma",
];

impl Cors {
    /// The value of `Access-Control-Expose-Headers`.
    #[must_use]
    pub fn exposed(self) -> &'static str {
        match self {
            Self::Full | Self::WithVaults => {
                "Azure-AsyncOperation, Location, Retry-After, ETag, Date, WWW-Authenticate, x-ms-request-id, x-ms-correlation-request-id, x-ms-routing-request-id, x-ms-client-request-id, x-ms-ratelimit-remaining-subscription-reads, x-ms-ratelimit-remaining-subscription-writes, x-ms-ratelimit-remaining-subscription-deletes"
            }
            Self::Some => "Azure-AsyncOperation, Location",
            Self::None => "",
        }
    }

    /// The same at Microsoft Graph, of which no list is published either.
    #[must_use]
    pub fn exposed_by_graph(self) -> &'static str {
        match self {
            Self::Full | Self::WithVaults => {
                "ETag, Location, Preference-Applied, Retry-After, WWW-Authenticate, request-id, client-request-id"
            }
            Self::Some | Self::None => "",
        }
    }
}

impl WireResponse {
    /// No answer.
    #[must_use]
    pub fn lost() -> Self {
        Self::default()
    }

    /// Whether no answer arrives.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        self.status == 0
    }

    /// The answer as the library reads it; nothing where none arrived.
    #[must_use]
    pub fn response(&self) -> Option<Response> {
        (!self.is_lost()).then(|| Response {
            status: self.status,
            headers: self.headers.clone(),
            body: Body::read(&self.body),
        })
    }

    /// What a browser lets a page from elsewhere see of it.
    #[must_use]
    pub fn readable(mut self) -> Self {
        let exposed = self.headers.get("access-control-expose-headers");
        let exposed = exposed.unwrap_or_default().to_ascii_lowercase();
        let exposed: Vec<&str> = exposed.split(',').map(str::trim).collect();
        self.headers
            .retain(|it| SAFELISTED.contains(&it) || exposed.contains(&it));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_sees_only_what_is_exposed() {
        let answer = |cors: Cors| {
            let mut answer = WireResponse {
                status: 202,
                ..WireResponse::default()
            };
            for name in ["Location", "Retry-After", "Content-Type", "x-ms-request-id"] {
                answer.headers.set(name, "x");
            }
            answer
                .headers
                .set("Access-Control-Expose-Headers", cors.exposed());
            let seen = answer.readable();
            seen.headers
                .iter()
                .map(|(it, _)| it.to_owned())
                .collect::<Vec<_>>()
        };
        let all = ["content-type", "location", "retry-after", "x-ms-request-id"];
        assert_eq!(answer(Cors::Full), all);
        assert_eq!(answer(Cors::Some), ["content-type", "location"]);
        assert_eq!(answer(Cors::None), ["content-type"]);
    }
}
