//! Welcome: what this is, and who to be.

use leptos::prelude::*;

use super::sign_in_card::SignInCard;
use crate::backend::{Backend, Stage};
use crate::session::{Person, Session};
use crate::shell::Title;
use crate::ui::{Button, ButtonKind, Icon, Loading, Tag, unique};

/// The page before anybody has entered.
pub fn page() -> AnyView {
    Title::of_page(|| "Welcome".to_owned());
    let config = Backend::expect().config();
    let sandbox = config.offers_sandbox().then(|| view! { <Sandbox/> });
    view! {
        <div class="welcome">
            <div class="stack" data-gap="loose">
                <div class="stack">
                    <h1 class="welcome__title" tabindex="-1">
                        "Your keys on Azure, set up and kept in order"
                    </h1>
                    <p class="welcome__lead">
                        "Put Azure resources under your own keys, from this browser tab. There is no server of ours: the tab talks to Azure, with your rights and nothing more."
                    </p>
                </div>
                <ul class="welcome__points" role="list">
                    <li>
                        <Icon icon=Icon::Eye/>
                        <span>
                            <strong>"You see every request"</strong>
                            " before it is sent, and can copy it as a command."
                        </span>
                    </li>
                    <li>
                        <Icon icon=Icon::Grant/>
                        <span>
                            <strong>"The order is our job:"</strong>
                            " identity, grant, wait, key, proof."
                        </span>
                    </li>
                    <li>
                        <Icon icon=Icon::Rehearse/>
                        <span>
                            <strong>"Nothing is lost:"</strong>
                            " close the tab, and the run is found again where it was."
                        </span>
                    </li>
                </ul>
                <SignInCard/>
            </div>
            {sandbox}
        </div>
    }
    .into_any()
}

/// The sandbox: its people, and the door.
#[component]
fn Sandbox() -> impl IntoView {
    let session = Session::expect();
    let stage = session.sandbox();
    let heading = unique("sandbox");
    let labelled_by = heading.clone();
    let content = move || match stage.get() {
        Stage::Starting => {
            let word = "Starting the simulated Azure";
            view! { <div class="panel__body"><Loading word=word rows=3/></div> }.into_any()
        }
        Stage::Failed(why) => view! {
            <div class="panel__body stack" role="alert">
                <p class="small"><strong>"The sandbox could not be started."</strong></p>
                <p class="small">{why}</p>
            </div>
        }
        .into_any(),
        Stage::Absent => view! {
            <div class="panel__body"><p class="small">"This deployment has no sandbox."</p></div>
        }
        .into_any(),
        Stage::Ready => view! { <People people=session.people()/> }.into_any(),
    };
    view! {
        <section class="panel sandbox-card" aria-labelledby=labelled_by>
            <div class="sandbox">
                <strong class="sandbox__word"><Icon icon=Icon::Sandbox/> "Sandbox"</strong>
                <span class="sandbox__note">"Simulated Azure, in this browser"</span>
            </div>
            <div class="panel__body stack" data-gap="tight">
                <h2 id=heading>"Try it without an account"</h2>
                <p class="small muted">
                    "Everything works, everything may be broken, hours pass in seconds. What you do is kept until you reset it."
                </p>
            </div>
            {content}
        </section>
    }
}

#[component]
fn People(people: Signal<Vec<Person>>) -> impl IntoView {
    let session = Session::expect();
    let chosen = RwSignal::new(None::<String>);
    let group = unique("person");
    // The first of the list, until somebody else is chosen.
    let current = Memo::new(move |_| {
        let people = people.read();
        let chosen = chosen.get();
        let found = people.iter().find(|it| Some(&it.id) == chosen.as_ref());
        found.or(people.first()).cloned()
    });
    let row = move |person: Person| {
        let (id, same) = (person.id.clone(), person.id.clone());
        let initials = person.initials();
        let is_chosen = move || current.read().as_ref().is_some_and(|it| it.id == same);
        view! {
            <label class="person">
                <input
                    type="radio"
                    name=group.clone()
                    prop:checked=is_chosen
                    on:change=move |_| chosen.set(Some(id.clone()))
                />
                <span class="avatar" aria-hidden="true">{initials}</span>
                <span>
                    <span class="person__name">{person.name}</span>
                    <span class="person__can">{person.role}</span>
                </span>
                <Tag word=person.tenant_name/>
            </label>
        }
    };
    let first_name = move || {
        let person = current.read();
        let name = person
            .as_ref()
            .map(|it| it.name.as_str())
            .unwrap_or_default();
        let first = name.split_whitespace().next().unwrap_or_default();
        format!("Enter the sandbox as {first}")
    };
    let enter = move |()| {
        if let Some(person) = current.get_untracked() {
            session.enter(&person.id);
        }
    };
    view! {
        <form on:submit=move |event| event.prevent_default()>
            <fieldset>
                <legend class="panel__foot welcome__legend">"Who do you want to be?"</legend>
                {move || people.get().into_iter().map(row.clone()).collect_view()}
            </fieldset>
            <div class="panel__body cluster">
                <Button label=first_name press=enter kind=ButtonKind::Primary/>
                <span class="small muted">"Change person at any time"</span>
            </div>
        </form>
    }
}
