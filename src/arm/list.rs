//! Paging as a state machine: `{"value": […], "nextLink": "…"}` until there is no next link.
//! Microsoft Graph calls it `@odata.nextLink`.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::error::Failure;
use super::operation::{Answer, Next};
use super::origin::Origin;
use super::request::{Audience, Request};
use super::resend::Resend;
use super::response::{Body, Response};

/// A list being read, page by page.
///
/// Ends with one answer `{"value": […]}` that holds every page's entries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Listing {
    origin: Origin,
    audience: Audience,
    resend: Resend,
    followed: BTreeSet<String>,
    rows: Vec<Value>,
}

/// More pages than this are a list that never ends.
const PAGES: usize = 1000;

impl Listing {
    /// Starts to read a list from the service at `origin`.
    #[must_use]
    pub fn begin(first: Request, origin: Origin) -> (Self, Next) {
        let audience = first.audience;
        let resend = Resend::new(first);
        let next = resend.now();
        (
            Self {
                origin,
                audience,
                resend,
                followed: BTreeSet::new(),
                rows: Vec::new(),
            },
            next,
        )
    }

    /// Takes the answer to the last request and says what comes next.
    pub fn advance(&mut self, answer: &Answer, jitter: f64) -> Next {
        let response = match self.resend.take(answer, jitter) {
            Ok(response) => response,
            Err(next) => return next,
        };
        match self.page(&response) {
            Ok(Some(link)) => {
                let audience = self.audience;
                self.resend = Resend::new(Request {
                    audience,
                    ..Request::follow(&link)
                });
                self.resend.now()
            }
            Ok(None) => Next::Done(Ok(Response::json(200, json!({ "value": self.rows })))),
            Err(failure) => Next::Done(Err(failure)),
        }
    }

    fn page(&mut self, response: &Response) -> Result<Option<String>, Failure> {
        let Body::Json(page) = &response.body else {
            return Err(Failure::Unreadable("a page of the list is no JSON".into()));
        };
        let Some(rows) = page.get("value").and_then(Value::as_array) else {
            return Err(Failure::Unreadable(
                "a page of the list has no value".into(),
            ));
        };
        self.rows.extend(rows.iter().cloned());
        let link = page.get("nextLink");
        let link = match link.or_else(|| page.get("@odata.nextLink")) {
            None | Some(Value::Null) => return Ok(None),
            Some(Value::String(link)) if link.is_empty() => return Ok(None),
            Some(Value::String(link)) => link,
            Some(_) => {
                return Err(Failure::Unreadable(
                    "the link to the next page is no text".into(),
                ));
            }
        };
        if !self.origin.owns(link) {
            return Err(Failure::Untrusted(link.chars().take(200).collect()));
        }
        if self.followed.len() >= PAGES || !self.followed.insert(link.clone()) {
            return Err(Failure::Unreadable("the list never ends".into()));
        }
        Ok(Some(link.clone()))
    }
}
