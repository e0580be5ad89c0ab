//! What somebody in another directory is told when a run has ended: a link to send.

use std::sync::Arc;

use cmk_console::directory::capsule::Capsule;
use cmk_console::plan::Run;
use cmk_console::routes::Route;
use leptos::prelude::*;

use crate::place::Place;
use crate::ui::{Code, CopyButton, Panel, Piece};

/// The link of a run that has ended well; nothing where it tells nobody anything.
#[component]
pub fn LetterView(
    /// The run.
    #[prop(into)]
    run: Signal<Option<Arc<Run>>>,
) -> impl IntoView {
    let letter = Memo::new(move |_| run.read().as_ref().and_then(|it| it.letter()));
    move || letter.get().map(|it| view! { <Letter capsule=it/> })
}

/// A link, with what it is and to whom it goes.
#[component]
pub fn Letter(
    /// What it says.
    capsule: Capsule,
) -> impl IntoView {
    let (route, title, what) = match &capsule {
        Capsule::Request(_) => (
            Route::KeyRequest,
            "Now send this link to your customer",
            "Whoever has the key opens it, signed in to the directory of the key. It says which application asks, for which account, and holds no secret. You may send the same link to one customer only: it names one account.",
        ),
        Capsule::Receipt(_) => (
            Route::KeyReceipt,
            "Now send this link back to your provider",
            "It says which key may be used, and by which object ID. It holds no secret, and gives nobody access: what you have granted does.",
        ),
    };
    let link = Place::address(&route, &capsule.to_string());
    let until = format!("It is taken until {}.", capsule.expires().day());
    let shown = vec![Piece::Text(link.clone())];
    view! {
        <Panel title=title>
            <p>{what}</p>
            <div class="code-frame">
                <Code label="The link to send" pieces=shown/>
                <CopyButton what="the link" value=link/>
            </div>
            <p class="small muted">{until}</p>
        </Panel>
    }
}
