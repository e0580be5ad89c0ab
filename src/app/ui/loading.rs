//! Loading: where rows will be once they are read, and what is being read.

use leptos::prelude::*;

/// Rows that are not there yet.
#[component]
pub fn Loading(
    /// What is being read: "Reading 12 subscriptions".
    #[prop(into)]
    word: Signal<String>,
    /// How many rows to keep room for.
    #[prop(default = 4)]
    rows: usize,
) -> impl IntoView {
    let row = |index: usize| {
        let width = if index.is_multiple_of(2) {
            None
        } else {
            Some("long")
        };
        view! {
            <div class="stack" data-gap="tight">
                <div class="skeleton" data-width=width></div>
                <div class="skeleton" data-width="short"></div>
            </div>
        }
    };
    view! {
        <div class="loading stack">
            <p class="small muted" role="status">{move || word.get()}</p>
            <div class="stack" aria-hidden="true">{(0..rows).map(row).collect_view()}</div>
        </div>
    }
}
