//! The right side of a sheet: what was found out, and what will be done.

use cmk_console::plan::{Fix, Plan};
use leptos::prelude::*;

use super::{Planning, Sheet};
use crate::clock::Clock;
use crate::components::{ChecksPanel, Destination, StepsPanel, WayBack};
use crate::ui::{Announce, Empty, Icon, Panel, PanelBody};

/// Checks and steps for the answers so far.
#[component]
pub(super) fn Planned(sheet: Sheet, #[prop(into)] mend: Callback<Fix>) -> impl IntoView {
    let (planning, known) = (sheet.planning, sheet.known);
    let plan = planning.plan();
    let is_there = Memo::new(move |_| plan.read().is_some());
    let is_busy = planning.is_busy();
    let reading = move || {
        is_busy
            .get()
            .then(|| "Reading from Azure what the plan rests on".to_owned())
    };
    let is_first = Memo::new(move |_| is_busy.get() && !is_there.get());
    let checks = move || plan.get().map(|it| it.checks).unwrap_or_default();
    let said = move || match (plan.read().as_ref(), is_busy.get()) {
        (Some(plan), false) => {
            let counted = cmk_console::plan::words::counted(&plan.checks);
            format!("Checks: {counted}. {} steps.", plan.steps.len() + 1)
        }
        _ => String::new(),
    };
    view! {
        <div class="stack">
            <Announce text=said/>
            <Show
                when=move || is_there.get() || is_first.get()
                fallback=move || view! { <Unplanned sheet=sheet/> }
            >
                <ChecksPanel
                    checks=Signal::derive(checks)
                    reading=reading
                    note=move || as_of(plan.read().as_ref())
                    read_again=move |()| known.again_all()
                    fix=mend
                />
            </Show>
            <Show when=move || is_there.get()>
                <PlanSteps plan=plan/>
                <WayBack plan=plan/>
            </Show>
        </div>
    }
    .into_any()
}

#[component]
fn PlanSteps(plan: Signal<Option<Plan>>) -> impl IntoView {
    // Shown only while there is a plan, so the last one seen is good enough in between.
    let shown = Memo::new(move |before: Option<&Option<Plan>>| {
        plan.get().or_else(|| before.cloned().flatten())
    });
    let first = shown.get_untracked()?;
    let plan = move || shown.get().unwrap_or_else(|| first.clone());
    Some(view! {
        <StepsPanel
            plan=Signal::derive(plan)
            now=Clock::expect().now()
            place=Destination::here()
        />
    })
}

/// What stands there before there is a plan.
#[component]
fn Unplanned(sheet: Sheet) -> impl IntoView {
    let invalid = sheet.planning.invalid();
    let words = move || match invalid.get() {
        Some(it) => format!("One answer will not do. {}", it.reason),
        None => "Checks and the exact requests appear here as soon as every question is answered. \
                 Until you press Run, everything is only read."
            .to_owned(),
    };
    view! {
        <Panel title="Plan" body=PanelBody::Flush>
            <Empty icon=Icon::Eye title="Nothing is planned yet">
                <p class="small">{words}</p>
            </Empty>
        </Panel>
    }
}

/// The remarks below the heading.
#[component]
pub(super) fn PlanMeta(planning: Planning) -> impl IntoView {
    let read = move || {
        let as_of = as_of(planning.plan().read().as_ref())?;
        Some(view! { <span>{format!("Facts read {as_of}")}</span> })
    };
    view! {
        <span>"Nothing has been sent yet"</span>
        {read}
    }
}

/// When the oldest fact behind the checks was read.
fn as_of(plan: Option<&Plan>) -> Option<String> {
    let oldest = plan?.checks.iter().filter_map(|it| it.as_of).min()?;
    Some(format!("{} UTC", oldest.clock()))
}
