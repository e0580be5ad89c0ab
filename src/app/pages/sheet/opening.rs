//! Opening a sheet: the type and the action of an address, and the resource as it is.

use cmk_console::arm::access::rights;
use cmk_console::arm::{Failure, Known, Reading, Resource, ResourceId};
use cmk_console::resources::{self, Action, Offer, ResourceType, offer};
use cmk_console::routes::Route;
use leptos::prelude::*;

use super::{SheetPage, Wish};
use crate::backend::PageFacts;
use crate::components::Unread;
use crate::pages::{crumbs, not_found};
use crate::shell::Title;
use crate::ui::{Button, Icon, Loading, PageHead, Panel};

/// The sheet of an action on a resource.
pub fn act(target: ResourceId, action: &str) -> AnyView {
    let kind = target.arm_type().and_then(|it| resources::of(&it));
    let found = kind.and_then(|kind| Some((kind, kind.action(action)?)));
    let Some((kind, action)) = found.filter(|(_, action)| !action.creates()) else {
        return not_found::page(format!(
            "There is no action of this name for {}.",
            target.name()
        ));
    };
    view! { <ActPage target=target kind=kind action=action/> }.into_any()
}

/// The sheet of an action that makes a resource.
pub fn create(arm_type: &str, action: &str) -> AnyView {
    let kind = resources::of(arm_type);
    let found = kind.and_then(|kind| Some((kind, kind.action(action)?)));
    let Some((kind, action)) = found.filter(|(_, action)| action.creates()) else {
        return not_found::page(format!("There is no action of this name for {arm_type}."));
    };
    let wish = Wish {
        kind,
        action,
        resource: None,
    };
    view! { <SheetPage wish=wish known=PageFacts::new() offer=Offer::Yes/> }.into_any()
}

#[component]
fn ActPage(
    target: ResourceId,
    kind: &'static dyn ResourceType,
    action: &'static dyn Action,
) -> impl IntoView {
    let known = PageFacts::new();
    let (read, rights_read) = (kind.read(&target), rights::read(&target));
    known.want([read.clone(), rights_read]);
    let read = StoredValue::new(read);
    let target = StoredValue::new(target);
    let resource = Memo::new(move |_| {
        let facts = known.facts();
        facts.with(|it| {
            it.one(&read.read_value(), |it| Resource::read(it).ok())
                .into_found()
        })
    });
    // The form stands on the resource as it was when the page opened: answers must not be lost
    // because it was read again.
    let opened = Memo::new(move |before: Option<&Option<Resource>>| {
        before.cloned().flatten().or_else(|| resource.get())
    });
    let offered = Memo::new(move |_| {
        let rights = known
            .facts()
            .with(|it| rights::at(&target.read_value(), it));
        let rights = match &rights {
            Reading::Found(rights) => Some(rights),
            _ => None,
        };
        match resource.read().as_ref() {
            Some(resource) => offer(action, resource, rights),
            None => Offer::Yes,
        }
    });
    let failure = move || {
        known.facts().with(|it| match it.known(&read.read_value()) {
            Known::Failed(failure) => Some(failure.clone()),
            _ => None,
        })
    };
    let is_missing = move || {
        known
            .facts()
            .with(|it| it.known(&read.read_value()) == Known::Missing)
    };
    move || match opened.get() {
        Some(resource) => {
            let resource = Some(resource);
            let wish = Wish {
                kind,
                action,
                resource,
            };
            view! { <SheetPage wish=wish known=known offer=offered/> }.into_any()
        }
        None if is_missing() => {
            let id = target.get_value();
            not_found::page(format!(
                "Azure has no {} named {}, or does not show it to you.",
                kind.label(),
                id.name()
            ))
        }
        None => {
            view! { <Opening kind=kind target=target failure=failure() known=known/> }.into_any()
        }
    }
}

/// The page while the resource is read, or could not be.
#[component]
fn Opening(
    kind: &'static dyn ResourceType,
    target: StoredValue<ResourceId>,
    failure: Option<Failure>,
    known: PageFacts,
) -> impl IntoView {
    let name = target.read_value().name().to_owned();
    let heading = name.clone();
    Title::of_page(move || name.clone());
    let word = format!("Reading the {}", kind.label());
    let content = match failure {
        None => view! { <Panel title="Opening"><Loading word=word/></Panel> }.into_any(),
        Some(failure) => {
            let again = move || {
                view! {
                    <Button label="Read again" icon=Icon::Refresh press=move |()| known.again_all()/>
                }
            };
            view! { <Unread what=heading.clone() failure=failure actions=again/> }.into_any()
        }
    };
    let mut above = crumbs::of_kind(kind);
    above.push(crate::ui::Crumb {
        label: heading.clone(),
        href: Route::Resource(target.get_value()).path(),
    });
    view! {
        <PageHead title=heading above=above/>
        {content}
    }
}
