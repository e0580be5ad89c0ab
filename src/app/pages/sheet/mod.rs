//! The plan sheet of an action: questions become checks and steps as they are answered.

mod doors;
mod fix;
mod followed;
mod import;
mod not_started;
mod opening;
mod plan_bar;
mod planned;
mod planning;
mod questions;

pub use opening::{act, create};

use cmk_console::arm::{Resource, ResourceId};
use cmk_console::plan::Fix;
use cmk_console::resources::{Action, Offer, ResourceType, across};
use cmk_console::routes::Route;
use leptos::prelude::*;

use super::copy_link::CopyLink;
use super::crumbs;
use super::leaving::LeaveGuard;
use crate::backend::{Backend, PageFacts};
use crate::components::{Answering, NoticeBanner};
use crate::place::Place;
use crate::runner::Runs;
use crate::shell::Title;
use crate::ui::{Announcer, Banner, PageHead, Tone};
use doors::Doors;
use fix::FixDialog;
use followed::{Followed, RunMeta};
use plan_bar::PlanBar;
use planned::{PlanMeta, Planned};
use planning::Planning;
use questions::Questions;

/// What is wished for, before anything is answered.
#[derive(Clone)]
struct Wish {
    kind: &'static dyn ResourceType,
    action: &'static dyn Action,
    resource: Option<Resource>,
}

/// What the parts of one sheet share.
#[derive(Clone, Copy)]
struct Sheet {
    kind: &'static dyn ResourceType,
    action: &'static dyn Action,
    known: PageFacts,
    answering: Answering,
    planning: Planning,
    offer: Signal<Offer>,
    may_write: bool,
}

/// A sheet whose resource, if it has one, was read.
#[component]
fn SheetPage(wish: Wish, known: PageFacts, #[prop(into)] offer: Signal<Offer>) -> impl IntoView {
    let place = Place::expect();
    let form = wish.action.form(wish.resource.as_ref());
    // A link from another directory fills the one answer it is for, and stays in the fragment.
    let fragment = place.fragment().get_untracked();
    let answering = Answering::new(form, |field| match field {
        across::LINK if !fragment.is_empty() => Some(fragment.clone()),
        other => place.query(other).get_untracked(),
    });
    let complete = answering.complete();
    let planning = Planning::new(known, wish.action, wish.target(), complete.into());
    Effect::new(move |_| answering.blame(planning.invalid().get()));
    let title = wish.title();
    let heading = title.clone();
    Title::of_page(move || title.clone());
    let above = wish.above();
    let sheet = Sheet {
        kind: wish.kind,
        action: wish.action,
        known,
        answering,
        planning,
        offer,
        may_write: Backend::expect().mode().may_write(),
    };
    let run_id = Memo::new(move |_| place.query("run").get());
    let meta = move || match run_id.get() {
        Some(id) => view! { <RunMeta id=id/> }.into_any(),
        None => view! { <PlanMeta planning=planning/> }.into_any(),
    };
    let content = move || match run_id.get() {
        Some(id) => view! { <Followed sheet=sheet id=id/> }.into_any(),
        None => view! { <Asked sheet=sheet/> }.into_any(),
    };
    let actions = move || run_id.read().as_ref().map(|_| view! { <CopyLink/> });
    view! {
        <PageHead
            title=heading
            above=above
            meta=move || view! { {meta} }
            actions=move || view! { {actions} }
        />
        {content}
    }
    .into_any()
}

/// The sheet before its run: questions, and the plan they make.
#[component]
fn Asked(sheet: Sheet) -> impl IntoView {
    let fix = RwSignal::new(None::<Fix>);
    let announcer = Announcer::expect();
    let mend = move |it| match it {
        Fix::Answer {
            field,
            value,
            label,
        } => {
            sheet.answering.set_by_name(&field, &value);
            announcer.say(format!("Answered: {label}"));
        }
        other => fix.set(Some(other)),
    };
    let refused = move || match sheet.offer.get() {
        Offer::Yes => None,
        Offer::No { reason, help } => Some(
            view! { <Banner tone=Tone::Warn title=reason><p class="small">{help}</p></Banner> },
        ),
    };
    let notice = sheet
        .kind
        .notice()
        .map(|it| view! { <NoticeBanner notice=it/> });
    view! {
        <div class="stack">
            {notice}
            {refused}
            <BusyBanner sheet=sheet/>
            <Doors plan=sheet.planning.plan()/>
            <div class="split" data-side="start">
                <Questions sheet=sheet locked=false/>
                <Planned sheet=sheet mend=mend/>
            </div>
        </div>
        <PlanBar sheet=sheet/>
        <FixDialog fix=fix/>
        <LeaveGuard is_begun=move || sheet.answering.is_begun()/>
    }
    .into_any()
}

/// Another run on the same resource, with the way to it.
#[component]
fn BusyBanner(sheet: Sheet) -> impl IntoView {
    let all = Runs::expect().all();
    let plan = sheet.planning.plan();
    let busy = Memo::new(move |_| {
        let (all, plan) = (all.read(), plan.read());
        let target = &plan.as_ref()?.target;
        let found = all.iter().find(|it| it.is_at_work_on(target))?;
        Some((found.id.clone(), found.plan.title.clone()))
    });
    move || {
        let (id, title) = busy.get()?;
        Some(view! {
            <Banner tone=Tone::Run title="Another run is at work on this resource">
                <p class="small">
                    <a href=Route::Operation(id).path()>{title}</a>
                    ". Azure takes one change of a resource at a time."
                </p>
            </Banner>
        })
    }
}

impl Wish {
    fn target(&self) -> Option<ResourceId> {
        self.resource.as_ref().map(|it| it.id.clone())
    }

    fn title(&self) -> String {
        match &self.resource {
            Some(resource) => format!("{} on {}", self.action.label(), resource.name),
            None if self.action.label().contains(self.kind.label()) => {
                self.action.label().to_owned()
            }
            None => format!("{}: {}", self.action.label(), self.kind.label()),
        }
    }

    fn above(&self) -> Vec<crate::ui::Crumb> {
        let mut above = crumbs::of_kind(self.kind);
        if let Some(resource) = &self.resource {
            above.push(crumbs::of_resource(&resource.id));
        }
        above
    }
}
