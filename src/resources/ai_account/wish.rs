//! A key for an account that is there: identity, grant, wait, key, proof.

use serde_json::Value;

use super::body;
use super::keyed::{self, Keyed};
use super::kinds;
use super::notes::Seen;
use super::{NOT_YET, PATIENCE, account};
use crate::arm::{Read, Resource};
use crate::keys::identity::ASSIGN;
use crate::keys::vault::Vault;
use crate::keys::{Attached, IdentityKind};
use crate::plan::{Condition, Plan, Step};
use crate::resources::own_key::{Access, Opener, PRINCIPAL};
use crate::resources::{Action, Ask};

/// What an account that is there is to be changed to.
#[derive(Debug)]
pub(super) struct Wish {
    pub(super) keyed: Keyed,
    /// How to take it back, in a sentence; empty where there is no way back.
    pub(super) undo: String,
    /// Whether this is the account's first key of the customer's.
    pub(super) is_first: bool,
}

impl Wish {
    fn access<'a>(&'a self, account: &'a Resource, ask: &'a Ask<'a>) -> Option<Access<'a>> {
        let near = account.id.subscription().unwrap_or_default();
        let attached = attached(account);
        self.keyed.access(&attached, (&account.name, near), ask)
    }

    fn client(&self, account: &Resource, ask: &Ask<'_>) -> Option<String> {
        self.keyed.client(&attached(account), ask)
    }

    fn body(&self, client: Option<&str>) -> Value {
        body::set_key(self.keyed.named(client))
    }

    /// What must be read about the key, the vault and who opens it.
    pub(super) fn reads(&self, account: &Resource, ask: &Ask<'_>) -> Vec<Read> {
        let mut reads = self.keyed.opener.reads();
        let client = self.client(account, ask);
        if self.keyed.is_nameable(client.as_deref()) {
            reads.extend(account::policy_reads(
                account,
                &self.body(client.as_deref()),
            ));
        }
        let access = self.access(account, ask);
        reads.extend(access.map(|it| keyed::reads(&it)).unwrap_or_default());
        reads
    }

    /// The plan of an action that sets the key.
    pub(super) fn plan(
        &self,
        action: &dyn Action,
        title: String,
        account: &Resource,
        ask: &Ask<'_>,
    ) -> Plan {
        let client = self.client(account, ask);
        let sent = self.body(client.as_deref());
        let mut plan = account::plan(action, title, (account, &sent), ask);
        let opener = &self.keyed.opener;
        plan.checks.extend(opener.checks(&attached(account), ask));
        plan.checks.extend(kinds::identity(account, opener));
        let access = self.access(account, ask);
        let Some(access) = access.filter(|_| self.keyed.is_nameable(client.as_deref())) else {
            plan.checks.push(keyed::nobody());
            return plan;
        };
        let seen = Seen {
            kind: account.kind.as_deref().unwrap_or_default(),
            region: &account.location,
            properties: &account.properties,
        };
        plan.checks.extend(self.keyed.checks(&access, seen));
        if let Some(vault) = access.vault() {
            self.steps(&mut plan, account, (&access, &vault, client.as_deref()));
        }
        plan
    }

    fn steps(
        &self,
        plan: &mut Plan,
        account: &Resource,
        (access, vault, client): (&Access<'_>, &Vault, Option<&str>),
    ) {
        plan.steps.extend(attach(&self.keyed.opener, account));
        let grant = access.grant_steps_with(vault, self.keyed.role);
        plan.steps.extend(grant);
        plan.steps.extend(access.newest_step(vault));
        let shown = self.keyed.shown(access, vault, client);
        let watch = account::watch(&account.id, shown);
        plan.proof = account::proof(watch.clone());
        let step = account::patch(
            "set-key",
            "Set the key",
            account,
            (self.body(client), watch),
        )
        .why("A change of the encryption alone: what it does not name stays as it is.")
        .patience(&NOT_YET, PATIENCE)
        .expected(300)
        .undo(&self.undo);
        let door = keyed::door(kinds::is_foundry(account)).filter(|_| self.is_first);
        plan.steps.push(match door {
            Some(words) => step.one_way_door(words),
            None => step,
        });
    }
}

fn attached(account: &Resource) -> Attached {
    Attached::parse(&account.identity)
}

/// Attaches the identity where it is not attached yet.
fn attach(opener: &Opener, account: &Resource) -> Option<Step> {
    let attached = attached(account);
    let (title, seen) = match opener {
        Opener::System if attached.system.is_some() => return None,
        Opener::System => (
            format!("Give {} an identity of its own", account.name),
            Condition::Present("/identity/principalId".into()),
        ),
        Opener::User(id) if attached.user(id).is_some() => return None,
        Opener::User(id) => (
            format!("Attach {} to the account", id.name()),
            Condition::Member("/identity/userAssignedIdentities".into(), id.to_string()),
        ),
    };
    let watch = account::watch(&account.id, seen);
    let step = account::patch(
        "attach",
        &title,
        account,
        (body::attach(opener, &attached), watch),
    )
    .why("Before the key: it names who opens the vault.")
    .undo("Detach the identity while nothing uses it.");
    Some(match opener.kind() {
        IdentityKind::System => step.capture(PRINCIPAL, "/identity/principalId"),
        IdentityKind::User => step.needs(ASSIGN),
    })
}
