//! Banners: a message that belongs to the page.

use leptos::prelude::*;

use super::icon::Icon;
use super::status::Tone;

/// A message. Without a title it is one line.
#[component]
pub fn Banner(
    /// What it means.
    #[prop(into)]
    tone: Signal<Tone>,
    /// The message in a few words.
    #[prop(into, optional)]
    title: Signal<Option<String>>,
    /// An icon that says more than the tone's own.
    #[prop(optional)]
    icon: Option<Icon>,
    /// The message.
    children: Children,
) -> impl IntoView {
    // Information is no progress: it does not turn.
    let own = move || match tone.get() {
        Tone::Run => Icon::Info,
        tone => tone.icon(),
    };
    let weight = move || title.read().is_none().then_some("line");
    let heading = move || {
        title
            .get()
            .map(|text| view! { <h2 class="banner__title">{text}</h2> })
    };
    view! {
        <div class="banner" data-status=move || tone.get().name() data-weight=weight>
            {move || view! { <Icon icon=icon.unwrap_or_else(own)/> }}
            <div class="banner__body">
                {heading}
                {children()}
            </div>
        </div>
    }
}
