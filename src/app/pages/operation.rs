//! One run by its own address: live, or as it ended. Every tab of the person can watch it.

use cmk_console::arm::ResourceId;
use cmk_console::routes::Route;
use leptos::prelude::*;

use super::copy_link::CopyLink;
use super::{crumbs, not_found};
use crate::clock::Clock;
use crate::components::{Destination, JournalPanel, RunBar, RunView};
use crate::place::Place;
use crate::runner::{Driver, Runs};
use crate::shell::Title;
use crate::ui::{
    Banner, ButtonKind, ButtonLink, Crumb, Empty, Icon, Loading, PageHead, Panel, PanelBody, Tone,
};

/// The page of the run with this id.
pub fn page(id: &str) -> AnyView {
    view! { <RunPage id=id.to_owned()/> }.into_any()
}

#[component]
fn RunPage(id: String) -> impl IntoView {
    let run = Runs::expect().get(&id);
    let is_there = Memo::new(move |_| run.read().is_some());
    let is_opening = Runs::expect().is_opening();
    move || match (is_there.get(), is_opening.get()) {
        (true, _) => view! { <Found id=id.clone()/> }.into_any(),
        (false, true) => view! {
            <PageHead title="Run"/>
            <Loading word="Looking for the run"/>
        }
        .into_any(),
        (false, false) => view! { <Elsewhere/> }.into_any(),
    }
}

/// The run of somebody else, or of another browser: what it is about can be looked at all the same.
#[component]
fn Elsewhere() -> impl IntoView {
    let about = Place::expect().query(ABOUT);
    let about = about
        .get_untracked()
        .and_then(|it| ResourceId::parse(&it).ok());
    let Some(target) = about else {
        return not_found::page(NOT_HERE);
    };
    Title::of_page(|| "Run of another browser".to_owned());
    let name = target.name().to_owned();
    let label = format!("Show {name}");
    let href = Route::Resource(target).path();
    view! {
        <PageHead title="Run"/>
        <Panel title=format!("A run on {name}") body=PanelBody::Flush>
            <Empty icon=Icon::Eye title="This browser keeps no such run for you">
                <p class="small">
                    "Runs are kept where they were started, and only their owner sees them and goes on with them. What a run has done so far can be seen at its resource, with your own rights; what is unfinished in Azure is found under Operations."
                </p>
                <div class="cluster">
                    <ButtonLink label=label href=href kind=ButtonKind::Primary/>
                    <ButtonLink label="Operations" href=Route::Operations.path()/>
                </div>
            </Empty>
        </Panel>
    }
    .into_any()
}

const NOT_HERE: &str = "This browser keeps no such run for you. Runs are kept where they were started, and only their owner sees them.";

/// Names the resource in the link to a run, for whoever has no such run.
const ABOUT: &str = "about";

#[component]
fn Found(id: String) -> impl IntoView {
    let runs = Runs::expect();
    let run = runs.get(&id);
    let first = run.get_untracked()?;
    let driver = runs.driver(&id);
    let title = first.plan.title.clone();
    let heading = title.clone();
    Title::of_page(move || title.clone());
    let target = first.plan.target.clone();
    let href = Route::Resource(target.clone()).path();
    let about = href.trim_start_matches("/resource").to_owned();
    let above = vec![
        Crumb {
            label: "Operations".into(),
            href: Route::Operations.path(),
        },
        crumbs::of_resource(&target),
    ];
    let started = format!("Started {}", first.started.day_and_clock());
    let meta = move || {
        view! {
            <span>{started}</span>
            <span>"Kept in this browser; a reload finds it again"</span>
        }
    };
    let is_elsewhere = Memo::new(move |_| driver.get() == Driver::Elsewhere);
    let watching = move || {
        is_elsewhere.get().then(|| view! {
            <Banner tone=Tone::Unknown icon=Icon::Eye title="Another tab of this browser carries this run out">
                <p class="small">"This tab watches. It goes on from here by itself when the other tab is closed."</p>
            </Banner>
        })
    };
    Some(view! {
        <PageHead
            title=heading
            above=above
            meta=meta
            actions=move || view! { <CopyLink about=about/> }
        />
        <div class="stack">
            {watching}
            <RunView id=id.clone() run=run destination=Destination::here()/>
            <JournalPanel run=run/>
        </div>
        <RunBar id=id run=run now=Clock::expect().now() target_href=href/>
    })
}
