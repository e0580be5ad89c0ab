//! Runs through generated trouble: each ends, with a name, and claims success only where it is so.

use std::collections::BTreeMap;
use std::thread;

use cmk_console::arm::Method;
use cmk_console::plan::{Plan, Run};
use cmk_console::sandbox::{Control, Fault, FaultSetting, LogEntry, Sandbox};

use crate::console::places::{ACCOUNT, AI, CLUSTER, HSM, IDENTITY, Place, VAULT, identifier};
use crate::console::{Beside, Console, Reload, Wish, shell, truth, words};
use crate::dice::Dice;
use crate::{ENOUGH, Tally, name};

/// Keys of every kind of vault, given as `vault/key`.
const KEYS: [&str; 3] = [
    "kv-fabrikam-prod/orders-cmk",
    "kv-fabrikam-premium/premium-cmk",
    "kv-fabrikam-policies/policies-cmk",
];

/// The wishes have nothing to do with one another, so each processor takes its share.
#[test]
fn every_run_ends_truthfully_whatever_goes_wrong() {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let share = |first: usize| {
        let place = Place::everyday();
        let wishes = place.wishes().into_iter().skip(first).step_by(threads);
        wishes.map(|it| runs_of(&place, &it)).collect::<Vec<_>>()
    };
    thread::scope(|scope| {
        let all: Vec<_> = (0..threads)
            .map(|first| scope.spawn(move || share(first)))
            .collect();
        for told in all {
            println!("{}", told.join().expect("no panic").join("\n"));
        }
    });
}

/// Gives how the runs of a wish ended, in a line.
fn runs_of(place: &Place, wish: &Wish) -> String {
    let keys = KEYS.map(|it| place.newest(it));
    let mut dice = Dice::new(&format!("trouble of {}", name(wish)));
    let mut tally = Tally::default();
    let mut plans = BTreeMap::new();
    for _ in 0..ENOUGH {
        let wish = varied(place, &keys, wish, &mut dice);
        let planned = || Console::of(&place.time.clone(), "mara").plan(&wish);
        let plan = plans
            .entry(format!("{:?}", wish.answers))
            .or_insert_with(|| planned().expect("a plan"));
        tally.count(run(place, &wish, plan.clone(), &mut dice));
    }
    let told = format!("{}, runs {}", name(wish), tally.words());
    assert!(tally.all() >= ENOUGH);
    let proved = tally.of("Proved");
    assert!(
        proved >= ENOUGH / 10,
        "{}: almost none is proved",
        name(wish)
    );
    assert!(
        proved <= ENOUGH * 9 / 10,
        "{}: almost nothing went wrong",
        name(wish)
    );
    told
}

/// Carries out in trouble what was planned in peace.
fn run(place: &Place, wish: &Wish, plan: Plan, dice: &mut Dice) -> String {
    let place = place.clone();
    let console = Console::of(&place.time, "mara");
    let run = console.start(plan).expect("a plan that may start");
    place.time.with(Sandbox::clear_log);
    let faults = faults(dice);
    place.time.set_faults(&faults);
    let reloads = reloads(dice);
    // What is handed over is done by nobody, now and then.
    let nobody = dice.one_in(5);
    let mut beside = Beside::nothing().reloads(reloads).acts(|run| {
        if !(nobody && shell::knows(run)) {
            somebody(&place, run);
        }
    });
    let run = console.carry_out(run, &mut beside);
    drop(beside);
    truth::check(&place.time, wish, &run);
    if let Some(entry) = repeated_unread(&place) {
        panic!(
            "{} with {faults:?}: {entry:?} was repeated unread",
            name(wish)
        );
    }
    let words = words(run.outcome.as_ref().expect("a run that has ended"));
    words.split(' ').next().unwrap_or_default().to_owned()
}

/// Other answers with which the wish comes true as well.
#[expect(clippy::too_many_lines, reason = "one row per action")]
fn varied(place: &Place, keys: &[String], wish: &Wish, dice: &mut Dice) -> Wish {
    let answer = |wish: Wish, rows: &[(&str, &[&str])], dice: &mut Dice| {
        let mut answered = wish;
        for (field, answers) in rows {
            answered = answered.answer(field, dice.pick(answers));
        }
        answered
    };
    let with_key = |dice: &mut Dice| wish.clone().answer("key", &dice.pick(keys));
    let own_key: &[(&str, &[&str])] = &[
        ("versions", &["latest", "pinned"]),
        ("grant", &["key", "vault"]),
        ("identity-kind", &["user", "system"]),
    ];
    match (wish.kind.arm_type(), wish.action.id()) {
        (ACCOUNT, "use-my-key") => {
            if dice.one_in(8) {
                let hsm = identifier("hsm-fabrikam/vault-root-cmk");
                return wish
                    .clone()
                    .answer("key", &hsm)
                    .answer("identity-kind", "system");
            }
            answer(with_key(dice), own_key, dice)
        }
        (ACCOUNT, "change-opener") => {
            let rows: &[(&str, &[&str])] = &[
                ("grant", &["key", "vault"]),
                ("before", &["keep", "detach"]),
            ];
            answer(wish.clone(), rows, dice)
        }
        (ACCOUNT, "change-key" | "create-with-my-key") => {
            answer(with_key(dice), &own_key[..2], dice)
        }
        (CLUSTER, "use-my-key" | "change-key") => answer(with_key(dice), &own_key[..2], dice),
        (CLUSTER, "create") => answer(
            answer(with_key(dice), own_key, dice),
            &[
                ("with-key", &["true", "true", "false"]),
                ("twice", &["true", "false"]),
            ],
            dice,
        ),
        (CLUSTER, "change-identity") if dice.one_in(2) => wish
            .clone()
            .answer("identity-kind", "user")
            .answer("identity", place.find(IDENTITY, "id-orders-cmk").as_str()),
        (AI, "use-my-key" | "create-with-my-key") => answer(with_key(dice), own_key, dice),
        (VAULT, "create") => {
            let rows: &[(&str, &[&str])] = &[
                ("tier", &["standard", "premium"]),
                ("model", &["roles", "policies"]),
                ("protect", &["true", "false"]),
                ("group", &["rg-new-weu", "rg-made"]),
            ];
            answer(wish.clone(), rows, dice)
        }
        (VAULT, "create-key") => answer(wish.clone(), &[("size", &["2048", "4096"])], dice),
        (IDENTITY, _) => answer(wish.clone(), &[("group", &["rg-new-weu", "rg-made"])], dice),
        _ => wish.clone(),
    }
}

/// What goes wrong. Reads that show the past would hide for good that a later write was taken
/// otherwise than it was answered: no client could know, so these do not come together.
fn faults(dice: &mut Dice) -> Vec<FaultSetting> {
    let mut faults: Vec<FaultSetting> = (0..=dice.roll(3)).map(|_| fault(dice)).collect();
    if faults.iter().any(|it| it.fault == Fault::StaleReads) {
        faults.retain(|it| !matches!(it.fault, Fault::WrongVersion | Fault::AcceptedNotApplied));
    }
    faults
}

/// Something that goes wrong now and then, a few times, or for good.
fn fault(dice: &mut Dice) -> FaultSetting {
    let faults: Vec<Fault> = Fault::all().collect();
    let fault = dice.pick(&faults);
    let setting = match dice.roll(8) {
        0 => fault.always(),
        1..=3 => fault.one_in(2 + u32::try_from(dice.roll(4)).expect("few")),
        _ => fault.next(1 + u32::try_from(dice.roll(4)).expect("few")),
    };
    match dice.roll(6) {
        0 => setting.on(dice.pick(&[Method::Get, Method::Put, Method::Patch])),
        1 => setting.below(dice.pick(&[
            "storageAccounts",
            "roleAssignments",
            "vaults",
            "clusters",
            "linkedServices",
            "accounts",
        ])),
        _ => setting,
    }
}

/// The tab that never goes away, goes away now and then, or does at the first turn of each step.
fn reloads(dice: &mut Dice) -> impl FnMut(usize, &Run) -> Option<Reload> + use<> {
    let how = dice.pick(&[Reload::Before, Reload::After]);
    let way = dice.roll(3);
    let every = 4 + dice.roll(12);
    let mut reached = usize::MAX;
    move |turn, run| {
        let goes = match way {
            0 => false,
            1 => turn % every == every - 1,
            _ => std::mem::replace(&mut reached, run.position) != run.position,
        };
        goes.then_some(how)
    }
}

/// Somebody with a shell, or the administrator of the HSM, who looks up who was attached.
fn somebody(place: &Place, run: &Run) {
    if shell::knows(run) {
        return shell::types(place)(run);
    }
    let again = place.clone();
    again.time.set_faults(&[]);
    let account = again.read(&run.plan.target, "2025-08-01");
    if let Some(principal) = account["identity"]["principalId"].as_str() {
        place.time.control(Control::AssignHsmRole {
            hsm: again.find(HSM, "hsm-fabrikam"),
            principal: principal.to_owned(),
            scope: "/keys/vault-root-cmk".into(),
        });
    }
}

/// A write that was sent again after its answer was lost, with nothing read in between.
fn repeated_unread(place: &Place) -> Option<LogEntry> {
    place.time.with(|sandbox| {
        let mut lost: Option<LogEntry> = None;
        for entry in sandbox.log().iter() {
            let is_read = entry.method == "GET";
            let again = |it: &LogEntry| it.method == entry.method && it.path == entry.path;
            if lost.as_ref().is_some_and(again) {
                return lost;
            }
            if is_read {
                lost = None;
            } else if entry.status == 0 {
                lost = Some(entry.clone());
            }
        }
        None
    })
}
