//! What is really so: asked of the sandbox with every fault switched off, and without the plan's
//! own conditions.

use cmk_console::arm::{Cloud, Request, ResourceId};
use cmk_console::form::Answers;
use cmk_console::keys::{KeyUri, Pasted, VaultKind};
use cmk_console::plan::{Outcome, Run};
use cmk_console::sandbox::virtual_time::VirtualTime;
use serde_json::{Value, json};

use super::Wish;

const STORAGE: &str = "2025-08-01";
const KEY_VAULT: &str = "2026-02-01";
const IDENTITY: &str = "2024-11-30";

/// Who claims success must be right. Who claims nothing may have been too careful.
pub fn check(time: &VirtualTime, wish: &Wish, run: &Run) {
    let claims = run.outcome.as_ref().is_some_and(Outcome::is_success);
    if claims && let Err(why) = of(time, wish) {
        panic!("{} claims success, but {why}\n{run:#?}", wish.action.id());
    }
}

/// Whether what was wished for is so.
fn of(time: &VirtualTime, wish: &Wish) -> Result<(), String> {
    let truth = Truth::of(time);
    let answers = wish.action.form(None).complete(&wish.answers);
    let target = target(wish, &answers);
    match (wish.kind.label(), wish.action.id()) {
        (_, "revoke") => truth.may_open(&target, false),
        (_, "restore") => truth.may_open(&target, true),
        ("Log Analytics workspace", action) => truth.workspace(action, &target, &answers),
        ("AI account" | "deleted AI account", action) => {
            truth.ai_account(action, &target, &answers)
        }
        ("Log Analytics cluster", action) => truth.cluster(action, &target, &answers),
        ("integration service environment", action) => truth.environment(action, &target, &answers),
        ("virtual network", action) => truth.network(action, &target, &answers),
        (_, "use-my-key" | "create-with-my-key") => {
            truth.uses_key(&target, &answers)?;
            truth.is_opened_by(&target, &answers)
        }
        (_, "change-key") => truth.uses_key(&target, &answers),
        (_, "follow-latest") => truth.follows(&target),
        (_, "return-to-microsoft") => {
            let at = "/properties/encryption/keySource";
            is(
                &truth.read(&target, STORAGE),
                at,
                &json!("Microsoft.Storage"),
            )
        }
        (_, "change-opener") => truth.has_another_opener(&target, &answers),
        (_, "offer-customer-key") => truth.is_prepared(&answers),
        (_, "use-customer-key") => truth.has_customers_key(&target, &answers),
        (_, "let-provider-use-key") => truth.may_be_used(&answers),
        (_, "pin-version") => truth.is_pinned(&target, &answers),
        ("key vault", action) => truth.vault_action(action, &target, &answers),
        ("managed identity", "create") => {
            let found = truth.read(&target, IDENTITY);
            is(&found, "/name", &json!(target.name()))
        }
        other => panic!("nobody has written down what {other:?} is to bring about"),
    }
}

/// What a wish is about, where that is made first too.
fn target(wish: &Wish, answers: &Answers) -> ResourceId {
    if let Some(target) = &wish.target {
        return target.clone();
    }
    let group = ResourceId::of_group(answers.text("subscription"), answers.text("group"));
    group.provider(wish.kind.arm_type(), answers.text("name"))
}

/// Who owns what there is in each directory.
pub(super) const OWNERS: [&str; 3] = ["mara", "aiko", "noor"];

/// The sandbox as it is, with nothing in the way.
pub(super) struct Truth(pub(super) VirtualTime);

impl Truth {
    fn of(time: &VirtualTime) -> Self {
        let time = time.clone();
        time.set_faults(&[]);
        Self(time)
    }

    /// What the owner of a resource reads; `null` where it is not there.
    pub(super) fn read(&self, path: impl AsRef<str>, version: &str) -> Value {
        self.ask(&Request::get(path.as_ref(), version))
    }

    pub(super) fn ask(&self, request: &Request) -> Value {
        let answers = OWNERS.map(|it| self.0.as_person(it).ask(request));
        let found = answers.iter().find(|it| it.is_success());
        found.map(|it| it.value().clone()).unwrap_or_default()
    }

    /// Where a key is.
    pub(super) fn key_id(&self, key: &str) -> Result<ResourceId, String> {
        let wanted = KeyUri::parse(key, &Cloud::public()).map_err(|it| it.why)?;
        let vault = self.vault(&wanted).ok_or("there is no such vault")?;
        Ok(vault.child("keys", wanted.key.name()))
    }

    fn uses_key(&self, account: &ResourceId, answers: &Answers) -> Result<(), String> {
        let wanted = KeyUri::parse(answers.text("key"), &Cloud::public()).expect("a key");
        let account = self.read(account, STORAGE);
        let pinned = answers.is("versions", "pinned");
        let version = if pinned {
            wanted.key.version_text()
        } else {
            ""
        };
        let encryption = |name: &str| format!("/properties/encryption/{name}");
        is(
            &account,
            &encryption("keySource"),
            &json!("Microsoft.Keyvault"),
        )?;
        is(
            &account,
            "/properties/provisioningState",
            &json!("Succeeded"),
        )?;
        is(
            &account,
            &encryption("keyvaultproperties/keyversion"),
            &json!(version),
        )?;
        let at = encryption("keyvaultproperties/currentVersionedKeyIdentifier");
        match self.identifier(&wanted, pinned)? {
            Some(identifier) => is(&account, &at, &json!(identifier)),
            None => {
                let in_use = account.pointer(&at).and_then(Value::as_str);
                let in_use = in_use.and_then(|it| KeyUri::read(it).ok());
                let same = in_use.is_some_and(|it| it.is_same_key(&wanted.key));
                same.then_some(())
                    .ok_or_else(|| "another key is in use".into())
            }
        }
    }

    /// Whether an account follows its key, and has the newest version of it.
    fn follows(&self, account: &ResourceId) -> Result<(), String> {
        let shown = self.read(account, STORAGE);
        let part = |name: &str| {
            let at = format!("/properties/encryption/keyvaultproperties/{name}");
            shown
                .pointer(&at)
                .and_then(Value::as_str)
                .unwrap_or_default()
        };
        let key = format!("{}/keys/{}", part("keyvaulturi"), part("keyname"));
        let answers = [("key", key), ("versions", "latest".to_owned())];
        self.uses_key(account, &answers.into_iter().collect())
    }

    fn is_pinned(&self, account: &ResourceId, answers: &Answers) -> Result<(), String> {
        let mut answers = answers.clone();
        answers.set("versions", "pinned");
        self.uses_key(account, &answers)
    }

    /// Whether another identity opens the vault of the customer's key, and the old one is there or
    /// gone as answered.
    fn has_another_opener(&self, account: &ResourceId, answers: &Answers) -> Result<(), String> {
        self.is_opened_by(account, answers)?;
        let shown = self.read(account, STORAGE);
        let source = "/properties/encryption/keySource";
        is(&shown, source, &json!("Microsoft.Keyvault"))?;
        let kinds = match (answers.text("before"), answers.text("identity-kind")) {
            ("keep", _) => "SystemAssigned,UserAssigned",
            (_, "system") => "SystemAssigned",
            _ => "UserAssigned",
        };
        is(&shown, "/identity/type", &json!(kinds))
    }

    /// Whether the vault is opened by the identity that was answered.
    fn is_opened_by(&self, account: &ResourceId, answers: &Answers) -> Result<(), String> {
        let opener = match answers.text("identity-kind") {
            "system" => Value::Null,
            _ => json!(answers.text("identity")),
        };
        let at = "/properties/encryption/identity/userAssignedIdentity";
        is(&self.read(account, STORAGE), at, &opener)
    }

    /// The identifier of the version that is wanted: the pinned one, or the newest there is. None
    /// where a Managed HSM hides its keys: then any version will do, since nobody could know.
    pub(super) fn identifier(
        &self,
        wanted: &Pasted,
        pinned: bool,
    ) -> Result<Option<String>, String> {
        if pinned {
            return Ok(Some(wanted.key.to_string()));
        }
        let vault = self.vault(wanted).ok_or("there is no such vault")?;
        let key = self.read(vault.child("keys", wanted.key.name()), KEY_VAULT);
        let newest = key.pointer("/properties/keyUriWithVersion");
        match newest.and_then(Value::as_str) {
            Some(newest) => Ok(Some(newest.to_owned())),
            None if wanted.key.kind() == VaultKind::ManagedHsm => Ok(None),
            None => Err("there is no such key".into()),
        }
    }

    fn vault(&self, wanted: &Pasted) -> Option<ResourceId> {
        self.vault_of(&wanted.key)
    }

    /// The vault that a key lies in.
    pub(super) fn vault_of(&self, key: &KeyUri) -> Option<ResourceId> {
        let list = Request::get("/subscriptions", "2022-12-01");
        let all = OWNERS.map(|it| rows(self.0.as_person(it).ask(&list).value()));
        let kind = key.kind().arm_type();
        let lists = all.into_iter().flatten().map(|it| {
            let path = format!("{}/providers/{kind}", it["id"].as_str().unwrap_or_default());
            rows(&self.read(path, KEY_VAULT))
        });
        let ids = lists
            .flatten()
            .filter_map(|it| ResourceId::parse(it["id"].as_str()?).ok());
        let mut ids = ids.filter(|it| it.name().eq_ignore_ascii_case(key.vault_name()));
        ids.next()
    }
}

pub(super) fn rows(list: &Value) -> Vec<Value> {
    list["value"].as_array().cloned().unwrap_or_default()
}

/// Whether a value is this one; texts ignoring case.
pub(super) fn is(body: &Value, at: &str, wanted: &Value) -> Result<(), String> {
    let found = body.pointer(at).unwrap_or(&Value::Null);
    let same = match (found, wanted) {
        (Value::String(found), Value::String(wanted)) => found.eq_ignore_ascii_case(wanted),
        (found, wanted) => found == wanted,
    };
    if same {
        return Ok(());
    }
    Err(format!("{at} is {found} and not {wanted}"))
}
