//! Integration service environments: from nothing set up to a green status with either identity,
//! the half hour for the grant, and what Azure says of itself that is not so.

use std::time::Duration;

use cmk_console::arm::{Method, Request, ResourceId};
use cmk_console::plan::{Finding, Outcome, Run, Standing, Work};
use cmk_console::sandbox::{Fault, Sandbox};
use serde_json::{Value, json};

use crate::console::places::{IDENTITY, NETWORK, Place, VAULT};
use crate::console::{Beside, Console, Wish};
use crate::ends::End;
use crate::{changes, check, planned, proved, proved_beside};

const LOGIC: &str = "2019-05-01";
const HALF_AN_HOUR: Duration = Duration::from_secs(1800);

/// Vault, key, identity and network, each by its own action, and a wish for an environment.
fn from_nothing(place: &Place, model: &str) -> Wish {
    let there = |wish: Wish| wish.answer("location", "westus2");
    let vault =
        there(place.create((VAULT, "create"), "rg-made", "kv-story")).answer("model", model);
    let vault = proved(place, "mara", &vault).plan.target;
    let key = Wish::new(VAULT, "create-key", Some(&vault))
        .answer("name", "story-cmk")
        .answer("size", "2048");
    proved(place, "mara", &key);
    let identity = there(place.create((IDENTITY, "create"), "rg-made", "id-story"));
    let identity = proved(place, "mara", &identity).plan.target;
    let network = there(place.create((NETWORK, "create"), "rg-made", "vnet-story"));
    let network = proved(place, "mara", &network).plan.target;
    place
        .new_environment("rg-made", (&network, "kv-story/story-cmk"))
        .answer("identity", identity.as_str())
}

fn state(place: &Place, environment: &ResourceId) -> Value {
    place.read(environment, LOGIC)["properties"]["provisioningState"].clone()
}

#[test]
fn either_identity_comes_out_of_an_empty_subscription() {
    let (policy, role) = ("PUT accessPolicies", "PUT roleAssignments");
    for (kind, edition, model, grant) in [
        ("user", LOGIC, "policies", policy),
        ("user", LOGIC, "roles", role),
        ("system", LOGIC, "policies", policy),
        ("system", LOGIC, "roles", role),
        ("system", "2018-07-01-preview", "policies", policy),
    ] {
        let place = Place::nothing_set_up();
        let wish = from_nothing(&place, model)
            .answer("identity-kind", kind)
            .answer("edition", edition);
        let made = [
            "PUT resourceGroups",
            "PUT vaults",
            "PUT keys",
            "PUT userAssignedIdentities",
            "PUT virtualNetworks",
        ];
        assert_eq!(changes(&place), made);
        place.time.with(Sandbox::clear_log);
        let run = proved(&place, "mara", &wish);
        let create = "PUT integrationServiceEnvironments";
        let order = match kind {
            "user" => [grant, create],
            _ => [create, grant],
        };
        assert_eq!(changes(&place), order, "{kind} {edition} {model}");
        let last = run.journal.last().expect("a journal");
        assert_eq!((last.method, last.step.as_str()), (Method::Get, "prove"));
        let took = last.at.since(run.started);
        assert!(
            took > Duration::from_secs(5400),
            "{kind}: done after {took:?}"
        );
        assert_eq!(state(&place, &run.plan.target), "Succeeded");
    }
}

#[test]
fn the_request_names_the_version_it_is_for_and_the_grant_comes_in_seconds() {
    let place = Place::nothing_set_up();
    let wish = from_nothing(&place, "policies")
        .answer("identity-kind", "system")
        .answer("edition", "2018-07-01-preview");
    let plan = planned(&place, "mara", &wish);
    let create = plan
        .steps
        .iter()
        .find(|it| it.id == "create")
        .expect("a step");
    let request = create.request().expect("a request");
    assert_eq!(request.api_version(), Some("2018-07-01-preview"));
    assert_eq!(check(&plan, "edition").finding, Finding::Warning);
    let run = proved(&place, "mara", &wish);
    let due = run.due().expect("a deadline");
    assert_eq!(due.total(), HALF_AN_HOUR);
    let met = due.met.expect("it was met").since(due.from);
    assert!(met < Duration::from_secs(120), "granted after {met:?}");
}

/// Runs the Azure CLI line of the step after a while, as Priya who may.
fn granted_after(place: &Place, wait: Duration) -> Beside<'_> {
    let mut is_asked = false;
    Beside::nothing().acts(move |run: &Run| {
        if std::mem::replace(&mut is_asked, true) {
            place.time.pass(Duration::from_secs(10));
            return;
        }
        place.time.pass(wait);
        let Work::HandOver(hand_over) = &run.step().work else {
            panic!("nothing is handed over in {}", run.step().id);
        };
        let (shell, line) = &hand_over.commands[0];
        let line = run.bound_command(line);
        let words: Vec<&str> = line.split(' ').collect();
        let after = |name: &str| {
            let at = words.iter().position(|it| *it == name).expect("an option");
            words[at + 1].trim_matches('\'')
        };
        assert_eq!((shell.as_str(), words[0]), ("Azure CLI", "az"));
        let permissions = line
            .split("--key-permissions ")
            .nth(1)
            .expect("permissions");
        let permissions: Vec<&str> = permissions.split(' ').collect();
        assert_eq!(permissions, ["get", "list", "wrapKey", "unwrapKey"]);
        let vault = place.find(VAULT, after("--name"));
        let tenant = place.read(&vault, "2026-02-01")["properties"]["tenantId"].clone();
        let body = json!({ "properties": { "accessPolicies": [{
            "tenantId": tenant,
            "objectId": after("--object-id"),
            "permissions": { "keys": permissions },
        }]}});
        let request = Request::put(format!("{vault}/accessPolicies/add"), "2026-02-01", body);
        let answer = place.time.as_person("priya").ask(&request);
        assert!(answer.is_success(), "{:?}", answer.body);
    })
}

#[test]
fn somebody_else_grants_in_time_and_the_run_goes_on() {
    let place = Place::nothing_set_up();
    let wish = from_nothing(&place, "policies")
        .answer("identity-kind", "system")
        .answer("granter", "somebody");
    place.time.with(Sandbox::clear_log);
    let run = proved_beside(
        &place,
        "mara",
        &wish,
        &mut granted_after(&place, Duration::from_secs(1200)),
    );
    assert_eq!(run.lateness(place.time.now()), None);
    assert!(run.due().and_then(|it| it.met).is_some());
}

#[test]
fn a_late_grant_fails_as_documented_and_the_run_says_why() {
    let place = Place::nothing_set_up();
    let wish = from_nothing(&place, "policies")
        .answer("identity-kind", "system")
        .answer("granter", "somebody");
    let console = Console::of(&place.time, "mara");
    let mut beside = granted_after(&place, HALF_AN_HOUR + Duration::from_secs(60));
    let End::Ended(run) = console.fulfil_beside(&wish, &mut beside) else {
        panic!("it was not started");
    };
    drop(beside);
    let Some(Outcome::Refused(error)) = &run.outcome else {
        panic!("it ended as {:?}", run.outcome);
    };
    assert!(error.has_code("KeyVaultAccessForbidden"), "{error:?}");
    let said = run.lateness(place.time.now()).expect("it was late");
    for part in ["had to be done before", "permissions error", "four subnets"] {
        assert!(said.contains(part), "{said}");
    }
    let environment = run.plan.target.clone();
    assert_eq!(state(&place, &environment), "Failed");
    subnets_stay_taken(&place, &wish);
}

/// For up to an hour the subnets of what failed are nobody else's.
fn subnets_stay_taken(place: &Place, wish: &Wish) {
    let again = wish.clone().answer("name", "ise-again-wus2");
    let plan = planned(place, "mara", &again);
    let found = check(&plan, "subnets");
    assert_eq!(found.finding, Finding::Failed, "{found:?}");
    let network = place.find(NETWORK, "vnet-story");
    let mut named = again.answer("subnets", "named");
    for at in 1..=4 {
        let subnet = network.child("subnets", &format!("subnet-{at}"));
        named = named.answer(&format!("subnet-{at}"), subnet.as_str());
    }
    let found = planned(place, "mara", &named);
    let found = check(&found, "held").clone();
    assert_eq!(found.finding, Finding::Failed, "{found:?}");
    assert!(found.headline.contains("ise-new-wus2"), "{found:?}");
    place.time.pass(Duration::from_secs(3700));
    let plan = planned(place, "mara", &named);
    assert_eq!(check(&plan, "held").finding, Finding::Passed);
}

#[test]
fn a_grant_that_has_no_effect_is_a_late_grant() {
    let place = Place::nothing_set_up();
    let wish = from_nothing(&place, "policies").answer("identity-kind", "system");
    place.time.always(Fault::GrantNeverArrives);
    let End::Ended(run) = Console::of(&place.time, "mara").fulfil(&wish) else {
        panic!("it was not started");
    };
    let Some(Outcome::Refused(error)) = &run.outcome else {
        panic!("it ended as {:?}", run.outcome);
    };
    assert!(error.has_code("KeyVaultAccessForbidden"), "{error:?}");
}

/// Azure/azure-rest-api-specs#20428: the operation failed, and the environment is there.
#[test]
fn an_environment_that_reports_failure_but_exists_ends_as_what_it_is() {
    for kind in ["user", "system"] {
        let place = Place::nothing_set_up();
        let wish = from_nothing(&place, "policies").answer("identity-kind", kind);
        place.time.always(Fault::ReportedFailure);
        let run = proved(&place, "mara", &wish);
        let of_operation =
            |it: &&cmk_console::plan::run::Entry| it.path.contains("/operationStatuses/");
        assert!(
            run.journal.iter().any(|it| of_operation(&it)),
            "{kind}: nothing was followed"
        );
    }
}

#[test]
fn a_missed_deadline_stands_as_missed_in_the_list_of_steps() {
    let place = Place::nothing_set_up();
    let wish = from_nothing(&place, "policies")
        .answer("identity-kind", "system")
        .answer("granter", "somebody");
    let console = Console::of(&place.time, "mara");
    let never = &mut Beside::nothing().acts(|_| place.time.pass(Duration::from_secs(60)));
    let End::Ended(run) = console.fulfil_beside(&wish, never) else {
        panic!("it was not started");
    };
    let grant = run
        .plan
        .steps
        .iter()
        .position(|it| it.id == "grant")
        .expect("a step");
    assert_eq!(run.standing(grant), Standing::Missed);
}
