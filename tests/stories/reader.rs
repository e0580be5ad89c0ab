//! A Reader looks at everything, may do nothing, and is told what would help.

use cmk_console::arm::Facts;
use cmk_console::arm::access::{Place as At, rights, roles};
use cmk_console::plan::run::CannotStart;
use cmk_console::resources::{Offer, offer};

use crate::console::places::Place;
use crate::console::{Console, Wish};
use crate::ends::End;

#[test]
fn every_action_says_why_not_and_which_role_would_allow_it() {
    let place = Place::everyday();
    // What changes the directory alone needs no role on the resource: the directory says who may.
    let needs = |it: &Wish| !it.action.needs().is_empty();
    for wish in place.wishes().into_iter().filter(needs) {
        let mut needs = wish.action.needs().iter();
        let told = match needs.any(|it| it.at == At::Resource) && !wish.action.creates() {
            true => told_by_the_offer(&place, &wish),
            false => told_by_the_plan(&place, &wish),
        };
        let name = format!("{}, {}", wish.kind.label(), wish.action.id());
        assert!(told.contains("Owner"), "{name}: {told}");
        let named = |it: &&roles::Role| told.contains(it.name);
        assert!(
            roles::ALL.iter().filter(named).count() > 1,
            "{name}: {told}"
        );
    }
}

/// A button that is there, and says why it cannot be pressed.
fn told_by_the_offer(place: &Place, wish: &Wish) -> String {
    let tom = Console::of(&place.time, "tom");
    let resource = tom.resource(wish).expect("a Reader reads");
    let id = wish.target.as_ref().expect("a target");
    let read = rights::read(id);
    tom.learn(&read)
        .expect("anybody may ask for their own rights");
    let rights = rights::at(id, &tom.facts.borrow()).into_found();
    match offer(wish.action, &resource, rights.as_ref()) {
        Offer::No { reason, help } => {
            let needed = wish.action.needs()[0].action;
            assert!(reason.contains(needed), "{reason}");
            help
        }
        Offer::Yes => panic!("{} is offered to a Reader", wish.action.id()),
    }
}

/// What is not there yet has no button of its own, and what is needed elsewhere is not known to one:
/// the plan says it.
fn told_by_the_plan(place: &Place, wish: &Wish) -> String {
    match Console::of(&place.time, "tom").fulfil(wish) {
        End::NotStarted(CannotStart::Blocked(checks)) => {
            let found = checks.iter().find(|it| it.id.starts_with("right-"));
            found.expect("a check on the right").reason.clone()
        }
        other => panic!("{} by a Reader: {other:#?}", wish.action.id()),
    }
}

#[test]
fn rights_that_are_not_known_do_not_hide_an_action() {
    let place = Place::everyday();
    let nothing = Facts::default();
    let mara = Console::of(&place.time, "mara");
    for wish in place.wishes().iter().filter(|it| !it.action.creates()) {
        let resource = mara.resource(wish).expect("it is there");
        let rights = rights::at(&resource.id, &nothing).into_found();
        assert_eq!(offer(wish.action, &resource, rights.as_ref()), Offer::Yes);
    }
}
