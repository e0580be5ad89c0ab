//! Generated answers in generated states: a plan that keeps the laws, or a field that is to blame.

use std::collections::BTreeSet;

use cmk_console::arm::ResourceId;
use cmk_console::plan::Plan;
use cmk_console::plan::run::CannotStart;

use crate::console::places::Place;
use crate::console::{Console, Wish};
use crate::dice::Dice;
use crate::worlds::{self, World};
use crate::{ENOUGH, Tally, answers, name};

const PEOPLE: [&str; 8] = [
    "mara", "mara", "mara", "mara", "priya", "deniz", "tom", "aiko",
];

#[test]
fn every_action_plans_within_the_laws_or_blames_a_field() {
    let worlds = worlds::all();
    for wish in Place::everyday().wishes() {
        let mut dice = Dice::new(&format!("answers to {}", name(&wish)));
        let mut tally = Tally::default();
        let plans = |it: &Tally| it.of("ready") + it.of("blocked");
        while plans(&tally) < ENOUGH {
            tally.count(planned(&wish, &worlds, &mut dice));
            assert!(
                tally.all() < 4 * ENOUGH,
                "{}: {}",
                name(&wish),
                tally.words()
            );
        }
        println!("{}, answers {}", name(&wish), tally.words());
        assert!(
            tally.of("ready") >= ENOUGH / 10,
            "few of {} can be run",
            name(&wish)
        );
    }
}

/// What one set of answers comes to, in one of the worlds and for one of the people.
fn planned(wish: &Wish, worlds: &[World], dice: &mut Dice) -> &'static str {
    let World {
        name: world,
        place,
        keys,
    } = dice.pick(worlds);
    let console = Console::of(&place.time, dice.pick(&PEOPLE));
    let mut wish = wish.clone();
    wish.target = wish.target.map(|it| worlds::target(&place, &it, dice));
    let form = console.form(&wish);
    wish.answers = answers::to(&form, (&wish.answers, &keys), &console, dice);
    if dice.one_in(4) {
        let fault = dice.pick(&worlds::reading_faults());
        place.time.set_faults(&[fault]);
    }
    let told = format!(
        "{} by {} where {world}, {:?}: {:?}",
        name(&wish),
        console.person.id,
        wish.target.as_ref().map(ResourceId::name),
        wish.answers
    );
    match console.plan(&wish) {
        Err(invalid) => {
            let asked = form.fields.iter().any(|it| it.name == invalid.field);
            assert!(
                asked || invalid.field == "target",
                "{told}: blames {invalid:?}"
            );
            assert!(invalid.reason.ends_with('.'), "{told}: {invalid:?}");
            "refused"
        }
        Ok(plan) => {
            is_well_formed(&plan, &console.tenant(), &told);
            match console.start(plan) {
                Ok(_) => "ready",
                Err(CannotStart::Blocked(_)) => "blocked",
                Err(other) => panic!("{told}: {other:?}"),
            }
        }
    }
}

/// What a page takes for granted in a plan.
fn is_well_formed(plan: &Plan, tenant: &str, told: &str) {
    let unique = |ids: Vec<&str>| ids.iter().collect::<BTreeSet<_>>().len() == ids.len();
    let checks: Vec<&str> = plan.checks.iter().map(|it| it.id.as_str()).collect();
    let steps: Vec<&str> = plan.all_steps().map(|it| it.id.as_str()).collect();
    assert!(
        unique(checks.clone()),
        "{told}: checks of one name in {checks:?}"
    );
    assert!(
        unique(steps.clone()),
        "{told}: steps of one name in {steps:?}"
    );
    for step in plan.all_steps() {
        assert_eq!(
            step.directory, tenant,
            "{told}: {} has another directory",
            step.id
        );
        let named = step.write().is_none() || !step.permissions.is_empty();
        assert!(named, "{told}: {} names no permission", step.id);
    }
    for check in plan.blocking() {
        let is_said = check.headline.ends_with('.');
        assert!(is_said, "{told}: {} does not say what is so", check.id);
    }
}
