//! Folds: what may be opened, behind one line that says what it is.

use leptos::prelude::*;

use super::icon::Icon;

/// A line that opens.
#[component]
pub fn Fold(
    /// What is inside.
    #[prop(into)]
    summary: Signal<String>,
    /// Open from the start.
    #[prop(into, optional)]
    open: Signal<bool>,
    /// What is inside.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="request" open=move || open.get()>
            <summary>
                <Icon icon=Icon::Right/>
                {move || summary.get()}
            </summary>
            <div class="request__body">{children()}</div>
        </details>
    }
}
