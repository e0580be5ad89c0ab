//! One resource: the two verdicts, the facts behind them, what can be done, what was done.

mod doing;
mod facts;
mod head;
mod newer;
mod status;
mod unprotected;

use std::time::Duration;

use cmk_console::arm::access::{rights, subscriptions};
use cmk_console::arm::{self, Known, Resource, ResourceId};
use cmk_console::resources::{self, ResourceType};
use cmk_console::routes::Route;
use leptos::prelude::*;

use super::{crumbs, not_found};
use crate::backend::PageFacts;
use crate::components::{ActionsPanel, NoticeBanner, ReadAgain, Unread};
use crate::shell::Title;
use crate::ui::{Banner, ButtonLink, Loading, Panel, Tone};
use doing::{History, offered};
use facts::FactsPanel;
use head::Head;
use newer::NewerVersion;
use status::{Judged, StatusPart, WayBackBanner};
use unprotected::NotProtected;

/// How long a resource that is being changed is left alone before it is read again.
const PACE: Duration = Duration::from_secs(10);

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Shown {
    kind: &'static dyn ResourceType,
    id: StoredValue<ResourceId>,
    read: StoredValue<arm::Read>,
    known: PageFacts,
    resource: Memo<Option<Resource>>,
}

/// The page of one resource.
pub fn page(id: ResourceId) -> AnyView {
    match id.arm_type().and_then(|it| resources::of(&it)) {
        Some(kind) => view! { <ResourcePage id=id kind=kind/> }.into_any(),
        None => not_found::page(format!("This console knows no resource type of {id}.")),
    }
}

#[component]
fn ResourcePage(id: ResourceId, kind: &'static dyn ResourceType) -> impl IntoView {
    let name = id.name().to_owned();
    Title::of_page(move || name.clone());
    let known = PageFacts::new();
    let read = kind.read(&id);
    known.want([read.clone(), rights::read(&id), subscriptions::read()]);
    let asked = read.clone();
    let resource = Memo::new(move |_| {
        let facts = known.facts();
        facts.with(|it| it.one(&asked, |it| Resource::read(it).ok()).into_found())
    });
    let shown = Shown {
        kind,
        id: StoredValue::new(id),
        read: StoredValue::new(read),
        known,
        resource,
    };
    watch_work(shown);
    let is_there = Memo::new(move |_| resource.read().is_some());
    let failure = Memo::new(move |_| {
        known
            .facts()
            .with(|it| match it.known(&shown.read.read_value()) {
                Known::Failed(failure) => Some(failure.clone()),
                _ => None,
            })
    });
    let is_missing = Memo::new(move |_| {
        known
            .facts()
            .with(|it| it.known(&shown.read.read_value()) == Known::Missing)
    });
    let content = move || {
        if is_there.get() {
            return view! { <Content shown=shown/> }.into_any();
        }
        if is_missing.get() {
            return view! { <Missing shown=shown/> }.into_any();
        }
        match failure.get() {
            Some(failure) => {
                let name = shown.id.read_value().name().to_owned();
                let again = move || view! { <ReadAgain known=known/> };
                view! { <Unread what=name failure=failure actions=again/> }.into_any()
            }
            None => {
                let word = format!("Reading the {}", kind.label());
                view! { <Panel title="Facts"><Loading word=word rows=5/></Panel> }.into_any()
            }
        }
    };
    view! {
        <Head shown=shown/>
        {content}
    }
    .into_any()
}

#[component]
fn Content(shown: Shown) -> impl IntoView {
    let judged = Judged::new(shown);
    let at_work = move || {
        let resource = shown.resource.read();
        let resource = resource.as_ref().filter(|it| it.is_at_work())?;
        let state = resource.provisioning_state().to_owned();
        Some(view! {
            <Banner tone=Tone::Run title="Azure is changing this resource">
                <p class="small">{format!("provisioningState is {state}. It is read again every {} s.", PACE.as_secs())}</p>
            </Banner>
        })
    };
    let notice = shown
        .kind
        .notice()
        .map(|it| view! { <NoticeBanner notice=it/> });
    let offered = Memo::new(move |_| offered(shown));
    view! {
        <div class="stack">
            {notice}
            {at_work}
            <StatusPart judged=judged/>
            <NewerVersion shown=shown judged=judged/>
            <WayBackBanner shown=shown judged=judged/>
            <div class="split">
                <div class="stack">
                    <FactsPanel shown=shown/>
                    {move || judged.evidence()}
                    <NotProtected shown=shown/>
                </div>
                <div class="stack">
                    <ActionsPanel offered=offered/>
                    <History shown=shown/>
                </div>
            </div>
        </div>
    }
}

#[component]
fn Missing(shown: Shown) -> impl IntoView {
    let list = Route::Resources(Some(shown.kind.arm_type().to_owned())).path();
    let label = crumbs::capital(shown.kind.plural());
    view! {
        <Banner tone=Tone::Unknown title="Azure knows no such resource, or does not show it to you">
            <p class="small">"It may have been deleted or moved, or your roles do not reach it."</p>
            <ButtonLink label=label href=list/>
        </Banner>
    }
}

/// Reads a resource again and again for as long as Azure is changing it.
fn watch_work(shown: Shown) {
    let at_work = Memo::new(move |_| {
        let facts = shown.known.facts();
        let at = facts.with(|it| it.get(&shown.read.read_value()).map(|it| it.at));
        let resource = shown.resource.read();
        resource.as_ref().filter(|it| it.is_at_work()).and(at)
    });
    Effect::new(move |_| {
        if at_work.get().is_none() {
            return;
        }
        let look = move || {
            if let Some(read) = shown.read.try_get_value() {
                shown.known.again([read]);
            }
        };
        if let Ok(handle) = set_timeout_with_handle(look, PACE) {
            on_cleanup(move || handle.clear());
        }
    });
}
