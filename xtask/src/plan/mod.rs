//! `cargo xtask plan`: the questions of an action, or its checks and steps with their requests.

mod answers;
mod facts;
mod registry;

use std::path::PathBuf;

use cmk_console::arm::{Cloud, Facts, Read, Resource, Timestamp};
use cmk_console::form::{Field, Form, Input, Invalid};
use cmk_console::keys::Unfit;
use cmk_console::plan::{Check, Finding, Plan, laws};
use cmk_console::resources::{Action, Ask, ResourceType, wanted};
use cmk_console::sandbox::{Directory, Seed};
use pico_args::Arguments;
use serde_json::{Value, json};

use crate::clock;
use crate::config;
use crate::problem::{Problem, nothing_left};
use answers::Given;

/// An action of a type: what is asked about.
#[derive(Clone, Copy)]
struct Asked {
    kind: &'static dyn ResourceType,
    action: &'static dyn Action,
}

/// Where the plan would be carried out.
struct At {
    cloud: Cloud,
    tenant: String,
    now: Timestamp,
}

/// Prints the questions, or with answers the plan.
pub fn run(mut arguments: Arguments) -> Result<(), Problem> {
    let answers: Option<PathBuf> = arguments.opt_value_from_str("--answers")?;
    let facts: Option<PathBuf> = arguments.opt_value_from_str("--facts")?;
    let cloud: Option<String> = arguments.opt_value_from_str("--cloud")?;
    let tenant: Option<String> = arguments.opt_value_from_str("--tenant")?;
    let kind: Option<String> = arguments.opt_free_from_str()?;
    let action: Option<String> = arguments.opt_free_from_str()?;
    nothing_left(arguments)?;
    let asked = registry::find(kind.as_deref(), action.as_deref())?;
    let at = At {
        cloud: cloud.map_or_else(|| Ok(Cloud::public()), |it| config::cloud(&it))?,
        tenant: tenant.unwrap_or_else(|| Directory::Fabrikam.tenant(SANDBOX_SEED)),
        now: clock::now(),
    };
    let facts = facts.map_or_else(|| Ok(Facts::default()), |it| facts::read(&it, at.now))?;
    let shown = match answers {
        None => questions(asked),
        Some(file) => plan(asked, &answers::read(&file)?, &facts, &at)?,
    };
    println!("{shown:#}");
    Ok(())
}

/// The seed of a sandbox that was given none; its first directory stands in for the tenant.
const SANDBOX_SEED: Seed = Seed::of(1);

/// The object ID that stands in for the person's.
const NOBODY: &str = "00000000-0000-0000-0000-000000000000";

/// The answer that names the resource an action is about.
const TARGET: &str = "target";

fn questions(asked: Asked) -> Value {
    json!({
        "type": asked.kind.arm_type(),
        "action": asked.action.id(),
        "label": asked.action.label(),
        "fields": asked.form(None).fields,
    })
}

impl Asked {
    /// The action's questions, after the one for the resource it is about.
    fn form(self, resource: Option<&Resource>) -> Form {
        let mut form = self.action.form(resource);
        if !self.action.creates() {
            let id = format!(
                "/subscriptions/…/resourceGroups/…/providers/{}/…",
                self.kind.arm_type()
            );
            let field = Field::new(TARGET, "Resource", Input::Text(is_id))
                .help(&format!("The ID of the {}.", self.kind.label()))
                .example(&id);
            form.fields.insert(0, field);
        }
        form
    }
}

fn is_id(text: &str) -> Result<(), Unfit> {
    let example = "/subscriptions/…/resourceGroups/…/providers/…";
    cmk_console::arm::ResourceId::parse(text)
        .map(drop)
        .map_err(|it| Unfit::new(it.to_string(), example))
}

/// Checks and steps as far as the facts go, and what is still to be read.
fn plan(asked: Asked, given: &Given, facts: &Facts, at: &At) -> Result<Value, Problem> {
    let target = given.target(asked)?;
    let read = target.as_ref().map(|it| asked.kind.read(it));
    let known = read.as_ref().and_then(|it| facts.value(it));
    let resource = known.and_then(|it| Resource::read(it).ok());
    let form = asked.form(resource.as_ref());
    let answers = given.complete(&form, &at.cloud)?;
    let ask = Ask {
        target: target.as_ref(),
        answers: &answers,
        facts,
        cloud: &at.cloud,
        tenant: &at.tenant,
        // Nobody is signed in here.
        person: NOBODY,
        graph: true,
        // No vault answers a command that has no browser.
        vault_hosts: &[],
        now: at.now,
    };
    let unread = wanted(asked.action, &ask);
    match asked.action.plan(&ask) {
        Ok(plan) => Ok(shown(&plan, &unread, at)),
        // No answer is to blame for what nobody has read.
        Err(invalid)
            if invalid.field == TARGET && unread.iter().any(|it| Some(it) == read.as_ref()) =>
        {
            Ok(nothing_known(asked, given, &unread, at))
        }
        Err(invalid) => Err(refused(&[invalid])),
    }
}

fn shown(plan: &Plan, unread: &[Read], at: &At) -> Value {
    let mut shown = serde_json::to_value(plan).unwrap_or_default();
    let broken: Vec<_> = laws::broken(plan).iter().map(ToString::to_string).collect();
    shown["broken"] = json!(broken);
    with_place(shown, unread, at)
}

/// What can be said of a plan whose resource nobody has read.
fn nothing_known(asked: Asked, given: &Given, unread: &[Read], at: &At) -> Value {
    let headline = format!(
        "The {} has not been read, so neither its checks nor its steps are known.",
        asked.kind.label()
    );
    let check = Check::new("unread", Finding::Unknown, headline).reason(
        "Put the answers to the questions in `unread` into a file, and name it with --facts.",
    );
    let shown = json!({
        "title": asked.action.label(),
        "action": asked.action.id(),
        "target": given.text(TARGET),
        "checks": [check],
        "steps": [],
        "proof": null,
        "broken": [],
    });
    with_place(shown, unread, at)
}

fn with_place(mut shown: Value, unread: &[Read], at: &At) -> Value {
    let unread: Vec<_> = unread
        .iter()
        .map(|it| json!({ "question": facts::question(&it.request), "list": it.list }))
        .collect();
    shown["unread"] = json!(unread);
    shown["arm"] = json!(at.cloud.arm);
    shown["tenant"] = json!(at.tenant);
    shown
}

/// Names every field whose answer will not do.
fn refused(invalid: &[Invalid]) -> Problem {
    let all = invalid.iter().map(|it| {
        let example = match it.example.as_str() {
            "" => String::new(),
            example => format!("An answer that would do: {example}"),
        };
        Problem::new(format!("{}: {}", it.field, it.reason), example)
    });
    Problem::all(all.collect())
}

#[cfg(test)]
mod tests;
