//! Links: one that looks like a button, and one that leaves the console.

use leptos::prelude::*;

use super::button::{ButtonKind, ButtonSize};
use super::icon::Icon;

/// A link that looks like a button. An address of another site opens in a new tab.
#[component]
pub fn ButtonLink(
    /// Where it leads, in words.
    #[prop(into)]
    label: Signal<String>,
    /// Where it leads.
    #[prop(into)]
    href: Signal<String>,
    /// What following it means for the view.
    #[prop(optional)]
    kind: ButtonKind,
    /// How much room it takes.
    #[prop(optional)]
    size: ButtonSize,
    /// An icon before the words.
    #[prop(optional)]
    icon: Option<Icon>,
    /// What it is about, for whoever does not see the line it stands in: "for fabrikamdocs".
    #[prop(into, optional)]
    about: Option<String>,
) -> impl IntoView {
    let about = about.map(|it| view! { <span class="visually-hidden">{format!(" {it}")}</span> });
    let outside = Memo::new(move |_| is_outside(&href.read()));
    view! {
        <a
            class="button"
            href=move || href.get()
            data-kind=kind.name()
            data-size=size.name()
            target=move || outside.get().then_some("_blank")
            rel=move || outside.get().then_some("noreferrer")
        >
            {icon.map(|icon| view! { <Icon icon=icon/> })}
            {move || label.get()}
            {about}
            {move || outside.get().then(new_tab)}
        </a>
    }
}

/// A link in running text to a page that is not ours.
#[component]
pub fn OutsideLink(
    /// The address.
    #[prop(into)]
    href: Signal<String>,
    /// What is there.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    view! {
        <a href=move || href.get() target="_blank" rel="noreferrer">
            {move || label.get()}
            {new_tab()}
        </a>
    }
}

fn is_outside(href: &str) -> bool {
    href.starts_with("https://")
}

fn new_tab() -> impl IntoView {
    view! { <span class="visually-hidden">" (opens in a new tab)"</span> }
}
