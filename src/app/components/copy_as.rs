//! A plan's requests as text that can be kept, sent to somebody, or run in a shell.

use cmk_console::keys::commands;
use cmk_console::plan::{Plan, Step, template};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::json;

use super::destination::Destination;
use crate::ui::{Announcer, Icon, Menu, MenuItem, MenuLabel, copy};

/// The forms a plan can be copied in.
#[component]
pub fn CopyAs(
    /// The plan.
    #[prop(into)]
    plan: Signal<Option<Plan>>,
) -> impl IntoView {
    let announcer = Announcer::expect();
    let destination = StoredValue::new(Destination::here());
    let take = move |what: &'static str, text: fn(&Plan, &Destination) -> String| {
        let text = plan
            .read_untracked()
            .as_ref()
            .map(|it| text(it, &destination.read_value()));
        let Some(text) = text else {
            announcer.say("There is no plan to copy yet. Answer the questions first.");
            return;
        };
        spawn_local(async move {
            copy(announcer, what, &text).await;
        });
    };
    view! {
        <Menu label="Copy as" icon=Icon::Copy>
            <MenuLabel text="The requests of this plan"/>
            <MenuItem label="Azure CLI" note="bash" press=move |()| take("plan for the Azure CLI", az)/>
            <MenuItem
                label="Az PowerShell"
                press=move |()| take("plan for PowerShell", powershell)
            />
            <MenuItem
                label="JSON lines"
                note="a request each"
                press=move |()| take("requests as JSON lines", json_lines)
            />
            <MenuItem
                label="The whole plan"
                note="JSON"
                press=move |()| take("whole plan", whole)
            />
        </Menu>
    }
    .into_any()
}

fn az(plan: &Plan, destination: &Destination) -> String {
    script(plan, |step| {
        Some(commands::az(step.request()?, &destination.cloud))
    })
}

fn powershell(plan: &Plan, destination: &Destination) -> String {
    script(plan, |step| {
        Some(commands::powershell(step.request()?, &destination.cloud))
    })
}

/// One command a step, each below what it does and what it needs from an earlier answer.
fn script(plan: &Plan, command: impl Fn(&Step) -> Option<String>) -> String {
    let mut script = format!("# {}\n", plan.title);
    for (at, step) in plan.all_steps().enumerate() {
        script.push_str(&format!("\n# {}. {}\n", at + 1, step.title));
        let mut needed = step.request().map(template::holes).unwrap_or_default();
        needed.dedup();
        for name in needed {
            script.push_str(&format!("# {{{{{name}}}}} comes from an earlier answer.\n"));
        }
        if let Some(command) = command(step) {
            script.push_str(&command);
            script.push('\n');
        }
    }
    script
}

fn json_lines(plan: &Plan, destination: &Destination) -> String {
    let line = |(at, step): (usize, &Step)| {
        let request = step.request()?;
        let line = json!({
            "step": at + 1,
            "title": step.title,
            "method": request.method,
            "url": destination.url(request),
            "body": request.body,
        });
        Some(format!("{line}\n"))
    };
    plan.all_steps().enumerate().filter_map(line).collect()
}

fn whole(plan: &Plan, _: &Destination) -> String {
    serde_json::to_string_pretty(plan).unwrap_or_default()
}
