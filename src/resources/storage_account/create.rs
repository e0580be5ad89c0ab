//! *Create with my key*: identity and grant first, then the account with its key in one request.

use serde_json::json;

use super::body::{self, CreateOnly};
use super::only_now::{create_only, forever, only_now};
use super::opener::PERMISSIONS;
use super::{IN_USE, NOT_YET, PATIENCE, StorageAccount, WRITE};
use crate::arm::access::{Permission, Planned};
use crate::arm::{Read, Request, Resource, Source, versions};
use crate::form::{Field, Form, Input, Invalid};
use crate::keys::identity::ASSIGN;
use crate::keys::key::Needs;
use crate::keys::{Attached, IdentityKind, names};
use crate::plan::{Check, Condition, Finding, Plan, Step, Watch};
use crate::resources::own_key::{self, Access, Opener, OwnKey};
use crate::resources::place::{self, Place};
use crate::resources::{Action, Ask, ResourceType, free_name};

const NEW_ACCOUNT: Source = Source::new(
    "Configure customer-managed keys for a new storage account",
    "https://learn.microsoft.com/azure/storage/common/customer-managed-keys-configure-new-account",
    "2026-08-21",
);
/// Creates an account under the customer's key.
pub(super) struct CreateWithMyKey;

impl Action for CreateWithMyKey {
    fn id(&self) -> &'static str {
        "create-with-my-key"
    }

    fn label(&self) -> &'static str {
        "Create with my key"
    }

    fn creates(&self) -> bool {
        true
    }

    fn needs(&self) -> &'static [Permission] {
        const { &PERMISSIONS }
    }

    fn applies(&self, _: &Resource) -> Result<(), String> {
        Ok(())
    }

    fn form(&self, _: Option<&Resource>) -> Form {
        let name = Field::new("name", "Name", Input::Text(names::storage_account))
            .help("Unique in all of Azure.")
            .example("fabrikamorders");
        let mut fields = place::fields(name);
        fields.extend(own_key::key_questions(
            "Storage looks for a new version once a day.",
        ));
        fields.push(
            own_key::identity_question("{{subscription}}")
                .help("At creation Azure takes a user-assigned identity only."),
        );
        fields.push(own_key::grant_question());
        fields.extend(only_now());
        Form::new(fields)
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let Ok(wish) = Wish::of(ask) else {
            return Vec::new();
        };
        let place = &wish.place;
        let mut reads = place.reads(&StorageAccount, ask);
        reads.push(free_name::read(&StorageAccount, place));
        reads.extend(wish.opener.reads());
        reads.extend(place.policies_reads(&wish.planned(), ask));
        reads.extend(wish.access(ask).map(|it| it.reads()).unwrap_or_default());
        reads
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let wish = Wish::of(ask)?;
        wish.place.known_region(ask)?;
        let (place, target) = (&wish.place, &wish.place.target);
        let read = Request::get(target, versions::STORAGE);
        let unproved = Watch::new(read.clone(), Condition::Exists);
        let mut plan = Plan::new(
            format!("Create {} with my key", target.name()),
            self.id(),
            target.clone(),
            unproved,
        );
        plan.checks = place.checks(&StorageAccount, ask);
        plan.checks
            .push(free_name::check(&StorageAccount, place, &NEW_ACCOUNT, ask));
        plan.checks.push(forever(wish.only_now));
        plan.checks.push(place.policies(&wish.planned(), ask));
        plan.checks
            .extend(wish.opener.checks(&Attached::default(), ask));
        plan.steps = place.steps(&StorageAccount, ask);
        match wish.access(ask) {
            Some(access) => {
                plan.checks.extend(access.checks(Needs::USUAL));
                wish.key_steps(&mut plan, &access);
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
    place: Place,
    own: OwnKey,
    opener: Opener,
    sku: String,
    only_now: CreateOnly,
}

impl Wish {
    fn of(ask: &Ask<'_>) -> Result<Self, Invalid> {
        let answers = ask.answers;
        let place = Place::of(answers, StorageAccount.arm_type())?;
        names::storage_account(place.target.name()).map_err(|it| Invalid::unfit("name", it))?;
        Ok(Self {
            place,
            own: OwnKey::of(answers, ask.cloud)?,
            opener: Opener::of(answers)?,
            sku: answers.needed("sku")?.to_owned(),
            only_now: create_only(answers),
        })
    }

    /// The way to the key, once it is known who will open the vault.
    fn access<'a>(&'a self, ask: &'a Ask<'a>) -> Option<Access<'a>> {
        Some(Access {
            ask,
            own: &self.own,
            arm_type: StorageAccount.arm_type(),
            identity: IdentityKind::User,
            identity_name: self.opener.name(self.place.target.name()),
            principal: self.opener.principal(&Attached::default(), ask)?,
            near: &self.place.subscription,
        })
    }

    fn body(&self) -> serde_json::Value {
        let key = (&self.own.pasted.key, self.own.version());
        match self.opener.id() {
            Some(identity) => body::create(
                &self.place.location,
                &self.sku,
                key,
                identity,
                self.only_now,
            ),
            None => json!({}),
        }
    }

    /// Grant, creation and proof; none of them before the vault is found.
    fn key_steps(&self, plan: &mut Plan, access: &Access<'_>) {
        let Some(vault) = access.vault() else { return };
        let read = Request::get(&self.place.target, versions::STORAGE);
        let watch = Watch::new(read, self.proof(access.proof(&vault, IN_USE))).paced(10, 600);
        plan.proof = super::proof(watch.clone());
        plan.steps.extend(access.grant_steps(&vault));
        plan.steps.extend(access.newest_step(&vault));
        plan.steps.push(self.step(watch));
    }

    fn step(&self, shown_by: Watch) -> Step {
        let request = Request::put(&self.place.target, versions::STORAGE, self.body());
        Step::send(
            "create",
            "Create the account with the key",
            request,
            shown_by,
        )
        .why("One request, so that no policy ever sees the account without your key.")
        .needs(WRITE)
        .needs(ASSIGN)
        .patience(&NOT_YET, PATIENCE)
        .expected(30)
        .undo("Delete the account while it is empty.")
    }

    fn proof(&self, key: Condition) -> Condition {
        let at = |name: &str| format!("/properties/encryption/{name}");
        let mut all = vec![
            key,
            Condition::Is("/properties/provisioningState".into(), "Succeeded".into()),
            Condition::Is(at("keySource"), "Microsoft.Keyvault".into()),
            Condition::Is(
                at("keyvaultproperties/keyversion"),
                self.own.version().into(),
            ),
        ];
        let chosen = [
            (self.only_now.queues, "services/queue/keyType", "Account"),
            (self.only_now.tables, "services/table/keyType", "Account"),
            (
                self.only_now.infrastructure,
                "requireInfrastructureEncryption",
                "true",
            ),
        ];
        all.extend(
            chosen
                .iter()
                .filter(|it| it.0)
                .map(|(_, name, value)| Condition::Is(at(name), (*value).into())),
        );
        Condition::All(all)
    }

    fn planned(&self) -> Planned {
        Planned {
            id: self.place.target.clone(),
            body: self.body(),
            api_version: versions::STORAGE.into(),
        }
    }
}
