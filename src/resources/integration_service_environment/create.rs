//! *Create with my key*: the grant before the request where an identity is there already, and
//! within half an hour of it where the request makes the identity.

use super::network;
use super::wish::Wish;
use super::{
    IntegrationServiceEnvironment, WRITE, WRITES, import, network_checks, questions, retired, rules,
};
use crate::arm::access::Permission;
use crate::arm::{Cloud, Read, Resource};
use crate::form::{Form, Imported, Invalid};
use crate::keys::Attached;
use crate::keys::identity::ASSIGN;
use crate::plan::{Check, Condition, Deadline, Finding, Plan, Step, Watch};
use crate::resources::own_key::{Access, Opener, PRINCIPAL};
use crate::resources::{Action, Ask};

/// Seconds within which the grant must follow the request.
///
/// Source: the article, both editions, read 21 Aug 2026.
const WITHIN: u32 = 30 * 60;

/// Seconds a deployment usually takes.
const USUAL: u32 = 2 * 3600;

/// What a refusal says while a grant has not arrived yet; assumed, because no page gives a code.
const NOT_YET: [&str; 1] = ["KeyVaultAccessForbidden"];

/// Seconds for which that refusal is met with another try.
const PATIENCE: u32 = 900;

/// What is said of a grant that comes too late.
const LATE: &str = "Azure then ends the creation with a permissions error. The environment stays as failed until it is deleted, and its four subnets stay taken for up to an hour.";

/// What cannot be taken back.
const FOR_LIFE: &str =
    "The key cannot be rotated, changed or taken away for as long as the environment exists.";

/// Creates an environment under the customer's key.
pub(super) struct CreateEnvironment;

impl Action for CreateEnvironment {
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
        const { &WRITES }
    }

    fn applies(&self, _: &Resource) -> Result<(), String> {
        Ok(())
    }

    fn form(&self, _: Option<&Resource>) -> Form {
        Form::new(questions::all())
    }

    fn import(&self, text: &str, cloud: &Cloud) -> Option<Result<Imported, String>> {
        Some(import::read(text, cloud))
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let Ok(wish) = Wish::of(ask) else {
            return Vec::new();
        };
        let mut reads = wish.place.reads(&IntegrationServiceEnvironment, ask);
        reads.extend(network_checks::reads(&wish.network));
        reads.extend(wish.opener.reads());
        reads.extend(wish.key_reads(ask));
        if let Some(planned) = wish.planned(ask) {
            reads.extend(wish.place.policies_reads(&planned, ask));
        }
        reads
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let wish = Wish::of(ask)?;
        let (place, target) = (&wish.place, &wish.place.target);
        let title = format!("Create {} with my key", target.name());
        let mut plan = Plan::new(title, self.id(), target.clone(), wish.watch());
        plan.proof = plan
            .proof
            .why("Done only when the environment is up and names the key; what its operation says of itself does not count.")
            .needs("Microsoft.Logic/integrationServiceEnvironments/read");
        plan.checks = place.checks(&IntegrationServiceEnvironment, ask);
        plan.checks.extend([
            retired::check(),
            rules::region(&place.location, wish.edition),
            rules::for_life(),
            rules::twice(),
        ]);
        plan.checks.extend(rules::edition(wish.edition));
        let subnets = wish.subnets(ask);
        let network = network_checks::checks(&wish.network, &subnets, &place.location, ask);
        plan.checks.extend(network);
        plan.checks
            .extend(wish.opener.checks(&Attached::default(), ask));
        if let Some(planned) = wish.planned(ask) {
            plan.checks.push(place.policies(&planned, ask));
        }
        plan.steps = place.steps(&IntegrationServiceEnvironment, ask);
        match wish.access(ask) {
            Some(access) => {
                plan.checks.extend(wish.key_checks(&access, ask));
                steps(&mut plan, &wish, &access);
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

/// Grant, creation and proof in the order that the identity demands; none of them before vault and
/// subnets are found.
fn steps(plan: &mut Plan, wish: &Wish, access: &Access<'_>) {
    let subnets = wish.subnets(access.ask);
    let Some(vault) = wish
        .vault(access)
        .filter(|_| subnets.len() == network::COUNT)
    else {
        return;
    };
    let mut grant = match wish.by_somebody {
        true => access.handed_over_steps(&vault),
        false => access.grant_steps(&vault),
    };
    let request = wish.request(&vault.id, &subnets);
    if wish.opener != Opener::System {
        plan.steps.extend(grant);
        plan.steps.push(
            Step::send("create", "Create the environment", request, wish.watch())
                .why("After the grant. Takes two hours as a rule and may take four; this page may be closed meanwhile.")
                .needs(WRITE)
                .needs(ASSIGN)
                .patience(&NOT_YET, PATIENCE)
                .expected(USUAL)
                .one_way_door(FOR_LIFE)
                .undo("Delete the environment; its subnets stay taken for up to an hour."),
        );
        return;
    }
    let there = Watch::new(wish.read(), Condition::Exists).paced(10, 300);
    let begin = Step::begin("create", "Send the request", request, there)
        .why("Makes the environment's identity, and starts its deployment of two to four hours. From now on there are 30 minutes for the grant.")
        .needs(WRITE)
        .expected(10)
        .one_way_door(FOR_LIFE)
        .undo("Delete the environment; its subnets stay taken for up to an hour.");
    let own = Condition::Present("/identity/principalId".into());
    let identity = Step::watch(
        "identity",
        "See its identity appear",
        Watch::new(wish.read(), own).paced(5, 1500),
    )
    .needs("Microsoft.Logic/integrationServiceEnvironments/read")
    .expected(20)
    .capture(PRINCIPAL, "/identity/principalId");
    if let Some(first) = grant.first_mut() {
        first.deadline = Some(Deadline::new("create", WITHIN, LATE));
    }
    plan.steps.extend([begin, identity]);
    plan.steps.extend(grant);
    plan.steps.push(
        Step::follow("follow", "Follow the deployment", "create", wish.watch())
            .why("Takes two hours as a rule and may take four; this page may be closed meanwhile. What its operation reports as failed is read before it is believed.")
            .needs("Microsoft.Logic/integrationServiceEnvironments/read")
            .expected(USUAL),
    );
}
