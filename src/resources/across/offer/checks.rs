//! Whether the identity can be trusted by the application.

use super::Offered;
use crate::arm::Reading;
use crate::directory::graph;
use crate::keys::identity;
use crate::plan::{Check, Finding};
use crate::resources::across::PAGE;

impl Offered<'_> {
    pub(super) fn identity_check(&self) -> Check {
        let name = self.identity.name();
        let check = match identity::one(&self.identity, self.ask.facts) {
            Reading::Found(it) => Check::new(
                "identity",
                Finding::Passed,
                format!("{name} exists; its object ID is what the application will trust."),
            )
            .evidence(format!("principalId {}", it.principal_id)),
            Reading::Missing => Check::new(
                "identity",
                Finding::Failed,
                format!("There is no identity {name}."),
            )
            .reason("It was deleted, or its ID is another one."),
            Reading::NotRead | Reading::Failed(_) => Check::new(
                "identity",
                Finding::Failed,
                format!(
                    "The identity {name} could not be read, and without its object ID nothing can trust it."
                ),
            ),
        };
        check.as_of(self.ask.facts.as_of([&identity::read(&self.identity)]))
    }

    /// An application has room for twenty credentials; customers share them.
    pub(super) fn count(&self) -> Option<Check> {
        let found = self.which.found(self.ask)?;
        let read = graph::credentials_read(&found.id);
        let (name, limit) = (&found.name, graph::LIMIT);
        let check = match graph::credentials(&found.id, self.ask.facts) {
            Reading::Found(_) if self.trusts().is_some() => Check::new(
                "credentials",
                Finding::Passed,
                format!("{} may act as {name} already.", self.identity.name()),
            ),
            Reading::Found(all) if all.len() >= limit => Check::new(
                "credentials",
                Finding::Failed,
                format!("{name} has {} federated credentials, and takes no more.", all.len()),
            )
            .reason("One identity serves any number of customers: choose an identity that may act as it already, or remove a credential that nothing needs."),
            Reading::Found(all) => Check::new(
                "credentials",
                Finding::Passed,
                format!("{name} has {} of {limit} federated credentials.", all.len()),
            ),
            Reading::Missing | Reading::NotRead | Reading::Failed(_) => Check::new(
                "credentials",
                Finding::Unknown,
                format!("How many federated credentials {name} has is not known."),
            ),
        };
        Some(check.source(&PAGE).as_of(self.ask.facts.as_of([&read])))
    }
}
