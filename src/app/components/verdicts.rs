//! The two verdicts on a resource's key, and what each rests on.

use cmk_console::keys;
use leptos::prelude::*;

use super::source::Cited;
use crate::ui::{self, Fact, FactColumns, Facts, Panel, PanelBody, Strength, Tone};

/// Configuration and health side by side, never merged.
#[component]
pub fn KeyStatus(
    /// Is it set as intended?
    #[prop(into)]
    configuration: Signal<keys::Verdict>,
    /// Can the key be used right now?
    #[prop(into)]
    health: Signal<keys::Verdict>,
) -> impl IntoView {
    let one = |axis: &'static str, verdict: Signal<keys::Verdict>| {
        let as_of = move || {
            verdict
                .read()
                .as_of
                .map(|at| format!("as of {} UTC", at.clock()))
        };
        view! {
            <ui::Verdict
                axis=axis
                tone=move || tone(verdict.read().tone)
                word=move || verdict.read().headline.clone()
                reason=move || verdict.read().reason.clone()
                as_of=as_of
            />
        }
    };
    view! {
        <ui::Verdicts label="Key status">
            {one("Configuration", configuration)}
            {one("Health", health)}
        </ui::Verdicts>
    }
    .into_any()
}

/// What the verdicts rest on, one fact after the other.
#[component]
pub fn EvidencePanel(
    /// What was found, in the order of reading.
    #[prop(into)]
    evidence: Signal<Vec<keys::Evidence>>,
    /// When the oldest of it was read.
    #[prop(into, optional)]
    note: Signal<Option<String>>,
) -> impl IntoView {
    let rows = move || evidence.get().into_iter().map(row).collect_view();
    view! {
        <Panel title="What this rests on" note=note body=PanelBody::Flush>
            <Facts columns=FactColumns::Two>{rows}</Facts>
        </Panel>
    }
    .into_any()
}

fn row(evidence: keys::Evidence) -> impl IntoView {
    let detail = evidence.detail;
    let detail = (!detail.is_empty()).then(|| view! { <span class="facts__asof">{detail}</span> });
    let source = evidence
        .source
        .map(|source| view! { <span class="facts__asof"><Cited source=source/></span> });
    let word = match evidence.tone {
        keys::Tone::None => view! { <span>{evidence.word}</span> }.into_any(),
        found => {
            view! { <ui::Status tone=tone(found) word=evidence.word strength=Strength::Quiet/> }
                .into_any()
        }
    };
    view! { <Fact name=evidence.label>{word} {detail} {source}</Fact> }
}

/// A verdict in a cell of a table.
#[component]
pub fn VerdictCell(
    /// The verdict.
    verdict: keys::Verdict,
) -> impl IntoView {
    if verdict.tone == keys::Tone::None {
        return view! { <span class="muted">{verdict.headline}</span> }.into_any();
    }
    view! {
        <ui::Status
            tone=tone(verdict.tone)
            word=verdict.headline
            strength=Strength::Quiet
        />
    }
    .into_any()
}

fn tone(tone: keys::Tone) -> Tone {
    match tone {
        keys::Tone::Ok => Tone::Ok,
        keys::Tone::Warn => Tone::Warn,
        keys::Tone::Bad => Tone::Bad,
        keys::Tone::None | keys::Tone::Unknown => Tone::Unknown,
    }
}
