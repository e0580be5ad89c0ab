//! Mending what a check found, without leaving the sheet: its own plan, its own run.

use cmk_console::arm::{Resource, ResourceId};
use cmk_console::form::Answers;
use cmk_console::plan::{Fix, Plan};
use cmk_console::resources::{self, Action, ResourceType};
use cmk_console::routes::Route;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::doors::Doors;
use super::not_started;
use super::planning::Planning;
use crate::backend::{Backend, PageFacts};
use crate::clock::Clock;
use crate::components::{ChecksPanel, Destination, OutcomeView, RunSteps, StepsPanel};
use crate::runner::{NotStarted, Runs};
use crate::ui::{Button, ButtonKind, ButtonLink, Code, CopyButton, Dialog, Loading, Piece};

/// The dialog that mends something, open while there is something to mend.
#[component]
pub(super) fn FixDialog(fix: RwSignal<Option<Fix>>) -> impl IntoView {
    let open = Signal::derive(move || fix.read().is_some());
    let title = move || {
        let fix = fix.read();
        fix.as_ref().map_or("", Fix::label).to_owned()
    };
    let mending = RwSignal::new(Mending::Nothing);
    let close = Callback::new(move |()| {
        fix.set(None);
        mending.set(Mending::Nothing);
    });
    let actions = move || view! { <FixButtons mending=mending close=close/> };
    view! {
        <Dialog title=title open=open close=close actions=actions>
            {move || match fix.get()? {
                Fix::Action { target, action, answers, .. } => Some(
                    view! {
                        <ByAction target=target action=action answers=answers mending=mending/>
                    }
                    .into_any(),
                ),
                Fix::Command { command, .. } => Some(view! { <ByCommand command=command/> }.into_any()),
                Fix::Answer { .. } | Fix::Link { .. } => None,
            }}
        </Dialog>
    }
    .into_any()
}

/// How far the mending has come.
#[derive(Clone)]
enum Mending {
    /// There is nothing to press.
    Nothing,
    /// A plan that can be run, and why not, if it cannot.
    Planned(Box<Plan>, Option<String>),
    /// It is being started.
    Starting,
    /// A run.
    Run(String),
    /// It was not begun.
    Refused(NotStarted),
}

#[component]
fn FixButtons(mending: RwSignal<Mending>, close: Callback<()>) -> impl IntoView {
    let runs = Runs::expect();
    let start = move |()| {
        let Mending::Planned(plan, _) = mending.get_untracked() else {
            return;
        };
        mending.set(Mending::Starting);
        spawn_local(async move {
            let begun = runs.start(*plan).await;
            mending.try_set(match begun {
                Ok(id) => Mending::Run(id),
                Err(why) => Mending::Refused(why),
            });
        });
    };
    let go_on =
        move || match mending.get() {
            Mending::Planned(plan, hindrance) => {
                let label = plan.title.clone();
                Some(view! {
                <Button label=label press=start kind=ButtonKind::Primary unavailable=hindrance/>
            }.into_any())
            }
            Mending::Starting => {
                Some(view! { <Button label="Start" press=|()| () busy="Starting"/> }.into_any())
            }
            Mending::Run(id) => {
                let href = Route::Operation(id).path();
                Some(view! { <ButtonLink label="Show the run by itself" href=href/> }.into_any())
            }
            Mending::Nothing | Mending::Refused(_) => None,
        };
    let back = move || match *mending.read() {
        Mending::Run(_) => view! {
            <Button label="Back to the plan" press=close kind=ButtonKind::Primary/>
        }
        .into_any(),
        _ => view! { <Button label="Leave it as it is" press=close/> }.into_any(),
    };
    view! {
        {back}
        {go_on}
    }
}

#[component]
fn ByAction(
    target: ResourceId,
    action: String,
    answers: Answers,
    mending: RwSignal<Mending>,
) -> impl IntoView {
    let kind = target.arm_type().and_then(|it| resources::of(&it));
    let found = kind.and_then(|kind| Some((kind, kind.action(&action)?)));
    match found {
        Some((kind, action)) => view! {
            <Mend kind=kind action=action target=target answers=answers mending=mending/>
        }
        .into_any(),
        None => view! { <p>"This console does not know how to do that."</p> }.into_any(),
    }
}

#[component]
fn Mend(
    kind: &'static dyn ResourceType,
    action: &'static dyn Action,
    target: ResourceId,
    answers: Answers,
    mending: RwSignal<Mending>,
) -> impl IntoView {
    let known = PageFacts::new();
    let read = kind.read(&target);
    known.want([read.clone()]);
    let about = target.clone();
    let complete = Memo::new(move |_| {
        let facts = known.facts();
        let resource = facts.with(|it| it.one(&read, |it| Resource::read(it).ok()).into_found());
        let is_answered = !facts.with(|it| it.get(&read).is_none());
        is_answered.then(|| action.form(resource.as_ref()).complete(&answers))
    });
    let planning = Planning::new(known, action, Some(target), complete.into());
    let plan = planning.plan();
    let may_write = Backend::expect().mode().may_write();
    Effect::new(move |_| {
        let Some(plan) = plan.get() else { return };
        if matches!(
            *mending.read_untracked(),
            Mending::Nothing | Mending::Planned(..)
        ) {
            let blocked = plan.blocking().next().map(|it| it.headline.clone());
            let hindrance = match may_write {
                true => blocked,
                false => Some("This console is set up to look, not to change.".into()),
            };
            mending.set(Mending::Planned(Box::new(plan), hindrance));
        }
    });
    let invalid = planning.invalid();
    move || match mending.get() {
        Mending::Run(id) => {
            let run = Runs::expect().get(&id);
            view! {
                <div class="stack">
                    <OutcomeView run=run/>
                    <RunSteps id=id run=run destination=Destination::here()/>
                </div>
            }
            .into_any()
        }
        Mending::Refused(why) => not_started::banner(why).into_any(),
        Mending::Planned(plan, _) => view! { <PlanToMend plan=*plan/> }.into_any(),
        Mending::Starting => view! { <Loading word="Starting" rows=1/> }.into_any(),
        Mending::Nothing => match invalid.get() {
            Some(invalid) if invalid.field == "target" => {
                view! { <p>{invalid.reason}</p> }.into_any()
            }
            Some(_) => view! { <Asking target=about.clone() action=action/> }.into_any(),
            None => {
                let word = format!("Reading {}", about.name());
                view! { <Loading word=word rows=2/> }.into_any()
            }
        },
    }
}

/// An action that asks something first is carried out on its own page.
#[component]
fn Asking(target: ResourceId, action: &'static dyn Action) -> impl IntoView {
    let href = Route::Act {
        target,
        action: action.id().to_owned(),
    };
    view! {
        <p>"It has questions of its own. Answer them on its page, then come back and read again."</p>
        <ButtonLink label=action.label() href=href.path()/>
    }
}

#[component]
fn PlanToMend(plan: Plan) -> impl IntoView {
    let (checks, whole) = (plan.checks.clone(), plan.clone());
    view! {
        <div class="stack">
            <Doors plan=Some(plan.clone())/>
            <ChecksPanel checks=checks/>
            <StepsPanel plan=whole now=Clock::expect().now() place=Destination::here()/>
        </div>
    }
}

#[component]
fn ByCommand(command: String) -> impl IntoView {
    let pieces = vec![Piece::Text(command.clone())];
    view! {
        <p>"This cannot be done from a browser. Run this line where you are signed in, then read again."</p>
        <div class="code-frame">
            <Code label="The line to run" pieces=pieces/>
            <CopyButton what="the line" value=command/>
        </div>
    }
}
