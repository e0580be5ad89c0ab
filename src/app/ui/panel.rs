//! Panels: a titled group of things that belong together.

use leptos::prelude::*;

use super::unique::unique;

/// How the content of a panel meets its edge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PanelBody {
    /// With room around it.
    #[default]
    Padded,
    /// To the edge: tables, checks, steps, facts.
    Flush,
}

/// Whether a panel stays in sight while the page beside it scrolls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PanelPlace {
    /// Scrolls with the page.
    #[default]
    Flow,
    /// Stays, on screens that are large enough.
    Sticky,
}

/// A titled group; a landmark of its own.
#[component]
pub fn Panel(
    /// What it holds.
    #[prop(into)]
    title: Signal<String>,
    /// How many of them, beside the title: "2 of 5 done".
    #[prop(into, optional)]
    count: Signal<Option<String>>,
    /// A remark at the other end of the head: when it was read.
    #[prop(into, optional)]
    note: Signal<Option<String>>,
    /// Links and buttons at the other end of the head.
    #[prop(into, optional)]
    actions: Option<ViewFnOnce>,
    /// A remark below the content: the source.
    #[prop(into, optional)]
    foot: Option<ViewFnOnce>,
    /// How the content meets the edge.
    #[prop(optional)]
    body: PanelBody,
    /// Whether it stays in sight.
    #[prop(optional)]
    place: PanelPlace,
    /// Its content is being read.
    #[prop(into, optional)]
    busy: Signal<bool>,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    let heading = unique("panel");
    let labelled_by = heading.clone();
    let content = match body {
        PanelBody::Padded => view! { <div class="panel__body stack">{children()}</div> }.into_any(),
        PanelBody::Flush => children(),
    };
    let quiet = move |class, text: Signal<Option<String>>| {
        move || {
            text.get()
                .map(|text| view! { <span class=class>{text}</span> })
        }
    };
    view! {
        <section
            class="panel"
            aria-labelledby=labelled_by
            aria-busy=move || busy.get().then_some("true")
            data-sticky=place == PanelPlace::Sticky
        >
            <div class="panel__head">
                <h2 id=heading>
                    <span>{move || title.get()}</span>
                    {quiet("panel__count", count)}
                </h2>
                {quiet("panel__note", note)}
                {actions.map(|actions| view! { <div class="cluster">{actions.run()}</div> })}
            </div>
            {content}
            {foot.map(|foot| view! { <div class="panel__foot">{foot.run()}</div> })}
        </section>
    }
    .into_any()
}
