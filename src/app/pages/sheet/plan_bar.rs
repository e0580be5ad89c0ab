//! The bar at the foot of a plan: whether it can be run, and the button that does.

use cmk_console::plan::{Consequence, Finding, Plan, words};
use cmk_console::resources::Offer;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::doors::consequences;
use super::{Sheet, not_started};
use crate::components::CopyAs;
use crate::place::Place;
use crate::runner::{NotStarted, Runs};
use crate::ui::{
    Announcer, Button, ButtonKind, ConfirmDialog, Footbar, Icon, Status, Strength, Tone, focus,
};

const NOTE: &str = "why-run";
const READING: &str = "Reading from Azure";

/// The foot of a sheet.
#[component]
pub(super) fn PlanBar(sheet: Sheet) -> impl IntoView {
    let place = Place::expect();
    let runs = Runs::expect();
    let announcer = Announcer::expect();
    let plan = sheet.planning.plan();
    let starting = RwSignal::new(false);
    let asking = RwSignal::new(false);
    let refused = RwSignal::new(None::<NotStarted>);
    let hindrance = Memo::new(move |_| hindrance(sheet, runs));
    let is_busy = sheet.planning.is_busy();
    // What is on screen may be the plan for an answer that has just been changed; the note says so.
    let reading = move || is_busy.get().then(|| READING.to_owned());
    let start = move |()| {
        asking.set(false);
        let Some(plan) = plan.get_untracked() else {
            return;
        };
        starting.set(true);
        spawn_local(async move {
            if let Err(why) = begin(plan, runs, place, announcer).await {
                refused.try_set(Some(why));
                starting.try_set(false);
            }
        });
    };
    let press = move |()| {
        refused.set(None);
        if !sheet.answering.insist() {
            return;
        }
        match plan.read_untracked().as_ref().map(consequences) {
            None => {}
            Some(found) if found.is_empty() => start(()),
            Some(_) => asking.set(true),
        }
    };
    let note = move || view! { <div id=NOTE><Note sheet=sheet hindrance=hindrance/></div> };
    view! {
        {move || refused.get().map(not_started::banner)}
        <Footbar label="Run" note=note>
            <CopyAs plan=plan/>
            <Button
                label=move || label(plan.read().as_ref())
                press=press
                kind=ButtonKind::Primary
                icon=Icon::Play
                unavailable=move || hindrance.get().or_else(reading)
                reason_id=NOTE
                busy=move || starting.get().then(|| "Starting".to_owned())
            />
        </Footbar>
        <ConfirmRun plan=plan open=asking close=move |()| asking.set(false) confirm=start/>
    }
    .into_any()
}

/// Begins the run of a plan, and shows it.
async fn begin(
    plan: Plan,
    runs: Runs,
    place: Place,
    announcer: Announcer,
) -> Result<(), NotStarted> {
    let title = plan.title.clone();
    let id = runs.start(plan).await?;
    announcer.say(format!("Started: {title}"));
    show_run(place, &id);
    Ok(())
}

/// The sheet becomes the run's, and a reload finds it.
fn show_run(place: Place, id: &str) {
    place.set_query("run", id);
    request_animation_frame(|| focus("main h1"));
}

fn label(plan: Option<&Plan>) -> String {
    match plan {
        None => "Run".to_owned(),
        Some(plan) => format!("Run {} steps", plan.steps.len() + 1),
    }
}

/// How things stand with the plan.
#[component]
fn Note(sheet: Sheet, hindrance: Memo<Option<String>>) -> impl IntoView {
    let plan = sheet.planning.plan();
    let is_busy = sheet.planning.is_busy();
    let rest = move || {
        let (answered, asked) = sheet.answering.count();
        let plan = plan.read();
        let Some(plan) = plan.as_ref() else {
            return format!("{answered} of {asked} questions answered. Nothing has been sent.");
        };
        let all = plan.steps.len() + 1;
        format!(
            "{all} steps, {}. Nothing has been sent yet.",
            words::expected(plan.expected())
        )
    };
    move || {
        if let Some(why) = hindrance.get() {
            return view! {
                <Status tone=Tone::Bad word=why strength=Strength::Quiet/>
                " "
                <span class="muted footbar__long">"Nothing has been sent."</span>
            }
            .into_any();
        }
        if is_busy.get() {
            return view! { <Status tone=Tone::Run word=READING/> }.into_any();
        }
        let unknown = plan.read().as_ref().map_or(0, |plan| {
            plan.checks
                .iter()
                .filter(|it| it.finding == Finding::Unknown)
                .count()
        });
        let doubt = (unknown > 0).then(|| view! {
            <Status tone=Tone::Unknown word=format!("{unknown} not known.") strength=Strength::Quiet/>
            " "
        });
        view! { {doubt} <span class="muted">{rest}</span> }.into_any()
    }
}

/// Names what cannot be taken back, before it is done.
#[component]
fn ConfirmRun(
    plan: Signal<Option<Plan>>,
    #[prop(into)] open: Signal<bool>,
    #[prop(into)] close: Callback<()>,
    #[prop(into)] confirm: Callback<()>,
) -> impl IntoView {
    let found = move || plan.read().as_ref().map(consequences).unwrap_or_default();
    let typed = move || target_name(plan).filter(|_| !found().is_empty());
    let row = |(title, consequence)| {
        let (lead, words) = match consequence {
            Consequence::OneWayDoor(words) => ("Cannot be undone: ", words),
            Consequence::Outage(words) => ("Stops something: ", words),
        };
        view! { <li><p><strong>{lead}{title}</strong></p><p class="small">{words}</p></li> }
    };
    view! {
        <ConfirmDialog
            title=move || plan.read().as_ref().map(|it| it.title.clone()).unwrap_or_default()
            open=open
            close=close
            confirm=confirm
            go_on="Run it"
            keep="Not now"
            typed=typed
        >
            <ul class="stack" role="list">
                {move || found().into_iter().map(row).collect_view()}
            </ul>
        </ConfirmDialog>
    }
}

/// Why the plan cannot be run, apart from questions that are still open.
fn hindrance(sheet: Sheet, runs: Runs) -> Option<String> {
    if !sheet.may_write {
        return Some("This console is set up to look, not to change.".into());
    }
    if let Offer::No { reason, .. } = sheet.offer.get() {
        return Some(reason);
    }
    let plan = sheet.planning.plan();
    let plan = plan.read();
    let plan = plan.as_ref()?;
    if runs
        .all()
        .read()
        .iter()
        .any(|it| it.is_at_work_on(&plan.target))
    {
        return Some(format!("Another run is at work on {}.", plan.target.name()));
    }
    match plan.blocking().count() {
        0 => None,
        1 => Some("One check forbids it. Mend it first.".into()),
        many => Some(format!("{many} checks forbid it. Mend them first.")),
    }
}

fn target_name(plan: Signal<Option<Plan>>) -> Option<String> {
    plan.read().as_ref().map(|it| it.target.name().to_owned())
}
