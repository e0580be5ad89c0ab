//! The links that this person's runs have made, so that each can be sent again.

use std::sync::Arc;

use cmk_console::directory::capsule::Capsule;
use cmk_console::plan::Run;
use cmk_console::routes::Route;
use leptos::prelude::*;

use crate::place::Place;
use crate::runner::Runs;
use crate::ui::{CopyButton, Empty, Icon, Panel, PanelBody};

/// Requests and receipts, the newest first.
#[component]
pub(super) fn Links() -> impl IntoView {
    let all = Runs::expect().all();
    let links = Memo::new(move |_| {
        let all = all.read();
        let link = |it: &Arc<Run>| Some((it.id.clone(), it.letter()?));
        all.iter().filter_map(link).collect::<Vec<_>>()
    });
    let is_empty = Memo::new(move |_| links.read().is_empty());
    let lines = move || links.get().into_iter().map(line).collect_view();
    view! {
        <Panel title="Links you have made" note="in this browser" body=PanelBody::Flush>
            <Show
                when=move || !is_empty.get()
                fallback=|| view! {
                    <Empty icon=Icon::Link title="You have made no link yet">
                        <p class="small">"A provider makes a request, a customer a receipt. Each is made by a run, and stands here afterwards."</p>
                    </Empty>
                }
            >
                <ul role="list">{lines}</ul>
            </Show>
        </Panel>
    }
    .into_any()
}

fn line((id, capsule): (String, Capsule)) -> impl IntoView {
    let (route, words, next) = match &capsule {
        Capsule::Request(it) => (
            Route::KeyRequest,
            format!("Request for a key for {}", it.resource.name()),
            "You wait for the customer: they open it and send a receipt back.",
        ),
        Capsule::Receipt(it) => (
            Route::KeyReceipt,
            format!("Receipt for {}: {}", it.resource.name(), it.key),
            "You wait for the provider: they set the key.",
        ),
    };
    let when = format!(
        "Made {}, taken until {}.",
        capsule.issued().day_and_clock(),
        capsule.expires().day()
    );
    let link = Place::address(&route, &capsule.to_string());
    view! {
        <li class="check">
            <div class="check__text">
                <p><a href=Route::Operation(id).path()>{words}</a></p>
                <p class="check__reason">{when}</p>
                <p class="check__reason">{next}</p>
            </div>
            <CopyButton what="the link" value=link/>
        </li>
    }
}
