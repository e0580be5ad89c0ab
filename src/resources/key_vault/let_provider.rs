//! *Let a provider use a key*: the customer's part of a key across directories.

use crate::arm::access::Permission;
use crate::arm::{Read, Resource, Source, Timestamp};
use crate::directory::capsule::{Capsule, Receipt, Refused, Request as Asked};
use crate::form::{Field, Form, Input, Invalid};
use crate::keys::grant::{self, assignment};
use crate::keys::key::Needs;
use crate::keys::names::Unfit;
use crate::keys::vault::{self, PermissionModel, Vault};
use crate::keys::{IdentityKind, Pasted};
use crate::plan::{Check, Condition, Finding, Plan, Step, Watch, reference};
use crate::resources::across::{self, Install};
use crate::resources::own_key::{Access, GrantAt, OwnKey, PRINCIPAL, Principal, grant_question};
use crate::resources::{Action, Ask};

const OFFICER: Source = Source::new(
    "Provide access to Key Vault keys with Azure role-based access control",
    "https://learn.microsoft.com/azure/key-vault/general/rbac-guide",
    "2026-08-21",
);

/// Grants a provider's application the use of a key.
pub(super) struct LetProvider;

impl Action for LetProvider {
    fn id(&self) -> &'static str {
        across::ALLOW
    }

    fn label(&self) -> &'static str {
        "Let a provider use a key"
    }

    /// The key may lie in a vault that is chosen in the form.
    fn creates(&self) -> bool {
        true
    }

    fn needs(&self) -> &'static [Permission] {
        &[]
    }

    fn applies(&self, _: &Resource) -> Result<(), String> {
        Ok(())
    }

    fn form(&self, _: Option<&Resource>) -> Form {
        let key = Field::new("key", "Key", Input::Key)
            .help("Pick one, or paste its identifier. A new one is made on the page of its vault.")
            .example("https://kv-contoso-prod.vault.azure.net/keys/contoso-cmk");
        let officer = Field::new("officer", "Make me Key Vault Crypto Officer of this vault", Input::Switch)
            .help("For rotating and disabling keys in the vault itself. Creating a key through Resource Manager does not need it.")
            .initial("false");
        Form::new(vec![
            Field::new(across::LINK, "Request", Input::Text(is_request))
                .help("The link that your provider sent you."),
            across::way_question(),
            key,
            grant_question(),
            officer,
        ])
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let Ok(wish) = Wish::of(ask) else {
            return Vec::new();
        };
        let mut reads = wish.install(ask).reads();
        reads.extend(wish.access(ask).reads());
        reads
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let wish = Wish::of(ask)?;
        let (install, access) = (wish.install(ask), wish.access(ask));
        let vault = access.vault();
        let target = vault.as_ref().map(|it| it.id.clone());
        let target = target.unwrap_or_else(|| wish.asked.resource.clone());
        let title = format!("Let {} use {}", wish.name(), wish.own.key().name());
        let unseen = Watch::new(vault::read(&target).request, Condition::Exists);
        let mut plan = Plan::new(title, self.id(), target, unseen);
        plan.checks = install.checks();
        plan.checks.extend(access.checks(Needs::USUAL));
        let Some(vault) = vault else {
            return Ok(plan.finish(ask.tenant));
        };
        plan.checks.extend(super::idle(&vault.id, ask.facts));
        plan.steps = install.steps();
        if ask.answers.on("officer") {
            plan.checks.push(officer_counts(&vault));
            plan.steps.push(officer(&vault, ask.person));
        }
        plan.steps.extend(access.grant_steps(&vault));
        if let Some(seen) = access.grant_seen(&vault) {
            plan.proof = Step::watch("prove", "Prove it by reading the grant back", seen)
                .why(
                    "Done only when the vault lists the application's object ID of this directory.",
                )
                .expected(1);
        }
        plan.letter = Some(wish.letter(&access.principal, ask));
        Ok(plan.finish(ask.tenant))
    }
}

/// What was asked for, and the key that may be used.
struct Wish {
    asked: Asked,
    own: OwnKey,
    /// The type of the resource that will use the key.
    arm_type: &'static str,
}

impl Wish {
    fn of(ask: &Ask<'_>) -> Result<Self, Invalid> {
        let link = ask.answers.needed(across::LINK)?;
        let asked = Asked::read(link, ask.tenant, ask.now);
        let asked = asked.map_err(|it| Invalid::new(across::LINK, &words(&it)))?;
        let arm_type = asked.resource.arm_type().unwrap_or_default();
        let kind = across::kinds().find(|it| it.arm_type().eq_ignore_ascii_case(&arm_type));
        let kind = kind.ok_or_else(|| {
            let why = format!("This console lets no provider use a key for {arm_type}.");
            Invalid::new(across::LINK, &why)
        })?;
        let Pasted { key, vault_id } = ask.answers.key("key", ask.cloud)?;
        let pasted = Pasted {
            key: key.versionless(),
            vault_id,
        };
        let own = OwnKey {
            pasted,
            pinned: None,
            grant_at: GrantAt::of(ask.answers),
        };
        let arm_type = kind.arm_type();
        Ok(Self {
            asked,
            own,
            arm_type,
        })
    }

    fn name(&self) -> &str {
        match self.asked.application_name.as_str() {
            "" => "the application",
            name => name,
        }
    }

    fn install<'a>(&'a self, ask: &'a Ask<'a>) -> Install<'a> {
        let asked = &self.asked;
        Install { ask, asked }
    }

    /// A user-assigned identity of the provider's opens the vault, by way of the application.
    fn access<'a>(&'a self, ask: &'a Ask<'a>) -> Access<'a> {
        Access {
            ask,
            own: &self.own,
            arm_type: self.arm_type,
            identity: IdentityKind::User,
            identity_name: self.name(),
            principal: self.install(ask).principal(),
            near: "",
        }
    }

    fn letter(&self, principal: &Principal, ask: &Ask<'_>) -> Capsule {
        Capsule::Receipt(Receipt {
            provider: self.asked.provider.clone(),
            application: self.asked.application.clone(),
            resource: self.asked.resource.clone(),
            customer: ask.tenant.to_owned(),
            key: self.own.key().to_string(),
            principal: match principal {
                Principal::Known(principal) => principal.clone(),
                Principal::Later => reference(PRINCIPAL),
            },
            issued: Timestamp(0),
        })
    }
}

fn is_request(link: &str) -> Result<(), Unfit> {
    let why = match Capsule::parse(link) {
        Ok(Capsule::Request(_)) => return Ok(()),
        Ok(Capsule::Receipt(_)) => Refused::OtherKind,
        Err(why) => why,
    };
    Err(Unfit::new(words(&why), ""))
}

fn words(why: &Refused) -> String {
    format!("{} {}", why.what(), why.next())
}

fn officer_counts(vault: &Vault) -> Check {
    let check = match vault.permission_model {
        PermissionModel::Roles => Check::new(
            "officer",
            Finding::Passed,
            format!(
                "{} goes by roles, so Key Vault Crypto Officer lets you work with its keys.",
                vault.name()
            ),
        ),
        PermissionModel::AccessPolicies | PermissionModel::LocalRoles => Check::new(
            "officer",
            Finding::Warning,
            format!(
                "{} does not go by Azure roles, so Key Vault Crypto Officer lets you do nothing there.",
                vault.name()
            ),
        ),
    };
    check.source(&OFFICER)
}

fn officer(vault: &Vault, person: &str) -> Step {
    let request = assignment::create_for_person(&vault.id, grant::CRYPTO_OFFICER, person);
    let read = assignment::shown_by(&request);
    let there = Condition::Is("/properties/principalId".into(), person.to_owned());
    let title = format!("Make you Key Vault Crypto Officer of {}", vault.name());
    Step::send("officer", title, request, Watch::new(read, there))
        .why("For rotating and disabling keys in the vault itself; the grant does not need it.")
        .needs(grant::WRITE_ASSIGNMENT)
        .already(&["RoleAssignmentExists"])
        .undo("Remove the role assignment.")
}
