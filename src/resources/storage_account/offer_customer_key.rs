//! *Prepare for a customer's key*: what a provider sets up once, before any customer is asked.

use super::{StorageAccount, account, model, watch};
use crate::arm::access::Permission;
use crate::arm::{Read, Resource};
use crate::form::{Form, Invalid};
use crate::plan::{Condition, Plan, Step};
use crate::resources::across::{self, Offered};
use crate::resources::own_key::identity_question;
use crate::resources::{Action, Ask, ResourceType};

/// Prepares the provider's own directory; the account itself is not changed.
pub(super) struct OfferCustomerKey;

impl Action for OfferCustomerKey {
    fn id(&self) -> &'static str {
        across::OFFER
    }

    fn label(&self) -> &'static str {
        "Prepare for a customer's key"
    }

    fn needs(&self) -> &'static [Permission] {
        &[]
    }

    fn applies(&self, resource: &Resource) -> Result<(), String> {
        model::configuration(resource)
            .map(drop)
            .map_err(|it| model::not_understood(&it))
    }

    fn form(&self, resource: Option<&Resource>) -> Form {
        let subscription = resource.and_then(|it| it.id.subscription());
        let mut fields = across::application_questions();
        fields.push(identity_question(subscription.unwrap_or_default()));
        fields.extend(across::offer_questions());
        Form::new(fields)
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let Some(target) = ask.target else {
            return Vec::new();
        };
        let mut reads = vec![(&StorageAccount as &dyn ResourceType).read(target)];
        if let Some(account) = account::read(ask)
            && let Ok(offered) = Offered::of(ask, &account)
        {
            reads.extend(offered.reads());
        }
        reads
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let account = account::planned_for(ask)?;
        let offered = Offered::of(ask, &account)?;
        let title = format!("Prepare {} for a customer's key", account.name);
        let unseen = watch(&account, Condition::Exists);
        let proof = offered.proof();
        let mut plan = Plan::new(title, self.id(), account.id.clone(), unseen);
        plan.checks = offered.checks();
        plan.steps = offered.steps();
        if let Some(proof) = proof {
            plan.proof = Step::watch("prove", "Prove it by reading back", proof)
                .why("Done only when the credential names this directory and the identity.")
                .expected(1);
        }
        plan.letter = Some(offered.letter());
        Ok(plan.finish(ask.tenant))
    }
}
