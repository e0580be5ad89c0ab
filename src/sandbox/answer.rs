//! The headers that every answer has.

use super::Sandbox;
use super::handle::Passage;
use super::names::Service;
use super::people::guid;
use super::wire::{Cors, WireResponse};
use crate::arm::{Headers, Response, Timestamp};

/// What a page from elsewhere may send to Resource Manager.
const PREFLIGHT: [(&str, &str); 4] = [
    ("access-control-allow-origin", "*"),
    (
        "access-control-allow-methods",
        "GET, HEAD, PUT, PATCH, POST, DELETE",
    ),
    (
        "access-control-allow-headers",
        "Authorization, Content-Type, x-ms-client-request-id, x-ms-return-client-request-id",
    ),
    ("access-control-max-age", "3600"),
];

impl Sandbox {
    /// An answer as it leaves.
    pub(super) fn finish(&self, passage: &Passage<'_>, mut response: Response) -> WireResponse {
        let id = |about: &str| guid(self.journal.seed, &format!("{about} {}", passage.token));
        let headers = &mut response.headers;
        if passage.service != Service::Graph {
            headers.set("x-ms-request-id", self.request_id(passage));
        }
        headers.set("date", http_date(self.clock.at(passage.wall)));
        headers.set("x-content-type-options", "nosniff");
        match passage.service {
            Service::Arm => self.as_arm(passage, headers, id("correlation")),
            Service::Graph => self.as_graph(passage, headers),
            Service::Login => {
                headers.set("cache-control", "no-store, no-cache");
                headers.set("pragma", "no-cache");
            }
            Service::Vault => self.as_vault(headers),
        }
        let asked = &passage.request.headers;
        if asked.get("x-ms-return-client-request-id") == Some("true")
            && let Some(id) = asked.get("x-ms-client-request-id")
        {
            headers.set("x-ms-client-request-id", id);
        }
        let mut body = response.body.text();
        if passage.request.method.eq_ignore_ascii_case("HEAD") {
            body.clear();
        }
        if !body.is_empty() && headers.get("content-type").is_none() {
            headers.set("content-type", "application/json; charset=utf-8");
        }
        WireResponse {
            status: response.status,
            headers: response.headers,
            body,
        }
    }

    fn as_vault(&self, headers: &mut Headers) {
        headers.set("cache-control", "no-cache");
        if self.cors == Cors::WithVaults {
            headers.set("access-control-allow-origin", "*");
            headers.set("access-control-expose-headers", self.cors.exposed());
        }
    }

    /// The ID of a request, which its answer names.
    pub(super) fn request_id(&self, passage: &Passage<'_>) -> String {
        guid(self.journal.seed, &format!("request {}", passage.token))
    }

    /// Source: graph docs, `concepts/best-practices-concept.md`; that pages may read the same as
    /// of Resource Manager, by the same profile, is assumed.
    fn as_graph(&self, passage: &Passage<'_>, headers: &mut Headers) {
        let id = self.request_id(passage);
        let of_client = passage.client_request_id().unwrap_or(&id).to_owned();
        headers.set("request-id", id);
        headers.set("client-request-id", of_client);
        headers.set("cache-control", "no-cache");
        headers.set("access-control-allow-origin", "*");
        headers.set(
            "access-control-expose-headers",
            self.cors.exposed_by_graph(),
        );
    }

    fn as_arm(&self, passage: &Passage<'_>, headers: &mut Headers, correlation: String) {
        let now = self.clock.at(passage.wall);
        let stamp = now.rfc3339().replace(['-', ':'], "");
        let kind = match passage.request.method.to_ascii_uppercase().as_str() {
            "GET" | "HEAD" => "reads",
            "DELETE" => "deletes",
            _ => "writes",
        };
        let routing = format!("WESTEUROPE:{stamp}:{correlation}");
        headers.set("x-ms-routing-request-id", routing);
        headers.set("x-ms-correlation-request-id", correlation);
        let remaining = format!("x-ms-ratelimit-remaining-subscription-{kind}");
        headers.set(&remaining, "199");
        headers.set("cache-control", "no-cache");
        headers.set("access-control-allow-origin", "*");
        headers.set("access-control-expose-headers", self.cors.exposed());
    }
}

impl WireResponse {
    /// What a browser wants to hear before it sends a request with a token. Key Vault's data
    /// plane answers no such question unless the profile says so, and Entra is asked none: MSAL
    /// sends plain forms.
    ///
    /// Source: Azure/azure-sdk-for-js, `samples/cors/ts/README.md`, read 21 Aug 2026.
    pub(super) fn preflight(service: Service, cors: Cors) -> Self {
        let mut answer = Self {
            status: 200,
            ..Self::default()
        };
        if service.answers_pages(cors) {
            for (name, value) in PREFLIGHT {
                answer.headers.set(name, value);
            }
        }
        if service == Service::Graph {
            let allowed = "Authorization, Content-Type, ConsistencyLevel, client-request-id";
            answer.headers.set("access-control-allow-headers", allowed);
        }
        answer
    }
}

/// `Mon, 23 Nov 2026 14:30:00 GMT`.
fn http_date(at: Timestamp) -> String {
    let words = at.day_and_clock();
    let (weekday, rest) = words.split_once(' ').unwrap_or_default();
    let date = rest.split(',').next().unwrap_or_default();
    let zero = if date.find(' ') == Some(1) { "0" } else { "" };
    format!("{weekday}, {zero}{date} {} GMT", at.clock())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_as_http_wants_them() {
        let at = |it: &str| http_date(Timestamp::parse(it).expect("a time"));
        assert_eq!(at("2026-11-23T14:30:05Z"), "Mon, 23 Nov 2026 14:30:05 GMT");
        assert_eq!(at("2026-12-01T00:00:00Z"), "Tue, 01 Dec 2026 00:00:00 GMT");
    }
}
