//! What needs somebody: what is wrong, what that rests on, and where it is mended.

use cmk_console::arm::Reading;
use cmk_console::resources::attention::{Attention, Finding};
use cmk_console::resources::mend::Mend;
use cmk_console::routes::Route;
use leptos::prelude::*;

use super::super::listed::Listed;
use crate::components::VerdictCell;
use crate::place::Place;
use crate::ui::{ButtonKind, ButtonLink, Empty, Icon, Loading, Panel, PanelBody};

/// So many findings are shown before somebody asks for the others.
const NAMED: usize = 8;

/// Asks for the others, in the address.
const ALL: &str = "findings";

#[component]
pub(super) fn NeedsAttention(
    found: Memo<Attention>,
    is_listing: Memo<bool>,
    listed: Listed,
) -> impl IntoView {
    let shows_all = Place::expect().query(ALL);
    let findings = Memo::new(move |_| found.read().findings.clone());
    let is_opening = Memo::new(move |_| is_listing.get() || !found.read().unread.is_empty());
    let count = move || {
        let count = findings.read().len();
        (count > 0).then(|| count.to_string())
    };
    let note = move || match (is_opening.get(), findings.read().len()) {
        (true, _) => Some(listed.word()),
        (false, 0 | 1) => None,
        (false, _) => Some("The most urgent first".to_owned()),
    };
    let shown = move || {
        let findings = findings.read();
        let limit = match shows_all.get() {
            Some(_) => findings.len(),
            None => NAMED,
        };
        let shown = findings.iter().take(limit).cloned().enumerate();
        shown.map(|(at, it)| item(it, at == 0)).collect_view()
    };
    let more = move || {
        let left = findings.read().len().saturating_sub(NAMED);
        (left > 0 && shows_all.get().is_none()).then(|| {
            let href = format!("{}?{ALL}=all", Route::Overview.path());
            view! { <p class="panel__foot"><a href=href>{format!("Show {left} more")}</a></p> }
        })
    };
    let content = move || match (findings.read().is_empty(), is_opening.get()) {
        (true, true) => view! { <Loading word=listed.word() rows=4/> }.into_any(),
        (true, false) => view! { <Nothing found=found listed=listed/> }.into_any(),
        (false, _) => view! {
            <ul role="list">{shown}</ul>
            {more}
        }
        .into_any(),
    };
    let left_out = move || {
        let left_out = found.read().left_out;
        (left_out > 0).then(|| {
            let words = format!("Whether the keys of {left_out} more resources can be used was not looked at: open them for it.");
            view! { <p class="panel__foot">{words}</p> }
        })
    };
    view! {
        <Panel title="Needs attention" count=count note=note body=PanelBody::Flush busy=is_opening>
            {content}
            {left_out}
        </Panel>
    }
    .into_any()
}

fn item(finding: Finding, is_first: bool) -> impl IntoView {
    let Finding {
        id,
        name,
        label,
        verdict,
        ..
    } = finding.clone();
    let rests = finding.evidence();
    let as_of = verdict.as_of.map(|it| format!("as of {} UTC", it.clock()));
    let rests = [Some(rests).filter(|it| !it.is_empty()), as_of];
    let rests = rests.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let key = finding
        .key
        .map(|it| view! { <code class="finding">{it}</code> ", " });
    let reason = verdict.reason.clone();
    let about = format!("for {name}");
    let kind = match is_first {
        true => ButtonKind::Primary,
        false => ButtonKind::Plain,
    };
    let mend = finding.mend.map(|it| {
        let href = address(&it);
        view! {
            <div class="attention__action">
                <ButtonLink label=it.label href=href kind=kind about=about/>
            </div>
        }
    });
    view! {
        <li class="attention__item">
            <div class="attention__body">
                <h3 class="attention__title">
                    <VerdictCell verdict=verdict/>
                    <a class="attention__where" href=Route::Resource(id).path()>{name}</a>
                    <span class="attention__what">{label}</span>
                </h3>
                <p class="attention__reason small">{reason}</p>
                <p class="attention__evidence">{key} {rests}</p>
            </div>
            {mend}
        </li>
    }
}

/// The plan sheet of what mends it, with the key that it is about.
fn address(mend: &Mend) -> String {
    let (target, action) = (mend.target.clone(), mend.action.to_owned());
    let path = Route::Act { target, action }.path();
    match &mend.key {
        Some(key) => format!("{path}?key={key}"),
        None => path,
    }
}

/// Nothing was found: because all is well, because there is nothing, or because it was not seen.
#[component]
fn Nothing(found: Memo<Attention>, listed: Listed) -> impl IntoView {
    let has_none = matches!(listed.subscriptions(), Reading::Found(all) if all.is_empty());
    let has_gaps = !listed.gaps().is_empty() || found.read().left_out > 0;
    let (title, words) = match (has_none, has_gaps, found.read().resources) {
        (true, ..) => (
            "You can see no subscription",
            "This directory shows you none. Ask for the Reader role on one.",
        ),
        (_, true, _) => (
            "Nothing found in what was looked at",
            "Not everything was, and what needs attention may be among the rest.",
        ),
        (_, _, 0) => (
            "Nothing to protect yet",
            "Your subscriptions were read, and hold no resource that a key of yours could protect.",
        ),
        _ => (
            "Nothing found that needs attention",
            "Every list was read, and every key in use was looked at.",
        ),
    };
    view! {
        <Empty icon=Icon::Eye title=title>
            <p class="small">{words}</p>
            <div class="cluster">
                <ButtonLink label="All resources" href=Route::Resources(None).path()/>
            </div>
        </Empty>
    }
}
