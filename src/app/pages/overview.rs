//! The overview: what is at work, and how much of what there is lies under the person's own keys.

use cmk_console::resources::rows::Row;
use cmk_console::resources::{self, ResourceType};
use cmk_console::routes::Route;
use leptos::prelude::*;

use super::crumbs;
use super::gaps::Gaps;
use super::listed::Listed;
use crate::backend::PageFacts;
use crate::clock::Clock;
use crate::components::{RunList, VerdictCell};
use crate::runner::Runs;
use crate::session::Session;
use crate::shell::{Title, icons};
use crate::ui::{Empty, Icon, Loading, PageHead, Panel, PanelBody};

/// So many resources that need attention are named here; the list has the others.
const NAMED: usize = 8;

/// The first page of somebody who has entered.
pub fn page() -> AnyView {
    Title::of_page(|| "Overview".to_owned());
    let known = PageFacts::new();
    let listed = Listed::new(known, resources::ALL.to_vec());
    let directory = Session::expect().person().get_untracked();
    let directory = directory.map(|it| it.tenant_name).unwrap_or_default();
    view! {
        <PageHead title="Overview" meta=move || view! { <span>{directory}</span> }/>
        <div class="split">
            <div class="stack">
                <Gaps listed=listed/>
                <Attention listed=listed/>
            </div>
            <div class="stack">
                <AtWork/>
                <Types listed=listed/>
            </div>
        </div>
    }
    .into_any()
}

/// The resources whose configuration is not as it should be, the worst first.
#[component]
fn Attention(listed: Listed) -> impl IntoView {
    let found = Memo::new(move |_| {
        let needs = |it: &Row| it.configuration.tone >= cmk_console::keys::Tone::Warn;
        let mut rows: Vec<Row> = listed.rows().into_iter().filter(needs).collect();
        resources::rows::sort(&mut rows, resources::rows::By::Configuration, false);
        rows
    });
    let is_opening = Memo::new(move |_| listed.is_opening());
    let count = move || Some(found.read().len().to_string()).filter(|_| !is_opening.get());
    let row = |row: Row| {
        let reason = row.configuration.reason.clone();
        view! {
            <li class="check">
                <span class="check__verdict"><VerdictCell verdict=row.configuration/></span>
                <div class="check__text">
                    <p>
                        <a href=Route::Resource(row.id).path()>{row.name}</a>
                        " "
                        <span class="check__reason">{reason}</span>
                    </p>
                </div>
            </li>
        }
    };
    let more = move || {
        let left = found.read().len().saturating_sub(NAMED);
        (left > 0).then(|| {
            view! {
                <p class="panel__foot">
                    <a href=format!("{}?sort=configuration", Route::Resources(None).path())>
                        {format!("{left} more")}
                    </a>
                </p>
            }
        })
    };
    let content = move || {
        match (found.read().is_empty(), is_opening.get()) {
        (true, true) => view! { <Loading word=listed.word() rows=4/> }.into_any(),
        (true, false) => view! {
            <Empty icon=Icon::Tick title="Nothing found that needs attention">
                <p class="small">"By what the lists say of each key. Whether a key can be used right now is read on the page of its resource."</p>
            </Empty>
        }
        .into_any(),
        (false, _) => view! {
            <ul role="list">{move || found.get().into_iter().take(NAMED).map(row).collect_view()}</ul>
            {more}
        }
        .into_any(),
    }
    };
    view! {
        <Panel title="Needs attention" count=count body=PanelBody::Flush busy=is_opening>
            {content}
        </Panel>
    }
    .into_any()
}

#[component]
fn AtWork() -> impl IntoView {
    let all = Runs::expect().all();
    let at_work = Signal::derive(move || {
        let all = all.read();
        all.iter()
            .filter(|it| it.outcome.is_none())
            .cloned()
            .collect::<Vec<_>>()
    });
    let is_empty = Memo::new(move |_| at_work.with(Vec::is_empty));
    let actions = || view! { <a class="small" href=Route::Operations.path()>"All operations"</a> };
    view! {
        <Panel title="At work" actions=actions body=PanelBody::Flush>
            <Show
                when=move || !is_empty.get()
                fallback=|| view! { <p class="panel__body small muted">"Nothing is at work."</p> }
            >
                <RunList
                    label="Runs at work"
                    runs=at_work
                    now=Clock::expect().now()
                    href=|id: String| Route::Operation(id).path()
                />
            </Show>
        </Panel>
    }
    .into_any()
}

/// How many there are of each type, and how many of them use a key of the person's own.
#[component]
fn Types(listed: Listed) -> impl IntoView {
    let rows = Memo::new(move |_| listed.rows());
    let line = move |kind: &'static dyn ResourceType| {
        let href = Route::Resources(Some(kind.arm_type().to_owned())).path();
        let words = move || {
            let rows = rows.read();
            let own = rows.iter().filter(|it| it.label == kind.label());
            let (all, with_key) = own.fold((0, 0), |(all, keys), it| {
                (all + 1, keys + usize::from(it.has_key))
            });
            match with_key {
                0 => all.to_string(),
                _ => format!("{all}, {with_key} under your key"),
            }
        };
        view! {
            <li class="cluster">
                <Icon icon=icons::of_type(kind.icon())/>
                <a href=href>{crumbs::capital(kind.plural())}</a>
                <span class="muted numeric">{words}</span>
            </li>
        }
    };
    let busy = Memo::new(move |_| listed.is_opening());
    view! {
        <Panel title="Resources" busy=busy>
            <ul class="stack" data-gap="tight" role="list">
                {resources::ALL.iter().map(|it| line(*it)).collect_view()}
            </ul>
        </Panel>
    }
    .into_any()
}
