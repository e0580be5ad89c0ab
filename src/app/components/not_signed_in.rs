//! Why somebody is not signed in, in words, with what Microsoft's support asks for.

use cmk_console::directory::Explained;
use leptos::prelude::*;

use crate::ui;

/// A sign-in that failed, or was refused.
#[component]
pub fn NotSignedIn(
    /// Why.
    why: Explained,
    /// The buttons that help.
    #[prop(into, optional)]
    actions: Option<ViewFnOnce>,
) -> impl IntoView {
    let said = |text: String| Some(text).filter(|it| !it.is_empty());
    view! {
        <ui::Refusal
            title=why.what
            why=why.why
            next=why.next
            code=said(why.code)
            words=said(why.words)
            correlation_id=said(why.correlation_id)
            actions=move || actions.map(ViewFnOnce::run)
        />
    }
    .into_any()
}
