//! *Create with my key*: the grant before the request where an identity is there already, and
//! within half an hour of it where the request makes the identity.

use super::edition;
use super::network;
use super::wish::Wish;
use super::{IntegrationServiceEnvironment, WRITE, WRITES, import, network_checks, retired, rules};
use crate::arm::access::Permission;
use crate::arm::{Cloud, Read, Resource, versions};
use crate::form::{Field, Form, Imported, Input, Invalid};
use crate::keys::identity::ASSIGN;
use crate::keys::{Attached, names};
use crate::plan::{Check, Condition, Deadline, Finding, Plan, Step, Watch};
use crate::resources::own_key::{
    Access, Opener, PRINCIPAL, grant_question, identity_question, kind_question,
};
use crate::resources::{Action, Ask, place};

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
        Form::new(questions())
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

/// Everything that is asked.
fn questions() -> Vec<Field> {
    let newer = |it: Field| it.only_when("edition", &[versions::LOGIC]);
    let name = Field::new(
        "name",
        "Name",
        Input::Text(names::integration_service_environment),
    )
    .example("ise-orders-wus2");
    let mut fields = place::fields(name);
    fields.push(edition::question());
    let [sku, capacity] = sku_questions();
    fields.extend([newer(sku), capacity]);
    fields.push(newer(endpoint_question()));
    fields.extend(network::questions());
    fields.push(newer(kind_question(
        (
            "Is granted before the request, so that nothing has to happen in time.",
            "The environment's own identity",
        ),
        "Is made with the environment: the grant must follow the request within 30 minutes.",
    )));
    fields.push(identity_question("{{subscription}}").only_when("identity-kind", &["user"]));
    fields.push(
        Field::new("key", "Key", Input::Key)
            .help("RSA with 2048 bits, with its version: paste an identifier, or pick one.")
            .example("https://kv-fabrikam-wus2.vault.azure.net/keys/ise-cmk/78deebed173b48e48f55abf87ed4cf71"),
    );
    fields.push(granter_question());
    fields.push(grant_question());
    fields
}

fn sku_questions() -> [Field; 2] {
    let sku = Input::choice(&[
        (
            "Premium",
            "Premium",
            "For production; scale units can be added.",
        ),
        (
            "Developer",
            "Developer",
            "For trying out; without a service level.",
        ),
    ]);
    let units: Vec<String> = (0..=10).map(|it: u64| it.to_string()).collect();
    let rows: Vec<(&str, &str, &str)> = units
        .iter()
        .map(|it| (it.as_str(), it.as_str(), ""))
        .collect();
    [
        Field::new("sku", "SKU", sku).initial("Premium"),
        Field::new("capacity", "Scale units to add", Input::select(&rows))
            .only_when("sku", &["Premium"])
            .initial("1"),
    ]
}

fn endpoint_question() -> Field {
    let choice = Input::choice(&[
        (
            "External",
            "External",
            "Run histories and triggers can be reached from outside the network.",
        ),
        ("Internal", "Internal", "Only from inside the network."),
    ]);
    Field::new("endpoint", "Access endpoint", choice)
        .help("Cannot be changed later.")
        .initial("External")
}

fn granter_question() -> Field {
    let choice = Input::choice(&[
        (
            "console",
            "This console does",
            "As soon as there is somebody to grant it to.",
        ),
        (
            "somebody",
            "Somebody else does",
            "You get the commands to hand over, and this console watches for the effect.",
        ),
    ]);
    Field::new("granter", "Who grants the use of the key", choice).initial("console")
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
