//! *Use my key* on an account that is there: the one-way door of a Foundry account.

use super::keyed::{self, Keyed};
use super::wish::Wish;
use super::{PERMISSIONS, account, kinds, model, role};
use crate::arm::access::Permission;
use crate::arm::{Read, Resource};
use crate::form::{Field, Form, Invalid};
use crate::keys::KeySource;
use crate::plan::Plan;
use crate::resources::own_key::{Opener, OwnKey, identity_question, key_questions, kind_question};
use crate::resources::{Action, Ask};

/// What following the latest means, below its choice.
///
/// Source: azure-ai-docs, `concepts-encryption-keys-portal-1.md`, read 27 Nov 2026.
pub(super) const FOLLOW: &str =
    "No version is named; the service takes a new one by itself, and does not say when.";

/// Puts an account that uses Microsoft's key under the customer's.
pub(super) struct UseMyKey;

/// Which kind of identity, and which one.
pub(super) fn identity_questions(subscription: &str) -> Vec<Field> {
    let user = "Can be granted before it is needed; survives the account.";
    let system = "Made with the account and gone with it; its grant comes after it.";
    vec![
        kind_question((user, "The account's own identity"), system),
        identity_question(subscription).only_when("identity-kind", &["user"]),
    ]
}

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
            Ok(_) => kinds::takes_own_key(resource),
            Err(why) => Err(model::not_understood(&why)),
        }
    }

    fn form(&self, resource: Option<&Resource>) -> Form {
        let subscription = resource.and_then(|it| it.id.subscription());
        let mut fields = key_questions(FOLLOW);
        fields.extend(identity_questions(subscription.unwrap_or_default()));
        fields.extend(role::questions());
        Form::new(fields)
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let Some(target) = ask.target else {
            return Vec::new();
        };
        let mut reads = account::reads(target);
        if let Some(account) = account::read(ask)
            && let Ok(wish) = wish(&account, ask)
        {
            reads.extend(wish.reads(&account, ask));
        }
        reads
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let account = account::planned_for(ask)?;
        let wish = wish(&account, ask)?;
        let title = format!("Use my key on {}", account.name);
        Ok(wish.plan(self, title, &account, ask).finish(ask.tenant))
    }
}

fn wish(account: &Resource, ask: &Ask<'_>) -> Result<Wish, Invalid> {
    Ok(Wish {
        keyed: Keyed {
            own: OwnKey::of(ask.answers, ask.cloud)?,
            opener: Opener::of(ask.answers)?,
            role: role::of(ask.answers),
        },
        undo: keyed::undo(account.kind.as_deref()).into(),
        is_first: true,
    })
}
