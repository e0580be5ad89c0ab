//! The resources that are under keys of customers.

use cmk_console::arm::{Resource, ResourceId};
use cmk_console::keys::KeyReference;
use cmk_console::resources::across;
use cmk_console::resources::across::progress::{ProviderKnows, as_provider, next};
use cmk_console::routes::Route;
use leptos::prelude::*;

use crate::backend::PageFacts;
use crate::pages::gaps::Gaps;
use crate::pages::listed::Listed;
use crate::ui::{Column, Empty, Icon, Loading, Panel, PanelBody, Table};

/// A resource whose key lies in another directory.
#[derive(Clone, PartialEq)]
struct Under {
    id: ResourceId,
    vault: String,
    key: String,
    application: String,
    next: String,
}

/// Which resources are under keys of customers.
#[component]
pub(super) fn Accounts(known: PageFacts) -> impl IntoView {
    let listed = Listed::new(known, across::kinds().collect());
    let rows = Memo::new(move |_| found(listed, known));
    let is_opening = Memo::new(move |_| listed.is_opening());
    let columns = || {
        vec![
            Column::new("resource", "Resource"),
            Column::new("vault", "The customer's vault"),
            Column::new("key", "Key"),
            Column::new("application", "Application"),
            Column::new("next", "Next"),
        ]
    };
    let content = move || {
        match (rows.read().is_empty(), is_opening.get()) {
        (true, true) => view! { <Loading word=listed.word() rows=3/> }.into_any(),
        (true, false) => view! {
            <Empty icon=Icon::Building title="Nothing is under a key of another directory">
                <p class="small">"As far as the lists say. What was asked for and is not answered yet stands below."</p>
            </Empty>
        }
        .into_any(),
        (false, _) => view! {
            <Table caption="Resources under keys of customers" columns=columns()>
                {move || rows.get().into_iter().map(row).collect_view()}
            </Table>
        }
        .into_any(),
    }
    };
    view! {
        <Gaps listed=listed/>
        <Panel title="Under keys of customers" body=PanelBody::Flush busy=is_opening>
            {content}
        </Panel>
    }
    .into_any()
}

fn row(it: Under) -> impl IntoView {
    view! {
        <tr>
            <th scope="row"><a href=Route::Resource(it.id.clone()).path()>{it.id.name().to_owned()}</a></th>
            <td><code>{it.vault}</code></td>
            <td><code>{it.key}</code></td>
            <td><code>{it.application}</code></td>
            <td>{it.next}</td>
        </tr>
    }
}

fn found(listed: Listed, known: PageFacts) -> Vec<Under> {
    let subscriptions = listed.subscriptions().into_found().unwrap_or_default();
    known.facts().with(|facts| {
        let scopes = subscriptions
            .iter()
            .map(|it| ResourceId::of_subscription(&it.id));
        let lists = scopes.flat_map(|scope| across::kinds().map(move |it| (it, it.list(&scope))));
        let mut rows = Vec::new();
        for (kind, list) in lists {
            for entry in facts.rows(&list) {
                let resource = Resource::read(entry).ok();
                let configuration = resource.as_ref().and_then(|it| kind.configuration(it).ok());
                let reference = configuration.as_ref().and_then(|it| it.key());
                let client = reference.and_then(|it| it.federated_client.clone());
                if let (Some(resource), Some(reference), Some(client)) =
                    (resource, reference, client)
                {
                    rows.push(under(resource.id, reference, client));
                }
            }
        }
        rows
    })
}

fn under(id: ResourceId, reference: &KeyReference, application: String) -> Under {
    let knows = ProviderKnows {
        in_use: reference.key.to_string(),
        ..ProviderKnows::default()
    };
    Under {
        id,
        vault: reference.key.host().to_owned(),
        key: reference.key.name().to_owned(),
        application,
        next: next(&as_provider(&knows)),
    }
}
