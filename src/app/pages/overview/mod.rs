//! The overview: what needs somebody, what is at work, whose keys are in use, and when keys end.

mod attention;
mod covered;

use cmk_console::arm::Reading;
use cmk_console::resources::attention::{self as needs, Attention};
use cmk_console::resources::inventory::{self, Inventory};
use cmk_console::resources::{self, coverage, entry};
use cmk_console::routes::Route;
use leptos::prelude::*;

use self::attention::NeedsAttention;
use self::covered::CoveredByService;
use super::by_expiry::{ExpiryChart, ExpiryTable};
use super::gaps::Gaps;
use super::listed::Listed;
use crate::backend::{Backend, PageFacts};
use crate::clock::Clock;
use crate::components::{ReadAgain, RunList, Unread};
use crate::runner::Runs;
use crate::session::Session;
use crate::shell::Title;
use crate::ui::{ButtonLink, Empty, Icon, Loading, PageHead, Panel, PanelBody};

/// The first page of somebody who has entered.
pub fn page() -> AnyView {
    Title::of_page(|| "Overview".to_owned());
    let known = PageFacts::new();
    let listed = Listed::new(known, resources::ALL.to_vec());
    let directory = Session::expect().person().get_untracked();
    let directory = directory.map(|it| it.tenant_name).unwrap_or_default();
    let again = move || view! { <ReadAgain known=known/> };
    let failure = Memo::new(move |_| match listed.subscriptions() {
        Reading::Failed(failure) => Some(failure),
        _ => None,
    });
    let content = move || match failure.get() {
        Some(failure) => view! {
            <Unread what="Your subscriptions" failure=failure/>
            <AtWork/>
        }
        .into_any(),
        None => view! { <Parts known=known listed=listed/> }.into_any(),
    };
    view! {
        <PageHead title="Overview" meta=move || view! { <span>{directory}</span> } actions=again/>
        <div class="stack">{content}</div>
    }
    .into_any()
}

#[component]
fn Parts(known: PageFacts, listed: Listed) -> impl IntoView {
    let backend = Backend::expect();
    let beat = known.beat();
    let facts = known.facts();
    let entries = Memo::new_with_compare(
        move |_| {
            beat.track();
            facts.with_untracked(entry::entries)
        },
        |_, _| true,
    );
    // What is judged and what is still missing are of the same moment.
    let is_listing = Memo::new(move |_| {
        beat.track();
        facts.with_untracked(|it| entry::reads(it).iter().any(|read| it.get(read).is_none()))
    });
    let found: Memo<Attention> = Memo::new(move |_| {
        let entries = entries.read();
        facts.with_untracked(|it| needs::of(&entries, it, backend.now()))
    });
    let covered = Memo::new(move |_| coverage::by_service(&entries.read()));
    let keys = Memo::new(move |_| {
        beat.track();
        facts.with_untracked(|it| inventory::of(it, backend.now()))
    });
    Effect::new(move |_| {
        known.want(found.read().unread.clone());
        beat.track();
        known.want(facts.with_untracked(inventory::reads));
    });
    view! {
        <Gaps listed=listed/>
        <div class="split">
            <NeedsAttention found=found is_listing=is_listing listed=listed/>
            <AtWork/>
        </div>
        <CoveredByService covered=covered is_listing=is_listing word=move || listed.word()/>
        <Keys found=keys/>
    }
}

/// What this browser carries out, with what is left of the time.
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
    let count = move || Some(at_work.with(Vec::len).to_string()).filter(|it| it != "0");
    let actions = || view! { <a class="small" href=Route::Operations.path()>"All operations"</a> };
    view! {
        <Panel title="At work" count=count actions=actions body=PanelBody::Flush>
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

/// The keys by the time that is left to them.
#[component]
fn Keys(found: Memo<Inventory>) -> impl IntoView {
    let is_opening = Memo::new(move |_| found.read().is_opening);
    let is_empty = Memo::new(move |_| found.read().keys.is_empty());
    let count = move || Some(found.read().keys.len().to_string()).filter(|it| it != "0");
    let actions = || view! { <a class="small" href=Route::Keys.path()>"All keys"</a> };
    let content = move || match (is_empty.get(), is_opening.get()) {
        (true, true) => {
            view! { <Loading word="Reading the vaults and their keys" rows=4/> }.into_any()
        }
        (true, false) => view! {
            <Empty icon=Icon::Key title="No key in sight">
                <p class="small">"Keys lie in vaults. Create a vault, then a key on its page."</p>
                <div class="cluster">
                    <ButtonLink label="All resources" href=Route::Resources(None).path()/>
                </div>
            </Empty>
        }
        .into_any(),
        (false, _) => view! {
            <div class="split" data-side="start">
                <ExpiryChart found=found/>
                <ExpiryTable found=found/>
            </div>
        }
        .into_any(),
    };
    let missing = move || {
        let found = found.read();
        let closed = (!found.closed.is_empty())
            .then(|| format!("The keys of {} could not be read.", found.closed.join(", ")));
        let left_out = (found.left_out > 0).then(|| {
            format!(
                "{} more subscriptions were not looked through.",
                found.left_out
            )
        });
        let words: Vec<String> = closed.into_iter().chain(left_out).collect();
        (!words.is_empty()).then(|| view! { <p class="panel__foot">{words.join(" ")}</p> })
    };
    view! {
        <Panel
            title="Keys by time to expiry"
            count=count
            actions=actions
            body=PanelBody::Flush
            busy=is_opening
        >
            {content}
            {missing}
        </Panel>
    }
    .into_any()
}
