//! The head of a resource's page: what it is, where it lies, how old what is shown is.

use std::time::Duration;

use cmk_console::arm::ResourceId;
use cmk_console::arm::access::subscriptions;
use cmk_console::plan::words;
use leptos::prelude::*;

use super::Shown;
use crate::backend::Backend;
use crate::clock::Clock;
use crate::components::ReadAgain;
use crate::pages::crumbs;
use crate::session::Session;
use crate::ui::{ButtonLink, Copyable, Icon, PageHead};

/// Name, place, age, and what can be done with the whole of it.
#[component]
pub(super) fn Head(shown: Shown) -> impl IntoView {
    let id = shown.id.get_value();
    let portal = portal_link(&id);
    let now = Clock::expect().now();
    let actions = move || {
        view! {
            <ReadAgain known=shown.known/>
            <ButtonLink label="Azure portal" href=portal icon=Icon::External/>
        }
    };
    let subscription = move || {
        let all = shown.known.facts().with(subscriptions::all).into_found()?;
        let id = shown.id.read_value();
        let found = all
            .into_iter()
            .find(|it| Some(it.id.as_str()) == id.subscription())?;
        Some(view! { <span>{format!("{} subscription", found.name)}</span> })
    };
    let place = move || {
        let resource = shown.resource.read();
        let resource = resource.as_ref()?;
        let parts = [
            resource.kind.clone().unwrap_or_default(),
            resource.location.clone(),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|it| !it.is_empty()).collect();
        (!parts.is_empty()).then(|| view! { <span>{parts.join(", ")}</span> })
    };
    let age = move || {
        let at = shown
            .known
            .facts()
            .with(|it| it.get(&shown.read.read_value()).map(|it| it.at))?;
        let ago = words::measured(rounded(now.get().since(at)));
        Some(view! { <span>{format!("Read {ago} ago")}</span> })
    };
    let whole = id.to_string();
    let under = move || {
        view! {
            <div class="small muted"><Copyable what="resource ID" value=whole/></div>
            <p class="page__meta">
                <span>{crumbs::capital(shown.kind.label())}</span>
                {place}
                {subscription}
                {age}
            </p>
        }
    };
    view! {
        <PageHead
            title=id.name().to_owned()
            above=crumbs::of_kind(shown.kind)
            actions=actions
            under=under
        />
    }
}

fn portal_link(id: &ResourceId) -> String {
    let tenant = Session::expect().person().get_untracked();
    let tenant = tenant.map(|it| it.tenant).unwrap_or_default();
    format!(
        "{}/#@{tenant}/resource{id}",
        Backend::expect().cloud().portal
    )
}

/// Whole seconds: what is shown is renewed once a second.
fn rounded(age: Duration) -> Duration {
    Duration::from_secs(age.as_secs())
}
