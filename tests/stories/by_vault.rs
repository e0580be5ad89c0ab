//! What only a vault itself can do, asked of the vault where it answers a browser.

use cmk_console::plan::{Finding, Plan, Work};
use cmk_console::sandbox::{Control, Cors, Fault, LogEntry};

use crate::console::Wish;
use crate::console::places::{Place, VAULT};
use crate::revoking::health_of;
use crate::{check, planned, proved};

const HOST: &str = "kv-fabrikam-prod.vault.azure.net";

/// A place whose configuration lists one vault.
fn listing(cors: Cors) -> Place {
    let place = Place::everyday();
    place.time.list_vaults(&[HOST]);
    place.time.control(Control::SetCors { cors });
    place
}

fn on(place: &Place, action: &str) -> Wish {
    let vault = place.find(VAULT, "kv-fabrikam-prod");
    Wish::new(VAULT, action, Some(&vault)).answer("key", "docs-cmk")
}

fn switch(place: &Place, to: &str) -> Wish {
    let newest = place.newest("kv-fabrikam-prod/docs-cmk");
    let newest = newest.rsplit('/').next().expect("a version");
    let wish = on(place, "switch-version").answer("version", newest);
    wish.answer("to", to)
}

fn is_handed_over(plan: &Plan) -> bool {
    let mut steps = plan.steps.iter().chain(&plan.restore);
    steps.any(|it| matches!(it.work, Work::HandOver(_)))
}

/// What the vault itself was sent.
fn at_the_vault(place: &Place) -> Vec<String> {
    let seen = |it: &LogEntry| it.path.starts_with("/keys");
    let line = |it: &LogEntry| format!("{} {} {}", it.method, it.path, it.status);
    place
        .time
        .with(|it| it.log().iter().filter(|it| seen(it)).map(line).collect())
}

#[test]
fn a_vault_that_answers_disables_enables_and_rotates_by_itself() {
    let place = listing(Cors::WithVaults);
    let health = || health_of(&place, &place.account("fabrikaminvoices")).headline;
    let run = proved(&place, "priya", &switch(&place, "disable"));
    assert!(!is_handed_over(&run.plan), "{:#?}", run.plan.steps);
    assert_eq!(check(&run.plan, "vault-answers").finding, Finding::Passed);
    assert_eq!(health(), "Key disabled");
    proved(&place, "priya", &switch(&place, "enable"));
    assert_eq!(health(), "Key can be used");
    let before = place.newest("kv-fabrikam-prod/docs-cmk");
    let run = proved(&place, "priya", &on(&place, "rotate-key"));
    assert!(!is_handed_over(&run.plan), "{:#?}", run.plan.steps);
    assert_ne!(place.newest("kv-fabrikam-prod/docs-cmk"), before);
    let writes = at_the_vault(&place);
    let writes: Vec<&String> = writes.iter().filter(|it| !it.starts_with("GET")).collect();
    assert_eq!(writes.len(), 3, "{writes:?}");
}

#[test]
fn a_key_is_revoked_by_the_vault_and_brought_back() {
    let place = listing(Cors::WithVaults);
    let disable = on(&place, "revoke-key").answer("way", "disable");
    let run = proved(&place, "priya", &disable);
    assert!(!is_handed_over(&run.plan), "{:#?}", run.plan.steps);
    assert_eq!(run.plan.restore.len(), 2);
    let run = proved(&place, "priya", &on(&place, "restore-key"));
    assert!(!is_handed_over(&run.plan), "{:#?}", run.plan.steps);
}

/// A lost answer is no word: Resource Manager shows whether it happened.
#[test]
fn a_lost_answer_of_the_vault_is_looked_up_at_resource_manager() {
    for fault in [Fault::LostAnswer, Fault::DroppedRequest] {
        let place = listing(Cors::WithVaults);
        place
            .time
            .set_faults(&[fault.next(1).below("/keys/docs-cmk/").saying("attributes")]);
        let run = proved(&place, "priya", &switch(&place, "disable"));
        assert!(!is_handed_over(&run.plan), "{fault:?}");
        let writes = at_the_vault(&place);
        let writes = writes.iter().filter(|it| it.starts_with("PATCH")).count();
        let expected = if fault == Fault::LostAnswer { 1 } else { 2 };
        assert_eq!(writes, expected, "{fault:?}");
    }
}

#[test]
fn everywhere_else_it_is_handed_to_somebody_with_a_shell() {
    let other = "kv-fabrikam-dev.vault.azure.net";
    for (person, cors, listed, says, is_reached) in [
        ("priya", Cors::Full, HOST, "gave no answer", false),
        ("mara", Cors::WithVaults, HOST, "shows you no keys", true),
        ("priya", Cors::WithVaults, other, "", false),
    ] {
        let place = listing(cors);
        place.time.list_vaults(&[listed]);
        for wish in [switch(&place, "disable"), on(&place, "rotate-key")] {
            let before = place.time.now();
            let plan = planned(&place, person, &wish);
            assert!(is_handed_over(&plan), "{listed} for {person}");
            assert_eq!(place.time.now(), before, "nobody waits for a silent vault");
            let found = plan.checks.iter().find(|it| it.id == "vault-answers");
            let headline = found.map(|it| it.headline.as_str());
            assert!(headline.unwrap_or_default().contains(says), "{headline:?}");
            assert_eq!(headline.is_some(), !says.is_empty(), "{headline:?}");
        }
        assert_eq!(!at_the_vault(&place).is_empty(), is_reached, "{listed}");
    }
}
