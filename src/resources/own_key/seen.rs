//! The read that shows a grant, whether a step makes it or it is there already.

use super::access::Access;
use crate::keys::grant::{How, assignment};
use crate::keys::vault::Vault;
use crate::plan::{Condition, Watch};

impl Access<'_> {
    /// The read that shows the grant, in the vault or below it; none where only its administrator
    /// sees it.
    #[must_use]
    pub fn grant_seen(&self, vault: &Vault) -> Option<Watch> {
        let held = self.granted(vault);
        let seen = match held.granted().map(|it| &it.how) {
            None => {
                let steps = self.grant_steps(vault);
                let grant = steps.iter().find(|it| it.id == "grant");
                return grant.and_then(|it| it.shown_by().cloned());
            }
            Some(How::AccessPolicy(_)) => return Some(self.allowed(vault)),
            Some(How::Role { assignment, .. }) => {
                Condition::Has("/value".into(), "/id".into(), assignment.to_string())
            }
            Some(How::Roles(_)) => Condition::Present("/value/0/id".into()),
        };
        let scope = vault.key_id(self.key().name());
        let read = assignment::read(&scope, &self.principal_text());
        Some(Watch::new(read.request, seen))
    }
}
