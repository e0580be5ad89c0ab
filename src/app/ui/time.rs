//! Times, as the caller words them. There is no clock in here.

use leptos::prelude::*;

/// A time: short in the text, whole in the tooltip.
#[component]
pub fn Time(
    /// What is read: "12 s ago", "14:31:56".
    #[prop(into)]
    shown: Signal<String>,
    /// The whole of it: "Mon 23 Nov 2026, 14:31:56 UTC".
    #[prop(into)]
    whole: Signal<String>,
    /// The same for machines: `2026-11-23T14:31:56Z`.
    #[prop(into)]
    machine: Signal<String>,
) -> impl IntoView {
    view! {
        <time datetime=move || machine.get() title=move || whole.get()>
            {move || shown.get()}
        </time>
    }
}
