//! The menu of the person at the console: be somebody else, or leave.

use leptos::prelude::*;

use crate::session::{Person, Session};
use crate::ui::{Icon, Menu, MenuItem, MenuLabel};

/// The avatar, and what it opens.
#[component]
pub fn Account(
    /// Who is at the console.
    person: Person,
) -> impl IntoView {
    let session = Session::expect();
    let (id, initials) = (person.id.clone(), person.initials());
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
    let label = format!(
        "{initials}: {}, {}. Change person or leave",
        person.name, person.role
    );
    let face = view! { <span class="avatar" aria-hidden="true">{initials}</span> };
    view! {
        <Menu label=label face=move || face>
            <MenuLabel text=format!("{}, {}", person.name, person.tenant_name)/>
            {others}
            <MenuItem label="Leave the sandbox" icon=Icon::Undo press=move |()| session.leave()/>
        </Menu>
    }
}
