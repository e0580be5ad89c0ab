//! What is said of a Foundry account before anything is sent: at the field, or as a check.

use std::time::Duration;

use cmk_console::arm::Request;
use cmk_console::plan::{Check, Finding, Fix};
use serde_json::{Value, json};

use super::on;
use crate::console::places::{AI, IDENTITY, Place, VAULT, identifier};
use crate::console::{Console, Wish};
use crate::{check, ends_before_anything_is_sent, planned, proved};

fn use_my_key(place: &Place, account: &str, key: &str) -> Wish {
    on(place, "use-my-key", account)
        .answer("key", &identifier(key))
        .answer("identity", place.find(IDENTITY, "id-ai-cmk").as_str())
}

fn create(place: &Place) -> Wish {
    place
        .create((AI, "create-with-my-key"), "rg-new-weu", "ai-new-weu")
        .answer("sub-domain", "ai-new-weu")
        .answer("key", &identifier("kv-fabrikam-prod/foundry-cmk"))
        .answer("identity", place.find(IDENTITY, "id-ai-cmk").as_str())
}

fn write(place: &Place, request: &Request) {
    let answer = place.time.as_person("mara").ask(request);
    assert!(answer.is_success(), "{:?}", answer.body);
    place.time.pass(Duration::from_secs(600));
}

fn cites(check: &Check) -> &str {
    check.source.as_ref().map_or("", |it| &it.url)
}

#[test]
fn what_cannot_be_is_refused_at_its_field() {
    let place = Place::everyday();
    let without = |field: &str| {
        let mut wish = create(&place);
        wish.answers.set(field, "");
        wish
    };
    let rows = [
        (without("sub-domain"), "no sub-domain"),
        (
            create(&place).answer("sub-domain", "ai.new"),
            "no sub-domain",
        ),
        (create(&place).answer("name", ".ai"), "no name"),
        (without("identity"), "no identity"),
        (
            on(&place, "change-key", "ai-agents-weu")
                .answer("key", &identifier("kv-fabrikam-premium/premium-cmk")),
            "no key",
        ),
        (
            on(&place, "change-key", "ai-agents-weu")
                .answer("key", &identifier("kv-fabrikam-prod/foundry-cmk")),
            "no key",
        ),
    ];
    for (wish, expected) in rows {
        let said = ends_before_anything_is_sent(&place, "mara", &wish);
        assert_eq!(said, expected, "{:?}", wish.answers);
    }
    let other = on(&place, "change-key", "ai-agents-weu")
        .answer("key", &identifier("kv-fabrikam-premium/premium-cmk"));
    let why = Console::of(&place.time, "mara")
        .plan(&other)
        .expect_err("another vault");
    assert!(why.reason.contains("kv-fabrikam-prod"), "{why}");
    // Another kind may take a key of another vault.
    let forms = on(&place, "change-key", "ai-forms-weu")
        .answer("key", &identifier("kv-fabrikam-premium/premium-cmk"));
    proved(&place, "mara", &forms);
}

#[test]
fn what_is_in_the_way_is_a_check() {
    let place = Place::everyday();
    let taken = create(&place).answer("sub-domain", "ai-hub-weu");
    let rows = [
        (taken, "sub-domain"),
        (
            create(&place).answer("sub-domain", "ai-old-weu"),
            "sub-domain",
        ),
        (
            create(&place)
                .answer("group", "rg-ai-weu")
                .answer("name", "ai-old-weu"),
            "deleted",
        ),
        (create(&place).answer("location", "northeurope"), "region"),
        (
            create(&place).answer("key", &identifier("kv-fabrikam-dev/dev-cmk")),
            "recoverable",
        ),
        (
            create(&place).answer("key", &identifier("kv-fabrikam-prod/signing-ec")),
            "key",
        ),
        (
            use_my_key(&place, "ai-vision-weu", "kv-fabrikam-prod/foundry-cmk"),
            "applies",
        ),
        (on(&place, "return-to-microsoft", "ai-hub-weu"), "applies"),
        (on(&place, "delete", "ai-plain-weu"), "projects"),
        (on(&place, "take-newest", "ai-agents-weu"), "applies"),
    ];
    for (wish, expected) in rows {
        let said = ends_before_anything_is_sent(&place, "mara", &wish);
        assert!(
            said.starts_with("blocked by") && said.contains(expected),
            "{said}: {expected}"
        );
    }
}

/// Where Microsoft's pages disagree, both are named: azure-docs#90650, Azure/ResourceModules#3259.
#[test]
fn complaint_11_trusted_services_and_outbound_rules_are_notes_with_both_sources() {
    let place = Place::everyday();
    let open = planned(&place, "mara", &create(&place));
    assert!(
        open.checks
            .iter()
            .all(|it| it.id != "trusted" && it.id != "outbound")
    );
    let vault = place.find(VAULT, "kv-fabrikam-prod");
    let firewall = json!({ "properties": { "networkAcls": {
        "defaultAction": "Deny", "bypass": "AzureServices",
    }}});
    write(&place, &Request::patch(vault, "2026-02-01", firewall));
    let wish = use_my_key(&place, "ai-closed-weu", "kv-fabrikam-prod/foundry-cmk");
    let plan = planned(&place, "mara", &wish);
    let (network, trusted) = (check(&plan, "network"), check(&plan, "trusted"));
    assert_eq!(
        (network.finding, trusted.finding),
        (Finding::Warning, Finding::Warning)
    );
    assert!(cites(network).contains("foundry"), "{network:?}");
    assert!(cites(trusted).contains("key-vault"), "{trusted:?}");
    let outbound = check(&plan, "outbound");
    assert_eq!(outbound.finding, Finding::Warning);
    assert!(outbound.reason.contains("allowedFqdnList"), "{outbound:?}");
    assert!(cites(outbound).contains("ResourceModules"), "{outbound:?}");
}

/// Azure/terraform-azurerm-avm-res-cognitiveservices-account#159, azurerm#24231, #31563: identities
/// by kind, and no empty members.
#[test]
fn complaint_25_identities_are_judged_by_kind_and_empty_members_left_out() {
    let place = Place::everyday();
    let group = place.find(AI, "ai-hub-weu").group_id().expect("a group");
    for (name, kind) in [("ai-open-weu", "OpenAI"), ("ai-face-weu", "Face")] {
        let body = json!({
            "location": "westeurope", "kind": kind, "sku": { "name": "S0" },
            "properties": { "customSubDomainName": name },
        });
        write(
            &place,
            &Request::put(group.provider(AI, name), "2025-06-01", body),
        );
    }
    for (name, finding) in [
        ("ai-open-weu", Finding::Failed),
        ("ai-face-weu", Finding::Warning),
    ] {
        let wish = use_my_key(&place, name, "kv-fabrikam-prod/foundry-cmk");
        let plan = planned(&place, "mara", &wish);
        let found = check(&plan, "kind-identity");
        assert_eq!(found.finding, finding, "{name}");
        let Some(Fix::Answer { field, value, .. }) = &found.fix else {
            panic!("nothing is offered: {found:?}");
        };
        let run = proved(&place, "mara", &wish.answer(field, value));
        let bodies: Vec<Value> = run
            .plan
            .steps
            .iter()
            .filter_map(|it| it.write()?.body.clone())
            .collect();
        let sent = format!("{bodies:?}");
        assert!(!sent.contains("identityClientId"), "{sent}");
    }
}

#[test]
fn the_role_of_the_page_and_the_narrower_one_are_explained_and_both_do() {
    let place = Place::everyday();
    let orders = place.find(IDENTITY, "id-orders-cmk");
    let wish = use_my_key(&place, "ai-plain-weu", "kv-fabrikam-prod/foundry-cmk")
        .answer("identity", orders.as_str());
    let plan = planned(&place, "mara", &wish);
    let found = check(&plan, "role");
    assert_eq!(found.finding, Finding::Warning);
    assert!(
        found.reason.contains("Crypto Service Encryption User"),
        "{found:?}"
    );
    let grants = |plan: &cmk_console::plan::Plan, role: &str| {
        let grant = plan.steps.iter().find(|it| it.id == "grant");
        let body = grant
            .and_then(|it| it.write()?.body.clone())
            .expect("a grant");
        body.to_string().contains(role)
    };
    assert!(grants(&plan, "12338af0-0e69-4776-bea7-57ae8d297424"));
    let Some(Fix::Answer { field, value, .. }) = &found.fix else {
        panic!("nothing is offered: {found:?}");
    };
    let narrow = wish.answer(field, value);
    let plan = planned(&place, "mara", &narrow);
    assert_eq!(check(&plan, "role").finding, Finding::Passed);
    assert!(grants(&plan, "e147488a-f6f5-4113-8e2d-b22465e65bf6"));
    proved(&place, "mara", &narrow);
}

#[test]
fn whether_the_use_of_the_key_is_written_down_is_read_and_mended_by_a_line() {
    let place = Place::everyday();
    let with = |key: &str| {
        planned(
            &place,
            "mara",
            &create(&place).answer("key", &identifier(key)),
        )
    };
    let watched = with("kv-fabrikam-prod/foundry-cmk");
    let found = check(&watched, "audit");
    assert_eq!(found.finding, Finding::Passed);
    assert!(found.evidence.contains("log-security-weu"), "{found:?}");
    let unwatched = with("kv-fabrikam-policies/policies-cmk");
    let found = check(&unwatched, "audit");
    assert_eq!(found.finding, Finding::Warning);
    let Some(Fix::Action { target, action, .. }) = &found.fix else {
        panic!("nothing is offered: {found:?}");
    };
    assert_eq!(action, "send-audit-logs");
    assert_eq!(target.name(), "kv-fabrikam-policies");
}

#[test]
fn a_size_that_pages_disagree_about_is_a_note() {
    let place = Place::everyday();
    let with = |key: &str| {
        planned(
            &place,
            "mara",
            &create(&place).answer("key", &identifier(key)),
        )
    };
    let small = with("kv-fabrikam-prod/foundry-cmk");
    assert!(small.checks.iter().all(|it| it.id != "size"));
    let large = with("kv-fabrikam-prod/orders-cmk");
    assert_eq!(check(&large, "size").finding, Finding::Warning);
}
