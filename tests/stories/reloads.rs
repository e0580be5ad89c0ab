//! Reloads: the tab goes away at any turn of any story, before or after a request was sent, and
//! the story ends alike.

use cmk_console::sandbox::Control;

use crate::console::places::{HSM, Place};
use crate::console::{Beside, Console, Reload, Wish, shell};

#[test]
fn a_reload_at_any_turn_of_any_action_ends_in_proof() {
    let place = Place::everyday();
    for wish in place.wishes() {
        everywhere(&place, &wish);
    }
}

#[test]
fn a_reload_at_any_turn_of_any_way_to_a_key_ends_in_proof() {
    let place = Place::everyday();
    let own = |key: &str| {
        let wish = place.use_my_key("fabrikamorders", key);
        wish.answer("identity-kind", "system")
    };
    everywhere(&place, &own("kv-fabrikam-prod/orders-cmk"));
    everywhere(&place, &own("kv-fabrikam-policies/policies-cmk"));
    everywhere(&place, &own("hsm-fabrikam/vault-root-cmk"));
}

/// Carries the same plan out again and again, each time with a reload one turn later.
fn everywhere(place: &Place, wish: &Wish) {
    let console = Console::of(&place.time, "mara");
    let plan = console.plan(wish).expect("a plan");
    for how in [Reload::Before, Reload::After] {
        let mut at = 0;
        loop {
            let again = place.clone();
            let console = Console::of(&again.time, "mara");
            let run = console.start(plan.clone()).expect("a plan that may start");
            let mut beside = Beside::nothing()
                .reloads(|turn, _| (turn == at).then_some(how))
                .acts(|run| {
                    if shell::knows(run) {
                        shell::types(&again)(run);
                    } else if run.step().saves.is_none() {
                        grant_everybody(&again);
                    }
                });
            let end = console.end(wish, run, &mut beside);
            let turns = beside.turns;
            drop(beside);
            let name = format!("{}, {how:?} turn {at}", wish.action.id());
            assert_eq!(end.words(), "Proved", "{name}: {end:#?}");
            if at >= turns {
                break;
            }
            at += 1;
        }
        assert!(at > 1, "{} took only {at} turns", wish.action.id());
    }
}

/// The HSM's administrator lets whoever was attached to the account use the key.
fn grant_everybody(place: &Place) {
    let account = place.read(place.account("fabrikamorders"), "2025-08-01");
    let principal = account["identity"]["principalId"].as_str();
    place.time.control(Control::AssignHsmRole {
        hsm: place.find(HSM, "hsm-fabrikam"),
        principal: principal.expect("an identity").to_owned(),
        scope: "/keys/vault-root-cmk".into(),
    });
}
