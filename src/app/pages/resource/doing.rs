//! What can be done to a resource, and what was done.

use cmk_console::arm::Reading;
use cmk_console::arm::access::rights;
use cmk_console::resources::{Action, offer};
use cmk_console::routes::Route;
use leptos::prelude::*;

use super::Shown;
use crate::clock::Clock;
use crate::components::{Offered, RunList};
use crate::runner::Runs;
use crate::ui::{Panel, PanelBody};

/// The runs of this person on this resource.
#[component]
pub(super) fn History(shown: Shown) -> impl IntoView {
    let runs = Runs::expect().about(&shown.id.read_value());
    let is_empty = Memo::new(move |_| runs.read().is_empty());
    let href = |id: String| Route::Operation(id).path();
    view! {
        <Panel title="Runs" note="yours, in this browser" body=PanelBody::Flush>
            <Show
                when=move || !is_empty.get()
                fallback=|| view! {
                    <p class="panel__body small muted">"None yet. What you run here is kept, and found again after a reload."</p>
                }
            >
                <RunList
                    label="Runs on this resource"
                    runs=runs
                    now=Clock::expect().now()
                    href=href
                />
            </Show>
        </Panel>
    }
}

/// The actions that start from a resource, with the answer to whether each is offered.
pub(super) fn offered(shown: Shown) -> Vec<Offered> {
    let resource = shown.resource.read();
    let Some(resource) = resource.as_ref() else {
        return Vec::new();
    };
    let rights = shown.known.facts().with(|it| rights::at(&resource.id, it));
    let rights = match &rights {
        Reading::Found(rights) => Some(rights),
        _ => None,
    };
    let actions = shown.kind.actions().iter().filter(|it| !it.creates());
    let row = |action: &&'static dyn Action| Offered {
        label: action.label(),
        href: Route::Act {
            target: resource.id.clone(),
            action: action.id().to_owned(),
        }
        .path(),
        offer: offer(*action, resource, rights),
    };
    actions.map(row).collect()
}
