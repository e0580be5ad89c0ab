//! Keys of a Managed HSM: read as far as it shows anything, and granted by a person's own hands.

use cmk_console::arm::ResourceId;
use cmk_console::plan::Work;
use cmk_console::plan::{Finding, Fix, Run};
use cmk_console::sandbox::Control;

use crate::console::places::{HSM, IDENTITY, Place, identifier};
use crate::console::{Beside, Console, Wish};
use crate::{changes, check, ends_before_anything_is_sent, planned, proved_beside};

const KEY: &str = "hsm-fabrikam/vault-root-cmk";

/// Types the Azure CLI line that the run shows into a shell.
fn administrator<'a>(place: &'a Place) -> impl FnMut(&Run) + 'a {
    move |run| {
        let Work::HandOver(hand_over) = &run.step().work else {
            panic!("nothing is handed over in {}", run.step().id);
        };
        let (shell, line) = &hand_over.commands[0];
        let line = run.bound_command(line);
        let words: Vec<&str> = line.split(' ').map(|it| it.trim_matches('\'')).collect();
        let after = |name: &str| {
            let at = words.iter().position(|it| *it == name).expect("an option");
            words[at + 1].to_owned()
        };
        assert_eq!((shell.as_str(), words[0]), ("Azure CLI", "az"));
        let principal = after("--assignee-object-id");
        assert_eq!(principal.len(), 36, "nobody can be granted by {line}");
        place.time.control(Control::AssignHsmRole {
            hsm: place.find(HSM, &after("--hsm-name")),
            principal,
            scope: after("--scope"),
        });
    }
}

#[test]
fn a_person_grants_and_the_run_goes_on() {
    let own: &[(&str, &str)] = &[("identity-kind", "system")];
    for (name, through_arm, answers) in [
        ("keys are hidden", false, &[][..]),
        ("keys are hidden, own identity", false, own),
        ("keys are shown", true, &[]),
        ("keys are shown, own identity", true, own),
        ("keys are shown, pinned", true, &[("versions", "pinned")]),
    ] {
        let place = Place::everyday();
        let hsm = place.find(HSM, "hsm-fabrikam");
        place.time.control(Control::SetHsmKeysThroughArm {
            hsm: hsm.clone(),
            on: through_arm,
        });
        let key = if through_arm {
            newest(&place, &hsm)
        } else {
            identifier(KEY)
        };
        let mut wish = wish(&place, "fabrikamorders").answer("key", &key);
        for (field, answer) in answers {
            wish = wish.answer(field, answer);
        }
        let mut beside = Beside::nothing().acts(administrator(&place));
        let run = proved_beside(&place, "mara", &wish, &mut beside);
        drop(beside);
        let done: Vec<&str> = run.plan.steps.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(done[..2], ["attach", "grant"], "{name}");
        assert_eq!(
            changes(&place),
            ["PATCH storageAccounts", "PATCH storageAccounts"],
            "{name}"
        );
    }
}

#[test]
fn what_an_hsm_does_not_show_is_said_and_does_not_block() {
    let place = Place::everyday();
    let plan = planned(&place, "mara", &wish(&place, "fabrikamorders"));
    for (id, finding) in [
        ("vault-ready", Finding::Passed),
        ("recoverable", Finding::Passed),
        ("key", Finding::Warning),
        ("grant", Finding::Warning),
    ] {
        assert_eq!(
            check(&plan, id).finding,
            finding,
            "{id}: {:?}",
            check(&plan, id)
        );
    }
    assert_eq!(plan.blocking().count(), 0);
    let key = &check(&plan, "key").reason;
    assert!(key.contains("the proof names the one in use"), "{key}");
}

#[test]
fn nobodys_word_is_believed_when_azure_says_otherwise() {
    let place = Place::everyday();
    let mut beside = Beside::nothing().acts(|_| ());
    let end = Console::of(&place.time, "mara")
        .fulfil_beside(&wish(&place, "fabrikamorders"), &mut beside);
    assert_eq!(end.words(), "Refused KeyVaultAuthenticationFailure");
}

#[test]
fn an_hsm_that_was_never_activated_is_named_before_anything_is_sent() {
    let place = Place::everyday();
    let wish = place.use_my_key("fabrikamorders", "hsm-fabrikam-new/any-cmk");
    let said = ends_before_anything_is_sent(&place, "mara", &wish);
    assert!(
        said.contains("vault-ready") && said.contains("recoverable"),
        "{said}"
    );
    let plan = planned(&place, "mara", &wish);
    let recoverable = check(&plan, "recoverable");
    assert!(
        matches!(&recoverable.fix, Some(Fix::Command { command, .. }) if command.contains("update-hsm")),
        "{recoverable:?}"
    );
}

fn wish(place: &Place, account: &str) -> Wish {
    place
        .use_my_key(account, KEY)
        .answer("identity", place.find(IDENTITY, "id-orders-cmk").as_str())
}

fn newest(place: &Place, hsm: &ResourceId) -> String {
    let key = place.read(hsm.child("keys", "vault-root-cmk"), "2026-02-01");
    let newest = key["properties"]["keyUriWithVersion"].as_str();
    newest.expect("a key that is shown").to_owned()
}
