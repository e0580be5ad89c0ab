//! Timelines: what happened to a resource, newest first.

use leptos::prelude::*;

use super::icon::Icon;
use super::status::Tone;

/// The list the events stand in.
#[component]
pub fn Timeline(
    /// Whose history it is; the accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// The events.
    children: Children,
) -> impl IntoView {
    view! {
        <ol class="timeline" role="list" aria-label=move || label.get()>
            {children()}
        </ol>
    }
}

/// One thing that happened.
#[component]
pub fn TimelineEvent(
    /// What kind of thing.
    icon: Icon,
    /// What it means, if it means anything.
    #[prop(optional)]
    tone: Option<Tone>,
    /// When, and by whom.
    #[prop(into)]
    when: Signal<String>,
    /// What happened.
    children: Children,
) -> impl IntoView {
    view! {
        <li class="timeline__event" data-status=tone.map(Tone::name)>
            <Icon icon=icon/>
            <div>
                <p>{children()}</p>
                <p class="timeline__when">{move || when.get()}</p>
            </div>
        </li>
    }
}
