//! The menu of the person at the console: be somebody else, work in another directory, or leave.

use leptos::prelude::*;

use super::sign_out::SignOut;
use crate::auth::Auth;
use crate::session::{Person, PersonSource, Session};
use crate::ui::{Icon, Menu, MenuItem, MenuLabel};

/// The avatar, and what it opens.
#[component]
pub fn Account(
    /// Who is at the console.
    person: Person,
) -> impl IntoView {
    let initials = person.initials();
    let change = match person.source {
        PersonSource::Azure => "Change directory or sign out",
        PersonSource::Sandbox => "Change person or leave",
    };
    let label = format!("{initials}: {}, {}. {change}", person.name, person.role);
    let face = view! { <span class="avatar" aria-hidden="true">{initials}</span> };
    let is_leaving = RwSignal::new(false);
    let items = match person.source {
        PersonSource::Azure => view! {
            <Directories tenant=person.tenant.clone()/>
            <MenuItem label="Sign out" icon=Icon::Undo press=move |()| is_leaving.set(true)/>
        }
        .into_any(),
        PersonSource::Sandbox => view! { <People id=person.id.clone()/> }.into_any(),
    };
    view! {
        <Menu label=label face=move || face>
            <MenuLabel text=format!("{}, {}", person.name, person.role)/>
            {items}
        </Menu>
        <SignOut open=is_leaving close=move |()| is_leaving.set(false)/>
    }
}

/// The sandbox's other people, and the way out.
#[component]
fn People(id: String) -> impl IntoView {
    let session = Session::expect();
    let others = move || {
        let people = session.people().get().into_iter();
        let others = people.filter(|it| it.id != id);
        others
            .map(|it| {
                let label = format!("Become {}", it.name);
                view! {
                    <MenuItem
                        label=label
                        note=it.tenant_name.clone()
                        icon=Icon::User
                        press=move |()| session.enter(&it.id)
                    />
                }
            })
            .collect_view()
    };
    view! {
        {others}
        <MenuItem label="Leave the sandbox" icon=Icon::Undo press=move |()| session.leave()/>
    }
}

/// The other directories of somebody who has signed in.
#[component]
fn Directories(tenant: String) -> impl IntoView {
    let auth = Auth::expect();
    move || {
        let tenants = auth.tenants().get().into_iter();
        let others = tenants.filter(|it| it.id != tenant);
        others
            .map(|it| {
                view! {
                    <MenuItem
                        label=format!("Work in {}", it.name)
                        note=it.domain.clone()
                        icon=Icon::Building
                        press=move |()| auth.switch(&it.id)
                    />
                }
            })
            .collect_view()
    }
}
