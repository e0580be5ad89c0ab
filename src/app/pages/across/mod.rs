//! Keys that lie in one directory and are used in another: what both sides see.

mod accounts;
mod applications;
mod links;
mod receipt;
mod refused;
mod request;

pub use receipt::page as receipt;
pub use request::page as request;

use cmk_console::resources::across;
use cmk_console::routes::Route;
use leptos::prelude::*;

use crate::backend::{Backend, PageFacts};
use crate::session::Session;
use crate::shell::Title;
use crate::ui::{ButtonLink, PageHead, Panel};
use accounts::Accounts;
use applications::Applications;
use links::Links;

/// The page of the provider, and of whoever has sent or opened a link.
pub fn page() -> AnyView {
    Title::of_page(|| "Keys across directories".to_owned());
    let known = PageFacts::new();
    let directory = Session::expect().person().get_untracked();
    let directory = directory.map(|it| it.tenant_name).unwrap_or_default();
    let graph = Backend::expect().config().graph;
    view! {
        <PageHead
            title="Keys across directories"
            meta=move || view! { <span>{directory}</span> }
        />
        <div class="split">
            <div class="stack">
                <Accounts known=known/>
                <Links/>
            </div>
            <div class="stack">
                <How/>
                {graph.then(|| view! { <Applications known=known/> })}
            </div>
        </div>
    }
    .into_any()
}

/// What it is about, for somebody who has never heard of it.
#[component]
fn How() -> impl IntoView {
    let prepare = across::kinds().map(|kind| {
        let href = Route::Resources(Some(kind.arm_type().to_owned())).path();
        view! { <ButtonLink label=format!("Choose a {}", kind.label()) href=href/> }
    });
    view! {
        <Panel title="How it works">
            <div class="stack">
                <p>
                    "You keep data for a customer. The customer wants it encrypted with a key that stays in their own vault, in their own directory, where they can take it away."
                </p>
                <p>
                    "Your directory registers an application. A managed identity of yours may act as it, without any password. The customer installs the application in their directory and lets it use one key. Neither of you ever signs in to the other's directory."
                </p>
                <p>
                    "You begin: choose the resource, and then "
                    <em>"Prepare for a customer's key"</em>
                    ". You get a link for the customer; they send one back; it leads to "
                    <em>"Use a customer's key"</em>
                    "."
                </p>
            </div>
            <div class="cluster">{prepare.collect_view()}</div>
        </Panel>
    }
    .into_any()
}
