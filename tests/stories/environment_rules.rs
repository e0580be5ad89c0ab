//! What an environment cannot have, said before anything is sent; what its page tells, and what a
//! deletion leaves behind.

use std::time::Duration;

use cmk_console::arm::ResourceId;
use cmk_console::plan::{Finding, Fix, Outcome, Work};
use cmk_console::sandbox::Fault;

use crate::console::places::{ENVIRONMENT, IDENTITY, NETWORK, Place};
use crate::console::{Console, Wish};
use crate::ends::End;
use crate::{check, planned, proved};

/// aztfmod/terraform-azurerm-caf#1591: what Azure answers since the retirement.
#[test]
fn complaint_15_the_retirement_is_said_before_and_the_refusal_of_today_is_explained() {
    let place = Place::everyday();
    let wish = place
        .new_environment(
            "rg-new-weu",
            (
                &place.find(NETWORK, "vnet-spare-wus2"),
                "kv-fabrikam-wus2/ise-cmk",
            ),
        )
        .answer("identity", place.find(IDENTITY, "id-ise-cmk").as_str());
    let plan = planned(&place, "mara", &wish);
    assert_eq!(check(&plan, "retired").finding, Finding::Warning);
    let notice = wish.kind.notice().expect("a notice");
    assert!(notice.title.contains("31 August 2024") && notice.text.contains("1 November 2022"));
    let successor = notice.successor.expect("a successor");
    let kind = cmk_console::resources::of(successor.arm_type).expect("a type");
    assert!(kind.action(successor.action).is_some());
    place.time.always(Fault::RetiredService);
    let End::Ended(run) = Console::of(&place.time, "mara").fulfil(&wish) else {
        panic!("it was not started");
    };
    let Some(Outcome::Refused(error)) = &run.outcome else {
        panic!("it ended as {:?}", run.outcome);
    };
    assert_eq!(
        error.code,
        "IntegrationServiceEnvironmentCreationNotAllowed"
    );
    let explained = cmk_console::keys::explain::explain(error);
    assert!(
        explained.next.contains("Logic Apps Standard"),
        "{explained:?}"
    );
}

/// MicrosoftDocs/azure-docs#80516, from a support ticket.
#[test]
fn complaint_14_a_vault_of_another_region_is_said_before_an_environment_fails() {
    let place = Place::everyday();
    let wish = place
        .new_environment(
            "rg-new-weu",
            (
                &place.find(NETWORK, "vnet-spare-wus2"),
                "kv-fabrikam-prod/payroll-cmk",
            ),
        )
        .answer("identity", place.find(IDENTITY, "id-ise-cmk").as_str());
    let plan = planned(&place, "mara", &wish);
    let found = check(&plan, "region");
    assert_eq!(found.finding, Finding::Failed, "{found:?}");
    assert!(found.headline.contains("westeurope"), "{found:?}");
}

/// What stands in the way is refused at the field or as a check, before anything is sent.
#[test]
fn what_an_environment_cannot_have_is_refused_before_it_is_sent() {
    let place = Place::everyday();
    let spare = place.find(NETWORK, "vnet-spare-wus2");
    let plain = place.find(NETWORK, "vnet-plain-wus2");
    let hub = place.find(NETWORK, "vnet-hub-wus2");
    let subnet = |network: &ResourceId, at: u8| {
        network
            .child("subnets", &format!("subnet-{at}"))
            .to_string()
    };
    let named = |network: &ResourceId| {
        let rows = (1..=4).map(|at| (format!("subnet-{at}"), subnet(network, at)));
        rows.chain([("subnets".into(), "named".into())])
            .collect::<Vec<_>>()
    };
    let with = |mut rows: Vec<(String, String)>, field: &str, value: String| {
        rows.push((field.to_owned(), value));
        rows
    };
    let key = place.newest("kv-fabrikam-wus2/ise-cmk");
    let versionless = key.rsplit_once('/').expect("a version").0.to_owned();
    type Said = Vec<(String, String)>;
    let rows: [(&str, Said, &str); 9] = [
        (
            "a wrong region",
            vec![("location".into(), "westeurope".into())],
            "blocked by key-region",
        ),
        (
            "a key without a version",
            vec![("key".into(), versionless)],
            "no key",
        ),
        (
            "three subnets",
            with(named(&spare), "subnet-4", String::new()),
            "no subnet-4",
        ),
        (
            "one of them twice",
            with(named(&spare), "subnet-4", subnet(&spare, 1)),
            "no subnet-4",
        ),
        (
            "subnets of two networks",
            with(named(&spare), "subnet-3", subnet(&plain, 3)),
            "no subnet-3",
        ),
        ("subnets of another network", named(&plain), "no subnet-1"),
        (
            "a network without a delegation",
            vec![("network".into(), plain.to_string())],
            "blocked by delegated",
        ),
        (
            "subnets that are taken",
            with(named(&hub), "network", hub.to_string()),
            "blocked by held",
        ),
        (
            "a key of 3072 bits",
            vec![("key".into(), place.newest("kv-fabrikam-prod/orders-cmk"))],
            "blocked by key",
        ),
    ];
    for (name, answers, expected) in rows {
        let mut wish = place
            .new_environment("rg-new-weu", (&spare, "kv-fabrikam-wus2/ise-cmk"))
            .answer("identity", place.find(IDENTITY, "id-ise-cmk").as_str());
        for (field, answer) in answers {
            wish = wish.answer(&field, &answer);
        }
        let said = crate::ends_before_anything_is_sent(&place, "mara", &wish);
        assert!(said.starts_with(expected), "{name}: {said}");
    }
}

#[test]
fn a_network_is_mended_from_its_check() {
    let place = Place::everyday();
    let plain = place.find(NETWORK, "vnet-plain-wus2");
    let wish = place
        .new_environment("rg-new-weu", (&plain, "kv-fabrikam-wus2/ise-cmk"))
        .answer("identity", place.find(IDENTITY, "id-ise-cmk").as_str());
    let plan = planned(&place, "mara", &wish);
    let Some(Fix::Action {
        target,
        action,
        answers,
        ..
    }) = &check(&plan, "delegated").fix
    else {
        panic!("nothing is offered");
    };
    let mut mend = Wish::new(NETWORK, action, Some(target));
    mend.answers = answers.clone();
    proved(&place, "mara", &mend);
    assert_eq!(
        check(&planned(&place, "mara", &wish), "delegated").finding,
        Finding::Passed
    );
}

/// The role of the older edition is recognised, and told to be worth nothing for the key.
#[test]
fn complaint_11_contributor_on_the_vault_is_no_grant() {
    let place = Place::everyday();
    let wish = place
        .new_environment(
            "rg-new-weu",
            (
                &place.find(NETWORK, "vnet-spare-wus2"),
                "kv-fabrikam-wus2/ise-cmk",
            ),
        )
        .answer("identity", place.find(IDENTITY, "id-ise-cmk").as_str());
    let plan = planned(&place, "mara", &wish);
    let found = check(&plan, "contributor");
    assert_eq!(found.finding, Finding::Warning, "{found:?}");
    assert!(
        found.headline.contains("does not let it use the key"),
        "{found:?}"
    );
    let system = planned(&place, "mara", &wish.answer("identity-kind", "system"));
    assert!(system.checks.iter().all(|it| it.id != "contributor"));
}

#[test]
fn whoever_may_not_grant_is_offered_to_have_somebody_else_do_it() {
    let place = Place::everyday();
    let deniz_cannot = place
        .new_environment(
            "rg-new-weu",
            (
                &place.find(NETWORK, "vnet-spare-wus2"),
                "kv-fabrikam-wus2/ise-cmk",
            ),
        )
        .answer("identity-kind", "system");
    let plan = planned(&place, "tom", &deniz_cannot);
    let Some(Fix::Answer { field, value, .. }) = &check(&plan, "right-grant").fix else {
        panic!("nothing is offered");
    };
    let plan = planned(&place, "tom", &deniz_cannot.clone().answer(field, value));
    assert!(plan.checks.iter().all(|it| it.id != "right-grant"));
    let grant = plan
        .steps
        .iter()
        .find(|it| it.id == "grant")
        .expect("a step");
    assert!(matches!(grant.work, Work::HandOver(_)));
    assert!(grant.deadline.is_some());
}

#[test]
fn a_deleted_environment_leaves_subnets_that_stay_taken() {
    let place = Place::everyday();
    let hub = place.find(ENVIRONMENT, "ise-hub-wus2");
    let wish = Wish::new(ENVIRONMENT, "delete", Some(&hub));
    let plan = planned(&place, "mara", &wish);
    assert_eq!(check(&plan, "subnets").finding, Finding::Warning);
    assert!(plan.steps[0].consequence.is_some());
    proved(&place, "mara", &wish);
    let network = place.find(NETWORK, "vnet-hub-wus2");
    let create = place
        .new_environment("rg-new-weu", (&network, "kv-fabrikam-wus2/ise-cmk"))
        .answer("identity", place.find(IDENTITY, "id-ise-cmk").as_str());
    let plan = planned(&place, "mara", &create);
    assert_eq!(check(&plan, "subnets").finding, Finding::Failed);
    place.time.pass(Duration::from_secs(3700));
    let plan = planned(&place, "mara", &create);
    assert_eq!(check(&plan, "subnets").finding, Finding::Passed);
}

/// The page of an environment: network health by subnet, and the connectors.
#[test]
fn the_page_of_an_environment_tells_what_its_subnets_reach() {
    let place = Place::everyday();
    let console = Console::of(&place.time, "mara");
    let hub = place.find(ENVIRONMENT, "ise-hub-wus2");
    let wish = Wish::new(ENVIRONMENT, "delete", Some(&hub));
    let resource = console.resource(&wish).expect("the environment");
    let reads = wish
        .kind
        .related_reads(&resource, &console.facts.borrow(), place.time.now());
    for read in reads {
        let _ = console.learn(&read);
    }
    let related = wish
        .kind
        .related(&resource, &console.facts.borrow(), place.time.now());
    let said: Vec<String> = related
        .iter()
        .map(|it| format!("{}: {}", it.label, it.value))
        .collect();
    assert_eq!(
        said,
        [
            "Network health: subnet-1: everything can be reached",
            "Network health: subnet-2: everything can be reached",
            "Network health: subnet-3: SQL not available",
            "Network health: subnet-4: everything can be reached",
            "Managed connectors: servicebus",
        ]
    );
}
