//! Requests: the exact call, folded behind its method and URL.

use leptos::prelude::*;

use super::code::{Code, Piece, text_of};
use super::copy::{CopyButton, Copyable};
use super::icon::Icon;

/// One request as it will be, or was, sent.
#[component]
pub fn Request(
    /// The HTTP method.
    #[prop(into)]
    method: Signal<String>,
    /// The whole URL; the folded line shows as much of it as fits.
    #[prop(into)]
    url: Signal<String>,
    /// The part of the URL worth showing first: `…/storageAccounts/orders?api-version=…`.
    #[prop(into, optional)]
    short_url: Signal<Option<String>>,
    /// What this is the request of: "step 4".
    #[prop(into)]
    of: Signal<String>,
    /// The body, if it has one.
    #[prop(into, optional)]
    body: Signal<Option<Vec<Piece>>>,
    /// What else is known of it: permission, directory, undo.
    #[prop(into, optional)]
    facts: Signal<Vec<(String, String)>>,
    /// Open from the start.
    #[prop(into, optional)]
    open: Signal<bool>,
    /// What came of it: status, correlation ID.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let content = move || match body.get() {
        Some(pieces) => view! { <Body of=of pieces=pieces/> }.into_any(),
        None => view! { <p class="muted">"No body"</p> }.into_any(),
    };
    let facts = move || {
        let fact = |(name, value)| view! { <dt>{name}</dt> <dd>{value}</dd> };
        let facts = facts.get();
        (!facts.is_empty()).then(|| {
            let facts = facts.into_iter().map(fact).collect_view();
            view! { <dl class="request__facts">{facts}</dl> }
        })
    };
    view! {
        <details class="request" open=move || open.get()>
            <summary>
                <Icon icon=Icon::Right/>
                <span class="method">{move || method.get()}</span>
                <code class="request__url">
                    {move || short_url.get().unwrap_or_else(|| url.get())}
                </code>
            </summary>
            <div class="request__body">
                <Copyable what=move || format!("URL of {}", of.get()) value=url/>
                {content}
                {facts}
                {children.map(|children| children())}
            </div>
        </details>
    }
    .into_any()
}

#[component]
fn Body(of: Signal<String>, pieces: Vec<Piece>) -> impl IntoView {
    let text = text_of(&pieces);
    view! {
        <div class="code-frame">
            <Code label=move || format!("Request body of {}", of.get()) pieces=pieces/>
            <CopyButton what=move || format!("body of {}", of.get()) value=text/>
        </div>
    }
}
