//! The headers that every answer has.

use super::Sandbox;
use super::handle::Passage;
use super::people::guid;
use super::wire::WireResponse;
use crate::arm::{Response, Timestamp};

impl Sandbox {
    /// An answer as it leaves.
    pub(super) fn finish(&self, passage: &Passage<'_>, mut response: Response) -> WireResponse {
        let seed = self.journal.seed;
        let id = |about: &str| guid(seed, &format!("{about} {}", passage.token));
        let (request, correlation) = (id("request"), id("correlation"));
        let now = self.clock.at(passage.wall);
        let stamp = now.rfc3339().replace(['-', ':'], "");
        let method = passage.request.method.to_ascii_uppercase();
        let kind = match method.as_str() {
            "GET" | "HEAD" => "reads",
            "DELETE" => "deletes",
            _ => "writes",
        };
        let headers = &mut response.headers;
        headers.set("x-ms-request-id", request);
        let routing = format!("WESTEUROPE:{stamp}:{correlation}");
        headers.set("x-ms-routing-request-id", routing);
        headers.set("x-ms-correlation-request-id", correlation);
        let remaining = format!("x-ms-ratelimit-remaining-subscription-{kind}");
        headers.set(&remaining, "199");
        headers.set("date", http_date(now));
        headers.set("cache-control", "no-cache");
        headers.set("x-content-type-options", "nosniff");
        headers.set("access-control-allow-origin", "*");
        headers.set("access-control-expose-headers", self.cors.exposed());
        let asked = &passage.request.headers;
        if asked.get("x-ms-return-client-request-id") == Some("true")
            && let Some(id) = asked.get("x-ms-client-request-id")
        {
            headers.set("x-ms-client-request-id", id);
        }
        let mut body = response.body.text();
        if method == "HEAD" {
            body.clear();
        }
        if !body.is_empty() {
            headers.set("content-type", "application/json; charset=utf-8");
        }
        WireResponse {
            status: response.status,
            headers: response.headers,
            body,
        }
    }
}

impl WireResponse {
    /// What a browser wants to hear before it sends a request with a token.
    pub(super) fn preflight() -> Self {
        let mut answer = Self {
            status: 200,
            ..Self::default()
        };
        let rows = [
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
        for (name, value) in rows {
            answer.headers.set(name, value);
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
