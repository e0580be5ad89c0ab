//! The journal of a run: every exchange with its time, its answer and the IDs that support asks for.

use std::sync::Arc;

use cmk_console::plan::Run;
use cmk_console::plan::run::Entry;
use leptos::prelude::*;

use crate::ui::{Column, Copyable, Panel, PanelBody, Table, shortened};

/// Everything that was sent, the newest last.
#[component]
pub fn JournalPanel(
    /// The run.
    #[prop(into)]
    run: Signal<Option<Arc<Run>>>,
) -> impl IntoView {
    let count = move || {
        let run = run.read();
        let count = run.as_ref().map_or(0, |it| it.journal.len());
        Some(match count {
            1 => "1 exchange".to_owned(),
            count => format!("{count} exchanges"),
        })
    };
    let length = Memo::new(move |_| run.read().as_ref().map_or(0, |it| it.journal.len()));
    let entry = move |at: usize| run.read_untracked().as_ref()?.journal.get(at).cloned();
    let lines = move |at: usize| entry(at).map(line);
    view! {
        <Panel title="Journal" count=count body=PanelBody::Flush>
            <Show
                when=move || { length.get() > 0 }
                fallback=|| view! { <p class="panel__body small muted">"Nothing has been sent yet."</p> }
            >
                <Table caption="Journal of the run" columns=COLUMNS.to_vec()>
                    <For each=move || 0..length.get() key=|at| *at let:at>
                        {lines(at)}
                    </For>
                </Table>
            </Show>
        </Panel>
    }
    .into_any()
}

const COLUMNS: [Column; 5] = [
    Column::new("at", "Time, UTC"),
    Column::new("request", "Request"),
    Column::new("answer", "Answer"),
    Column::new("request-id", "Request ID"),
    Column::new("correlation-id", "Correlation ID"),
];

fn line(entry: Entry) -> impl IntoView {
    let answer = match (entry.status, entry.code.as_str()) {
        (Some(status), "") => status.to_string(),
        (Some(status), code) => format!("{status} {code}"),
        (None, _) => entry.note,
    };
    view! {
        <tr>
            <th scope="row" class="numeric">{entry.at.clock()}</th>
            <td data-wrap=""><code class="finding">{entry.method.as_str()} " " {entry.path}</code></td>
            <td><code>{answer}</code></td>
            <td>{id("request ID", entry.request_id)}</td>
            <td>{id("correlation ID", entry.correlation_id)}</td>
        </tr>
    }
}

fn id(what: &'static str, value: Option<String>) -> AnyView {
    match value {
        Some(value) => {
            let shown = shortened(&value);
            view! { <Copyable what=what value=value shown=shown/> }.into_any()
        }
        None => view! { <span class="muted">"not readable"</span> }.into_any(),
    }
}
