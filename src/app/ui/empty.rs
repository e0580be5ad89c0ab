//! Empty: nothing here yet, why, and what to do about it.

use leptos::prelude::*;

use super::icon::Icon;

/// What stands where there is nothing to show.
#[component]
pub fn Empty(
    /// What would be here.
    icon: Icon,
    /// What is not here, and where: "No keys in kv-orders yet".
    #[prop(into)]
    title: Signal<String>,
    /// Why, and what to do: a paragraph, and a cluster of buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon icon=icon class="empty__mark"/>
            <h3>{move || title.get()}</h3>
            {children.map(|children| children())}
        </div>
    }
}
