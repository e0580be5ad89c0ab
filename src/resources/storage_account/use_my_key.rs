//! *Use my key*: identity, grant, wait, key, proof, in the order that Azure needs them.

use serde_json::Value;

use super::opener::{self, Opener, PERMISSIONS};
use super::{IN_USE, NOT_YET, PATIENCE, StorageAccount, WRITE, body, model};
use crate::arm::access::{AskAt, Permission, Planned, locks, policy, providers, rights};
use crate::arm::{Read, Request, Resource, ResourceId, versions};
use crate::form::{Form, Invalid};
use crate::keys::key::Needs;
use crate::keys::{Attached, KeySource};
use crate::plan::{Check, Condition, Finding, Plan, Step, Watch, preflight};
use crate::resources::own_key::{self, Access, OwnKey};
use crate::resources::{Action, Ask, ResourceType};

/// Puts an account that uses Microsoft's key under the customer's.
pub(super) struct UseMyKey;

impl Action for UseMyKey {
    fn id(&self) -> &'static str {
        "use-my-key"
    }

    fn label(&self) -> &'static str {
        "Use my key"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &PERMISSIONS }
    }

    fn applies(&self, resource: &Resource) -> Result<(), String> {
        match model::configuration(resource).map(|it| it.source) {
            Ok(KeySource::Customer(reference)) => Err(format!(
                "It uses your key {} already.",
                reference.key.name()
            )),
            Ok(_) => Ok(()),
            Err(why) => Err(format!(
                "What it says about its key cannot be understood: {}.",
                why.0
            )),
        }
    }

    fn form(&self, resource: Option<&Resource>) -> Form {
        let subscription = resource
            .and_then(|it| it.id.subscription())
            .unwrap_or_default()
            .to_owned();
        let mut fields = own_key::key_questions("Storage looks for a new version once a day.");
        fields.extend(opener::questions(&subscription));
        fields.push(own_key::grant_question());
        Form::new(fields)
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let Some(target) = ask.target else {
            return Vec::new();
        };
        let subscription = target.subscription().unwrap_or_default();
        let mut reads = vec![
            Read::one(Request::get(target, versions::STORAGE)),
            rights::read(target),
            providers::read(subscription, "Microsoft.Storage"),
        ];
        reads.extend(locks::reads(target));
        let (Ok(wish), Some(account)) = (Wish::of(ask), account(target, ask)) else {
            return reads;
        };
        reads.extend(wish.opener.reads());
        reads.extend(policy::read(&wish.planned(&account), AskAt::Group));
        if let Some(group) = target.group_id() {
            reads.push(policy::assignments_read(&group));
        }
        reads.extend(
            wish.access(&account, ask)
                .map(|it| it.reads())
                .unwrap_or_default(),
        );
        reads
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let target = ask
            .target
            .ok_or_else(|| Invalid::new("target", "Choose a storage account."))?;
        let wish = Wish::of(ask)?;
        let account = account(target, ask)
            .ok_or_else(|| Invalid::new("target", "The storage account could not be read."))?;
        let read = Request::get(target, versions::STORAGE);
        let mut plan = Plan::new(
            format!("Use my key on {}", account.name),
            self.id(),
            target.clone(),
            Watch::new(read.clone(), Condition::Exists).paced(10, 300),
        );
        plan.checks = checks(&wish, &account, ask);
        match wish.access(&account, ask) {
            Some(access) => {
                plan.checks.extend(access.checks(Needs::USUAL));
                wish.steps(&mut plan, &account, &access);
            }
            None => plan.checks.push(Check::new(
                "principal",
                Finding::Failed,
                "Who would open the vault is not known.",
            )),
        }
        Ok(plan.finish(ask.tenant))
    }
}

/// The answers as types.
struct Wish {
    own: OwnKey,
    opener: Opener,
}

impl Wish {
    fn of(ask: &Ask<'_>) -> Result<Self, Invalid> {
        Ok(Self {
            own: OwnKey::of(ask.answers, ask.cloud)?,
            opener: Opener::of(ask.answers)?,
        })
    }

    fn attached(&self, account: &Resource) -> Attached {
        Attached::parse(&account.identity)
    }

    /// The way to the key, once it is known who will open the vault.
    fn access<'a>(&'a self, account: &'a Resource, ask: &'a Ask<'a>) -> Option<Access<'a>> {
        Some(Access {
            ask,
            own: &self.own,
            arm_type: StorageAccount.arm_type(),
            identity: self.opener.kind(),
            identity_name: self.opener.name(&account.name),
            principal: self.opener.principal(&self.attached(account), ask)?,
            near: account.id.subscription().unwrap_or_default(),
        })
    }

    /// Identity, grant, key and proof; none of them before the vault is found.
    fn steps(&self, plan: &mut Plan, account: &Resource, access: &Access<'_>) {
        let Some(vault) = access.vault() else { return };
        let read = Request::get(&account.id, versions::STORAGE);
        let watch = Watch::new(read, self.proof(access.proof(&vault, IN_USE))).paced(10, 300);
        plan.proof = super::proof(watch.clone());
        plan.steps
            .extend(self.opener.attach(account, &self.attached(account)));
        plan.steps.extend(access.grant_steps(&vault));
        plan.steps.extend(access.newest_step(&vault));
        plan.steps.push(self.set_key(account, watch));
    }

    fn body(&self) -> Value {
        body::set_key(&self.own.pasted.key, self.own.version(), self.opener.id())
    }

    fn set_key(&self, account: &Resource, shown_by: Watch) -> Step {
        let request = Request::patch(&account.id, versions::STORAGE, self.body());
        Step::send("set-key", "Set the key", request, shown_by)
            .why("In a request of its own: Storage refuses to change identity and key together.")
            .needs(WRITE)
            .patience(&NOT_YET, PATIENCE)
            .undo("Return to Microsoft-managed keys, at any time.")
    }

    /// The key in use is the wanted one, and it is followed and opened as asked.
    fn proof(&self, key: Condition) -> Condition {
        let at = |name: &str| format!("/properties/encryption/{name}");
        let mut all = vec![
            key,
            Condition::Is(at("keySource"), "Microsoft.Keyvault".into()),
        ];
        all.push(Condition::Is(
            at("keyvaultproperties/keyversion"),
            self.own.version().into(),
        ));
        if let Some(id) = self.opener.id() {
            all.push(Condition::Is(
                at("identity/userAssignedIdentity"),
                id.to_string(),
            ));
        }
        Condition::All(all)
    }

    /// The whole account as it will be, for the policies to judge.
    fn planned(&self, account: &Resource) -> Planned {
        let mut body = serde_json::to_value(account).unwrap_or_default();
        overlay(&mut body, &self.body());
        Planned {
            id: account.id.clone(),
            body,
            api_version: versions::STORAGE.into(),
        }
    }
}

fn checks(wish: &Wish, account: &Resource, ask: &Ask<'_>) -> Vec<Check> {
    let (target, facts) = (&account.id, ask.facts);
    let subscription = target.subscription().unwrap_or_default();
    let planned = wish.planned(account);
    let mut checks = vec![
        fits(account),
        preflight::idle(account),
        preflight::right("right-account", WRITE, target, &account.name, facts),
        preflight::locks("locks", target, &account.name, facts),
        preflight::policies(
            &planned,
            policy::read(&planned, AskAt::Group).as_ref(),
            facts,
        ),
        preflight::provider("Microsoft.Storage", subscription, facts),
    ];
    checks.extend(wish.opener.checks(&wish.attached(account), ask));
    checks
}

/// The action is for accounts with Microsoft's key; changing one's own is another matter.
fn fits(account: &Resource) -> Check {
    match UseMyKey.applies(account) {
        Ok(()) => Check::new(
            "applies",
            Finding::Passed,
            format!("{} uses a Microsoft-managed key now.", account.name),
        ),
        Err(why) => Check::new("applies", Finding::Failed, why),
    }
}

fn account(target: &ResourceId, ask: &Ask<'_>) -> Option<Resource> {
    let read = (&StorageAccount as &dyn ResourceType).read(target);
    ask.facts
        .value(&read)
        .and_then(|it| Resource::read(it).ok())
}

/// Lays the members of one object over another, the way a PATCH does.
fn overlay(below: &mut Value, above: &Value) {
    match (below, above) {
        (Value::Object(below), Value::Object(above)) => {
            for (name, value) in above {
                overlay(below.entry(name.clone()).or_insert(Value::Null), value);
            }
        }
        (below, above) => below.clone_from(above),
    }
}
