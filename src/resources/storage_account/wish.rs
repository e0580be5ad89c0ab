//! A key and who opens its vault: what an account that is there is to be changed to.

use serde_json::Value;

use super::{IN_USE, NOT_YET, PATIENCE, StorageAccount, WRITE, account, body, opener};
use crate::arm::{Read, Request, Resource, ResourceId, versions};
use crate::form::Invalid;
use crate::keys::Attached;
use crate::keys::key::Needs;
use crate::keys::vault::Vault;
use crate::plan::{Check, Condition, Finding, Plan, Step, Watch};
use crate::resources::own_key::{Access, Opener, OwnKey};
use crate::resources::{Action, Ask, ResourceType};

/// The key that an account is to use, and who opens the vault.
pub(super) struct Wish {
    pub(super) own: OwnKey,
    pub(super) opener: Opener,
    /// How to take it back, in a sentence.
    pub(super) undo: String,
}

impl Wish {
    /// Both as they were answered.
    pub(super) fn of(ask: &Ask<'_>) -> Result<Self, Invalid> {
        Ok(Self {
            own: OwnKey::of(ask.answers, ask.cloud)?,
            opener: Opener::of(ask.answers)?,
            undo: "Return to Microsoft-managed keys, at any time.".into(),
        })
    }

    pub(super) fn attached(account: &Resource) -> Attached {
        Attached::parse(&account.identity)
    }

    /// The way to the key, once it is known who will open the vault.
    pub(super) fn access<'a>(
        &'a self,
        account: &'a Resource,
        ask: &'a Ask<'a>,
    ) -> Option<Access<'a>> {
        Some(Access {
            ask,
            own: &self.own,
            arm_type: StorageAccount.arm_type(),
            identity: self.opener.kind(),
            identity_name: self.opener.name(&account.name),
            principal: self.opener.principal(&Self::attached(account), ask)?,
            near: account.id.subscription().unwrap_or_default(),
        })
    }

    /// What must be read about the key, the vault and who opens it.
    pub(super) fn reads(&self, account: &Resource, body: &Value, ask: &Ask<'_>) -> Vec<Read> {
        let mut reads = self.opener.reads();
        reads.extend(account::policy_reads(account, body));
        reads.extend(
            self.access(account, ask)
                .map(|it| it.reads())
                .unwrap_or_default(),
        );
        reads
    }

    /// The plan of an action that sets the key: identity, grant, key and proof.
    pub(super) fn plan(
        &self,
        action: &dyn Action,
        title: String,
        account: &Resource,
        ask: &Ask<'_>,
    ) -> Plan {
        let mut plan = account::plan(action, title, (account, &self.body()), ask);
        if let Some((access, vault)) = self.way(&mut plan, account, ask) {
            plan.steps.extend(access.newest_step(&vault));
            let watch = self.proved_by(account, access.proof(&vault, IN_USE));
            plan.proof = super::proof(watch.clone());
            plan.steps.push(self.set_key(account, watch));
        }
        plan
    }

    /// The checks, the identity and its grant; none of the steps before the vault is found.
    pub(super) fn way<'a>(
        &'a self,
        plan: &mut Plan,
        account: &'a Resource,
        ask: &'a Ask<'a>,
    ) -> Option<(Access<'a>, Vault)> {
        let attached = Self::attached(account);
        plan.checks
            .extend(opener::checks(&self.opener, &attached, ask));
        let Some(access) = self.access(account, ask) else {
            plan.checks.push(Check::new(
                "principal",
                Finding::Failed,
                "Who would open the vault is not known.",
            ));
            return None;
        };
        plan.checks.extend(access.checks(Needs::USUAL));
        let vault = access.vault()?;
        plan.steps
            .extend(opener::attach(&self.opener, account, &attached));
        plan.steps.extend(access.grant_steps(&vault));
        Some((access, vault))
    }

    /// The key in use is the wanted one, and it is followed and opened as asked.
    pub(super) fn proved_by(&self, account: &Resource, key: Condition) -> Watch {
        let at = |name: &str| format!("/properties/encryption/{name}");
        let opener = self.opener.id().map_or("", |it| it.as_str());
        let all = vec![
            key,
            Condition::Is(at("keySource"), "Microsoft.Keyvault".into()),
            Condition::Is(
                at("keyvaultproperties/keyversion"),
                self.own.version().into(),
            ),
            Condition::Is(at("identity/userAssignedIdentity"), opener.into()),
        ];
        super::watch(account, Condition::All(all))
    }

    /// Where the key is, once its vault is found.
    pub(super) fn key_id(&self, account: &Resource, ask: &Ask<'_>) -> Option<ResourceId> {
        let vault = self.access(account, ask)?.vault()?;
        Some(vault.key_id(self.own.pasted.key.name()))
    }

    pub(super) fn body(&self) -> Value {
        body::set_key(&self.own.pasted.key, self.own.version(), self.opener.id())
    }

    fn set_key(&self, account: &Resource, shown_by: Watch) -> Step {
        let request = Request::patch(&account.id, versions::STORAGE, self.body());
        Step::send("set-key", "Set the key", request, shown_by)
            .why("In a request of its own: Storage refuses to change identity and key together.")
            .needs(WRITE)
            .patience(&NOT_YET, PATIENCE)
            .undo(&self.undo)
    }
}
