//! What Resource Manager cannot do to a key: the lines for a shell, and what is seen afterwards.

use cmk_console::plan::work::Work;
use cmk_console::plan::{Finding, Fix, HandOver, Plan};

use crate::console::places::{Place, VAULT};
use crate::console::{Beside, Console, Wish, shell};
use crate::revoking::{health_of, warned};
use crate::{changes, check, ends_before_anything_is_sent, planned, proved, proved_beside};

fn on(place: &Place, action: &str, vault: &str) -> Wish {
    Wish::new(VAULT, action, Some(&place.find(VAULT, vault)))
}

fn lines(plan: &Plan) -> Vec<&HandOver> {
    let handed = plan.steps.iter().filter_map(|it| match &it.work {
        Work::HandOver(it) => Some(it),
        _ => None,
    });
    handed.collect()
}

#[test]
fn a_key_is_rotated_by_hand_and_those_that_follow_take_it() {
    let place = Place::everyday();
    let before = place.newest("kv-fabrikam-prod/docs-cmk");
    let wish = on(&place, "rotate-key", "kv-fabrikam-prod").answer("key", "docs-cmk");
    let mut beside = Beside::nothing().acts(shell::types(&place));
    let run = proved_beside(&place, "mara", &wish, &mut beside);
    assert!(changes(&place).is_empty());
    assert_ne!(place.newest("kv-fabrikam-prod/docs-cmk"), before);
    let commands = &lines(&run.plan)[0].commands;
    let names: Vec<&str> = commands.iter().map(|it| it.0.as_str()).collect();
    assert_eq!(names, ["Azure CLI", "PowerShell", "Azure portal"]);
    let portal = &commands[2].1;
    assert!(
        portal.starts_with("https://portal.azure.com/#@"),
        "{portal}"
    );
    assert!(
        portal.ends_with("/vaults/kv-fabrikam-prod/keys/docs-cmk"),
        "{portal}"
    );
}

/// Nobody's word that a key was rotated is believed.
#[test]
fn a_key_that_nobody_rotates_ends_too_late() {
    let place = Place::everyday();
    let wish = on(&place, "rotate-key", "kv-fabrikam-prod").answer("key", "docs-cmk");
    let mut beside = Beside::nothing().acts(|_| ());
    let end = Console::of(&place.time, "mara").fulfil_beside(&wish, &mut beside);
    assert_eq!(end.words(), "TooLate");
}

/// Whoever may not run the lines is told, and led to the action that gives the right.
#[test]
fn the_right_in_the_vault_itself_is_looked_at_by_its_model() {
    let place = Place::everyday();
    for (person, vault, key, expected) in [
        ("mara", "kv-fabrikam-prod", "docs-cmk", Finding::Warning),
        ("priya", "kv-fabrikam-prod", "docs-cmk", Finding::Passed),
        (
            "priya",
            "kv-fabrikam-policies",
            "policies-cmk",
            Finding::Warning,
        ),
    ] {
        let wish = on(&place, "rotate-key", vault).answer("key", key);
        let plan = planned(&place, person, &wish);
        let found = check(&plan, "right-data");
        assert_eq!(found.finding, expected, "{person}: {found:?}");
        if expected == Finding::Warning {
            assert!(
                matches!(&found.fix, Some(Fix::Action { action, .. }) if action == "give-rights"),
                "{found:?}"
            );
        }
    }
    // With the rights that the other action gives, the same plan has nothing to say.
    proved(
        &place,
        "mara",
        &on(&place, "give-rights", "kv-fabrikam-policies"),
    );
    let wish = on(&place, "rotate-key", "kv-fabrikam-policies").answer("key", "policies-cmk");
    let plan = planned(&place, "mara", &wish);
    assert_eq!(check(&plan, "right-data").finding, Finding::Passed);
    let closed = on(&place, "rotate-key", "kv-fabrikam-net").answer("key", "net-cmk");
    let closed = planned(&place, "mara", &closed);
    assert_eq!(check(&closed, "reach").finding, Finding::Warning);
}

#[test]
fn a_version_is_disabled_alone_and_enabled_again() {
    let place = Place::everyday();
    let newest = place.newest("kv-fabrikam-prod/docs-cmk");
    let newest = newest.rsplit('/').next().expect("a version");
    let switch = |to: &str| {
        let wish = on(&place, "switch-version", "kv-fabrikam-prod");
        let wish = wish.answer("key", "docs-cmk").answer("version", newest);
        wish.answer("to", to)
    };
    let mut beside = Beside::nothing().acts(shell::types(&place));
    let run = proved_beside(&place, "mara", &switch("disable"), &mut beside);
    // Only what follows the latest stops; what is pinned to an older version goes on.
    assert_eq!(warned(&run.plan), ["fabrikaminvoices stops working."]);
    assert_eq!(run.plan.restore.len(), 1);
    let health = |name: &str| health_of(&place, &place.account(name)).headline;
    assert_eq!(health("fabrikaminvoices"), "Key disabled");
    assert_eq!(health("fabrikamdocs"), "Key expires soon");
    let again = Console::of(&place.time, "mara").fulfil(&switch("disable"));
    assert_eq!(again.words(), "blocked by state");
    proved_beside(&place, "mara", &switch("enable"), &mut beside);
    assert_eq!(health("fabrikaminvoices"), "Key can be used");
    let unknown = switch("enable").answer("version", "11111111111111111111111111111111");
    let said = ends_before_anything_is_sent(&place, "mara", &unknown);
    assert_eq!(said, "no version");
}

#[test]
fn a_key_is_imported_from_a_file_and_from_another_hsm() {
    for (vault, from, steps) in [
        ("kv-fabrikam-prod", "software", 1),
        ("kv-fabrikam-premium", "hardware", 1),
        ("kv-fabrikam-premium", "byok", 2),
    ] {
        let place = Place::everyday();
        let wish = on(&place, "import-key", vault)
            .answer("name", "brought-cmk")
            .answer("from", from);
        let mut beside = Beside::nothing().acts(shell::types(&place));
        let run = proved_beside(&place, "mara", &wish, &mut beside);
        assert_eq!(lines(&run.plan).len(), steps, "{from}");
        assert!(changes(&place).is_empty(), "{from}");
        // The same name again would be a new version of what is there.
        let again = Console::of(&place.time, "mara").fulfil(&wish).words();
        assert_eq!(again, "blocked by new");
    }
}

#[test]
fn a_standard_vault_takes_nothing_from_an_hsm() {
    let place = Place::everyday();
    let wish = on(&place, "import-key", "kv-fabrikam-prod").answer("name", "brought-cmk");
    let said = ends_before_anything_is_sent(&place, "mara", &wish.answer("from", "byok"));
    assert_eq!(said, "no from");
}
