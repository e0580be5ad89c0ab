//! The head of a page: where it lives, its one `h1`, what can be done with the whole of it.

use leptos::prelude::*;

use super::announcer::Announcer;

/// One level above the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    /// What it is called.
    pub label: String,
    /// Where it is.
    pub href: String,
}

/// The head of a page. Its heading takes focus after navigation.
#[component]
pub fn PageHead(
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// The levels above, from the top.
    #[prop(into, optional)]
    above: Signal<Vec<Crumb>>,
    /// Short remarks below the heading, a `span` each.
    #[prop(into, optional)]
    meta: Option<ViewFnOnce>,
    /// What can be done with the whole page.
    #[prop(into, optional)]
    actions: Option<ViewFnOnce>,
    /// What needs the full width: a resource ID.
    #[prop(into, optional)]
    under: Option<ViewFnOnce>,
) -> impl IntoView {
    let announcer = Announcer::expect();
    Effect::new(move |_| announcer.heading_drawn());
    let crumb = |Crumb { label, href }| view! { <li><a href=href>{label}</a></li> };
    let breadcrumb = move || {
        let above = above.get();
        (!above.is_empty()).then(|| {
            view! {
                <nav class="breadcrumb" aria-label="Breadcrumb">
                    <ol role="list">
                        {above.into_iter().map(crumb).collect_view()}
                        <li aria-current="page">{move || title.get()}</li>
                    </ol>
                </nav>
            }
        })
    };
    view! {
        <div class="page__head">
            <div class="page__title">
                {breadcrumb}
                <h1 tabindex="-1">{move || title.get()}</h1>
                {meta.map(|meta| view! { <p class="page__meta">{meta.run()}</p> })}
            </div>
            {actions.map(|it| view! { <div class="cluster page__actions">{it.run()}</div> })}
            {under.map(|under| view! { <div class="page__under">{under.run()}</div> })}
        </div>
    }
    .into_any()
}
