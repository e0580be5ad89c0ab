//! Refusals: Azure said no. What happened, why, what next, and the raw answer beside it.

use leptos::prelude::*;

use super::code::{Code, json_pieces};
use super::copy::Copyable;
use super::fold::Fold;
use super::icon::Icon;

/// A refusal, explained.
#[component]
pub fn Refusal(
    /// What was refused: "Azure refused to set the key on orders".
    #[prop(into)]
    title: Signal<String>,
    /// What became of the work: "Nothing was changed. Your answers are kept."
    #[prop(into, optional)]
    note: Signal<Option<String>>,
    /// Why, in our words.
    #[prop(into, optional)]
    why: Signal<Option<String>>,
    /// What to do now.
    #[prop(into, optional)]
    next: Signal<Option<String>>,
    /// Azure's error code.
    #[prop(into, optional)]
    code: Signal<Option<String>>,
    /// Azure's own message.
    #[prop(into, optional)]
    words: Signal<Option<String>>,
    /// What Microsoft's support asks for.
    #[prop(into, optional)]
    correlation_id: Signal<Option<String>>,
    /// The whole answer, as indented JSON.
    #[prop(into, optional)]
    answer: Signal<Option<String>>,
    /// The buttons that do what comes next.
    #[prop(into, optional)]
    actions: Option<ViewFnOnce>,
) -> impl IntoView {
    let quiet = move || note.get().map(|note| view! { <p class="small">{note}</p> });
    view! {
        <div class="refusal">
            <div class="refusal__head" role="alert">
                <Icon icon=Icon::Bad/>
                <div>
                    <h3>{move || title.get()}</h3>
                    {quiet}
                </div>
            </div>
            <div class="refusal__body">
                {move || why.get().map(|text| told("Why.", text))}
                {move || next.get().map(|text| told("Next.", text))}
                {actions.map(|actions| view! { <div class="cluster">{actions.run()}</div> })}
                <dl>
                    {move || code.get().map(coded)}
                    {move || words.get().map(quoted)}
                    {move || correlation_id.get().map(correlated)}
                </dl>
                {move || answer.get().map(unfolded)}
            </div>
        </div>
    }
    .into_any()
}

fn told(lead: &'static str, text: String) -> impl IntoView {
    view! { <p><strong>{lead}</strong> " " {text}</p> }
}

fn coded(code: String) -> impl IntoView {
    view! { <dt>"Code"</dt> <dd><code>{code}</code></dd> }
}

fn quoted(words: String) -> impl IntoView {
    view! { <dt>"Azure’s words"</dt> <dd>{words}</dd> }
}

fn correlated(id: String) -> impl IntoView {
    view! { <dt>"Correlation ID"</dt> <dd><Copyable what="correlation ID" value=id/></dd> }
}

fn unfolded(answer: String) -> impl IntoView {
    let pieces = json_pieces(&answer, |_| None);
    view! { <Fold summary="The whole answer"><Code label="Answer from Azure" pieces=pieces/></Fold> }
}
