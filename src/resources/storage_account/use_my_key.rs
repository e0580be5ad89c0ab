//! *Use my key*: identity, grant, wait, key, proof, in the order that Azure needs them.

use super::opener::{self, PERMISSIONS};
use super::wish::Wish;
use super::{account, key_scope, model};
use crate::arm::access::Permission;
use crate::arm::{Read, Resource};
use crate::form::{Form, Invalid};
use crate::keys::KeySource;
use crate::plan::Plan;
use crate::resources::own_key;
use crate::resources::{Action, Ask};

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
                "It uses your key {} already. To use another one, choose Change key.",
                reference.key.name()
            )),
            Ok(_) => Ok(()),
            Err(why) => Err(model::not_understood(&why)),
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
        let mut reads = account::reads(target);
        if let (Ok(wish), Some(account)) = (Wish::of(ask), account::read(ask)) {
            reads.extend(wish.reads(&account, &wish.body(), ask));
        }
        reads
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let wish = Wish::of(ask)?;
        let account = account::planned_for(ask)?;
        let title = format!("Use my key on {}", account.name);
        let mut plan = wish.plan(self, title, &account, ask);
        plan.checks.extend(key_scope::left_out(&account));
        Ok(plan.finish(ask.tenant))
    }
}
