//! *Use a customer's key*: a key in another directory, through the application that is installed
//! there.
//!
//! Source: Azure/azure-rest-api-specs, `specification/storage`, example
//! `StorageAccountUpdateUserAssignedIdentityWithFederatedIdentityClientId.json`, read 21 Aug 2026.

use serde_json::Value;

use super::opener::{self, PERMISSIONS};
use super::{IN_USE, NOT_YET, PATIENCE, WRITE, account, body, key_scope, model};
use crate::arm::access::Permission;
use crate::arm::{Read, Request, Resource, ResourceId, versions};
use crate::directory::capsule::Capsule;
use crate::form::{Field, Form, Input, Invalid};
use crate::keys::names::Unfit;
use crate::keys::{Attached, KeySource, identity};
use crate::plan::{Condition, Plan, Step, Watch};
use crate::resources::across::{self, Taken};
use crate::resources::own_key::{Opener, identity_question};
use crate::resources::{Action, Ask};

/// Puts an account under the key of a customer's directory.
pub(super) struct UseCustomerKey;

impl Action for UseCustomerKey {
    fn id(&self) -> &'static str {
        across::TAKE
    }

    fn label(&self) -> &'static str {
        "Use a customer's key"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &PERMISSIONS }
    }

    fn applies(&self, resource: &Resource) -> Result<(), String> {
        match model::configuration(resource).map(|it| it.source) {
            Ok(KeySource::Customer(it)) if it.federated_client.is_none() => Err(format!(
                "It uses the key {} of this directory. Return it to Microsoft-managed keys first; its data stays encrypted.",
                it.key.name()
            )),
            Ok(_) => Ok(()),
            Err(why) => Err(model::not_understood(&why)),
        }
    }

    fn form(&self, resource: Option<&Resource>) -> Form {
        let subscription = resource.and_then(|it| it.id.subscription());
        let identity = identity_question(subscription.unwrap_or_default())
            .help("The one that was prepared: it may act as the application.");
        let attached = resource.map(|it| Attached::parse(&it.identity));
        let held = attached.and_then(|it| it.user.first().map(|it| it.id.to_string()));
        Form::new(vec![
            Field::new(across::LINK, "Receipt", Input::Text(is_receipt))
                .help("The link that your customer sent back."),
            identity.initial(&held.unwrap_or_default()),
        ])
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let Some(target) = ask.target else {
            return Vec::new();
        };
        let mut reads = account::reads(target);
        let (Some(account), Ok(opener)) = (account::read(ask), Opener::of(ask.answers)) else {
            return reads;
        };
        reads.extend(opener.reads());
        if let Ok(taken) = Taken::of(ask, &account) {
            reads.extend(taken.reads(ask));
            let body = change(&taken, opener.id());
            reads.extend(account::policy_reads(&account, &body));
        }
        reads
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let account = account::planned_for(ask)?;
        let title = format!("Use a customer's key on {}", account.name);
        let (taken, opener) = (Taken::of(ask, &account)?, Opener::of(ask.answers)?);
        let attached = Attached::parse(&account.identity);
        let identity = opener
            .id()
            .and_then(|it| identity::one(it, ask.facts).into_found());
        let body = change(&taken, opener.id());
        let mut plan = account::plan(self, title, (&account, &body), ask);
        plan.checks.extend(opener::checks(&opener, &attached, ask));
        plan.checks.extend(taken.checks(identity.as_ref(), ask));
        plan.checks.extend(key_scope::left_out(&account));
        let shown_by = proved_by(&taken, &opener, &account);
        plan.proof = super::proof(shown_by.clone());
        plan.steps
            .extend(opener::attach(&opener, &account, &attached));
        plan.steps.push(set_key(&account, body, shown_by));
        Ok(plan.finish(ask.tenant))
    }
}

fn is_receipt(link: &str) -> Result<(), Unfit> {
    let why = match Capsule::parse(link) {
        Ok(Capsule::Receipt(_)) => return Ok(()),
        Ok(Capsule::Request(_)) => crate::directory::capsule::Refused::OtherKind,
        Err(why) => why,
    };
    Err(Unfit::new(format!("{} {}", why.what(), why.next()), ""))
}

fn change(taken: &Taken, identity: Option<&ResourceId>) -> Value {
    body::set_key_across(&taken.key, identity, &taken.receipt.application)
}

fn set_key(account: &Resource, body: Value, shown_by: Watch) -> Step {
    let request = Request::patch(&account.id, versions::STORAGE, body);
    Step::send("set-key", "Set the key", request, shown_by)
        .why("In a request of its own: Storage refuses to change identity and key together. federatedIdentityClientId names the application through which the identity reaches the other directory.")
        .needs(WRITE)
        .patience(&NOT_YET, PATIENCE)
        .undo("Return to Microsoft-managed keys, at any time while the key can be used.")
}

/// The customer's key is in use, opened by this identity through this application.
fn proved_by(taken: &Taken, opener: &Opener, account: &Resource) -> Watch {
    let at = |name: &str| format!("/properties/encryption/{name}");
    let identity = opener.id().map_or("", |it| it.as_str());
    let client = taken.receipt.application.clone();
    let all = vec![
        Condition::UsesKey(IN_USE.into(), taken.key.to_string()),
        Condition::Is(at("keySource"), "Microsoft.Keyvault".into()),
        Condition::Is(at("keyvaultproperties/keyversion"), String::new()),
        Condition::Is(at("identity/userAssignedIdentity"), identity.into()),
        Condition::Is(at("identity/federatedIdentityClientId"), client),
    ];
    super::watch(account, Condition::All(all))
}
