//! Operations: the runs of this person in this browser, at work and past.

use cmk_console::routes::Route;
use leptos::prelude::*;

use super::unfinished::FindUnfinished;
use crate::clock::Clock;
use crate::components::RunList;
use crate::runner::Runs;
use crate::shell::Title;
use crate::ui::{ButtonLink, Empty, Icon, PageHead, Panel, PanelBody};

/// The page of all runs.
pub fn page() -> AnyView {
    Title::of_page(|| "Operations".to_owned());
    let all = Runs::expect().all();
    let part = move |is_over: bool| {
        Signal::derive(move || {
            let all = all.read();
            let part = all.iter().filter(|it| it.outcome.is_some() == is_over);
            part.cloned().collect::<Vec<_>>()
        })
    };
    let (at_work, past) = (part(false), part(true));
    let is_empty = Memo::new(move |_| all.read().is_empty());
    let panel = |title: &'static str, runs: Signal<Vec<_>>, none: &'static str| {
        let has_none = Memo::new(move |_| runs.with(Vec::is_empty));
        view! {
            <Panel title=title count=move || Some(runs.with(Vec::len).to_string()) body=PanelBody::Flush>
                <Show
                    when=move || !has_none.get()
                    fallback=move || view! { <p class="panel__body small muted">{none}</p> }
                >
                    <RunList
                        label=title
                        runs=runs
                        now=Clock::expect().now()
                        href=|id: String| Route::Operation(id).path()
                    />
                </Show>
            </Panel>
        }
    };
    view! {
        <PageHead
            title="Operations"
            meta=|| view! { <span>"Your runs in this browser. Nobody else sees them."</span> }
        />
        <div class="stack">
            <Show when=move || !is_empty.get() fallback=|| view! { <NoRuns/> }>
                <div class="stack">
                    {panel("At work", at_work, "Nothing is at work.")}
                    {panel("Past", past, "Nothing has ended yet.")}
                </div>
            </Show>
            <FindUnfinished/>
        </div>
    }
    .into_any()
}

#[component]
fn NoRuns() -> impl IntoView {
    view! {
        <Panel title="Runs" body=PanelBody::Flush>
            <Empty icon=Icon::Operations title="Nothing was run yet">
                <p class="small">
                    "Open a resource and choose an action: its plan is shown before anything is sent, and its run is kept here."
                </p>
                <div class="cluster">
                    <ButtonLink label="All resources" href=Route::Resources(None).path()/>
                </div>
            </Empty>
        </Panel>
    }
}
