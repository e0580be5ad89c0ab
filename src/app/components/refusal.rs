//! Azure's refusals in words: why, what next, and the raw answer beside it.

use cmk_console::arm::{ArmError, Failure};
use cmk_console::keys::explain::{self, explain};
use leptos::prelude::*;

use super::source::Cited;
use crate::ui;

/// A refusal by Azure, explained.
#[component]
pub fn RefusalView(
    /// What Azure said.
    error: ArmError,
    /// What was refused, where that says more than what happened.
    #[prop(into, optional)]
    title: Option<String>,
    /// What became of the work.
    #[prop(into, optional)]
    note: Option<String>,
    /// The buttons that help.
    #[prop(into, optional)]
    actions: Option<ViewFnOnce>,
) -> impl IntoView {
    let explained = explain(&error);
    let answer = match &error.raw {
        serde_json::Value::Null => None,
        raw => serde_json::to_string_pretty(raw).ok(),
    };
    let code = match (error.status, error.code.as_str()) {
        (status, "") => format!("HTTP {status}"),
        (status, code) => format!("{code} (HTTP {status})"),
    };
    let source = explained
        .source
        .map(|source| view! { <p class="field__hint"><Cited source=source/></p> });
    let below = move || view! { {actions.map(ViewFnOnce::run)} {source} };
    view! {
        <ui::Refusal
            title=title.unwrap_or(explained.what)
            note=note
            why=explained.why
            next=explained.next
            code=code
            words=error.message
            correlation_id=error.correlation_id
            answer=answer
            actions=below
        />
    }
    .into_any()
}

/// Something that could not be read, and what helps.
#[component]
pub fn Unread(
    /// What could not be read: "Storage accounts of Fabrikam Retail".
    #[prop(into)]
    what: String,
    /// Why.
    failure: Failure,
    /// The buttons that help.
    #[prop(into, optional)]
    actions: Option<ViewFnOnce>,
) -> impl IntoView {
    let actions = move || actions.map(ViewFnOnce::run);
    let title = format!("{what} could not be read");
    if let Failure::Refused(error) = failure {
        return view! { <RefusalView error=*error title=title actions=actions/> }.into_any();
    }
    let explained = explain::failure(&failure);
    view! {
        <ui::Refusal
            title=title
            note=explained.what
            why=explained.why
            next=explained.next
            actions=actions
        />
    }
    .into_any()
}
