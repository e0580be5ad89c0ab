//! What was sent for a step and how Azure answered, from the run's journal.

use cmk_console::plan::run::Entry;
use leptos::prelude::*;

use super::Shown;
use crate::ui::{Copyable, Fold};

/// The exchanges of one step: the last one in sight, the others behind a line.
#[component]
pub(super) fn Exchanges(step: String, shown: Shown) -> impl IntoView {
    let entries = Memo::new(move |_| {
        let run = shown.run.read();
        let journal = run
            .as_ref()
            .map(|it| it.journal.as_slice())
            .unwrap_or_default();
        journal
            .iter()
            .filter(|it| it.step == step)
            .rev()
            .cloned()
            .collect::<Vec<_>>()
    });
    let last = move || entries.read().first().cloned().map(exchange);
    let is_long = Memo::new(move |_| entries.read().len() > 1);
    let earlier = move || {
        let entries = entries.get();
        let rows = entries
            .into_iter()
            .skip(1)
            .map(|it| view! { <li>{exchange(it)}</li> });
        rows.collect_view()
    };
    view! {
        {last}
        <Show when=move || is_long.get()>
            <Fold summary=move || format!("{} earlier answers", entries.read().len() - 1)>
                <ul class="stack" data-gap="tight" role="list">{earlier}</ul>
            </Fold>
        </Show>
    }
}

fn exchange(entry: Entry) -> impl IntoView {
    let answer = match (entry.status, entry.code.as_str()) {
        (None, _) => entry.note.clone(),
        (Some(status), "") => status.to_string(),
        (Some(status), code) => format!("{status} {code}"),
    };
    let line = format!(
        "{} UTC, {} {}: {answer}",
        entry.at.clock(),
        entry.method,
        entry.path
    );
    let id = entry.correlation_id.or(entry.request_id);
    view! {
        <div class="muted">
            <p>{line}</p>
            {id.map(|id| view! { <Copyable what="correlation ID" value=id/> })}
        </div>
    }
}
