//! The facts of a resource that are worth showing, each with where it was read.

use cmk_console::keys::Attached;
use cmk_console::keys::identity::AttachedUser;
use cmk_console::resources::Detail;
use cmk_console::routes::Route;
use leptos::prelude::*;

use super::Shown;
use crate::backend::Backend;
use crate::ui::{Fact, FactColumns, Facts, OutsideLink, Panel, PanelBody};

/// What the resource says of itself.
#[component]
pub(super) fn FactsPanel(shown: Shown) -> impl IntoView {
    let note = move || {
        let at = shown
            .known
            .facts()
            .with(|it| it.get(&shown.read.read_value()).map(|it| it.at))?;
        Some(format!("read from Azure, as of {} UTC", at.clock()))
    };
    let details = move || {
        let resource = shown.resource.read();
        let details = resource
            .as_ref()
            .map(|it| shown.kind.details(it))
            .unwrap_or_default();
        details.into_iter().map(detail).collect_view()
    };
    let backend = Backend::expect();
    // What is known of the resource may lead to more that is worth reading.
    Effect::new(move |_| {
        let resource = shown.resource.read();
        let wanted = resource.as_ref().map(|it| {
            let facts = shown.known.facts();
            facts.with(|facts| shown.kind.related_reads(it, facts, backend.now()))
        });
        shown.known.want(wanted.unwrap_or_default());
    });
    let related = move || {
        let resource = shown.resource.read();
        let resource = resource.as_ref()?;
        let facts = shown.known.facts();
        let related = facts.with(|facts| shown.kind.related(resource, facts, backend.now()));
        Some(related.into_iter().map(detail).collect_view())
    };
    let identities = move || {
        let resource = shown.resource.read();
        let resource = resource.as_ref()?;
        // What has no identity of its own has nothing to say here.
        (!resource.identity.is_null()).then(|| attached(Attached::parse(&resource.identity)))
    };
    let docs = shown.kind.docs();
    let foot = move || {
        view! {
            <OutsideLink
                href=docs
                label=format!("Microsoft on keys of {}", shown.kind.plural())
            />
        }
    };
    view! {
        <Panel title="Facts" note=note foot=foot body=PanelBody::Flush>
            <Facts columns=FactColumns::Two>
                {details}
                {related}
                {identities}
            </Facts>
        </Panel>
    }
    .into_any()
}

fn detail(detail: Detail) -> impl IntoView {
    let is_empty = detail.value.is_empty();
    let value = match is_empty {
        true => view! { <span class="muted">"not said"</span> }.into_any(),
        false => detail.value.into_any(),
    };
    view! { <Fact name=detail.label as_of=detail.at>{value}</Fact> }
}

fn attached(attached: Attached) -> AnyView {
    let own = attached
        .system
        .map(|_| view! { <li>"system-assigned"</li> });
    let is_none = own.is_none() && attached.user.is_empty();
    let none = is_none.then(|| view! { <li class="muted">"none attached"</li> });
    let user = |it: AttachedUser| {
        let name = it.id.name().to_owned();
        let href = Route::Resource(it.id).path();
        view! { <li><a href=href>{name}</a></li> }
    };
    let users = attached.user.into_iter().map(user).collect_view();
    view! {
        <Fact name="Identities" as_of="identity">
            <ul role="list">{own} {users} {none}</ul>
        </Fact>
    }
    .into_any()
}
