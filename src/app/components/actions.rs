//! What can be done, and why the rest cannot be done now.

use cmk_console::resources::Offer;
use leptos::prelude::*;

use crate::ui::{Button, ButtonKind, ButtonLink, Panel};

/// An action with the answer to whether it is offered.
#[derive(Clone, Debug, PartialEq)]
pub struct Offered {
    /// Its button.
    pub label: &'static str,
    /// Its plan sheet.
    pub href: String,
    /// Whether it can be used.
    pub offer: Offer,
}

/// The actions on a resource. One that is not offered stays in sight and says why.
#[component]
pub fn ActionsPanel(
    /// The actions, the most wanted first.
    #[prop(into)]
    offered: Signal<Vec<Offered>>,
) -> impl IntoView {
    let first = Memo::new(move |_| {
        let offered = offered.read();
        offered
            .iter()
            .find(|it| it.offer == Offer::Yes)
            .map(|it| it.label)
    });
    let row = move |it: Offered| {
        let kind = match first.get() == Some(it.label) {
            true => ButtonKind::Primary,
            false => ButtonKind::Plain,
        };
        match it.offer {
            Offer::Yes => view! { <ButtonLink label=it.label href=it.href kind=kind/> }.into_any(),
            Offer::No { reason, help } => {
                let why = format!("{reason} {help}").trim().to_owned();
                view! { <Button label=it.label press=|()| () unavailable=why/> }.into_any()
            }
        }
    };
    let none = move || {
        let words = "There is nothing to do to it from here.";
        offered
            .read()
            .is_empty()
            .then(|| view! { <p class="small muted">{words}</p> })
    };
    view! {
        <Panel title="Actions">
            {none}
            <div class="stack" data-gap="tight">
                {move || offered.get().into_iter().map(row).collect_view()}
            </div>
        </Panel>
    }
    .into_any()
}
