//! The steps that create an account under the customer's key.

use super::create::Wish;
use super::{NOT_YET, PATIENCE, WRITE, account, body, keyed};
use crate::arm::{Request, versions};
use crate::keys::IdentityKind;
use crate::keys::identity::ASSIGN;
use crate::keys::vault::Vault;
use crate::plan::{Condition, Plan, Step};
use crate::resources::own_key::{Access, Opener, PRINCIPAL};

impl Wish {
    /// In one request or in Microsoft's order; the door is on the step that brings the key.
    pub(super) fn steps(
        &self,
        plan: &mut Plan,
        (access, vault, client): (&Access<'_>, &Vault, Option<&str>),
    ) {
        let grant = access.grant_steps_with(vault, self.keyed.role);
        let newest = access.newest_step(vault);
        let shown = self.keyed.shown(access, vault, client);
        let proof = Condition::All(vec![shown.clone(), self.shown()]);
        plan.proof = account::proof(account::watch(&self.place.target, proof.clone()));
        if self.keyed.opener.kind() == IdentityKind::User {
            plan.steps.extend(grant);
            plan.steps.extend(newest);
            plan.steps.push(door(self.create(client, proof)));
            return;
        }
        plan.steps.push(self.create(client, self.shown()));
        plan.steps.extend(grant);
        plan.steps.extend(newest);
        plan.steps.push(door(self.set_key(shown)));
    }

    fn create(&self, client: Option<&str>, seen: Condition) -> Step {
        let target = &self.place.target;
        let request = Request::put(target, versions::COGNITIVE_SERVICES, self.body(client));
        let watch = account::watch(target, seen);
        let step = Step::send("create", "Create the account", request, watch)
            .needs(WRITE)
            .expected(180)
            .undo("Delete the account while it is empty; its names are kept for 48 hours.");
        match self.keyed.opener {
            Opener::System => step
                .why("Without a key yet: its own identity is there only after this, to be granted the key.")
                .capture(PRINCIPAL, "/identity/principalId"),
            Opener::User(_) => step
                .why("One request, so that no policy ever sees the account without your key.")
                .needs(ASSIGN)
                .patience(&NOT_YET, PATIENCE),
        }
    }

    fn set_key(&self, shown: Condition) -> Step {
        let target = &self.place.target;
        let sent = body::set_key(self.keyed.named(None));
        let request = Request::patch(target, versions::COGNITIVE_SERVICES, sent);
        Step::send(
            "set-key",
            "Set the key",
            request,
            account::watch(target, shown),
        )
        .why("After the grant: before the account there was nobody to grant anything to.")
        .needs(WRITE)
        .patience(&NOT_YET, PATIENCE)
        .expected(300)
    }

    /// The account as it was asked for, apart from its key.
    fn shown(&self) -> Condition {
        let at = |name: &str| format!("/properties/{name}");
        let identity = match self.keyed.opener.id() {
            None => Condition::Present("/identity/principalId".into()),
            Some(id) => {
                Condition::Member("/identity/userAssignedIdentities".into(), id.to_string())
            }
        };
        Condition::All(vec![
            identity,
            Condition::Is(at("customSubDomainName"), self.sub_domain.clone()),
            Condition::Is(at("allowProjectManagement"), "true".into()),
        ])
    }
}

/// A new account goes through the door with its first key.
fn door(step: Step) -> Step {
    match keyed::door(true) {
        Some(words) => step.one_way_door(words),
        None => step,
    }
}
