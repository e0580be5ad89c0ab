//! *Create with my key*: with a user-assigned identity in one request, with the account's own in
//! Microsoft's two: the account, then the grant, then the key.

use serde_json::Value;

use super::keyed::{self, Keyed};
use super::notes::Seen;
use super::use_my_key::{FOLLOW, identity_questions};
use super::{AiAccount, PERMISSIONS, account, body, kinds, names, role};
use crate::arm::access::{Permission, Planned};
use crate::arm::{Read, Resource, versions};
use crate::form::{Field, Form, Input, Invalid};
use crate::keys::{Attached, IdentityKind, names as rules};
use crate::plan::{Check, Condition, Finding, Fix, Plan};
use crate::resources::own_key::{Access, Opener, OwnKey, key_questions};
use crate::resources::place::{self, Place};
use crate::resources::{Action, Ask, ResourceType};

/// Creates a Foundry account under the customer's key.
pub(super) struct CreateWithMyKey;

impl Action for CreateWithMyKey {
    fn id(&self) -> &'static str {
        "create-with-my-key"
    }

    fn label(&self) -> &'static str {
        "Create a Foundry account with my key"
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
        let name = Field::new("name", "Name", Input::Text(rules::ai_account))
            .help(
                "Unique in its resource group; the name of a deleted account is kept for 48 hours.",
            )
            .example("ai-summaries-weu");
        let mut fields = place::fields(name);
        fields.push(
            Field::new("sub-domain", "Sub-domain", Input::Text(rules::sub_domain))
                .help("Unique in all of Azure. Projects and sign-in with Entra need it, and it cannot be changed.")
                .example("fabrikam-ai-hub"),
        );
        fields.extend(key_questions(FOLLOW));
        fields.extend(identity_questions("{{subscription}}"));
        fields.extend(role::questions());
        fields.push(
            Field::new("only-entra", "Sign in with Entra only", Input::Switch)
                .help("Without the account's own API keys.")
                .example("true")
                .initial("true"),
        );
        Form::new(fields)
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let Ok(wish) = Wish::of(ask) else {
            return Vec::new();
        };
        let mut reads = wish.place.reads(&AiAccount, ask);
        reads.extend(names::reads(&wish.place, &wish.sub_domain));
        reads.extend(wish.keyed.opener.reads());
        let client = wish.client(ask);
        if wish.keyed.is_nameable(client.as_deref()) {
            let planned = wish.planned(client.as_deref());
            reads.extend(wish.place.policies_reads(&planned, ask));
        }
        let access = wish.access(ask);
        reads.extend(access.map(|it| keyed::reads(&it)).unwrap_or_default());
        reads
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let wish = Wish::of(ask)?;
        let (place, target) = (&wish.place, &wish.place.target);
        let client = wish.client(ask);
        let unproved = account::watch(target, Condition::Exists);
        let title = format!("Create {} with my key", target.name());
        let mut plan = Plan::new(title, self.id(), target.clone(), unproved);
        plan.checks = place.checks(&AiAccount, ask);
        plan.checks
            .extend(names::checks(place, &wish.sub_domain, ask));
        let nothing = Attached::default();
        plan.checks.extend(wish.keyed.opener.checks(&nothing, ask));
        plan.checks.push(wish.policies(client.as_deref(), ask));
        plan.steps = place.steps(&AiAccount, ask);
        let access = wish.access(ask);
        let Some(access) = access.filter(|_| wish.keyed.is_nameable(client.as_deref())) else {
            plan.checks.push(keyed::nobody());
            return Ok(plan.finish(ask.tenant));
        };
        let seen = Seen {
            kind: kinds::FOUNDRY,
            region: &place.location,
            properties: &Value::Null,
        };
        plan.checks.extend(wish.keyed.checks(&access, seen));
        if let Some(vault) = access.vault() {
            wish.steps(&mut plan, (&access, &vault, client.as_deref()));
        }
        Ok(plan.finish(ask.tenant))
    }
}

/// The answers as types.
pub(super) struct Wish {
    pub(super) place: Place,
    pub(super) sub_domain: String,
    pub(super) keyed: Keyed,
    only_entra: bool,
}

impl Wish {
    fn of(ask: &Ask<'_>) -> Result<Self, Invalid> {
        let answers = ask.answers;
        let place = Place::of(answers, AiAccount.arm_type())?;
        rules::ai_account(place.target.name()).map_err(|it| Invalid::unfit("name", it))?;
        let sub_domain = answers.needed("sub-domain")?.to_owned();
        rules::sub_domain(&sub_domain).map_err(|it| Invalid::unfit("sub-domain", it))?;
        Ok(Self {
            place,
            sub_domain,
            keyed: Keyed {
                own: OwnKey::of(answers, ask.cloud)?,
                opener: Opener::of(answers)?,
                role: role::of(answers),
            },
            only_entra: answers.on("only-entra"),
        })
    }

    fn access<'a>(&'a self, ask: &'a Ask<'a>) -> Option<Access<'a>> {
        let at = (self.place.target.name(), self.place.subscription.as_str());
        self.keyed.access(&Attached::default(), at, ask)
    }

    fn client(&self, ask: &Ask<'_>) -> Option<String> {
        self.keyed.client(&Attached::default(), ask)
    }

    pub(super) fn body(&self, client: Option<&str>) -> Value {
        body::create(
            (&self.place.location, &self.sub_domain),
            &self.keyed.opener,
            Some(self.keyed.named(client)),
            self.only_entra,
        )
    }

    /// The first request, which has no key yet where the account's own identity is to open the
    /// vault.
    fn planned(&self, client: Option<&str>) -> Planned {
        Planned {
            id: self.place.target.clone(),
            body: self.body(client),
            api_version: versions::COGNITIVE_SERVICES.into(),
        }
    }

    /// A policy that asks for a key in the first request can be met by the other kind of identity.
    fn policies(&self, client: Option<&str>, ask: &Ask<'_>) -> Check {
        let check = self.place.policies(&self.planned(client), ask);
        let is_system = self.keyed.opener.kind() == IdentityKind::System;
        if check.finding != Finding::Failed || !is_system {
            return check;
        }
        let reason = format!(
            "{} With its own identity an account gets its key only in a second request; with a user-assigned one the key is in the first.",
            check.reason
        );
        check.reason(reason.trim_start()).fix(Fix::Answer {
            label: "Use a user-assigned identity".into(),
            field: "identity-kind".into(),
            value: "user".into(),
        })
    }
}
