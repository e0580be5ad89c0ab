//! Answers to a form's own questions: mostly such as a person would give, some that will not do.

use cmk_console::form::{Answers, Create, Field, Form, Input, Pick};
use cmk_console::resources::across::LINK;

use crate::console::Console;
use crate::console::places::identifier;
use crate::dice::Dice;

/// What nobody should answer to anything.
const WRONG: [&str; 6] = [
    "",
    "../..",
    "https://evil.example/keys/x",
    "{{key.newest}}",
    "a b",
    "\u{202e}txt",
];

/// Keys that no list shows, given as `vault/key`.
const UNLISTED: [&str; 4] = [
    "hsm-fabrikam/vault-root-cmk",
    "hsm-fabrikam-new/any",
    "kv-fabrikam-prod/gone",
    "kv-nowhere/gone",
];

const NAMES: [&str; 6] = [
    "story01",
    "made02",
    "new03",
    "more04",
    "fabrikamorders",
    "Name-3",
];

/// Where the vaults are, which some services want to be in the region of the resource.
const USUAL_REGION: &str = "westeurope";

const DAYS: [&str; 4] = ["2027-03-01", "2028-01-01", "2026-01-01", "soon"];

/// Answers every question that is asked, in its order: half the time as was wished for, but for
/// an answer or two.
pub fn to(
    form: &Form,
    (wished, keys): (&Answers, &[String]),
    console: &Console<'_>,
    dice: &mut Dice,
) -> Answers {
    let mut answers = form.initial();
    let as_wished = dice.one_in(2);
    for field in &form.fields {
        if !form.is_asked(field, &answers) {
            continue;
        }
        let answer = if as_wished && !dice.one_in(9) {
            match wished.text(field.name) {
                "" => continue,
                wished => wished.to_owned(),
            }
        } else if dice.one_in(60) {
            dice.pick(&WRONG).to_owned()
        } else if field.name == LINK {
            // Nobody makes up what somebody else has sent.
            wished.text(LINK).to_owned()
        } else {
            one(field, &answers, keys, console, dice)
        };
        answers.set(field.name, answer);
    }
    answers
}

fn one(
    field: &Field,
    answers: &Answers,
    keys: &[String],
    console: &Console<'_>,
    dice: &mut Dice,
) -> String {
    match &field.input {
        Input::Text(_) if field.name == "name" => dice.pick(&NAMES).to_owned(),
        Input::Text(_) | Input::File(_) => field.example.clone(),
        Input::Key if !field.initial.is_empty() && dice.one_in(2) => field.initial.clone(),
        Input::Key => key(keys, dice),
        Input::Choice(choices) | Input::Select(choices) => dice.pick(choices).value,
        Input::Switch => dice.pick(&["true", "false"]).to_owned(),
        Input::Date if dice.one_in(2) => String::new(),
        Input::Date => dice.pick(&DAYS).to_owned(),
        Input::Pick(pick) => picked(pick, answers, console, dice),
    }
}

/// One of what the list offers, as a person sees it.
fn picked(pick: &Pick, answers: &Answers, console: &Console<'_>, dice: &mut Dice) -> String {
    if matches!(pick.create, Some(Create::ByName(_))) && dice.one_in(3) {
        return "rg-made".into();
    }
    let Some(read) = pick.bound(answers) else {
        return String::new();
    };
    let list = console.learn(&read).unwrap_or_default();
    let rows = list["value"].as_array().cloned().unwrap_or_default();
    let offered = pick.offered(&rows, answers);
    let usual = offered.iter().find(|it| it.value == USUAL_REGION);
    match usual {
        _ if offered.is_empty() => String::new(),
        Some(usual) if !dice.one_in(3) => usual.value.clone(),
        _ => dice.pick(&offered).value,
    }
}

/// A key as people paste it, mostly with its version.
fn key(keys: &[String], dice: &mut Dice) -> String {
    if keys.is_empty() || dice.one_in(10) {
        return identifier(dice.pick(&UNLISTED));
    }
    let usual = |it: &&String| it.contains("orders-cmk") || it.contains("policies-cmk");
    let usual: Vec<String> = keys.iter().filter(usual).cloned().collect();
    let any = usual.is_empty() || dice.one_in(2);
    let key = dice.pick(if any { keys } else { &usual });
    let (versionless, _) = key.rsplit_once('/').expect("a version");
    match dice.roll(8) {
        0 => format!("{versionless}/0123456789abcdef0123456789abcdef"),
        1 => format!("{versionless}/"),
        2 => key.replace(".azure.net", ".azure.net:443"),
        _ => key,
    }
}
