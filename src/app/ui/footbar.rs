//! The bar at the foot of the page: the one place where a plan is acted on.

use leptos::prelude::*;

/// A bar that stays in sight.
#[component]
pub fn Footbar(
    /// What is acted on; the accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// How things stand, or why nothing can be done yet.
    #[prop(into)]
    note: ViewFnOnce,
    /// The buttons.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="footbar" aria-label=move || label.get()>
            <div class="footbar__note">{note.run()}</div>
            <div class="cluster">{children()}</div>
        </section>
    }
}
