//! The directory and the cloud, and the way to another directory.

use leptos::prelude::*;

use crate::auth::Auth;
use crate::backend::Backend;
use crate::session::{PersonSource, Session};
use crate::ui::{Button, ButtonSize, Copyable, Fact, Facts, Panel, PanelBody};

/// Where the console works, and for whom.
#[component]
pub(super) fn DirectoryAndCloud() -> impl IntoView {
    let session = Session::expect();
    let backend = Backend::expect();
    let shown = move || {
        let person = session.person().get()?;
        let cloud = backend.cloud();
        let is_azure = person.source == PersonSource::Azure;
        let rest = match is_azure {
            true => view! { <Directories tenant=person.tenant.clone()/> }.into_any(),
            false => view! {
                <p class="panel__body small muted">
                    "To be somebody else, open the menu with your initials in the top bar."
                </p>
            }
            .into_any(),
        };
        Some(view! {
            <Facts>
                <Fact name="Person">{person.name}</Fact>
                <Fact name="Directory">{person.tenant_name}</Fact>
                <Fact name="Tenant ID">
                    <Copyable what="tenant ID" value=person.tenant/>
                </Fact>
                <Fact name="Cloud">{cloud.name}</Fact>
                <Fact name="Resource Manager"><code>{cloud.arm}</code></Fact>
            </Facts>
            {rest}
        })
    };
    view! { <Panel title="Directory and cloud" body=PanelBody::Flush>{shown}</Panel> }
}

/// The other directories of somebody who has signed in.
#[component]
fn Directories(tenant: String) -> impl IntoView {
    let auth = Auth::expect();
    move || {
        let others: Vec<_> = auth
            .tenants()
            .get()
            .into_iter()
            .filter(|it| it.id != tenant)
            .collect();
        if others.is_empty() {
            return view! {
                <p class="panel__body small muted">"No other directory of yours is known here."</p>
            }
            .into_any();
        }
        let row = |it: cmk_console::directory::Tenant| {
            let label = format!("Work in {}", it.name);
            view! {
                <li><Button label=label size=ButtonSize::Small press=move |()| auth.switch(&it.id)/></li>
            }
        };
        view! {
            <ul class="panel__body cluster" role="list" aria-label="Other directories">
                {others.into_iter().map(row).collect_view()}
            </ul>
        }
        .into_any()
    }
}
