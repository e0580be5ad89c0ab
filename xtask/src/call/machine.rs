//! What a request becomes: an operation, or a list once its first page is there.

use cmk_console::arm::effects::Machine;
use cmk_console::arm::operation::Answer;
use cmk_console::arm::{Listing, Method, Next, Operation, Origin, Request, Response};
use serde_json::Value;

/// A request being followed. Whether it asks for a list is not known before it is answered.
pub(super) struct Call<'a> {
    first: Request,
    origin: Origin,
    stage: Stage,
    notes: &'a mut Vec<String>,
}

enum Stage {
    Operation(Box<Operation>),
    List(Listing),
}

impl<'a> Call<'a> {
    /// Starts with the request itself. `notes` takes what is noticed on the way.
    pub(super) fn begin(
        first: Request,
        origin: Origin,
        notes: &'a mut Vec<String>,
    ) -> (Self, Next) {
        let (operation, next) = Operation::begin(first.clone(), origin.clone());
        let call = Self {
            first,
            origin,
            stage: Stage::Operation(Box::new(operation)),
            notes,
        };
        (call, next)
    }
}

impl Machine for Call<'_> {
    fn advance(&mut self, answer: &Answer, jitter: f64) -> Next {
        match &mut self.stage {
            Stage::List(listing) => listing.advance(answer, jitter),
            Stage::Operation(operation) => {
                let next = operation.advance(answer, jitter);
                self.notes.clear();
                self.notes.extend_from_slice(operation.notes());
                match next {
                    Next::Done(Ok(page)) if has_more(&self.first, &page) => {
                        let first = self.first.clone();
                        let (mut listing, _) = Listing::begin(first, self.origin.clone());
                        let next = listing.advance(&Ok(page), jitter);
                        self.stage = Stage::List(listing);
                        next
                    }
                    other => other,
                }
            }
        }
    }
}

/// Whether an answer is the first page of several.
fn has_more(first: &Request, page: &Response) -> bool {
    let link = page.value().get("nextLink").unwrap_or(&Value::Null);
    first.method == Method::Get && !link.is_null() && link != ""
}
