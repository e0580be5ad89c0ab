//! *Change who opens the vault*: the new identity is attached, granted and proved before the old one
//! may go.

use serde_json::{Value, json};

use super::held::{self, Held};
use super::key_versions::no_downtime;
use super::opener::{self, PERMISSIONS};
use super::wish::Wish;
use super::{IN_USE, NOT_YET, PATIENCE, READ, WRITE, account, scopes};
use crate::arm::access::Permission;
use crate::arm::{Read, Request, Resource, Source, versions};
use crate::form::{Field, Form, Input, Invalid};
use crate::keys::Attached;
use crate::keys::identity::{ASSIGN, Spelling};
use crate::plan::{Check, Condition, Finding, Plan, Step, Watch};
use crate::resources::own_key::{self, GrantAt, Opener, OwnKey};
use crate::resources::{Action, Ask};

const IDENTITIES: Source = Source::new(
    "Managed identities for Azure resources: the two kinds",
    "https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/overview",
    "2026-08-21",
);

/// Lets another identity open the vault, without a moment in which none can.
pub(super) struct ChangeOpener;

impl Action for ChangeOpener {
    fn id(&self) -> &'static str {
        "change-opener"
    }

    fn label(&self) -> &'static str {
        "Change who opens the vault"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &PERMISSIONS }
    }

    fn applies(&self, resource: &Resource) -> Result<(), String> {
        Held::here(resource).map(|_| ())
    }

    fn form(&self, resource: Option<&Resource>) -> Form {
        let subscription = resource.and_then(|it| it.id.subscription());
        let mut fields = opener::questions(subscription.unwrap_or_default());
        let held = resource.and_then(|it| Held::here(it).ok());
        if held.is_some_and(|it| it.opener() != Opener::System) {
            fields[0].initial = "system".into();
        }
        fields.push(own_key::grant_question());
        fields.push(before_question());
        Form::new(fields)
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        held::reads(ask, |held| wish(held, ask))
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let account = account::planned_for(ask)?;
        let title = format!("Change who opens the vault for {}", account.name);
        let Ok(held) = Held::here(&account) else {
            return Ok(account::unfit(self, title, &account, ask));
        };
        let wish = wish(&held, ask)?;
        let old = held.opener();
        let detaches = ask.answers.is("before", "detach");
        let mut plan = account::plan(self, title, (&account, &wish.body()), ask);
        plan.checks.push(no_downtime());
        plan.checks.extend(scopes::check(&account, ask.facts));
        if detaches {
            plan.checks.push(goes(&old, &account));
        }
        let Some((access, _)) = wish.way(&mut plan, &account, ask) else {
            return Ok(plan.finish(ask.tenant));
        };
        let name = access.identity_name;
        let key = Condition::UsesKey(IN_USE.into(), wish.own.key().to_string());
        let seen = wish.proved_by(&account, key);
        plan.steps.push(switch(&wish, &account, name, seen.clone()));
        plan.proof = super::proof(seen.clone());
        if detaches {
            plan.steps.push(see(name, seen.clone()));
            plan.steps.push(detach(&wish.opener, &old, &account));
            let all = vec![seen.until, only(&wish.opener)];
            plan.proof = super::proof(super::watch(&account, Condition::All(all)));
        }
        Ok(plan.finish(ask.tenant))
    }
}

/// The key as it is, opened by another.
fn wish(held: &Held<'_>, ask: &Ask<'_>) -> Result<Wish, Invalid> {
    let opener = Opener::of(ask.answers)?;
    let old = held.opener();
    let account = &held.account.name;
    match (&old, &opener) {
        (old, new) if old == new => Err(Invalid::new(
            "identity-kind",
            &format!("{} opens the vault already.", old.name(account)),
        )),
        (Opener::User(old), Opener::User(_)) => Err(Invalid::new(
            "identity",
            &format!(
                "An account takes one user-assigned identity. Let its own identity open the vault first and detach {}, then choose this one.",
                old.name()
            ),
        )),
        _ => Ok(Wish {
            own: OwnKey {
                grant_at: GrantAt::of(ask.answers),
                ..held.own(&held.reference.following)
            },
            opener,
            undo: format!("Let {} open the vault again.", old.name(account)),
        }),
    }
}

fn before_question() -> Field {
    let input = Input::choice(&[
        (
            "keep",
            "Keep it attached",
            "It can open the vault again at any time.",
        ),
        (
            "detach",
            "Detach it afterwards",
            "Only after the new one was seen to open the vault.",
        ),
    ]);
    Field::new("before", "Who opens it now", input).initial("keep")
}

fn switch(wish: &Wish, account: &Resource, name: &str, shown_by: Watch) -> Step {
    let request = Request::patch(&account.id, versions::STORAGE, wish.body());
    Step::send(
        "switch",
        format!("Let {name} open the vault"),
        request,
        shown_by,
    )
    .why("The key is named as it is: Storage refuses to change identity and key together.")
    .needs(WRITE)
    .patience(&NOT_YET, PATIENCE)
    .undo(&wish.undo)
}

fn see(name: &str, watch: Watch) -> Step {
    Step::watch("see", format!("See that {name} opens the vault"), watch)
        .why("The old identity goes only when this is so.")
        .needs(READ)
        .expected(1)
}

fn detach(new: &Opener, old: &Opener, account: &Resource) -> Step {
    let name = old.name(&account.name);
    let request = Request::patch(&account.id, versions::STORAGE, alone(new));
    let step = Step::send(
        "detach",
        format!("Detach {name}"),
        request,
        super::watch(account, only(new)),
    )
    .needs(WRITE);
    match old {
        Opener::System => step
            .needs(ASSIGN)
            .one_way_door("The account's own identity is deleted with its object ID. Another one has to be granted everything anew."),
        Opener::User(_) => step.undo("Attach the identity again."),
    }
}

/// An account that has this identity and no other.
fn alone(opener: &Opener) -> Value {
    let nothing = Attached::default();
    let envelope = match opener {
        Opener::System => nothing.with_system(Spelling::Compact),
        Opener::User(id) => nothing.with_user(id, Spelling::Compact),
    };
    json!({ "identity": envelope })
}

/// That an account has no identity of the other kind.
fn only(opener: &Opener) -> Condition {
    let kind = match opener {
        Opener::System => "SystemAssigned",
        Opener::User(_) => "UserAssigned",
    };
    Condition::Is("/identity/type".into(), kind.into())
}

/// What detaching the old identity comes to.
fn goes(old: &Opener, account: &Resource) -> Check {
    let name = old.name(&account.name);
    let reason = match old {
        Opener::System => {
            "It is deleted with its object ID: whatever else it was granted is lost with it."
        }
        Opener::User(_) => {
            "The identity itself and its grants stay; this account cannot use it any more."
        }
    };
    Check::new(
        "detach",
        Finding::Warning,
        format!("The identity {name} will be detached from the account."),
    )
    .reason(reason)
    .source(&IDENTITIES)
}
