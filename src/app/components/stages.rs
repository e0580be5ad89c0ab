//! The way of a key from one directory to another: what is done, and whose turn it is.

use cmk_console::resources::across::progress::{Stage, State, Who, next};
use leptos::prelude::*;

use crate::ui::{Icon, Panel, PanelBody, Status, Strength, Tag, Tone};

/// The parts of the way, in order.
#[component]
pub fn StagesPanel(
    /// What it is about: "The way of this key".
    #[prop(into)]
    title: String,
    /// The parts.
    #[prop(into)]
    stages: Signal<Vec<Stage>>,
) -> impl IntoView {
    let turn = move || next(&stages.read());
    let rows = move || stages.get().into_iter().map(row).collect_view();
    let label = title.clone();
    view! {
        <Panel title=title body=PanelBody::Flush>
            <p class="panel__body"><strong>{turn}</strong></p>
            <ol class="checks" role="list" aria-label=label>{rows}</ol>
        </Panel>
    }
    .into_any()
}

fn row(stage: Stage) -> impl IntoView {
    let (tone, icon, word) = match stage.state {
        State::Done => (Tone::Ok, Icon::Ok, "Done"),
        State::Yours => (Tone::Run, Icon::Play, "Your turn"),
        State::Theirs => (Tone::Unknown, Icon::Handover, "Their turn"),
        State::Later => (Tone::Unknown, Icon::Wait, "Later"),
    };
    let who = match stage.who {
        Who::Provider => "Provider",
        Who::Customer => "Customer",
    };
    view! {
        <li class="check">
            <span class="check__verdict">
                <Status tone=tone word=word icon=icon strength=Strength::Quiet/>
            </span>
            <div class="check__text">
                <p>{stage.title} " " <Tag word=who/></p>
                <p class="check__reason">{stage.detail}</p>
            </div>
        </li>
    }
}
