//! *Change key*: another key, of the same vault where the account is a Foundry account.

use super::held::{self, Held};
use super::use_my_key::FOLLOW;
use super::wish::Wish;
use super::{PAGE, WRITES, account, role};
use crate::arm::access::Permission;
use crate::arm::{Read, Resource};
use crate::form::{Form, Invalid};
use crate::plan::{Check, Finding, Plan};
use crate::resources::own_key::{GrantAt, OwnKey, key_questions};
use crate::resources::{Action, Ask};

/// Puts an account that is under one key of the customer's under another.
pub(super) struct ChangeKey;

impl Action for ChangeKey {
    fn id(&self) -> &'static str {
        "change-key"
    }

    fn label(&self) -> &'static str {
        "Change key"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &WRITES }
    }

    fn applies(&self, resource: &Resource) -> Result<(), String> {
        Held::of(resource).map(|_| ())
    }

    fn form(&self, resource: Option<&Resource>) -> Form {
        let mut fields = key_questions(FOLLOW);
        if let Some(Ok(held)) = resource.map(Held::of)
            && held.is_bound_to_vault()
        {
            let host = held.reference.key.host();
            fields[0] = fields[0]
                .clone()
                .help(&format!(
                    "A key of {host}: a Foundry account takes no key of another vault any more."
                ))
                .example(&format!("https://{host}/keys/orders-cmk"));
        }
        fields.extend(role::questions());
        Form::new(fields)
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        held::reads(ask, |held| wish(held, ask))
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let account = account::planned_for(ask)?;
        let title = format!("Change the key of {}", account.name);
        let Ok(held) = Held::of(&account) else {
            return Ok(account::unfit(self, title, &account, ask));
        };
        let wish = wish(&held, ask)?;
        if wish.keyed.own.key() == held.reference.wanted() {
            return Err(Invalid::new(
                "key",
                "The account uses this key in this way already.",
            ));
        }
        let mut plan = wish.plan(self, title, &account, ask);
        plan.checks.push(before(&held));
        Ok(plan.finish(ask.tenant))
    }
}

fn wish(held: &Held<'_>, ask: &Ask<'_>) -> Result<Wish, Invalid> {
    let own = OwnKey::of(ask.answers, ask.cloud)?;
    let (new, old) = (own.pasted.key.host(), held.reference.key.host());
    if held.is_bound_to_vault() && !new.eq_ignore_ascii_case(old) {
        return Err(Invalid {
            example: format!("https://{old}/keys/…"),
            ..Invalid::new(
                "key",
                &format!(
                    "This key lies in {new}. A Foundry account that has a key of {old} takes other keys of {old} only."
                ),
            )
        });
    }
    let before = held.reference.key.name();
    let undo = format!("Change back to {before}, as long as it is enabled and granted.");
    let grant_at = GrantAt::of(ask.answers);
    let mut wish = held.wish(OwnKey { grant_at, ..own }, &undo);
    wish.keyed.role = role::of(ask.answers);
    Ok(wish)
}

/// What has to stay until the change is proved.
fn before(held: &Held<'_>) -> Check {
    let name = held.reference.key.name();
    Check::new(
        "old-key",
        Finding::Warning,
        format!("Leave {name} enabled and granted until the change is proved."),
    )
    .reason("The service unwraps with the old key once more. How long it needs the old key afterwards is not said: look for its KeyUnwrap in the vault's audit log before you disable it.")
    .source(&PAGE)
}
