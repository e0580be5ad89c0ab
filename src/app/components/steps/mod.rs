//! The steps of a plan before it runs, and the same list while it does.

mod exchange;
mod hand_over;
mod live;
mod request;
mod saving;
mod step;

use std::sync::Arc;

use cmk_console::arm::Timestamp;
use cmk_console::plan::{Plan, Run, words};
use leptos::prelude::*;

pub(super) use live::next_of;

use super::destination::Destination;
use crate::ui::{Panel, PanelBody, Steps};
use step::PlanStep;

/// What the steps of one plan share.
#[derive(Clone, Copy)]
struct Shown {
    plan: Signal<Plan>,
    run: Signal<Option<Arc<Run>>>,
    now: Signal<Timestamp>,
    place: StoredValue<Destination>,
    handed_over: Option<Callback<String>>,
}

/// A plan's steps, and where each stands once it runs.
#[component]
pub fn StepsPanel(
    /// The plan.
    #[prop(into)]
    plan: Signal<Plan>,
    /// The run that carries it out, once there is one.
    #[prop(into, optional)]
    run: Signal<Option<Arc<Run>>>,
    /// The time, as it goes on.
    #[prop(into)]
    now: Signal<Timestamp>,
    /// Where the requests go.
    place: Destination,
    /// The person says that the handed-over work is done, and gives back what it asks for; not
    /// offered to those who only watch.
    #[prop(into, optional)]
    handed_over: Option<Callback<String>>,
) -> impl IntoView {
    let shown = Shown {
        plan,
        run,
        now,
        place: StoredValue::new(place),
        handed_over,
    };
    let count = move || {
        let all = plan.read().steps.len() + 1;
        Some(match run.read().as_ref() {
            None => all.to_string(),
            Some(run) => format!("{} of {all} done", run.done()),
        })
    };
    let note = move || {
        Some(format!(
            "{} in all",
            words::expected(plan.read().expected())
        ))
    };
    let rows = move || {
        let plan = plan.read();
        let ids = plan
            .all_steps()
            .enumerate()
            .map(|(at, it)| (at, it.id.clone()));
        ids.collect::<Vec<_>>()
    };
    view! {
        <Panel title="Steps" count=count note=note body=PanelBody::Flush>
            <Steps label=move || format!("Steps of {}", plan.read().title)>
                <For each=rows key=Clone::clone let((position, id))>
                    <PlanStep position=position id=id shown=shown/>
                </For>
            </Steps>
        </Panel>
    }
    .into_any()
}
