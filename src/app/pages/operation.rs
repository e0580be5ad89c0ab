//! One run by its own address: live, or as it ended. Every tab of the person can watch it.

use cmk_console::routes::Route;
use leptos::prelude::*;

use super::copy_link::CopyLink;
use super::{crumbs, not_found};
use crate::clock::Clock;
use crate::components::{Destination, RunBar, RunView};
use crate::runner::{Driver, Runs};
use crate::shell::Title;
use crate::ui::{Banner, Crumb, Icon, Loading, PageHead, Tone};

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
        (false, false) => not_found::page(
            "This browser keeps no such run for you. Runs are kept where they were started, and only their owner sees them.",
        ),
    }
}

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
            actions=|| view! { <CopyLink/> }
        />
        <div class="stack">
            {watching}
            <RunView id=id.clone() run=run destination=Destination::here()/>
        </div>
        <RunBar id=id run=run now=Clock::expect().now() target_href=href/>
    })
}
