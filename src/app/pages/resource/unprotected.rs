//! What a resource's key does not protect.

use cmk_console::keys::Unprotected;
use leptos::prelude::*;

use super::Shown;
use crate::components::Cited;
use crate::ui::{Fact, Facts, Panel, PanelBody};

/// Line by line, each with its source; nothing for types of which nothing is known.
#[component]
pub(super) fn NotProtected(shown: Shown) -> impl IntoView {
    let lines = shown.kind.not_protected();
    (!lines.is_empty()).then(|| {
        view! {
            <Panel
                title="What this key does not protect"
                count=Some(lines.len().to_string())
                body=PanelBody::Flush
            >
                <Facts>{lines.iter().map(line).collect_view()}</Facts>
            </Panel>
        }
    })
}

fn line(line: &'static Unprotected) -> impl IntoView {
    let source = line.source.clone();
    view! {
        <Fact name=line.what>
            {line.instead} <span class="facts__asof"><Cited source=source/></span>
        </Fact>
    }
}
